//! A position for serde: its text form.

use super::position::BatchPosition;
use crate::json::serde::{Deserialize, Deserializer, Serialize, Serializer, invalid, text};

impl Serialize for BatchPosition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BatchPosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer)?.parse().map_err(invalid)
    }
}
