//! What is remembered, as a type shows it.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::{
    Field, Platform, Scalar, Struct, Type, TypeShape, Union, UnionKind, WireName, field_of_key,
};

use crate::chance::Chance;
use crate::check::{Checker, fits, is, tag_text};
use crate::sample::{Fill, Sampler};

/// Brings values into the form of a type.
pub(crate) struct Fit<'p> {
    pub platform: &'p Platform,
    pub seed: u64,
}

/// Deeper than any spec; JSON itself is not read deeper than this.
const DEEPEST: usize = 128;

impl Fit<'_> {
    /// The value as this type has it, whole: what has to be there and is not, is made up. `None` where nothing of it fits.
    pub fn value(&self, ty: &Type, value: &Value) -> Option<Value> {
        self.at(ty, value, "", 0)
    }

    /// The same, and where nothing fits a value that was made up.
    pub fn whole(&self, ty: &Type, value: &Value) -> Value {
        self.value(ty, value).unwrap_or_else(|| self.made(ty, ""))
    }

    /// Whether anything in the spec is called so, such as a field that is sent and not shown.
    fn is_named(&self, key: &str) -> bool {
        let shapes = self.platform.types.iter().filter_map(|def| match &def.shape {
            TypeShape::Struct(shape) => Some(&shape.fields),
            _ => None,
        });
        let operations = self.platform.resources.iter().flat_map(|resource| &resource.operations);
        let mut fields = shapes.chain(operations.map(|operation| &operation.query)).flatten();
        fields.any(|field| match &field.name {
            WireName::Plain(name) => name == key,
            // One of all keys names none.
            WireName::Family { prefix, suffix, .. } if prefix.is_empty() && suffix.is_empty() => false,
            WireName::Family { .. } => field.name.matches(key),
        })
    }

    fn made(&self, ty: &Type, name: &str) -> Value {
        Sampler::new(self.platform, Chance::named(self.seed, name), Fill::Least).value(ty, name)
    }

    fn at(&self, ty: &Type, value: &Value, name: &str, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        match self.platform.target(ty) {
            Type::Nullable(_) if value.is_null() => Some(Value::Null),
            Type::Nullable(inner) => self.at(inner, value, name, depth),
            Type::Scalar(scalar) => scalar_as(*scalar, value),
            Type::Const(literal) => is(literal, value).then(|| value.clone()),
            Type::List(element) => match value {
                Value::Array(elements) => Some(
                    elements
                        .iter()
                        .filter_map(|inner| self.at(element, inner, name, depth + 1))
                        .collect(),
                ),
                Value::Object(entries) => Some(
                    entries
                        .values()
                        .filter_map(|inner| self.at(element, inner, name, depth + 1))
                        .collect(),
                ),
                _ => None,
            },
            Type::Map(inner) => match value {
                Value::Object(entries) => Some(Value::Object(
                    entries
                        .iter()
                        .filter_map(|(key, value)| Some((key.clone(), self.at(inner, value, key, depth + 1)?)))
                        .collect(),
                )),
                _ => None,
            },
            Type::Named(id) => match &self.platform.def(*id)?.shape {
                TypeShape::Struct(shape) => self.object(shape, value, depth).map(Value::Object),
                TypeShape::Enum(listed) => {
                    let known = |text: &str| {
                        listed
                            .values
                            .iter()
                            .find(|known| crate::check::text_of(&known.wire) == text)
                    };
                    let found = tag_text(value)
                        .and_then(|text| known(&text).map(|known| crate::sample::literal_value(&known.wire)));
                    found.or_else(|| (!listed.closed && value.is_string()).then(|| value.clone()))
                }
                TypeShape::Union(union) => self.union(union, value, name, depth),
                TypeShape::Alias(_) => None,
            },
        }
    }

    fn object(&self, shape: &Struct, value: &Value, depth: usize) -> Option<Map<String, Value>> {
        let mut out = Map::new();
        match value {
            // Nothing is known of it.
            Value::Object(entries) if shape.fields.is_empty() && shape.open => out.clone_from(entries),
            Value::Object(entries) => {
                for (key, inner) in entries {
                    let shown = match field_of_key(&shape.fields, key) {
                        Some(field) => self.field(field, inner, key, depth),
                        // An open type may have any other key, but for those that the spec knows elsewhere: it would show them here, too.
                        None => (shape.open && !self.is_named(key)).then(|| inner.clone()),
                    };
                    if let Some(inner) = shown {
                        out.insert(key.clone(), inner);
                    }
                }
            }
            // What is sent as an id, or by its name, is shown as an object.
            Value::Number(_) | Value::String(_) => {
                let (name, value) = ["id", "code", "name", "title"].iter().find_map(|name| {
                    let field = shape
                        .fields
                        .iter()
                        .find(|field| matches!(&field.name, WireName::Plain(own) if own == name))?;
                    Some((*name, self.field(field, value, name, depth)?))
                })?;
                out.insert(name.to_owned(), value);
            }
            _ => return None,
        }
        self.fill(shape, &mut out);
        Some(out)
    }

    /// What has to be there.
    fn fill(&self, shape: &Struct, out: &mut Map<String, Value>) {
        for field in shape.fields.iter().filter(|field| field.required) {
            let WireName::Plain(name) = &field.name else { continue };
            if out.contains_key(name) {
                continue;
            }
            let made = if field.nullable {
                Value::Null
            } else if self.platform.as_list(&field.ty).is_some() {
                json!([])
            } else {
                Sampler::new(self.platform, Chance::named(self.seed, name), Fill::Least).field(field, name)
            };
            out.insert(name.clone(), made);
        }
    }

    fn field(&self, field: &Field, value: &Value, key: &str, depth: usize) -> Option<Value> {
        if value.is_null() {
            let takes_null = field.nullable || Checker::passes(self.platform, &field.ty, value, None);
            return takes_null.then_some(Value::Null);
        }
        if let (Some(element), true) = (self.platform.as_list(&field.ty), field.one_or_many && !value.is_array()) {
            return self.at(element, value, key, depth + 1);
        }
        self.at(&field.ty, value, key, depth + 1)
    }

    fn union(&self, union: &Union, value: &Value, name: &str, depth: usize) -> Option<Value> {
        if let UnionKind::Tagged { tag } = &union.kind {
            let said = value.get(tag).and_then(tag_text);
            let variant = said
                .as_deref()
                .and_then(|said| union.variants.iter().find(|variant| variant.name == said));
            // Without a tag what a server takes by itself, else the first one, as one has to be shown.
            let usual = union
                .variants
                .iter()
                .find(|variant| Some(&variant.name) == union.default.as_ref());
            let usual = usual.or(union.variants.first());
            let variant = variant.or_else(|| usual.filter(|_| said.is_none() && value.is_object()))?;
            let fitted = self.at(&variant.ty, value, name, depth + 1)?;
            let mut out = Map::from_iter([(tag.clone(), Value::String(variant.name.clone()))]);
            if let Value::Object(entries) = fitted {
                out.extend(entries.into_iter().filter(|(key, _)| key != tag));
            }
            return Some(Value::Object(out));
        }
        let exact = union
            .variants
            .iter()
            .find(|variant| Checker::passes(self.platform, &variant.ty, value, None));
        if exact.is_some() {
            return Some(value.clone());
        }
        union
            .variants
            .iter()
            .find_map(|variant| self.at(&variant.ty, value, name, depth + 1))
    }
}

/// A scalar, also where it was written in another way.
fn scalar_as(scalar: Scalar, value: &Value) -> Option<Value> {
    if scalar != Scalar::File && fits(scalar, value).is_ok() {
        return Some(value.clone());
    }
    let text = tag_text(value)?;
    match scalar {
        Scalar::String => Some(Value::String(text)),
        Scalar::Integer | Scalar::UnixSeconds => text.parse::<i64>().ok().map(Value::from),
        Scalar::Number => text
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map(Value::Number),
        Scalar::Boolean => match text.as_str() {
            "1" => Some(json!(true)),
            "0" => Some(json!(false)),
            _ => None,
        },
        _ => None,
    }
}

/// What is kept of a new thing: as its type shows it, and what the type does not show as it was sent.
pub(crate) fn completed(fit: &Fit<'_>, ty: Option<&Type>, sent: &Map<String, Value>) -> Map<String, Value> {
    let whole = Value::Object(sent.clone());
    let shown = ty.and_then(|ty| fit.value(ty, &whole));
    let mut out = match shown {
        Some(Value::Object(shown)) => shown,
        _ => Map::new(),
    };
    for (key, value) in sent {
        if !out.contains_key(key) {
            out.insert(key.clone(), value.clone());
        }
    }
    out
}
