//! What the inventory holds, in the form in which it is written.

use serde::Serialize;

use crate::model::{Basis, Literal, Provenance};

/// The whole inventory.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inventory {
    /// By name.
    pub platforms: Vec<PlatformEntry>,
}

/// A platform.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlatformEntry {
    /// `insales`
    pub platform: String,
    /// `tradewire-insales`
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// Where dates and times without an offset count: a name, an offset, or `account`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// By resource, then in the order of the spec.
    pub operations: Vec<OperationEntry>,
    /// The same for inbound requests.
    pub callbacks: Vec<CallbackEntry>,
}

/// An operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperationEntry {
    /// `orders.update`
    pub id: String,
    /// HTTP method.
    pub method: String,
    /// Other methods that mean the same.
    pub aliases: Vec<String>,
    /// With placeholders.
    pub path: String,
    /// The vendor's heading.
    pub source: Option<String>,
    /// `documented`, `inferred` or `peer`.
    pub basis: &'static str,
    /// The clients that it is known from, where the specs name them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<String>,
    /// Whether it is going away.
    pub deprecated: bool,
    /// `read`, `idempotent` or `unsafe`.
    pub safety: &'static str,
    /// Scopes that the key must have, separated by commas.
    pub permission: Option<String>,
    /// Pagination kind.
    pub pagination: Option<String>,
    /// `any_host` where the server may send the request on to other hosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirects: Option<&'static str>,
    /// Most elements in one call.
    pub batch_limit: Option<u64>,
    /// The limits that count it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitRow>,
    /// Header or body field of the key by which the platform knows that a request came before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
    /// Where the reply of a batch says what became of each element, or which failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
    /// Path, query and header parameters.
    pub params: Vec<Param>,
    /// What is sent.
    pub request: Request,
    /// What comes back.
    pub response: Response,
    /// What it is called in the crate.
    pub rust: RustNames,
}

/// A limit that counts an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LimitRow {
    /// As platform.yaml calls it.
    pub name: String,
    /// How many requests the operation counts for.
    pub weight: u32,
}

/// A callback.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CallbackEntry {
    /// `delivery.calculate`
    pub id: String,
    /// Always `inbound`.
    pub direction: &'static str,
    /// HTTP method.
    pub method: String,
    /// Default path.
    pub path: String,
    /// Where the platform is told the address.
    pub configured_by: Option<String>,
    /// What tells it apart at an address that others come to as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// How it is signed: `hmac_sha256`, …, `secret`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<&'static str>,
    /// The vendor's heading.
    pub source: Option<String>,
    /// `documented`, `inferred` or `peer`.
    pub basis: &'static str,
    /// The clients that it is known from, where the specs name them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<String>,
    /// Whether it is going away.
    pub deprecated: bool,
    /// Path, query and header parameters.
    pub params: Vec<Param>,
    /// What arrives.
    pub request: Request,
    /// What is answered.
    pub response: Response,
    /// What it is called in the crate.
    pub rust: RustNames,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Param {
    /// `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub place: &'static str,
    /// Name on the wire without trailing `[]`, nested ones with dots.
    pub name: String,
    /// Of one element, if it is a list.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Must be given.
    pub required: bool,
    /// Several values.
    pub list: bool,
    /// How plainly it is documented.
    #[serde(flatten)]
    pub standing: Standing,
    /// Known values.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// How plainly a parameter or field is documented; no keys where it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Standing {
    /// `inferred` or `peer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<&'static str>,
    /// The clients that it is known from, where the specs name them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<String>,
}

impl From<&Provenance> for Standing {
    fn from(provenance: &Provenance) -> Self {
        Self {
            basis: (provenance.basis != Basis::Documented).then(|| basis_word(provenance.basis)),
            peers: provenance.peers.clone(),
        }
    }
}

pub(super) fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Documented => "documented",
        Basis::Inferred => "inferred",
        Basis::Peer => "peer",
    }
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Request {
    /// `none`, `json`, `form`, `form-json`, `query`, `multipart`, `binary`, `text`.
    pub encoding: &'static str,
    /// Its flattened fields.
    pub fields: Vec<FieldRow>,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// Success statuses.
    pub status: Vec<u16>,
    /// `none`, `json`, `text`, `csv`, `binary`.
    pub encoding: &'static str,
    /// JSON of which the specs give no type; no key where they do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub untyped: bool,
    /// Headers that are handed out with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Param>,
    /// Its flattened fields; where replies differ by status, those of all.
    pub fields: Vec<FieldRow>,
}

/// A field of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldRow {
    /// Dots between keys, `[]` for elements, `{key}` for the values of a map.
    pub path: String,
    /// Kind of value.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Always there.
    pub required: bool,
    /// May be `null`.
    pub nullable: bool,
    /// How plainly it is documented.
    #[serde(flatten)]
    pub standing: Standing,
    /// Known values.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// Other keys that are read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// Names in the crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RustNames {
    /// `orders::UpdateOrder`
    pub operation: String,
    /// `orders::Order`
    pub output: String,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// `null`
    Null,
    /// `true`
    Boolean(bool),
    /// `1`
    Integer(i64),
    /// `"new"`
    Text(String),
}

impl From<&Literal> for Value {
    fn from(literal: &Literal) -> Self {
        match literal {
            Literal::Null => Self::Null,
            Literal::Boolean(value) => Self::Boolean(*value),
            Literal::Integer(value) => Self::Integer(*value),
            Literal::Number(text) | Literal::String(text) => Self::Text(text.clone()),
        }
    }
}
