//! What a program needs that lets its user choose the operation: a command line, a tool of a language model, a form.

use super::{ListStyle, Meta};

/// An operation as its users see it. Generated crates list theirs in `CATALOGUE`, behind the feature `catalogue`;
/// [`AnyOperation`](crate::AnyOperation) sends one.
#[derive(Debug)]
pub struct Entry {
    /// Its table.
    pub meta: fn() -> &'static Meta,
    /// What it does, in a line.
    pub doc: &'static str,
    /// The platform is about to drop it.
    pub deprecated: bool,
    /// Its parameters: those of the path, then the others as the spec has them.
    pub params: &'static [Param],
    /// Fields of its body, of the first level.
    pub body: &'static [Param],
}

/// A parameter, or a field of a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// Where it stands.
    pub place: Place,
    /// Its name on the wire.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// It takes several.
    pub list: bool,
    /// It has to be given.
    pub required: bool,
    /// What it takes, where that is known; others may be taken as well.
    pub values: &'static [&'static str],
    /// What it means, in a line; may be empty.
    pub doc: &'static str,
}

impl Param {
    /// A text in the query, of which nothing else is said: what a table leaves out is as here.
    pub const QUERY: Self = Self {
        place: Place::Query(ListStyle::Brackets),
        name: "",
        kind: Kind::Text,
        list: false,
        required: false,
        values: &[],
        doc: "",
    };
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A placeholder of the path.
    Path,
    /// The query, with lists in this style.
    Query(ListStyle),
    /// Several parameters of the query: the name has a placeholder, and the value is a map of what stands there.
    QueryFamily(ListStyle),
    /// The query, always with this value; without one, only the name.
    QueryConst(Option<&'static str>),
    /// A header, with lists in this style.
    Header(ListStyle),
    /// A header that always has this value.
    HeaderConst(&'static str),
    /// A field of the body.
    Body,
    /// The whole body, as bytes.
    Upload,
    /// A part of a multipart body.
    Part,
    /// A part of a multipart body that always has this value.
    PartConst(&'static str),
    /// One or several files of a multipart body.
    File,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number, with a binary fraction.
    Float,
    /// A decimal number, money for the most part.
    Decimal,
    /// A truth value.
    Boolean,
    /// A date, a time or both, in the platform's own form.
    Moment,
    /// An object.
    Object,
    /// Any JSON.
    Json,
    /// Bytes.
    Bytes,
}
