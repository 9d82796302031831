//! Any JSON value.

use super::{Decode, DecodeError, Decoded, Object, Options, digits};
use std::fmt;

/// Any JSON value. Numbers keep their text and objects their order.
///
/// Two values are equal if they mean the same: `1.0` equals `1`, and the order of keys does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// An object.
    Object(Object),
}

impl Json {
    /// Reads JSON text.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        super::from_str(text)
    }

    /// Reads the value as a `T`, tolerantly.
    pub fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        self.decode_with(Options::default()).map(|decoded| decoded.value)
    }

    /// Reads the value as a `T`.
    pub fn decode_with<T: Decode>(&self, options: Options) -> Result<Decoded<T>, DecodeError> {
        super::decode(self.to_string().as_bytes(), options)
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The truth value of `true` and `false`.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// A number without a fraction, in the range of `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(number) = self {
            number.as_i64()
        } else {
            None
        }
    }

    /// A number as a double.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            number.as_f64()
        } else {
            None
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The text of a scalar: of a string its content, of a number or boolean its JSON text. `None` for `null`, lists and objects.
    #[must_use]
    pub fn scalar_text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Number(number) => Some(number.as_str()),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The items of a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        if let Self::Array(items) = self {
            Some(items)
        } else {
            None
        }
    }

    /// The members of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// The members of an object, to change them.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// The value under `key` of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }

    /// Reads the value under `key` of an object as a `T`, tolerantly; `None` if there is none, or it is no object.
    #[must_use]
    pub fn read<T: Decode>(&self, key: &str) -> Option<Result<T, DecodeError>> {
        self.get(key).map(Self::decode)
    }

    /// The value at a dotted path, `pagination.nextCursor` or `items.0.id`; the value itself for `""`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Json> {
        if path.is_empty() {
            return Some(self);
        }
        path.split('.').try_fold(self, |value, step| match value {
            Self::Object(object) => object.get(step),
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Whether the value holds nothing: `null`, `""`, `[]`, `{}`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::String(text) => text.is_empty(),
            Self::Array(items) => items.is_empty(),
            Self::Object(object) => object.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }
}

impl std::str::FromStr for Json {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        Self::parse(text)
    }
}

/// A JSON number as it was written. Equality is numeric: `1.50` equals `15e-1`.
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// `text` must be a JSON number.
    pub(super) fn from_json_text(text: &str) -> Self {
        Self(text.into())
    }

    /// A number from its text, if that is a JSON number.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        digits::is_json_number(text).then(|| Self(text.into()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, if it is whole (`12`, `12.0`) and in range.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok().or_else(|| super::number::whole(&self.0))
    }

    /// The nearest double; `None` beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || digits::compare(&self.0, &other.0).is_eq()
    }
}

impl Eq for Number {}

/// As it was written, with width, fill, `+` and `0` as for the integers of the standard library. A precision cuts nothing.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.strip_prefix('-') {
            Some(size) => f.pad_integral(false, "", size),
            None => f.pad_integral(true, "", &self.0),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
