//! What a program needs that lets its user choose the operation: a command line, a tool of a language model, a form.

use std::fmt;

use super::{ListStyle, Meta};

/// An operation as its users see it. Generated crates list theirs in `CATALOGUE`, behind the feature `catalogue`;
/// [`AnyOperation`](crate::AnyOperation) sends one.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its table.
    pub meta: fn() -> &'static Meta,
    /// What it does, in a line.
    pub doc: &'static str,
    /// The platform is about to drop it.
    pub deprecated: bool,
    /// Its parameters: those of the path, then the others as the spec has them.
    pub params: &'static [Param],
    /// Fields of its body, of the first level; of a list, those of its elements.
    pub body: &'static [Param],
    /// What it gives.
    pub gives: Gives,
    /// Keys of what it gives, of the first level: of a listing those of an element. Others may come as well; empty if nothing is known.
    pub keys: &'static [&'static str],
}

impl Entry {
    /// An operation without parameters that gives JSON: what a table leaves out is as here.
    pub const PLAIN: Self = Self {
        meta: plain,
        doc: "",
        deprecated: false,
        params: &[],
        body: &[],
        gives: Gives::Json,
        keys: &[],
    };
}

fn plain() -> &'static Meta {
    static META: Meta = Meta::GET;
    &META
}

/// What an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gives {
    /// JSON.
    Json,
    /// Text.
    Text,
    /// A file.
    Bytes,
    /// Nothing that is read.
    Nothing,
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
    /// Programs do not show its value.
    pub secret: bool,
    /// Of a [`Kind::Moment`]: what it says. Its text on the wire is that of the type of the same name.
    pub moment: Option<Moment>,
    /// Of a [`Kind::Moment`]: its written form, as [`Formatted`](crate::Formatted) takes it, where it has one of its own.
    pub format: Option<&'static str>,
    /// Of an object, or a list of such: its fields, as far as they are known.
    pub fields: Fields,
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
        secret: false,
        moment: None,
        format: None,
        fields: Fields::NONE,
    };
    /// A text in a body, of which nothing else is said.
    pub const FIELD: Self = Self {
        place: Place::Body,
        ..Self::QUERY
    };
}

/// Fields of an object, which may hold such objects itself.
#[derive(Clone, Copy)]
pub struct Fields(pub &'static [Param]);

impl Fields {
    /// None that are known.
    pub const NONE: Self = Self(&[]);

    /// The field of this name.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'static Param> {
        self.0.iter().find(|field| field.name == name)
    }
}

/// Names alone, for objects may be without end.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|field| field.name)).finish()
    }
}

/// Whether they are the same table, for objects may be without end.
impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && (self.0.is_empty() || std::ptr::eq(self.0, other.0))
    }
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
    /// A date, a time or both, in the platform's own form: [`Param::moment`] and [`Param::format`] say which.
    Moment,
    /// An object.
    Object,
    /// Any JSON.
    Json,
    /// Bytes.
    Bytes,
}

/// What a [`Kind::Moment`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day of each year.
    MonthDay,
    /// A point in time, with its offset from UTC.
    DateTime,
    /// What a clock of the account shows.
    LocalDateTime,
    /// A point in time, as seconds since 1970.
    UnixSeconds,
    /// A point in time, as seconds since 1970 or as date and time.
    Timestamp,
}
