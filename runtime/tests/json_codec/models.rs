//! Types written by hand in the shape of generated code.

use tradewire::json::{Decode, DecodeError, Decoded, Encode, Options, Reader, Record, Shape, Writer, decode};
use tradewire::{Date, DateTime, Decimal, Extra, Flag, Json, Map, Patch};

/// What generated code has for a struct of plain fields: `"key" field: Type, required` or `optional`.
macro_rules! record {
    ($name:ident { $($key:literal $field:ident: $type:ty, $presence:ident;)* }) => {
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $(pub $field: $type,)* pub extra: Extra }

        impl Decode for $name {
            fn blank() -> Self {
                Self { $($field: Decode::blank(),)* extra: Extra::new() }
            }

            fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
                r.open_record(self)
            }
        }

        impl Record for $name {
            fn shape(&self) -> &'static Shape {
                static SHAPE: Shape = Shape::new(
                    &[$(concat!("\"", $key, "\":"),)*],
                    $crate::models::mask(&[$($crate::models::$presence,)*]),
                );
                &SHAPE
            }

            fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
                if index == tradewire::json::MAX_FIELDS {
                    return r.extra(&mut self.extra);
                }
                let mut at = 0..;
                $(if at.next() == Some(index) {
                    return Decode::read(&mut self.$field, r);
                })*
                Ok(())
            }
        }

        impl Encode for $name {
            fn encode(&self, w: &mut Writer) {
                w.begin_object();
                $(w.field(concat!("\"", $key, "\":"), &self.$field);)*
                w.end_record(&self.extra);
            }
        }
    };
}
pub(crate) use record;

#[allow(non_upper_case_globals)]
pub const required: bool = true;
#[allow(non_upper_case_globals)]
pub const optional: bool = false;

pub const fn mask(fields: &[bool]) -> [u64; 2] {
    let mut mask = [0; 2];
    let mut at = 0;
    while at < fields.len() {
        if fields[at] {
            mask[at / 64] |= 1 << (at % 64);
        }
        at += 1;
    }
    mask
}

record!(Item {
    "sku" sku: String, required;
    "quantity" quantity: f64, required;
    "price" price: Option<Decimal>, optional;
    "marks" marks: Option<Vec<i64>>, optional;
});

record!(Address {
    "city" city: Option<String>, optional;
    "zip" zip: Option<String>, optional;
});

record!(Order {
    "id" id: i64, required;
    "number" number: Option<String>, optional;
    "paid" paid: Option<bool>, optional;
    "hidden" hidden: Option<Flag>, optional;
    "rate" rate: Option<f64>, optional;
    "total" total: Option<Decimal>, optional;
    "items" items: Option<Vec<Item>>, optional;
    "prices" prices: Option<Map<Decimal>>, optional;
    "address" address: Option<Address>, optional;
    "placed" placed: Option<DateTime>, optional;
    "due" due: Option<Date>, optional;
    "parent" parent: Option<Box<Order>>, optional;
    "weight" weight: Option<i64>, optional;
    "any" any: Option<Json>, optional;
});

// Required things that can be empty, and one in place.
record!(Sheet {
    "rows" rows: Vec<Item>, required;
    "names" names: Map<String>, required;
    "note" note: Option<String>, required;
    "address" address: Address, required;
});

record!(Page {
    "orders" orders: Vec<Order>, required;
    "total" total: Option<i64>, optional;
});

/// An open type with families and a field that can be emptied.
#[derive(Debug, Clone, PartialEq)]
pub struct Loose {
    pub id: i64,
    pub tags: Option<Vec<String>>,
    pub note: Patch<String>,
    pub price: Map<Decimal>,
    pub custom: Map<String>,
    pub extra: Extra,
}

impl Decode for Loose {
    fn blank() -> Self {
        Self {
            id: 0,
            tags: None,
            note: Patch::Keep,
            price: Map::new(),
            custom: Map::new(),
            extra: Extra::new(),
        }
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.open_record(self)
    }
}

impl Record for Loose {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::new(&["\"id\":", "\"tags\":", "\"note\":"], [0b1, 0]);
        &SHAPE
    }

    fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        match index {
            0 => Decode::read(&mut self.id, r),
            1 => r.one_or_many(&mut self.tags),
            2 => r.patch(&mut self.note, "\"\""),
            128 => r.extra(&mut self.extra),
            _ => Ok(()),
        }
    }

    fn unknown(&mut self, key: &str, r: &mut Reader<'_>) -> Result<bool, DecodeError> {
        Ok(r.family(key, "price{n}", &mut self.price)? || r.family(key, "custom_{key}", &mut self.custom)?)
    }
}

impl Encode for Loose {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.field("\"id\":", &self.id);
        w.one_or_many("\"tags\":", &self.tags);
        w.patch("\"note\":", &self.note, "\"\"");
        w.family("price{n}", &self.price);
        w.family("custom_{key}", &self.custom);
        w.end_record(&self.extra);
    }
}

/// Reads tolerantly, without reports.
pub fn read<T: Decode>(text: &str) -> Result<T, DecodeError> {
    decode(text.as_bytes(), Options::default()).map(|decoded| decoded.value)
}

/// Reads tolerantly, with the list at `listing` as the one whose bad elements are set aside.
pub fn listed<T: Decode>(text: &str, listing: &'static str) -> Decoded<T> {
    let options = Options {
        listing: Some(listing),
        ..Options::watched()
    };
    decode(text.as_bytes(), options).expect(text)
}

/// Reads strictly.
pub fn read_strict<T: Decode>(text: &str) -> Result<T, DecodeError> {
    decode(text.as_bytes(), Options::strict()).map(|decoded| decoded.value)
}

/// Reads tolerantly and gives the reports as text.
pub fn reports<T: Decode>(text: &str) -> (T, Vec<String>) {
    let decoded = decode::<T>(text.as_bytes(), Options::watched()).expect(text);
    (decoded.value, decoded.drift.iter().map(ToString::to_string).collect())
}

/// A value that is tolerated: it reads as `value` with exactly one report, and strict mode refuses it.
#[track_caller]
pub fn assert_tolerated<T: Decode + PartialEq + std::fmt::Debug>(text: &str, value: &T) {
    let (read, reports) = reports::<T>(text);
    assert_eq!(&read, value, "{text}");
    assert_eq!(reports.len(), 1, "{text}: {reports:?}");
    assert!(read_strict::<T>(text).is_err(), "{text} in strict mode");
}

/// A value as described: both modes read it as `value`, without reports.
#[track_caller]
pub fn assert_plain<T: Decode + PartialEq + std::fmt::Debug>(text: &str, value: &T) {
    let (read, reports) = reports::<T>(text);
    assert_eq!(&read, value, "{text}");
    assert!(reports.is_empty(), "{text}: {reports:?}");
    assert_eq!(&read_strict::<T>(text).expect(text), value, "{text} in strict mode");
}

/// A value that neither mode takes; gives the message of tolerant mode.
#[track_caller]
pub fn refused<T: Decode + std::fmt::Debug>(text: &str) -> String {
    assert!(read_strict::<T>(text).is_err(), "{text} in strict mode");
    read::<T>(text).expect_err(text).to_string()
}
