//! What an operation hands out where a reply is more than one value.

use super::{DocPlan, PartPlan, ReplyReader, RustType};

/// A type of its own for the output of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum OutputPlan {
    /// Headers beside the body: a struct.
    Parts(PartsPlan),
    /// Another body for each status: an enumeration.
    Cases(CasesPlan),
}

/// A struct of a body and headers of a reply.
#[derive(Debug, Clone, PartialEq)]
pub struct PartsPlan {
    /// Its name.
    pub rust: String,
    /// Documentation.
    pub docs: DocPlan,
    /// The field `body`, if there is anything to read in it.
    pub body: Option<ReadPlan>,
    /// A field for each header.
    pub headers: Vec<PartPlan>,
}

/// How a body is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPlan {
    /// What it becomes.
    pub ty: RustType,
    /// How.
    pub reader: ReplyReader,
    /// Wrapper key where the operation's table has none, and whether it may be missing.
    pub under: Option<(String, bool)>,
}

/// An enumeration of what comes by status.
#[derive(Debug, Clone, PartialEq)]
pub struct CasesPlan {
    /// Its name.
    pub rust: String,
    /// Documentation.
    pub docs: DocPlan,
    /// In order of declaration.
    pub cases: Vec<CasePlan>,
}

/// What comes with one status.
#[derive(Debug, Clone, PartialEq)]
pub struct CasePlan {
    /// The status.
    pub status: u16,
    /// Name of the variant.
    pub rust: String,
    /// Documentation.
    pub docs: DocPlan,
    /// What the variant holds.
    pub content: CaseContent,
}

/// What a variant holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseContent {
    /// Nothing.
    Nothing,
    /// The body.
    Body(ReadPlan),
    /// The body and headers.
    Parts(PartsPlan),
}
