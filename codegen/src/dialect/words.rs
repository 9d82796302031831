//! The fixed words of the dialect.

use schemars::JsonSchema;
use serde::Deserialize;

/// How a list is written in a query or a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListsWord {
    /// `a[]=1&a[]=2`
    Brackets,
    /// `a[0]=1&a[1]=2`
    Indexed,
    /// `a=1,2`
    Comma,
    /// `a=1&a=2`
    Repeat,
    /// `a=[1,2]`
    Json,
}

/// A type of an entity in which a field may be required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequiredWord {
    /// Always there when one is read.
    Read,
    /// Must be given to create one.
    Create,
    /// Must be given to update one.
    Update,
}

/// How a boolean is written in a query or a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BooleansWord {
    /// `true` and `false`
    #[default]
    Word,
    /// `1` and `0`
    Digit,
}

/// Where the server may send a request on to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RedirectsWord {
    /// Other addresses of its own.
    #[default]
    OwnHost,
    /// Any host, which is asked without credentials: a storage that hands the file out.
    AnyHost,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EncodingWord {
    /// JSON.
    Json,
    /// Form with bracket keys.
    Form,
    /// Form in which each object or list is one field of JSON text.
    FormJson,
    /// Everything goes into the query.
    Query,
    /// Multipart form with files.
    Multipart,
    /// Raw bytes; needs `content_type`.
    Binary,
    /// Plain text.
    Text,
}

/// How a reply is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnEncodingWord {
    /// JSON.
    Json,
    /// Plain text.
    Text,
    /// Comma-separated values, given as text.
    Csv,
    /// A stream of bytes with a file name.
    Binary,
}

/// Whether an operation may be repeated when nobody knows if it was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SafetyWord {
    /// Changes nothing.
    Read,
    /// Twice does the same as once.
    Idempotent,
    /// Twice does more than once.
    Unsafe,
}

/// What a status means beyond HTTP's own meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeaningWord {
    /// A part succeeded, the body says which.
    Partial,
    /// Over the limit; nothing was done.
    RateLimited,
    /// The credentials are wrong or lack a permission.
    Auth,
    /// There is no such thing.
    NotFound,
    /// There is such a thing already.
    AlreadyExists,
    /// The request was refused for what it says.
    Invalid,
    /// The platform is down for a while.
    Unavailable,
}

/// What a known error code means, whatever the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CodeMeaningWord {
    /// The credentials are missing, wrong or lack a permission.
    Auth,
    /// There is no such thing.
    NotFound,
    /// There is such a thing already.
    AlreadyExists,
    /// Over the limit; nothing was done.
    RateLimited,
    /// The request was refused for what it says.
    Invalid,
    /// The platform is down for a while.
    Unavailable,
}

/// What the keys of a map of errors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKeysWord {
    /// Names of fields.
    Field,
    /// Positions of elements that were sent.
    Row,
    /// Ids of elements that were sent.
    Id,
}
