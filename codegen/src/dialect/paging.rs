//! `pagination` of platform.yaml.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::BasisDef;
use super::field::{FieldDef, from_value};
use crate::yaml::Value;

/// A way of paging.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kind"]))]
pub struct PageDef {
    /// What tells the next page.
    pub kind: Option<PageKindDef>,
    /// `page`: query parameter of the page's number; `keyset`: the way past empty pages.
    pub page: Option<String>,
    /// `keyset`: query parameter and the field of the last element that fills it.
    pub set: IndexMap<String, String>,
    /// `offset`: query parameter of the number of elements before the page.
    pub offset: Option<String>,
    /// `page`, `offset`: what the first page is called. Left out: 1 of pages, 0 of elements.
    pub first: Option<u32>,
    /// `cursor`: query parameter of the cursor.
    pub cursor: Option<String>,
    /// `cursor`, `link`: dotted path of the next cursor or address in the reply, or `{header: Link}`. In a header that may be a
    /// list of links, of which the one with `rel="next"` counts.
    pub next: Option<InReplyDef>,
    /// Query parameter of the page's size.
    pub size: Option<String>,
    /// The only sizes that the server takes.
    #[schemars(length(min = 1))]
    pub sizes: Vec<u32>,
    /// Size when none is given.
    pub default_size: Option<u32>,
    /// Least size.
    pub min_size: Option<u32>,
    /// Greatest size.
    pub max_size: Option<u32>,
    /// Size of every page, where it cannot be chosen.
    pub fixed_size: Option<u32>,
    /// Dotted path of the number of pages in the reply, or `{header: X-Total-Pages}`.
    pub total_pages: Option<InReplyDef>,
    /// Dotted path of the number of elements in the reply, or `{header: X-Total}`.
    pub total_items: Option<InReplyDef>,
    /// Dotted path of the truth value that says whether there is more, or `{header: X-Has-More}`. Where it stands it counts before
    /// all else: `false` ends the listing, `true` goes on even behind a short or empty page.
    pub more: Option<InReplyDef>,
    /// What a page that is not full means. Left out: nothing, one more is asked for.
    pub short_page: Option<ShortPageDef>,
    /// Query parameters that must not be sent after the first page.
    #[schemars(length(min = 1))]
    pub drop: Vec<String>,
    /// Fields that the kind adds to an inline reply.
    pub fields: IndexMap<String, FieldDef>,
    /// How it works.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// How plainly the documents say it, or who else tells it.
    pub basis: Option<BasisDef>,
}

/// What a page that is not full means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShortPageDef {
    /// The vendor says that it is the last one.
    Ends,
}

/// Kinds of paging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PageKindDef {
    /// Numbered pages.
    Page,
    /// By the number of elements before the page.
    Offset,
    /// From the last element on.
    Keyset,
    /// By a cursor of the server.
    Cursor,
    /// By the address of the next page, as the reply names it. Followed only on the host of the base URL, and below it.
    Link,
}

/// Where a reply says something about its pages.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum InReplyDef {
    /// Dotted path into the body.
    Path(String),
    /// Not in the body.
    Header(HeaderDef),
}

/// A reply header by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["header"]))]
pub struct HeaderDef {
    /// The name of the header.
    pub header: Option<String>,
}

impl<'de> Deserialize<'de> for InReplyDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(path) => Ok(Self::Path(path)),
            other => from_value(other).map(Self::Header).map_err(D::Error::custom),
        }
    }
}
