//! Arbitrary values for the property tests.

use super::models::{Address, Item, Loose, Order};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use tradewire::json::Number;
use tradewire::{Date, DateTime, Decimal, Extra, Flag, Json, Patch};

/// Any text, with a taste for what must be escaped.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,24}",
        "[ -~]{0,24}",
        vec(
            prop_oneof![
                Just('"'),
                Just('\\'),
                Just('\n'),
                Just('\0'),
                Just('ж'),
                Just('\u{1f600}'),
                Just('\u{2028}'),
                any::<char>()
            ],
            0..16
        )
        .prop_map(|chars| chars.into_iter().collect()),
    ]
}

pub fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u8..30, any::<bool>()).prop_map(|(mantissa, scale, quoted)| {
        let value = Decimal::new(mantissa, scale);
        if quoted { value.quoted() } else { value }
    })
}

pub fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("finite", |n| n.is_finite()),
        (-1_000_000i32..1_000_000).prop_map(|n| f64::from(n) / 100.0)
    ]
}

pub fn json() -> impl Strategy<Value = Json> {
    let number = prop_oneof![
        any::<i64>().prop_map(Json::from),
        finite().prop_map(Json::from),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?"
            .prop_filter_map("a number", |text| Number::new(&text).map(Json::Number)),
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        number,
        text().prop_map(Json::from)
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..8).prop_map(Json::Array),
            vec((text(), inner), 0..8).prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    (text(), finite(), of(decimal()), of(vec(any::<i64>(), 0..4))).prop_map(|(sku, quantity, price, marks)| Item {
        sku,
        quantity,
        price,
        marks,
        extra: Extra::new(),
    })
}

fn address() -> impl Strategy<Value = Address> {
    (of(text()), of(text())).prop_map(|(city, zip)| Address {
        city,
        zip,
        extra: Extra::new(),
    })
}

fn date() -> impl Strategy<Value = Date> {
    (0i32..=9999, 1u8..=12, 1u8..=28).prop_filter_map("a day", |(year, month, day)| Date::new(year, month, day))
}

fn date_time() -> impl Strategy<Value = DateTime> {
    (-62_167_219_200i64..253_402_300_800).prop_filter_map("in range", DateTime::from_unix_seconds)
}

pub fn order() -> impl Strategy<Value = Order> {
    let scalars = (
        any::<i64>(),
        of(text()),
        of(any::<bool>()),
        of(any::<bool>()),
        of(finite()),
        of(decimal()),
        of(any::<i64>()),
    );
    let wide = (
        of(vec(item(), 0..4)),
        of(btree_map(text(), decimal(), 0..4)),
        of(address()),
        of(date_time()),
        of(date()),
    );
    let any_json = of(json().prop_filter("null is absence", |json| !json.is_null()));
    let flat = (scalars, wide, any_json).prop_map(|((id, number, paid, hidden, rate, total, weight), wide, any)| {
        let (items, prices, address, placed, due) = wide;
        let hidden = hidden.map(Flag);
        Order {
            id,
            number,
            paid,
            hidden,
            rate,
            total,
            items,
            prices,
            address,
            placed,
            due,
            parent: None,
            weight,
            any,
            extra: Extra::new(),
        }
    });
    flat.prop_recursive(3, 4, 1, |inner| {
        (inner.clone(), inner).prop_map(|(order, parent)| Order {
            parent: Some(Box::new(parent)),
            ..order
        })
    })
}

pub fn loose() -> impl Strategy<Value = Loose> {
    let note = prop_oneof![
        Just(Patch::Keep),
        Just(Patch::Clear),
        text()
            .prop_filter("not the mark of emptiness", |t| !t.is_empty())
            .prop_map(Patch::Set)
    ];
    // Not the keys that are fields or belong to a family.
    let free = text().prop_map(|key| format!("x{key}"));
    let named = text().prop_filter("not empty", |name| !name.is_empty());
    (
        any::<i64>(),
        of(vec(text(), 0..4)),
        note,
        btree_map("[0-9]{1,4}", decimal(), 0..3),
        btree_map(named, text(), 0..3),
        btree_map(free, json(), 0..3),
    )
        .prop_map(|(id, tags, note, price, custom, extra)| {
            // A single empty text written bare means "no tags".
            let tags = tags.filter(|tags| tags.as_slice() != [""]);
            Loose {
                id,
                tags,
                note,
                price,
                custom,
                extra: extra.into_iter().collect(),
            }
        })
}
