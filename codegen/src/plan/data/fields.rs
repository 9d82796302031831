//! Structs and their fields.

use std::collections::BTreeSet;

use super::{DocPlan, Given, RequiredPlan, RuleTable, RustType};

/// A generated struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructPlan {
    /// Rust name.
    pub name: String,
    /// Documentation.
    pub docs: DocPlan,
    /// Fields with a key of their own, in wire order.
    pub fields: Vec<FieldPlan>,
    /// Members that always have the same value; they exist on the wire only.
    pub constants: Vec<ConstPlan>,
    /// Families of keys, each a map.
    pub families: Vec<FamilyPlan>,
    /// Rust name of the field that keeps what no other holds: in types that are open or arrive from outside.
    pub extra: Option<String>,
    /// Indices into `fields` of what `new` takes.
    pub required: Vec<usize>,
    /// The struct in which `new` takes it, where it is not taken by position.
    pub named: Option<RequiredPlan>,
    /// Whether `Debug` must leave something out and cannot be derived.
    pub secret: bool,
    /// Holds files: it goes out as parts of a multipart body and has no JSON form.
    pub upload: bool,
    /// Unions told apart by a field beside them.
    pub settles: Vec<SettlePlan>,
    /// What must hold among its fields when it is sent; paths begin at the struct.
    pub rules: Vec<RuleTable>,
}

/// A field with a key of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPlan {
    /// Rust name.
    pub rust: String,
    /// Key on the wire.
    pub wire: String,
    /// Its position among all keys of the struct, constants included.
    pub index: usize,
    /// Whole type of the field.
    pub ty: RustType,
    /// Whether and how it may be missing.
    pub presence: Presence,
    /// A list whose single element may stand bare.
    pub one_or_many: bool,
    /// Other keys that are read.
    pub also: Vec<String>,
    /// Written form of a date or time.
    pub format: Option<String>,
    /// Documentation.
    pub docs: DocPlan,
    /// Method that sets it.
    pub setter: SetterPlan,
    /// Method that clears it.
    pub clearer: Option<String>,
    /// What may be written for it as an argument.
    pub takes: BTreeSet<Given>,
    /// Never shown by `Debug`.
    pub secret: bool,
}

/// Whether and how a field may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Always there, perhaps as `null`.
    RequiredNullable,
    /// Perhaps there.
    Optional,
    /// Kept, set or cleared; holds the JSON text that clears it.
    Patch(String),
}

/// A member that always has the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstPlan {
    /// Key on the wire.
    pub wire: String,
    /// Its position among all keys of the struct.
    pub index: usize,
    /// JSON text of the value.
    pub json: String,
    /// The value as plain text, for parts of a multipart body.
    pub text: String,
}

/// A family of keys: `custom_{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyPlan {
    /// Rust name of the map.
    pub rust: String,
    /// Pattern on the wire; the placeholder is `{key}` or `{n}`.
    pub pattern: String,
    /// Type of the map.
    pub ty: RustType,
    /// Documentation.
    pub docs: DocPlan,
    /// Method that sets it.
    pub setter: SetterPlan,
    /// Never shown by `Debug`.
    pub secret: bool,
}

/// A consuming setter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetterPlan {
    /// Method name.
    pub name: String,
    /// Shape of its argument.
    pub form: SetterForm,
}

/// How a value is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetterForm {
    /// As it is.
    Plain(RustType),
    /// Anything that converts: `impl Into<T>`.
    Into(RustType),
    /// `impl IntoIterator<Item = …>`, each element taken in the given form.
    List(Box<SetterForm>),
    /// `impl IntoIterator<Item = (impl Into<String>, …)>`.
    Map(Box<SetterForm>),
}

/// A union field whose variant is told by a field beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlePlan {
    /// Rust name of the union field.
    pub field: String,
    /// Type of the union field.
    pub ty: RustType,
    /// Rust name of the telling field.
    pub tag: String,
    /// Type of the telling field.
    pub tag_ty: RustType,
    /// Whether the telling field is an enumeration.
    pub tag_is_enum: bool,
}

impl FieldPlan {
    /// How `new` takes the field: what may be `null` is given as an `Option`.
    #[must_use]
    pub fn argument(&self) -> SetterForm {
        match self.presence {
            Presence::RequiredNullable => SetterForm::Plain(self.ty.clone()),
            _ => self.setter.form.clone(),
        }
    }

    /// Whether it is written even if it holds nothing: the server wants the key, and `null` is a value.
    #[must_use]
    pub fn written_as_null(&self) -> bool {
        self.presence == Presence::RequiredNullable && matches!(self.ty, RustType::Optional(_))
    }
}
