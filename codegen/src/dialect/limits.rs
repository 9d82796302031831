//! Rate limits, waits that a server names, what counts an operation, and keys of repeated requests.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use crate::yaml::Value;

/// A rate limit: `requests` in each `per`, so many at once (`parallel`), or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LimitDef {
    /// Requests in a window.
    pub requests: Option<u32>,
    /// The window: seconds, or a number with its unit (`500ms`, `3s`, `5m`, `1h`).
    pub per: Option<PeriodDef>,
    /// Header that shows `used/limit`.
    pub header: Option<String>,
    /// Header with the number of requests that are left in the window.
    pub remaining: Option<String>,
    /// Header with the number of requests that the window allows; goes with `remaining`.
    pub limit: Option<String>,
    /// Header that tells when the window ends; goes with `remaining` or `header`.
    pub reset: Option<TimeHeaderDef>,
    /// Requests that may be under way at once, until their replies are read.
    pub parallel: Option<u32>,
    /// What it counts.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// How plainly the documents say it, or who else tells it.
    pub basis: Option<super::BasisDef>,
}

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum PeriodDef {
    /// Seconds.
    Seconds(u32),
    /// A number and its unit: `500ms`, `3s`, `5m`, `1h`.
    Text(String),
}

impl PeriodDef {
    /// In milliseconds; `None` if it cannot be read or is too long for any limit.
    #[must_use]
    pub fn millis(&self) -> Option<u64> {
        let text = match self {
            Self::Seconds(seconds) => return Some(u64::from(*seconds) * 1000),
            Self::Text(text) => text,
        };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at_checked(digits)?;
        let factor = match unit {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        let millis = number.parse::<u64>().ok()?.checked_mul(factor)?;
        u32::try_from(millis / 1000).is_ok().then_some(millis)
    }
}

impl<'de> Deserialize<'de> for PeriodDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self::Text(text)),
            other => from_value(other).map(Self::Seconds).map_err(D::Error::custom),
        }
    }
}

/// A reply header that tells a time or a wait.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["header", "unit"]))]
pub struct TimeHeaderDef {
    /// Its name.
    pub header: Option<String>,
    /// How the time is written.
    pub unit: Option<TimeUnitWord>,
}

/// How a time or a wait is written in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnitWord {
    /// Seconds from now on.
    Seconds,
    /// Milliseconds from now on.
    Milliseconds,
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMilliseconds,
    /// A date as HTTP writes it.
    HttpDate,
}

/// What counts an operation: a limit, several, or each with what the operation counts for in it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum CountedDef {
    /// One limit.
    One(String),
    /// Several limits; none: nothing counts it.
    Several(Vec<String>),
    /// Limits, and how many requests it counts for in each.
    Weighted(IndexMap<String, u32>),
}

impl<'de> Deserialize<'de> for CountedDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(name) => Ok(Self::One(name)),
            list @ Value::Sequence(_) => from_value(list).map(Self::Several).map_err(D::Error::custom),
            other => from_value(other).map(Self::Weighted).map_err(D::Error::custom),
        }
    }
}

/// Where the key stands by which the platform knows that a request came before: one of `header` and `field`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IdempotencyKeyDef {
    /// A header of this name; the operation gets a setter `idempotency_key`.
    pub header: Option<String>,
    /// A field of the body: its dotted path. It stands once in a request, in no list.
    pub field: Option<String>,
    /// `false`: no key is made where the caller gives none. The request may then be sent again only if there is one.
    pub generate: Option<bool>,
}
