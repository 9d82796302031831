//! Types and fields.

use super::{Docs, Literal, Place};

/// Index into [`super::Platform::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type, or an inline one that got its name from where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// `UpperCamelCase`, unique in the platform.
    pub name: String,
    /// Whether the name was derived from the place of an inline type.
    pub inline: bool,
    /// Resource whose module holds it; `None` for the types of `platform.yaml`.
    pub resource: Option<usize>,
    pub docs: Docs,
    pub place: Place,
    pub shape: TypeShape,
    /// The entity whose creating or updating type this is.
    pub form: Option<Form>,
    /// Nothing uses it but the types made from it: it is not generated.
    pub hidden: bool,
    /// What it was called before.
    pub renamed_from: Vec<String>,
}

/// What a type is for, where an entity has more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    Create,
    Update,
}

/// A type that was made from an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub entity: TypeId,
    pub purpose: Purpose,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TypeShape {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Type),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Struct {
    /// In wire order; fields of `extends` are copied in already.
    pub fields: Vec<Field>,
    /// Keys beyond the listed ones are kept.
    pub open: bool,
    pub rules: Vec<GroupRule>,
}

/// How a value looks, apart from whether it is there.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Scalar(Scalar),
    Named(TypeId),
    List(Box<Type>),
    Map(Box<Type>),
    /// Element of a list or map, or alternative of a union, that may be `null`.
    Nullable(Box<Type>),
    /// Always this value.
    Const(Literal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    String,
    Integer,
    Number,
    Decimal,
    Boolean,
    /// A boolean written as `1` / `0`.
    Flag,
    Date,
    Time,
    MonthDay,
    DateTime,
    LocalDateTime,
    UnixSeconds,
    TimestampOrIso,
    Uuid,
    Base64,
    File,
    Any,
}

/// Name of a field or parameter on the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum WireName {
    Plain(String),
    /// A family of keys: `custom_{key}` has prefix `custom_`, `digits` is true for `{n}`.
    Family {
        prefix: String,
        suffix: String,
        placeholder: String,
        digits: bool,
    },
}

/// A field of a struct, or a parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: WireName,
    pub ty: Type,
    /// In what other type it is sent, as long as this is a field of an entity whose types are not made yet.
    pub send: Option<Sent>,
    pub required: bool,
    pub marks: Marks,
    pub nullable: bool,
    pub required_when: Option<Condition>,
    pub one_or_many: bool,
    /// Other keys that are read.
    pub also: Vec<String>,
    /// Of what is sent: its key in replies, where that is another one.
    pub shown_as: Option<String>,
    /// Of a list that is sent: the field by which its elements are told apart, where those that are not sent stay.
    pub merged_by: Option<String>,
    /// Of a filter: the field of the listed things that it is about.
    pub filters: Option<super::Filters>,
    /// JSON text that empties the field in an update.
    pub clear: Option<Literal>,
    pub limits: Constraints,
    /// Written form of a date or time.
    pub format: Option<Format>,
    /// What the server takes when it is left out.
    pub default: Option<Literal>,
    /// List style in a query; `None` where the platform's default holds.
    pub style: Option<ListStyle>,
    /// What stands between the elements of a list, in place of a style.
    pub separator: Option<Separator>,
    pub secret: bool,
    pub docs: Docs,
    /// Rust name asked for by the spec.
    pub rust: Option<String>,
    pub place: Place,
}

/// How a field of an entity is sent, where that is not how it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub ty: Type,
    pub nullable: bool,
    /// Where the spec says it.
    pub place: Place,
}

/// In which types of an entity a field stands, and where it must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    pub read_only: bool,
    pub write_only: bool,
    pub create_only: bool,
    /// Where `required` names the types of an entity; [`Field::required`] is that of the reading type.
    pub required: Option<RequiredIn>,
}

/// The types of an entity that a field is required in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequiredIn {
    pub read: bool,
    pub create: bool,
    pub update: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    pub min: Option<Literal>,
    pub max: Option<Literal>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub not_blank: bool,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub allowed: Vec<Literal>,
    pub pattern: Option<String>,
}

/// A written form of dates and times, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// In PHP's letters: `Y-m-d H:i:sP`.
    pub text: String,
    pub day: bool,
    pub clock: bool,
    pub offset: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListStyle {
    Brackets,
    Indexed,
    Comma,
    Repeat,
    Json,
}

/// What stands between elements, and what is put before one inside an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separator {
    pub by: String,
    pub escape: Option<String>,
}

/// On a sibling field.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    Is { field: String, values: Vec<Literal> },
    Present { field: String },
    Absent { field: String },
}

#[derive(Debug, Clone, PartialEq)]
pub struct GroupRule {
    pub kind: GroupKind,
    /// Wire names of fields.
    pub fields: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKind {
    AnyOf,
    ExactlyOneOf,
    AtMostOneOf,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub values: Vec<EnumValue>,
    /// No other value ever occurs.
    pub closed: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// `Literal::String` or `Literal::Integer`.
    pub wire: Literal,
    pub docs: Docs,
    pub rust: Option<String>,
    /// What the variant was called in Rust before.
    pub renamed_from: Vec<String>,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub kind: UnionKind,
    pub variants: Vec<Variant>,
    /// Name of the variant that a server takes what it is not told of.
    pub default: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnionKind {
    /// A field of the object tells the variant.
    Tagged { tag: String },
    /// A field beside the union tells the variant.
    Beside { field: String },
    /// The JSON form tells the variant; the first fit wins.
    Untagged,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Tag value, or the name that the spec gives an untagged alternative.
    pub name: String,
    pub ty: Type,
    pub docs: Docs,
    /// Rust name asked for by the spec.
    pub rust: Option<String>,
    pub place: Place,
}
