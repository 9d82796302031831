//! The resolved model: what the specs of one platform say, with every name looked up.
//!
//! Read-only once `resolve` has made it; `plan`, `inventory` and the other outputs start from here.
//! It knows the wire and the documents, and nothing of Rust beyond the names that a spec asks for.
//! Fields without a comment mean what the key of the same name means in the dialect (`specs/README.md`).
#![allow(
    missing_docs,
    reason = "the dialect's own documentation says it; a second wording would only drift"
)]

pub mod circles;
mod filters;
mod limits;
mod lookup;
mod operation;
mod outcomes;
mod platform;
mod reach;
mod signature;
mod types;

pub use filters::*;
pub use limits::*;
pub use lookup::*;
pub use operation::*;
pub use outcomes::*;
pub use platform::*;
pub use signature::*;
pub use types::*;

/// Where in the specs a thing is declared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file below the repository root, with forward slashes: `specs/insales/orders.yaml`.
    pub file: String,
    /// One-based.
    pub line: u32,
    /// One-based, in characters.
    pub column: u32,
}

/// How plainly the documents say a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Basis {
    /// Stated by the vendor's documentation.
    #[default]
    Documented,
    /// Concluded from its prose or from an example.
    Inferred,
    /// Known from clients of the API.
    Peer,
}

/// How plainly the documents say a thing, and who tells what they leave out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Provenance {
    pub basis: Basis,
    /// What the clients are called that it is known from; with [`Basis::Peer`] alone. Empty: a public client.
    pub peers: Vec<String>,
}

/// The words attached to a platform, resource, operation, type or field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// What it is.
    pub doc: Option<String>,
    /// Behaviour that a caller must know, one paragraph each.
    pub notes: Vec<String>,
    /// The vendor's heading or name for it.
    pub source: Option<String>,
    /// How plainly it is documented; what holds around a thing is filled in.
    pub provenance: Provenance,
    /// `Some("")` when it is deprecated without a word on what to use instead.
    pub deprecated: Option<String>,
}

/// A scalar value of YAML or JSON as a spec writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Null,
    Boolean(bool),
    Integer(i64),
    /// Any other number, as written.
    Number(String),
    String(String),
}
