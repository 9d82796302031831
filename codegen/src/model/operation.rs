//! Resources, operations and callbacks.

use super::{Charge, Docs, Entries, Field, GroupRule, IdempotencyKey, ListStyle, Outcomes, Place, Type};

#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// `order_lines`; also the name of its file and module.
    pub name: String,
    /// `order_line`.
    pub singular: String,
    /// Name of the handle asked for by the spec.
    pub rust: Option<String>,
    pub place: Place,
    pub docs: Docs,
    pub operations: Vec<Operation>,
    pub callbacks: Vec<Callback>,
    /// Spec file below the repository root.
    pub file: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Name inside its resource: `update`.
    pub name: String,
    /// What it was called before.
    pub renamed_from: Vec<String>,
    pub method: String,
    pub aliases: Vec<String>,
    /// Whole path with `{placeholders}`.
    pub path: String,
    pub path_params: Vec<Field>,
    pub query: Vec<Field>,
    pub headers: Vec<Field>,
    pub body: Option<Body>,
    pub returns: Returns,
    pub statuses: Vec<u16>,
    /// The server may send it on to other hosts.
    pub redirects_anywhere: bool,
    pub paging: Option<Paging>,
    pub safety: Safety,
    pub permissions: Vec<String>,
    /// In the order of the spec.
    pub charges: Vec<Charge>,
    pub idempotency_key: Option<IdempotencyKey>,
    pub batch_limit: Option<u64>,
    pub upsert: Option<Upsert>,
    /// Indices into [`super::Platform::auth`], in order of preference.
    pub auth: Vec<usize>,
    pub rules: Vec<GroupRule>,
    /// What stands in its lists of errors, where that is not as everywhere on the platform.
    pub entries: Option<Entries>,
    /// Of a batch.
    pub outcomes: Option<Outcomes>,
    pub docs: Docs,
    pub rust: Option<String>,
    pub place: Place,
    pub examples: Vec<Example>,
}

/// An operation that makes what is not there and changes what is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Upsert {
    Always,
    /// What is there changes only where this field of what is sent is true.
    Asked(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Callback {
    pub name: String,
    pub method: String,
    /// Default path; the integrator may mount it elsewhere.
    pub path: String,
    pub path_params: Vec<Field>,
    pub query: Vec<Field>,
    pub headers: Vec<Field>,
    pub body: Option<Body>,
    /// What the integrator answers.
    pub returns: Returns,
    pub statuses: Vec<u16>,
    /// Where the platform is told the address.
    pub configured_by: Option<String>,
    pub verify: Option<super::Verify>,
    /// What it is told apart by at an address that others come to as well.
    pub topics: Vec<String>,
    pub docs: Docs,
    pub rust: Option<String>,
    pub place: Place,
    pub examples: Vec<Example>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub encoding: Encoding,
    /// The value stands under this key.
    pub key: Option<String>,
    /// `None` for `binary` and `text`.
    pub ty: Option<Type>,
    /// The fields of the (struct) type are setters of the operation.
    pub inline: bool,
    pub one_or_many: bool,
    pub lists: ListStyle,
    pub content_type: Option<String>,
    /// Query parameter and value that move a `query` body into JSON.
    pub json_switch: Option<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Json,
    Form,
    FormJson,
    Query,
    Multipart,
    Binary,
    Text,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Returns {
    pub kind: ReturnKind,
    /// Only with [`ReturnKind::Json`].
    pub ty: Option<Type>,
    pub key: Option<String>,
    pub or_bare: bool,
    /// What comes is a list of `ty`, of which one element is meant.
    pub only: bool,
    /// Headers that are handed out beside it.
    pub headers: Vec<Field>,
    /// What comes by status; then it says nothing else itself.
    pub by_status: Vec<(u16, Returns)>,
}

impl Returns {
    /// Every reply that may come: itself, or one for each status.
    pub fn cases(&self) -> impl Iterator<Item = &Self> {
        let whole = self.by_status.is_empty().then_some(self);
        whole
            .into_iter()
            .chain(self.by_status.iter().map(|(_, returns)| returns))
    }

    /// The types of all replies that may come.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.cases().filter_map(|returns| returns.ty.as_ref())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReturnKind {
    /// The documents do not say.
    Undocumented,
    /// Nothing worth reading.
    None,
    /// Different things by status.
    ByStatus,
    Json,
    Text,
    Csv,
    Binary,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// Index into [`super::Platform::pagination`].
    pub kind: usize,
    /// Dotted wire path of the list in the reply; empty when the reply is the list.
    pub items: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    Read,
    Idempotent,
    Unsafe,
}

/// A documented body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub number: u32,
    pub direction: Direction,
    /// File below the repository root.
    pub file: String,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Request,
    Response,
}
