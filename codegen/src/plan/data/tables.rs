//! Static tables that the runtime reads. Their fields are those of the runtime's tables, which say what they mean.
#![allow(missing_docs, reason = "see the runtime's `meta`")]

use super::outcomes::{EntriesTable, OutcomesTable};
use super::words::{Encoding, ListStyle, Safety};

/// What the runtime knows of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct MetaTable {
    /// `products.update`.
    pub id: String,
    /// What `id` was before.
    pub former: Vec<String>,
    /// Spec file and line.
    pub place: String,
    pub method: String,
    pub aliases: Vec<String>,
    pub path: String,
    pub safety: Safety,
    /// Names of credentials in order of preference.
    pub auth: Vec<String>,
    /// Index into the limits of the platform.
    pub limit: Option<usize>,
    pub weight: u32,
    /// Further limits and weights.
    pub also: Vec<(usize, u32)>,
    pub idempotency_key: Option<KeyTable>,
    pub success: Vec<u16>,
    pub body: BodyTable,
    pub reply: ReplyTable,
    pub redirects_anywhere: bool,
    pub paging: Option<PagingTable>,
    pub rules: Vec<RuleTable>,
    /// `None`: that of the platform.
    pub entries: Option<EntriesTable>,
    pub outcomes: Option<OutcomesTable>,
    pub setters: Vec<(String, String)>,
}

/// The key of repeated requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTable {
    pub place: KeyPlaceTable,
    pub is_made: bool,
}

/// Where the key of repeated requests stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlaceTable {
    Header(String),
    Field(String),
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyTable {
    /// `None`: there is no body.
    pub encoding: Option<Encoding>,
    pub key: Option<String>,
    pub lists: ListStyle,
    pub content_type: Option<String>,
    pub one_or_many: bool,
    pub json_switch: Option<(String, String)>,
}

impl BodyTable {
    /// Nothing is sent and nothing said about it.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.encoding.is_none() && self.content_type.is_none()
    }
}

/// How a reply is unwrapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReplyTable {
    pub key: Option<String>,
    pub or_bare: bool,
}

/// How a list is read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagingTable {
    pub strategy: StrategyTable,
    /// Dotted path of the list in the whole reply.
    pub items: String,
    pub size: Option<String>,
    pub sizes: Vec<u32>,
    pub default_size: Option<u32>,
    pub min_size: Option<u32>,
    pub max_size: Option<u32>,
    pub fixed_size: Option<u32>,
    pub total_pages: Option<String>,
    pub total_items: Option<String>,
    pub total_pages_header: Option<String>,
    pub total_items_header: Option<String>,
    pub more: Option<String>,
    pub more_header: Option<String>,
    pub next_header: Option<String>,
    pub first: Option<u32>,
    pub drop: Vec<String>,
    pub page: Option<String>,
    pub short_page_ends: bool,
    /// The elements are the values of an object.
    pub keyed: bool,
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StrategyTable {
    Page { param: String },
    Offset { param: String },
    Keyset { set: Vec<(String, String)> },
    Cursor { param: String, next: String },
    Link { next: String },
}

/// Checked on the encoded request. Paths are dotted wire paths, `[]` for each element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleTable {
    RequiredWhenIs {
        path: String,
        field: String,
        values: Vec<String>,
    },
    RequiredWhenPresent {
        path: String,
        field: String,
    },
    RequiredWhenAbsent {
        path: String,
        field: String,
    },
    AnyOf {
        at: String,
        fields: Vec<String>,
    },
    ExactlyOneOf {
        at: String,
        fields: Vec<String>,
    },
    AtMostOneOf {
        at: String,
        fields: Vec<String>,
    },
    MinItems {
        path: String,
        min: u64,
    },
    MaxItems {
        path: String,
        max: u64,
    },
}

/// What the runtime knows of a callback.
#[derive(Debug, Clone, PartialEq)]
pub struct CallbackTable {
    pub id: String,
    pub place: String,
    pub method: String,
    pub path: String,
    pub body: BodyTable,
    pub verify: Option<super::VerifyTable>,
    /// Status of the answer.
    pub status: u16,
}
