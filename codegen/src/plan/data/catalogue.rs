//! What a program needs that lets its user choose the operation.

use super::ListStyle;

/// Operations, and the objects that they take.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CataloguePlan {
    /// In order of declaration.
    pub entries: Vec<CatalogueEntry>,
    /// Fields of objects, each table under its name, by name.
    pub tables: Vec<(String, Vec<CatalogueParam>)>,
}

/// An operation as its users see it.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogueEntry {
    /// Module of its struct.
    pub module: String,
    /// Name of its struct.
    pub rust: String,
    /// What it does, in a line.
    pub doc: String,
    /// The platform is about to drop it.
    pub deprecated: bool,
    /// Its parameters.
    pub params: Vec<CatalogueParam>,
    /// Name of the table with the fields of its body.
    pub body: Option<String>,
    /// What it gives.
    pub gives: CatalogueGives,
    /// Keys of what it gives.
    pub keys: Vec<String>,
}

/// What an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the runtime's table")]
pub enum CatalogueGives {
    Json,
    Text,
    Bytes,
    Nothing,
}

/// A parameter, or a field of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogueParam {
    /// Where it stands.
    pub place: CataloguePlace,
    /// Its name on the wire.
    pub name: String,
    /// What it takes.
    pub kind: CatalogueKind,
    /// It takes several.
    pub list: bool,
    /// It has to be given.
    pub required: bool,
    /// What it takes, where that is known.
    pub values: Vec<String>,
    /// What it means, in a line.
    pub doc: String,
    /// Not to be shown.
    pub secret: bool,
    /// Of a date or time: what it says.
    pub moment: Option<CatalogueMoment>,
    /// Of a date or time: its written form, where it has one of its own.
    pub format: Option<String>,
    /// Name of the table with the fields of the object that it takes.
    pub fields: Option<String>,
}

/// Where a parameter stands.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "as in the runtime's table")]
pub enum CataloguePlace {
    Path,
    Query(ListStyle),
    QueryFamily(ListStyle),
    QueryConst(Option<String>),
    Header(ListStyle),
    HeaderConst(String),
    Body,
    Upload,
    Part,
    PartConst(String),
    File,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the runtime's table")]
pub enum CatalogueKind {
    Text,
    Integer,
    Float,
    Decimal,
    Boolean,
    Moment,
    Object,
    Json,
    Bytes,
}

/// What a date or time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the runtime's table")]
pub enum CatalogueMoment {
    Date,
    Time,
    MonthDay,
    DateTime,
    LocalDateTime,
    UnixSeconds,
    Timestamp,
}
