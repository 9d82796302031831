//! Data made from types: the same for the same seed.

mod bounded;
mod objects;
mod scalars;

pub(crate) use scalars::formatted;

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, Literal, Platform, Scalar, Type, TypeShape, UnionKind};

use crate::chance::Chance;

/// How many of the fields that may be left out are there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fill {
    /// Those that have to be there.
    Least,
    /// These, and this share of the others.
    Share(f64),
}

/// Makes values.
pub(crate) struct Sampler<'p> {
    platform: &'p Platform,
    pub chance: Chance,
    fill: Fill,
    /// Text is made for parameters that are joined by commas.
    depth: usize,
}

/// Where values may be left out, they are from here on.
const DEEP: usize = 5;
/// A type that asks for more than this within itself gets nothing more; no spec that can be sent needs it.
const DEEPEST: usize = 24;

impl<'p> Sampler<'p> {
    pub fn new(platform: &'p Platform, chance: Chance, fill: Fill) -> Self {
        Self {
            platform,
            chance,
            fill,
            depth: 0,
        }
    }

    /// Whether something that may be left out is there.
    fn takes(&mut self) -> bool {
        match self.fill {
            Fill::Least => false,
            Fill::Share(share) => self.depth < DEEP && self.chance.hits(share),
        }
    }

    /// A value of a type that stands under a name.
    pub fn value(&mut self, ty: &Type, name: &str) -> Value {
        if self.depth >= DEEPEST {
            return Value::Null;
        }
        self.depth += 1;
        let value = self.made(ty, name);
        self.depth -= 1;
        value
    }

    fn made(&mut self, ty: &Type, name: &str) -> Value {
        match self.platform.target(ty) {
            Type::Scalar(scalar) => self.scalar(*scalar, name, None),
            Type::Const(literal) => literal_value(literal),
            Type::Nullable(inner) => self.value(inner, name),
            Type::List(element) => {
                let count = if self.depth > DEEP { 0 } else { 1 + self.chance.below(2) };
                (0..count).map(|_| self.value(element, name)).collect()
            }
            Type::Map(inner) => {
                let mut entries = Map::new();
                if self.depth <= DEEP {
                    entries.insert(format!("key{}", 1 + self.chance.below(9)), self.value(inner, name));
                }
                Value::Object(entries)
            }
            Type::Named(id) => match self.platform.def(*id).map(|def| &def.shape) {
                Some(TypeShape::Struct(shape)) => Value::Object(self.object(&shape.fields, &shape.rules)),
                Some(TypeShape::Enum(listed)) => {
                    let at = self.chance.index(listed.values.len());
                    listed
                        .values
                        .get(at)
                        .map_or(Value::Null, |value| literal_value(&value.wire))
                }
                Some(TypeShape::Union(union)) => {
                    let at = self.chance.index(union.variants.len());
                    // Deep down the first alternative that ends.
                    let ends = |ty: &Type| matches!(self.platform.bare(ty), Type::Scalar(_) | Type::Const(_));
                    let shallow = union
                        .variants
                        .iter()
                        .find(|variant| self.depth > DEEP && ends(&variant.ty));
                    let Some(variant) = shallow.or_else(|| union.variants.get(at)) else {
                        return Value::Null;
                    };
                    let mut value = self.value(&variant.ty, name);
                    if let (UnionKind::Tagged { tag }, Value::Object(entries)) = (&union.kind, &mut value) {
                        let mut tagged = Map::new();
                        tagged.insert(tag.clone(), Value::String(variant.name.clone()));
                        tagged.append(entries);
                        *entries = tagged;
                    }
                    value
                }
                Some(TypeShape::Alias(_)) | None => Value::Null,
            },
        }
    }

    /// A value of a field, within its bounds.
    pub fn field(&mut self, field: &Field, name: &str) -> Value {
        if !field.limits.allowed.is_empty() {
            let at = self.chance.index(field.limits.allowed.len());
            let one = field.limits.allowed.get(at).map_or(Value::Null, literal_value);
            let one = match (self.platform.bare(&field.ty), &one) {
                (Type::Scalar(Scalar::String), Value::Number(number)) => Value::String(number.to_string()),
                _ => one,
            };
            return if self.platform.as_list(&field.ty).is_some() {
                Value::Array(vec![one])
            } else {
                one
            };
        }
        if let Some(element) = self.platform.as_list(&field.ty) {
            return self.list(field, element, name);
        }
        if let Type::Scalar(scalar) = self.platform.bare(&field.ty) {
            let made = self.scalar(*scalar, name, field.format.as_ref());
            return bounded::bounded(field, *scalar, made);
        }
        self.value(&field.ty, name)
    }

    fn list(&mut self, field: &Field, element: &Type, name: &str) -> Value {
        let least = field.limits.min_items.unwrap_or(u64::from(field.limits.not_blank));
        let usual = if self.depth > DEEP {
            least
        } else {
            1 + self.chance.below(2)
        };
        let count = usual.max(least).min(field.limits.max_items.unwrap_or(u64::MAX)).min(64);
        let elements = (0..count).map(|_| match self.platform.bare(element) {
            Type::Scalar(scalar) => self.scalar(*scalar, name, field.format.as_ref()),
            _ => self.value(element, name),
        });
        elements.collect()
    }
}

/// A constant as JSON.
pub(crate) fn literal_value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Bool(*value),
        Literal::Integer(value) => Value::from(*value),
        Literal::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
        Literal::String(text) => Value::String(text.clone()),
    }
}
