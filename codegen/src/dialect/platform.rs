//! `platform.yaml`: what holds for a whole platform.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::field::from_value;
use super::paging::PageDef;
use super::{
    BooleansWord, CodeMeaningWord, CountedDef, EncodingWord, EntriesDef, FieldDef, LimitDef, ListsWord, MeaningWord,
    OutcomesDef, SignDef, TimeHeaderDef, TypeEntry,
};
use crate::yaml::Value;

/// `specs/<platform>/platform.yaml`: host, credentials, errors, paging, limits, shared types.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["platform", "title", "base_url"]))]
pub struct PlatformFile {
    /// The folder's name; the crate is `tradewire-<platform>`.
    pub platform: Option<String>,
    /// Version of the crate (`0.2.0`), raised in the change that is to be released; left out: `0.0.0`, which is never released.
    pub version: Option<String>,
    /// What the vendor calls it.
    pub title: Option<String>,
    /// What it is.
    pub doc: Option<String>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Several of them.
    pub notes: Vec<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// Title of the document that was transcribed, as people know it.
    pub document: Option<String>,
    /// Clients that tell what the document leaves out: a word for `basis`, and what to call it.
    pub peers: IndexMap<String, String>,
    /// The usual host; placeholders are for the reader.
    pub base_url: Option<String>,
    /// Other documented hosts.
    pub base_urls: Vec<String>,
    /// The zone in which a `local_datetime` counts: `Europe/Moscow` (a name of the IANA database), `+03:00`, `UTC`, or `{input: where an account sets it}`.
    pub time_zone: Option<TimeZoneDef>,
    /// Ways to sign a request, by name; each becomes `Credentials::<name>(…)`.
    pub auth: IndexMap<String, AuthDef>,
    /// Names under `auth` that an operation accepts; default: all.
    pub default_auth: Option<Vec<String>>,
    /// How lists and booleans are written in queries and forms.
    pub query: QueryDefaults,
    /// How bodies are written, default `json`.
    pub body_encoding: Option<EncodingWord>,
    /// Fields that every reply object has.
    pub reply: IndexMap<String, FieldDef>,
    /// What a failure looks like.
    pub errors: ErrorsDef,
    /// The scopes that `permission` may name; left out: any.
    #[schemars(extend("uniqueItems" = true))]
    pub scopes: Option<Vec<String>>,
    /// Ways of paging, by name.
    pub pagination: IndexMap<String, PageDef>,
    /// Rate limits, by name; `default` counts every operation that names none.
    pub limits: IndexMap<String, LimitDef>,
    /// Limits that count every operation that names none, where `default` is not the only one.
    pub default_limit: Option<CountedDef>,
    /// Headers in which the server names a wait, beside `Retry-After`; the first found counts.
    #[schemars(length(min = 1))]
    pub retry_after: Vec<TimeHeaderDef>,
    /// Headers of all calls: constants, and what whoever sets up a client says. The name on the wire is the key.
    pub headers: IndexMap<String, FieldDef>,
    /// What callbacks have in common: how they are signed, what tells those at one address apart.
    pub events: Option<super::EventsDef>,
    /// What the front page of the crate shows.
    pub showcase: Option<ShowcaseDef>,
    /// Types that several resources share; `Page<T>` takes a type where it is used.
    pub types: IndexMap<String, TypeEntry>,
}

/// Operations that stand for the platform, each as `<resource>.<operation>`; where one is left out, the first that will do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ShowcaseDef {
    /// The first call that a reader makes.
    pub call: Option<String>,
    /// A listing that is read to its end.
    pub listing: Option<String>,
    /// Something that is created or changed.
    pub write: Option<String>,
}

/// A time zone, or that it is each account's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TimeZoneDef {
    /// Name in the IANA database, or offset from UTC.
    Text(String),
    /// That of the account.
    Account(AccountZone),
}

/// The zone of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["input"]))]
pub struct AccountZone {
    /// Where it is set, in words: `Settings, Region`.
    pub input: Option<String>,
}

/// How lists and booleans are written in queries and forms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QueryDefaults {
    /// Lists, default `brackets`.
    pub lists: Option<ListsWord>,
    /// Booleans, default `word`.
    pub booleans: BooleansWord,
}

/// A way to sign a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["kind"]))]
pub struct AuthDef {
    /// What it is.
    pub kind: Option<AuthKindDef>,
    /// `basic`: the user name.
    pub username: Option<TemplateDef>,
    /// `basic`: the password.
    pub password: Option<TemplateDef>,
    /// `header`: its name.
    pub header: Option<String>,
    /// `header`: its value.
    pub value: Option<TemplateDef>,
    /// `query`: parameters and their values.
    pub params: IndexMap<String, TemplateDef>,
    /// `oauth1`: the key.
    pub consumer_key: Option<TemplateDef>,
    /// `oauth1`: the secret.
    pub consumer_secret: Option<TemplateDef>,
    /// Whose credentials these are.
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

/// Kinds of credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuthKindDef {
    /// HTTP Basic.
    Basic,
    /// A header.
    Header,
    /// Query parameters.
    Query,
    /// OAuth 1.0a, HMAC-SHA1, in the header.
    Oauth1,
}

/// A text with `{placeholders}`, each an input of the credentials.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum TemplateDef {
    /// The text.
    Text(String),
    /// With more to say.
    Long(TemplateLong),
}

/// The long form of a template.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["template"]))]
pub struct TemplateLong {
    /// The text.
    pub template: Option<String>,
    /// The MD5 of the filled-in text is sent, in hexadecimal digits.
    pub md5: bool,
}

impl<'de> Deserialize<'de> for TemplateDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self::Text(text)),
            other => from_value(other).map(Self::Long).map_err(D::Error::custom),
        }
    }
}

/// What a failure looks like. Paths are dotted; `""` is the whole body.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ErrorsDef {
    /// Signs in a body that mean failure whatever the status.
    #[schemars(length(min = 1))]
    pub failure: Vec<SignDef>,
    /// Where the text stands; first found wins.
    #[schemars(length(min = 1))]
    pub message: Vec<String>,
    /// Where a machine code stands.
    #[schemars(length(min = 1))]
    pub code: Vec<String>,
    /// Where field errors stand: a map, a list or a list of maps.
    #[schemars(length(min = 1))]
    pub fields: Vec<String>,
    /// What stands in lists of errors; left out: entries under the usual names.
    pub entries: Option<EntriesDef>,
    /// Ways in which replies say which elements of a batch failed, by name.
    pub outcomes: IndexMap<String, OutcomesDef>,
    /// Known codes or messages; become the open enum `ErrorCode`.
    pub codes: IndexMap<String, Option<CodeDef>>,
    /// Meaning of a status beyond HTTP's own: a word, or `{means: rate_limited, when: {…}}`.
    pub statuses: IndexMap<String, StatusDef>,
}

/// What a status means.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum StatusDef {
    /// Always this.
    Word(MeaningWord),
    /// With more to say.
    Long(StatusLong),
}

/// The long form of what a status means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["means"]))]
pub struct StatusLong {
    /// The meaning.
    pub means: Option<MeaningWord>,
    /// `rate_limited`: all signs by which the platform itself refuses a request unseen. They prove that nothing was done, so
    /// that even an unsafe request is sent again; without them the status means what HTTP says.
    pub when: Option<RefusalDef>,
}

/// Signs of a refusal: one or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RefusalDef {
    /// Reply header that is there.
    pub header: Option<String>,
    /// The body is empty.
    pub empty_body: bool,
}

impl<'de> Deserialize<'de> for StatusDef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match Value::deserialize(deserializer)? {
            word @ Value::String(_) => from_value(word).map(Self::Word).map_err(D::Error::custom),
            other => from_value(other).map(Self::Long).map_err(D::Error::custom),
        }
    }
}

/// A known error code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CodeDef {
    /// What it says.
    pub doc: Option<String>,
    /// What it means to a program, whatever the status; answers `is_auth()` and the like.
    pub means: Option<CodeMeaningWord>,
    /// Behaviour a caller must know.
    pub note: Option<String>,
    /// Word for transcribers: what was lost, misprinted or guessed. Never shown to users.
    pub remark: Option<String>,
    /// Several of them.
    pub remarks: Vec<String>,
    /// How plainly the documents say it, or who else tells it.
    pub basis: Option<super::BasisDef>,
    /// Rust name of the variant.
    pub rust: Option<String>,
}
