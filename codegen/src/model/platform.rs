//! What holds for a whole platform.

use super::{
    Charge, Docs, Encoding, Entries, Field, ListStyle, OutcomesKind, Place, RateLimit, Resource, Sign, TimeHeader,
    TypeDef,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// Folder below `specs/`; the crate is `tradewire-<name>`.
    pub name: String,
    pub title: String,
    /// Version of the crate; `None` if it is not to be released.
    pub version: Option<String>,
    pub docs: Docs,
    /// The document that was transcribed.
    pub document: Option<String>,
    pub base_url: String,
    pub base_urls: Vec<String>,
    /// Where a `local_datetime` counts.
    pub time_zone: Option<TimeZone>,
    pub auth: Vec<AuthScheme>,
    /// Indices into `auth`.
    pub default_auth: Vec<usize>,
    pub query_lists: ListStyle,
    /// Booleans in queries and forms are `1` / `0`.
    pub digit_booleans: bool,
    pub body_encoding: Encoding,
    /// The scopes that operations may name; `None`: any.
    pub scopes: Option<Vec<String>>,
    /// Fields that every reply object has.
    pub reply: Vec<Field>,
    pub errors: Errors,
    pub pagination: Vec<PageKind>,
    pub limits: Vec<RateLimit>,
    /// What counts an operation that says nothing else.
    pub usual_charges: Vec<Charge>,
    pub retry_after: Vec<TimeHeader>,
    /// Headers of all calls.
    pub headers: Vec<Field>,
    /// What callbacks have in common.
    pub events: super::Events,
    /// What the front page of the crate shows.
    pub showcase: Showcase,
    /// Sorted by name, so that the order of files does not matter.
    pub resources: Vec<Resource>,
    /// Sorted by resource and then in order of declaration.
    pub types: Vec<TypeDef>,
}

/// Operations that stand for their platform, by the positions of their resource and their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Showcase {
    pub call: Option<(usize, usize)>,
    pub listing: Option<(usize, usize)>,
    pub write: Option<(usize, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeZone {
    /// Seconds from UTC, east positive.
    Fixed(i32),
    /// In the IANA database.
    Named(String),
    /// The account's own; in words, where it is set.
    Account(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct AuthScheme {
    pub name: String,
    pub docs: Docs,
    pub kind: AuthKind,
    /// Placeholders of its templates in order of appearance.
    pub inputs: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthKind {
    Basic {
        username: Template,
        password: Template,
    },
    Header {
        header: String,
        value: Template,
    },
    Query {
        params: Vec<(String, Template)>,
    },
    OAuth1 {
        consumer_key: Template,
        consumer_secret: Template,
    },
}

/// Text with `{placeholders}`, hashed after filling in if `md5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub text: String,
    pub md5: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Errors {
    pub failure: Vec<Sign>,
    /// Dotted paths, first found wins.
    pub message: Vec<String>,
    pub code: Vec<String>,
    pub fields: Vec<String>,
    pub codes: Vec<ErrorCode>,
    pub statuses: Vec<(u16, StatusMeaning)>,
    /// Replies that prove that nothing was done.
    pub refusals: Vec<Refusal>,
    pub entries: Entries,
    /// Ways in which replies say which elements of a batch failed.
    pub outcomes: Vec<OutcomesKind>,
}

/// A reply by which the platform refuses a request unseen, because there are too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub header: Option<String>,
    pub empty_body: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode {
    pub wire: String,
    pub means: Option<StatusMeaning>,
    pub docs: Docs,
    pub rust: Option<String>,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMeaning {
    Partial,
    RateLimited,
    Auth,
    NotFound,
    AlreadyExists,
    Invalid,
    Unavailable,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PageKind {
    pub name: String,
    pub docs: Docs,
    pub strategy: PageStrategy,
    /// Query parameter of the page size.
    pub size: Option<String>,
    pub sizes: Vec<u32>,
    pub default_size: Option<u32>,
    pub min_size: Option<u32>,
    pub max_size: Option<u32>,
    pub fixed_size: Option<u32>,
    pub total_pages: Option<InReply>,
    pub total_items: Option<InReply>,
    /// What says whether there is more.
    pub more: Option<InReply>,
    /// What the first page is called, where that is not usual.
    pub first: Option<u32>,
    /// Query parameters that must not be sent after the first page.
    pub drop: Vec<String>,
    /// Of a keyset kind: query parameter of a page's number, the way past empty pages.
    pub page: Option<String>,
    /// A page that is not full is the last one.
    pub short_page_ends: bool,
    /// Fields that the kind adds to an inline reply.
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStrategy {
    Page {
        param: String,
    },
    /// Query parameter that counts the elements before a page.
    Offset {
        param: String,
    },
    /// Query parameter and the field of the last element that fills it.
    Keyset {
        set: Vec<(String, String)>,
    },
    Cursor {
        param: String,
        next: InReply,
    },
    /// The address of the next page.
    Link {
        next: InReply,
    },
}

/// Where a reply says something about its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InReply {
    /// Dotted path into the body.
    Body(String),
    Header(String),
}

impl InReply {
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Body(path) => Some(path),
            Self::Header(_) => None,
        }
    }

    #[must_use]
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::Body(_) => None,
            Self::Header(name) => Some(name),
        }
    }
}

impl PageKind {
    /// Where the reply names the next page.
    #[must_use]
    pub fn next(&self) -> Option<&InReply> {
        match &self.strategy {
            PageStrategy::Cursor { next, .. } | PageStrategy::Link { next } => Some(next),
            PageStrategy::Page { .. } | PageStrategy::Offset { .. } | PageStrategy::Keyset { .. } => None,
        }
    }
}
