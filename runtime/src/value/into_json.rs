//! Values as any JSON, for bodies that are put together by hand.

use super::{Date, DateTime, Decimal};
use crate::json::{Json, to_json};

impl From<Decimal> for Json {
    fn from(value: Decimal) -> Self {
        to_json(&value).unwrap_or_default()
    }
}

impl From<Date> for Json {
    fn from(value: Date) -> Self {
        Self::String(value.into())
    }
}

impl From<DateTime> for Json {
    fn from(value: DateTime) -> Self {
        Self::String(value.into())
    }
}
