//! `Serialize` and `Deserialize` for models and values (feature `serde`), by way of their own codec, so that a model costs a line
//! and no derive: `tradewire::impl_serde!(Product, Order);`.
//!
//! Made for caching and logging. Reading is tolerant. A number of a [`Json`] or a [`Decimal`](crate::Decimal) that a double cannot
//! hold exactly is handed to serde as text, so that money is never rounded; it reads back as the same decimal.

use super::{Decode, Encode, Extra, Json, Number, Object, decode, digits, to_json, to_vec};
use ::serde::de::{self, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{self, SerializeMap as _};
use std::fmt;

// The macro names them from here, so that a generated crate needs no dependency on serde.
#[doc(hidden)]
pub use ::serde::{
    de::{Deserialize, Deserializer},
    ser::{Serialize, Serializer},
};

/// Serializes any value that can be written as JSON.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    to_json(value).map_err(ser::Error::custom)?.serialize(serializer)
}

/// Deserializes any value that can be read from JSON.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = Json::deserialize(deserializer)?;
    let text = to_vec(&json).map_err(de::Error::custom)?;
    decode(&text, super::Options::default())
        .map(|decoded| decoded.value)
        .map_err(de::Error::custom)
}

/// Text, for types that stand in it.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer)
}

/// What does not read, as an error of serde's.
pub(crate) fn invalid<E: de::Error>(error: impl fmt::Display) -> E {
    de::Error::custom(error)
}

/// Implements serde's traits for types that have the codec's: `impl_serde!(Product, Order);`.
#[macro_export]
macro_rules! impl_serde {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::json::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::json::serde::Serializer,
            {
                $crate::json::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::json::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::json::serde::Deserializer<'de>,
            {
                $crate::json::serde::deserialize(deserializer)
            }
        }
    )*};
}

impl_serde!(Extra);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        match self.as_f64() {
            Some(value) if digits::compare(zmij::Buffer::new().format_finite(value), text).is_eq() => {
                serializer.serialize_f64(value)
            }
            _ => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut list: Vec<(String, Json)> = Vec::new();
        while let Some(member) = members.next_entry()? {
            list.push(member);
        }
        Ok(Json::Object(list.into_iter().collect()))
    }
}
