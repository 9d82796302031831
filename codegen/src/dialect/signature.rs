//! How the requests of a platform are signed, and what tells those at one address apart.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use crate::yaml::Value;

/// What the callbacks of a platform have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventsDef {
    /// What tells several callbacks at one address apart; they become the enumeration `Event`.
    pub topic: Option<PlaceDef>,
    /// How each callback is signed that says nothing else.
    pub verify: Option<VerifyDef>,
}

/// A header or a field of the body: one of both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceDef {
    /// A header.
    pub header: Option<String>,
    /// Dotted path of a field of the body, or a query parameter where there is no body.
    pub field: Option<String>,
}

/// Topics: one, or several that come in one form.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum TopicsDef {
    /// One.
    One(String),
    /// Several.
    Several(#[schemars(length(min = 1))] Vec<String>),
}

impl TopicsDef {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(topic) => std::slice::from_ref(topic),
            Self::Several(topics) => topics,
        }
    }
}

impl<'de> Deserialize<'de> for TopicsDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(topic) => Ok(Self::One(topic)),
            other => from_value(other).map(Self::Several).map_err(D::Error::custom),
        }
    }
}

/// How a callback is signed, or that it is not.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum VerifyChoice {
    /// Not at all, though the platform signs others.
    Word(UnsignedWord),
    /// This way.
    Signed(Box<VerifyDef>),
}

/// The word for what is not signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnsignedWord {
    /// Not signed.
    None,
}

impl<'de> Deserialize<'de> for VerifyChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            word @ Value::String(_) => from_value(word).map(Self::Word).map_err(D::Error::custom),
            other => from_value(other)
                .map(Box::new)
                .map(Self::Signed)
                .map_err(D::Error::custom),
        }
    }
}

/// How a callback is signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["method", "key", "signature"]))]
pub struct VerifyDef {
    /// How the signature is made.
    pub method: Option<SignMethodWord>,
    /// What the integrator calls the key.
    pub key: Option<String>,
    /// What is signed, default `{body}`: text with `{body}`, `{timestamp}`, `{header:X-Name}` and `{field:dotted.path}`.
    pub signs: Option<String>,
    /// Where the signature stands.
    pub signature: Option<SignatureDef>,
    /// The time of signing, if it is sent along.
    pub timestamp: Option<TimestampDef>,
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignMethodWord {
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-512.
    HmacSha512,
    /// HMAC with SHA-1.
    HmacSha1,
    /// HMAC with MD5.
    HmacMd5,
    /// Not at all: the key itself is sent along.
    Secret,
}

/// Where a signature stands: one of `header` and `field`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignatureDef {
    /// A header.
    pub header: Option<String>,
    /// Dotted path of a field of the body, or a query parameter where there is no body.
    pub field: Option<String>,
    /// What stands before it: `sha256=`.
    pub prefix: Option<String>,
    /// What stands between several, of which those with the `prefix` count: `,` in `t=1,v1=ab`.
    pub separator: Option<String>,
    /// How its bytes are written, default `hex`.
    pub encoding: Option<SignatureEncodingWord>,
}

/// How the bytes of a signature are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatureEncodingWord {
    /// Hexadecimal digits.
    Hex,
    /// Base64.
    Base64,
}

/// Where the time of signing stands: one of `header` and `field`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["within"]))]
pub struct TimestampDef {
    /// A header.
    pub header: Option<String>,
    /// Dotted path of a field of the body, or a query parameter where there is no body.
    pub field: Option<String>,
    /// What stands before it: `t=`.
    pub prefix: Option<String>,
    /// What stands between it and others: `,` in `t=1,v1=ab`.
    pub separator: Option<String>,
    /// What it counts since 1970, default `seconds`.
    pub unit: Option<TimestampUnitWord>,
    /// Seconds that it may be from now.
    pub within: Option<u32>,
}

/// What a timestamp counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimestampUnitWord {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}
