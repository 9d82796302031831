//! A resource file: operations, callbacks, types.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use super::{
    BasisDef, BodyDef, CountedDef, Deprecated, FieldDef, FormerNamesDef, IdempotencyKeyDef, OperationErrorsDef,
    RedirectsWord, ReturnsDef, RuleDef, SafetyWord, TopicsDef, TypeEntry, VerifyChoice,
};
use crate::yaml::Value;

/// `specs/<platform>/<resource>.yaml`: the operations, callbacks and types of one resource.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["resource"]))]
pub struct ResourceFile {
    /// The file's name without `.yaml`; the handle is `client.<resource>()`.
    pub resource: Option<String>,
    /// One of them, where cutting the plural ending would go wrong.
    pub singular: Option<String>,
    /// Rust name of the handle's type, where a type of the resource has its name already.
    pub rust: Option<String>,
    /// What the resource is about.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Several of them.
    pub notes: Vec<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// Requests to the platform, by name: verb first, `snake_case`.
    pub operations: IndexMap<String, Endpoint>,
    /// Requests that the platform sends to the integrator, by name.
    pub callbacks: IndexMap<String, Endpoint>,
    /// Types of this resource; visible in all files of the platform.
    pub types: IndexMap<String, TypeEntry>,
}

/// An operation or a callback.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
// A peer is a source of its own.
#[schemars(extend(
    "if" = {"properties": {"basis": {"description": "No peer.", "enum": ["documented", "inferred"]}}},
    "then" = {"required": ["source"]}
))]
pub struct Endpoint {
    /// GET and the path.
    pub get: Option<String>,
    /// POST and the path.
    pub post: Option<String>,
    /// PUT and the path.
    pub put: Option<String>,
    /// PATCH and the path.
    pub patch: Option<String>,
    /// DELETE and the path.
    pub delete: Option<String>,
    /// HEAD and the path.
    pub head: Option<String>,
    /// Any other verb; goes with `path_template`.
    pub method: Option<String>,
    /// The path that goes with `method`.
    pub path_template: Option<String>,
    /// Other verbs that mean the same.
    pub aliases: Vec<String>,
    /// What it does, in one short sentence.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Several of them.
    pub notes: Vec<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// Heading, or first words of the passage, in the vendor's document. May be left out where a peer is the basis.
    pub source: Option<String>,
    /// How plainly the documents say it, or who else tells it; holds for parameters, inline body and inline reply too.
    pub basis: Option<BasisDef>,
    /// `true`, or what to use instead.
    pub deprecated: Option<Deprecated>,
    /// What it was called before, by its key: the old method stays, deprecated, and cursors that were stored lead on.
    pub renamed_from: Option<FormerNamesDef>,
    /// Rust name of the struct; the method is called like the operation, by its key.
    pub rust: Option<String>,
    /// Path parameters, one for each placeholder of the path.
    pub path: IndexMap<String, FieldDef>,
    /// Query parameters; structs and maps become `filter[a][b]=…`.
    pub query: IndexMap<String, FieldDef>,
    /// Header parameters.
    pub headers: IndexMap<String, FieldDef>,
    /// What is sent; left out: nothing.
    pub body: Option<BodyDef>,
    /// What comes back; left out: the reply is not documented.
    pub returns: Option<ReturnsDef>,
    /// Success statuses, default `[200]`.
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    pub status: Vec<u16>,
    /// Where the server may send it on to, default `own_host`.
    pub redirects: Option<RedirectsWord>,
    /// Pagination kind of platform.yaml.
    pub paginate: Option<Paginate>,
    /// Whether it may be repeated; default by method.
    pub safety: Option<SafetyWord>,
    /// Scopes that the key must have.
    #[schemars(extend("uniqueItems" = true))]
    pub permission: Vec<String>,
    /// Rate limit of platform.yaml that counts it, or several; default `default_limit`, or `default`.
    pub limit: Option<CountedDef>,
    /// How many requests it counts for in its limits, default 1.
    pub weight: Option<u32>,
    /// The key by which the platform knows that a request came before: with it, an unsafe operation may be repeated.
    pub idempotency_key: Option<IdempotencyKeyDef>,
    /// Most elements in one call.
    #[schemars(range(min = 1))]
    pub batch_limit: Option<u64>,
    /// It makes what is not there and changes what is: `true`, or the field of what is sent that has to be true for a change.
    pub upsert: Option<UpsertDef>,
    /// Names of the credentials it accepts, default `default_auth`; `[]`: none.
    #[schemars(extend("uniqueItems" = true))]
    pub auth: Option<Vec<String>>,
    /// Rules over query and body parameters, checked before sending.
    pub rules: Vec<RuleDef>,
    /// What its failures look like beyond what platform.yaml says; of a batch, which elements failed.
    pub errors: OperationErrorsDef,
    /// Callbacks only: where the platform is told the address.
    pub configured_by: Option<String>,
    /// Callbacks only: how the request is signed, or `none` where the platform's others are.
    pub verify: Option<VerifyChoice>,
    /// Callbacks only: what it is told apart by at an address that others come to as well.
    pub topic: Option<TopicsDef>,
}

/// Whether an operation makes as well as changes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum UpsertDef {
    /// It does.
    Flag(bool),
    /// It makes, and changes where this field of what is sent is true.
    Asked(String),
}

/// A pagination kind by name, or with the place of the elements.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Paginate {
    /// The name of the kind.
    Kind(String),
    /// With more to say.
    Long(PaginateLong),
}

/// The long form of `paginate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kind"]))]
pub struct PaginateLong {
    /// The name of the kind.
    pub kind: Option<String>,
    /// Dotted path of the list in the reply.
    pub items: Option<String>,
}

impl<'de> Deserialize<'de> for Paginate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(kind) => Ok(Self::Kind(kind)),
            other => from_value(other).map(Self::Long).map_err(D::Error::custom),
        }
    }
}
