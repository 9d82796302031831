//! What a program needs that lets its user choose the operation.

use super::ListStyle;

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
    /// Fields of its body, of the first level.
    pub body: Vec<CatalogueParam>,
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
