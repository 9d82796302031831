//! Reading, writing and making [`Json`].

use super::{Decode, DecodeError, Encode, Json, Number, Object, Reader, Writer};
use std::collections::BTreeMap;
use std::fmt;

impl Decode for Json {
    const EMPTY_TEXT: bool = true;
    const EMPTY_LIST: bool = true;

    #[inline]
    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = r.json()?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The next value, whatever it is.
    pub fn json(&mut self) -> Result<Json, DecodeError> {
        Ok(match self.peek() {
            b'"' => Json::String(self.quoted()?.to_owned()),
            b'{' => return self.json_object(),
            b'[' => return self.json_array(),
            b't' | b'f' => Json::Bool(self.boolean()?),
            b'n' => {
                self.word("null")?;
                Json::Null
            }
            b'-' | b'0'..=b'9' => Json::Number(Number::from_json_text(self.number_text()?)),
            0 => return Err(self.unexpected("a value")),
            _ => return Err(self.syntax("expected a value")),
        })
    }

    #[inline(never)]
    fn json_array(&mut self) -> Result<Json, DecodeError> {
        self.enter()?;
        let mut items = Vec::new();
        while self.next_item(items.is_empty())? {
            if items.len() == items.capacity() {
                self.charge_growth(items.len(), size_of::<Json>())?;
            }
            items.push(self.json()?);
        }
        Ok(Json::Array(items))
    }

    #[inline(never)]
    fn json_object(&mut self) -> Result<Json, DecodeError> {
        self.enter()?;
        let mut members = Vec::new();
        while self.next_key(members.is_empty())? {
            let key = self.quoted()?.to_owned();
            self.colon()?;
            if members.len() == members.capacity() {
                self.charge_growth(members.len(), size_of::<(String, Json)>())?;
            }
            members.push((key, self.json()?));
        }
        Ok(Json::Object(Object::from_members(members)))
    }
}

impl Encode for Json {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Null => w.null(),
            Self::Bool(value) => value.encode(w),
            Self::Number(number) => w.raw(number.as_str()),
            Self::String(text) => w.text(text),
            Self::Array(items) => items.encode(w),
            Self::Object(object) => object.encode(w),
        }
    }
}

impl Encode for Object {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        for (key, value) in self.iter() {
            w.entry(key, value);
        }
        w.end_object();
    }
}

macro_rules! from {
    ($($source:ty => |$value:ident| $json:expr;)*) => {$(
        impl From<$source> for Json {
            fn from($value: $source) -> Self {
                $json
            }
        }
    )*};
}

from! {
    bool => |value| Self::Bool(value);
    i32 => |value| i64::from(value).into();
    u32 => |value| i64::from(value).into();
    i64 => |value| Self::Number(Number::from_json_text(&value.to_string()));
    u64 => |value| Self::Number(Number::from_json_text(&value.to_string()));
    &str => |value| Self::String(value.to_owned());
    String => |value| Self::String(value);
    Vec<Json> => |value| Self::Array(value);
    Object => |value| Self::Object(value);
    BTreeMap<String, Json> => |value| Self::Object(value.into_iter().collect());
}

/// A number that is not finite becomes `null`, as JSON has none.
impl From<f64> for Json {
    fn from(value: f64) -> Self {
        super::to_json(&value).unwrap_or_default()
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Compact JSON text.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::to_string(self).unwrap_or_default())
    }
}
