//! The static table of a platform. Its fields are those of the runtime's table, which say what they mean.
#![allow(missing_docs, reason = "see the runtime's `meta`")]

use super::outcomes::{EntriesTable, SignTable};
use super::words::{StatusMeaning, TimeUnit};

/// What the runtime knows of a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformTable {
    pub name: String,
    pub auth: Vec<SchemeTable>,
    pub limits: Vec<LimitTable>,
    pub usual_limits: Vec<usize>,
    pub retry_after: Vec<TimeHeaderTable>,
    pub headers: Vec<CommonHeaderTable>,
    pub digit_booleans: bool,
    pub errors: ErrorTable,
}

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeTable {
    pub name: String,
    pub inputs: Vec<String>,
    pub kind: SchemeKind,
}

/// Where the credentials of a scheme go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    Basic {
        username: TemplateTable,
        password: TemplateTable,
    },
    Header {
        header: String,
        value: TemplateTable,
    },
    Query {
        params: Vec<(String, TemplateTable)>,
    },
    OAuth1 {
        consumer_key: TemplateTable,
        consumer_secret: TemplateTable,
    },
}

/// A text with placeholders for the inputs of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTable {
    pub text: String,
    pub md5: bool,
}

/// A budget of requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitTable {
    pub name: String,
    pub requests: Option<u32>,
    pub per_seconds: u32,
    pub per_millis: u32,
    pub header: Option<String>,
    pub remaining: Option<String>,
    pub most: Option<String>,
    pub reset: Option<TimeHeaderTable>,
    pub parallel: Option<u32>,
}

/// A reply header that tells a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeHeaderTable {
    pub name: String,
    pub unit: TimeUnit,
}

/// A header of all calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonHeaderTable {
    pub name: String,
    pub value: Option<String>,
    pub required: bool,
}

/// What failures look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorTable {
    pub failure: Vec<SignTable>,
    pub message: Vec<String>,
    pub code: Vec<String>,
    pub fields: Vec<String>,
    pub codes: Vec<CodeTable>,
    pub statuses: Vec<(u16, StatusMeaning)>,
    pub refusals: Vec<RefusalTable>,
    pub entries: EntriesTable,
}

/// A reply that proves that nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalTable {
    pub status: u16,
    pub header: Option<String>,
    pub empty_body: bool,
}

/// A known code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTable {
    /// As it stands on the wire.
    pub text: String,
    pub means: Option<StatusMeaning>,
}
