//! Serde's traits for the values, by way of their codec.

use super::{
    Base64, Date, DateTime, Decimal, Flag, LocalDateTime, MonthDay, Patch, Time, Timestamp, UnixSeconds, Uuid,
};
use crate::json::serde::{Deserialize, Deserializer, Serialize, Serializer, deserialize, serialize};
use crate::json::{Decode, Encode};

crate::impl_serde!(
    Base64,
    Date,
    DateTime,
    Decimal,
    Flag,
    LocalDateTime,
    MonthDay,
    Time,
    Timestamp,
    UnixSeconds,
    Uuid,
);

impl<T: Encode> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}
