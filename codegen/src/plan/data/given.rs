//! What a caller may write where a value is taken.

use super::RustType;

/// A way to write a value in a call. Two arguments that have one in common could be exchanged, and the call would still compile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// `"text"`, and whatever else converts to text.
    Text,
    /// `1`.
    Integer,
    /// `1.5`.
    Float,
    /// `true`.
    Boolean,
    /// `b"bytes"`.
    Bytes,
    /// A `SystemTime`.
    Instant,
    /// Any JSON.
    Json,
    /// A value of this type, and no other.
    Exactly(RustType),
    /// A list whose elements are so written.
    List(Box<Given>),
    /// A map whose values are so written.
    Map(Box<Given>),
    /// `Some` of what is so written.
    Optional(Box<Given>),
}

impl Given {
    /// Whether one expression can be both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            // An `Option` can be walked through as a list can.
            (Self::List(a) | Self::Optional(a), Self::List(b) | Self::Optional(b)) | (Self::Map(a), Self::Map(b)) => {
                a.meets(b)
            }
            // Any JSON is also made from an `Option`, a list of JSON and a map of JSON.
            (Self::Json, Self::List(inner) | Self::Optional(inner))
            | (Self::List(inner) | Self::Optional(inner), Self::Json) => Self::Json.meets(inner),
            (Self::Json, Self::Map(inner)) | (Self::Map(inner), Self::Json) => **inner == Self::Json,
            (a, b) => a == b,
        }
    }
}
