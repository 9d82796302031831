//! The trait for writing, and how plain values are written.

use super::{DecodeError, EncodeError, Json, Writer};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A type that can be written as JSON. Usable as `&dyn Encode`.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, w: &mut Writer);

    /// Whether a field with this value is left out.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

/// The JSON text of a value as bytes.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}

/// The JSON text of a value.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> Result<String, EncodeError> {
    let bytes = to_vec(value)?;
    String::from_utf8(bytes).map_err(|_| EncodeError::new("text that is not UTF-8", "$".to_owned()))
}

/// The value as any JSON.
pub fn to_json<T: Encode + ?Sized>(value: &T) -> Result<Json, EncodeError> {
    written(&to_string(value)?)
}

/// JSON text that was written here, as a value.
pub(crate) fn written(text: &str) -> Result<Json, EncodeError> {
    Json::parse(text).map_err(|error: DecodeError| EncodeError::new(error.expected(), error.path().to_owned()))
}

impl Encode for str {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.text(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.text(self);
    }
}

impl Encode for Cow<'_, str> {
    fn encode(&self, w: &mut Writer) {
        w.text(self);
    }
}

impl Encode for bool {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        w.raw(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Encode for $integer {
            #[inline]
            fn encode(&self, w: &mut Writer) {
                w.raw(itoa::Buffer::new().format(*self));
            }
        }
    )*};
}

integers!(i32 u32 i64 u64 usize);

impl Encode for f64 {
    fn encode(&self, w: &mut Writer) {
        if self.is_finite() {
            w.raw(zmij::Buffer::new().format_finite(*self));
        } else {
            w.refuse("a number that is not finite has no JSON form");
        }
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, w: &mut Writer) {
        match self {
            Some(value) => value.encode(w),
            None => w.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Encode::is_absent)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, w: &mut Writer) {
        w.begin_array();
        for item in self {
            w.item(item);
        }
        w.end_array();
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        self.as_slice().encode(w);
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        for (key, value) in self {
            w.entry(key, value);
        }
        w.end_object();
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, w: &mut Writer) {
        (**self).encode(w);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}
