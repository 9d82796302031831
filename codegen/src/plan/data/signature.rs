//! Tables of signatures and topics, and the enumeration of what comes to one address.
#![allow(missing_docs, reason = "see the runtime's `meta`")]

use super::DocPlan;

/// How a callback is known to come from the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyTable {
    pub method: SignMethod,
    pub key: String,
    pub signs: Vec<SignedTable>,
    pub signature: SpotTable,
    pub encoding: SignatureEncoding,
    pub timestamp: Option<TimestampTable>,
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignMethod {
    HmacSha256,
    HmacSha512,
    HmacSha1,
    HmacMd5,
    Secret,
}

/// How its bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureEncoding {
    Hex,
    Base64,
}

/// A part of what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedTable {
    Body,
    Timestamp,
    Text(String),
    Header(String),
    Field(String),
}

/// A header or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtTable {
    Header(String),
    Field(String),
}

/// A header or field, or a piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotTable {
    pub at: AtTable,
    pub separator: Option<String>,
    pub prefix: String,
}

/// The time of signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimestampTable {
    pub spot: SpotTable,
    pub milliseconds: bool,
    pub within: u32,
}

/// The enumeration `Event`: callbacks at one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventsPlan {
    /// Documentation.
    pub docs: DocPlan,
    /// Where the topic stands.
    pub topic: AtTable,
    /// How a request of an unknown topic is signed.
    pub verify: Option<VerifyTable>,
    /// One for each callback with a topic.
    pub variants: Vec<EventVariantPlan>,
}

/// A callback among the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventVariantPlan {
    /// Name of the variant.
    pub rust: String,
    /// Documentation.
    pub docs: DocPlan,
    /// Its topics.
    pub topics: Vec<String>,
    /// Module of its struct.
    pub module: String,
    /// Name of its struct.
    pub name: String,
}
