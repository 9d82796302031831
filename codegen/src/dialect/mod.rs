//! What a spec file may say, as Rust types: the one definition behind reading, linting and `specs/spec.schema.json`.
//!
//! The doc comment of a field is what an editor shows for its key. Almost nothing is required here, so that one missing key
//! does not hide the other findings of a file; what must be there stands in `required` of the schema and is checked from it.

mod endpoint;
mod expression;
mod field;
mod platform;
mod returns;
mod schema;
mod types;
mod words;

pub use endpoint::{Endpoint, Paginate, ResourceFile, VerifyDef};
pub use expression::{Expression, ExpressionError, ExpressionKind, SCALARS, expression};
pub use field::{ConditionDef, Deprecated, FieldDef, FieldLong, LiteralDef};
pub use platform::{
    AuthDef, AuthKindDef, CodeDef, ErrorsDef, LimitDef, PageDef, PageKindDef, PlatformFile, QueryDefaults, SignDef,
    StatusDef, TemplateDef,
};
pub use returns::{BodyDef, BodyLong, ReturnsDef, ReturnsLong};
pub use schema::{combined_schema, platform_schema, resource_schema, schema_text};
pub use types::{EnumDef, EnumValueDef, RuleDef, TypeEntry, UnionDef, UnionLong};
pub use words::{BasisWord, BooleansWord, EncodingWord, ListsWord, MeaningWord, ReturnEncodingWord, SafetyWord};
