//! What every planning step looks things up in.

mod directions;
pub mod names;
mod recursion;
mod weight;

pub use directions::{arriving, leaving};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Literal, Platform, Scalar, Type, TypeDef, TypeId, TypeShape};
use crate::plan::data::{RuntimeType, RustType, SetterForm, StructPlan};
use names::Names;
use recursion::Recursion;

/// Planned structs by type: operations take the fields of their bodies and replies from here.
pub type Structs = BTreeMap<TypeId, StructPlan>;

/// The model with the decisions that hold for all of it.
pub struct Context<'p> {
    /// The resolved model.
    pub platform: &'p Platform,
    /// Names of everything.
    pub names: Names,
    /// Where boxes are needed.
    pub recursion: Recursion,
    /// Types that keep what they do not know.
    pub arrivals: BTreeSet<TypeId>,
    /// Types that go out.
    pub departures: BTreeSet<TypeId>,
}

impl<'p> Context<'p> {
    /// Makes the decisions that hold for all of a platform.
    #[must_use]
    pub fn new(platform: &'p Platform) -> Self {
        Self {
            platform,
            names: Names::assign(platform),
            recursion: Recursion::find(platform),
            arrivals: directions::arriving(platform),
            departures: directions::leaving(platform),
        }
    }

    /// Declaration of a type.
    #[must_use]
    pub fn def(&self, id: TypeId) -> Option<&'p TypeDef> {
        self.platform.types.get(id.0)
    }

    /// The type behind aliases; `any` where aliases go in circles.
    #[must_use]
    pub fn behind<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..=self.platform.types.len() {
            match ty {
                Type::Named(id) => match self.def(*id).map(|def| &def.shape) {
                    Some(TypeShape::Alias(target)) => ty = target,
                    Some(_) => return ty,
                    None => return &Type::Scalar(Scalar::Any),
                },
                _ => return ty,
            }
        }
        &Type::Scalar(Scalar::Any)
    }

    /// Declaration of the struct, enumeration or union behind a type.
    #[must_use]
    pub fn shape<'t>(&'t self, ty: &'t Type) -> Option<(TypeId, &'p TypeShape)> {
        match self.behind(ty) {
            Type::Named(id) => self.def(*id).map(|def| (*id, &def.shape)),
            _ => None,
        }
    }

    /// The constant that a type stands for.
    #[must_use]
    pub fn constant<'t>(&'t self, ty: &'t Type) -> Option<&'t Literal> {
        match self.behind(ty) {
            Type::Const(literal) => Some(literal),
            _ => None,
        }
    }

    /// The Rust type of a value, as if it were always there.
    #[must_use]
    pub fn rust_type(&self, ty: &Type) -> RustType {
        match ty {
            Type::Scalar(scalar) => scalar_type(*scalar),
            Type::List(inner) => RustType::List(Box::new(self.rust_type(inner))),
            Type::Map(inner) => RustType::Map(Box::new(self.rust_type(inner))),
            Type::Nullable(inner) => self.rust_type(inner).optional(),
            Type::Const(_) => RustType::Runtime(RuntimeType::Json),
            Type::Named(id) => match (self.names.types.get(id.0), self.behind(ty)) {
                (_, Type::Scalar(Scalar::Any)) | (None, _) => RustType::Runtime(RuntimeType::Json),
                (Some((module, name)), _) => RustType::Local {
                    module: module.clone(),
                    name: name.clone(),
                },
            },
        }
    }

    /// How a setter takes a value of this type.
    #[must_use]
    pub fn setter_form(&self, ty: &Type) -> SetterForm {
        match self.behind(ty) {
            Type::List(inner) => SetterForm::List(Box::new(self.element_form(inner))),
            Type::Map(inner) => SetterForm::Map(Box::new(self.element_form(inner))),
            _ => self.element_form(ty),
        }
    }

    fn element_form(&self, ty: &Type) -> SetterForm {
        let rust = self.rust_type(ty);
        let converts = match self.behind(ty) {
            Type::Scalar(scalar) => !matches!(scalar, Scalar::Integer | Scalar::Number | Scalar::Boolean),
            Type::Named(_) => matches!(self.shape(ty), Some((_, TypeShape::Enum(_) | TypeShape::Union(_)))),
            Type::Const(_) => true,
            Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
        };
        if converts {
            SetterForm::Into(rust)
        } else {
            SetterForm::Plain(rust)
        }
    }
}

fn scalar_type(scalar: Scalar) -> RustType {
    RustType::Runtime(match scalar {
        Scalar::String => return RustType::Text,
        Scalar::Integer => return RustType::Integer,
        Scalar::Number => return RustType::Float,
        Scalar::Boolean => return RustType::Boolean,
        Scalar::Decimal => RuntimeType::Decimal,
        Scalar::Flag => RuntimeType::Flag,
        Scalar::Date => RuntimeType::Date,
        Scalar::Time => RuntimeType::Time,
        Scalar::MonthDay => RuntimeType::MonthDay,
        Scalar::DateTime => RuntimeType::DateTime,
        Scalar::LocalDateTime => RuntimeType::LocalDateTime,
        Scalar::UnixSeconds => RuntimeType::UnixSeconds,
        Scalar::TimestampOrIso => RuntimeType::Timestamp,
        Scalar::Uuid => RuntimeType::Uuid,
        Scalar::Base64 => RuntimeType::Base64,
        Scalar::File => RuntimeType::File,
        Scalar::Any => RuntimeType::Json,
    })
}

/// A literal as JSON text.
#[must_use]
pub fn json_text(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => json_string(text),
    }
}

/// Text as a JSON string, with its quotes.
#[must_use]
pub fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A literal as it stands in a query, header or path.
#[must_use]
pub fn plain_text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        other => json_text(other),
    }
}
