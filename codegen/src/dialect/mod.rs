//! What a spec file may say, as Rust types: the one definition behind reading, linting and `specs/spec.schema.json`.
//!
//! The doc comment of a field is what an editor shows for its key. Almost nothing is required here, so that one missing key
//! does not hide the other findings of a file; what must be there stands in `required` of the schema and is checked from it.

mod basis;
mod endpoint;
mod expression;
mod failure;
mod field;
mod filters;
mod former;
mod limits;
mod outcomes;
mod paging;
mod platform;
mod returns;
mod schema;
mod shape;
mod signature;
mod synonyms;
mod types;
mod wording;
mod words;

pub use basis::BasisDef;
pub use endpoint::{Endpoint, Paginate, ResourceFile, UpsertDef};
pub use expression::{Expression, ExpressionError, ExpressionKind, SCALARS, declared_name, expression};
pub use failure::SignDef;
pub use field::{ConditionDef, Deprecated, FieldDef, FieldLong, LiteralDef, RequiredDef};
pub use filters::{FilterByWord, FiltersDef, FiltersLong};
pub use former::FormerNamesDef;
pub use limits::{CountedDef, IdempotencyKeyDef, LimitDef, PeriodDef, TimeHeaderDef, TimeUnitWord};
pub use outcomes::{EntriesDef, IdsDef, OperationErrorsDef, OutcomesDef, OutcomesUse};
pub use paging::{HeaderDef, InReplyDef, PageDef, PageKindDef};
pub use platform::{
    AuthDef, AuthKindDef, CodeDef, ErrorsDef, PlatformFile, QueryDefaults, ShowcaseDef, StatusDef, TemplateDef,
    TimeZoneDef,
};
pub use returns::{BodyDef, BodyLong, ReturnsDef, ReturnsLong};
pub use schema::{combined_schema, platform_schema, resource_schema, schema_text};
pub use shape::check_shape;
pub use signature::{
    EventsDef, PlaceDef, SignMethodWord, SignatureDef, SignatureEncodingWord, TimestampDef, TimestampUnitWord,
    TopicsDef, VerifyChoice, VerifyDef,
};
pub use synonyms::{Spot, meant, synonym};
pub use types::{EnumDef, EnumValueDef, FormsDef, RuleDef, TypeEntry, UnionDef, UnionLong};
pub use words::{
    BooleansWord, CodeMeaningWord, EncodingWord, EntryKeysWord, ListsWord, MeaningWord, RedirectsWord, RequiredWord,
    ReturnEncodingWord, SafetyWord,
};
