//! Types as schemas, named ones as components.

use serde_json::{Value, json};

use super::field::{is_required, nullable, rules};
use super::words::{literal, put_docs};
use super::{Context, Object, component, put, put_list, reference, scalars};
use crate::model::{
    Enum, EnumValue, Field, Literal, Provenance, Struct, Type, TypeDef, TypeId, TypeShape, Union, UnionKind, WireName,
};

impl Context<'_> {
    /// The schema of a value of this type.
    pub(super) fn schema(&self, ty: &Type) -> Value {
        match ty {
            Type::Scalar(scalar) => scalars::schema(*scalar),
            Type::Named(id) => reference("schemas", self.name(*id)),
            Type::List(element) => json!({"type": "array", "items": self.schema(element)}),
            Type::Map(value) => json!({"type": "object", "additionalProperties": self.schema(value)}),
            Type::Nullable(inner) => nullable(self.schema(inner)),
            Type::Const(value) => constant(value),
        }
    }

    /// The components of a type: one, or for a union that a field tells apart one more for each variant.
    pub(super) fn components(&self, id: TypeId, def: &TypeDef) -> Vec<(String, Value)> {
        let name = self.name(id).to_owned();
        let mut variants = Vec::new();
        let mut schema = match &def.shape {
            TypeShape::Struct(shape) => Value::Object(self.structure(shape, &def.docs.provenance)),
            TypeShape::Enum(shape) => enumeration(shape),
            TypeShape::Alias(ty) => self.schema(ty),
            TypeShape::Union(union) => self.union(&name, union, &mut variants),
        };
        if let Some(object) = schema.as_object_mut() {
            put_docs(object, &def.docs, &Provenance::default());
        }
        let mut components = vec![(name, schema)];
        components.extend(variants);
        components
    }

    /// An object with these fields.
    pub(super) fn structure(&self, shape: &Struct, around: &Provenance) -> Object {
        let mut object = self.object(shape.fields.iter(), around);
        put(&mut object, "x-tradewire-open", shape.open.then_some(true));
        put_list(&mut object, "x-tradewire-rules", rules(&shape.rules));
        object
    }

    /// An object with these fields, and perhaps others.
    pub(super) fn object<'f>(&self, fields: impl IntoIterator<Item = &'f Field>, around: &Provenance) -> Object {
        let (mut properties, mut patterns, mut required) = (Object::new(), Object::new(), Vec::new());
        for field in fields {
            let mut schema = self.field(field, around);
            match &field.name {
                WireName::Plain(name) => {
                    if is_required(field) {
                        required.push(name.clone());
                    }
                    properties.insert(name.clone(), schema);
                }
                family @ WireName::Family { .. } => {
                    schema["x-tradewire-family"] = json!(family.written());
                    patterns.insert(pattern(family), schema);
                }
            }
        }
        let mut object = Object::new();
        object.insert("type".to_owned(), json!("object"));
        put(
            &mut object,
            "properties",
            (!properties.is_empty()).then_some(properties),
        );
        put(
            &mut object,
            "patternProperties",
            (!patterns.is_empty()).then_some(patterns),
        );
        put_list(&mut object, "required", required);
        object
    }

    fn union(&self, name: &str, union: &Union, variants: &mut Vec<(String, Value)>) -> Value {
        match &union.kind {
            UnionKind::Untagged => {
                let forms: Vec<Value> = union.variants.iter().map(|variant| self.variant(variant)).collect();
                json!({"anyOf": forms})
            }
            UnionKind::Beside { field } => {
                let forms: Vec<Value> = union.variants.iter().map(|variant| self.variant(variant)).collect();
                let named = union
                    .variants
                    .iter()
                    .map(|variant| (variant.name.clone(), self.schema(&variant.ty)));
                let named: Object = named.collect();
                let mut beside = json!({"field": field, "variants": named});
                put_default(&mut beside, "default", union);
                json!({"anyOf": forms, "x-tradewire-beside": beside})
            }
            UnionKind::Tagged { tag } => {
                let mut mapping = Object::new();
                let mut forms = Vec::new();
                for variant in &union.variants {
                    let mut own = component(&format!("{name}.{}", variant.name));
                    while self.names.contains(&own) || variants.iter().any(|(taken, _)| *taken == own) {
                        own.push('_');
                    }
                    let tagged = json!({"type": "object", "properties": {tag: {"type": "string", "const": variant.name}}, "required": [tag]});
                    let mut schema =
                        json!({"allOf": [self.schema(&variant.ty), tagged], "x-tradewire-variant-of": name});
                    if let Some(object) = schema.as_object_mut() {
                        put_docs(object, &variant.docs, &variant.docs.provenance);
                    }
                    let form = reference("schemas", &own);
                    mapping.insert(variant.name.clone(), form["$ref"].clone());
                    forms.push(form);
                    variants.push((own, schema));
                }
                let mut discriminator = json!({"propertyName": tag, "mapping": mapping});
                put_default(&mut discriminator, "x-tradewire-default", union);
                json!({"oneOf": forms, "discriminator": discriminator})
            }
        }
    }

    fn variant(&self, variant: &crate::model::Variant) -> Value {
        let mut schema = self.schema(&variant.ty);
        if let Some(object) = schema.as_object_mut() {
            put_docs(object, &variant.docs, &variant.docs.provenance);
        }
        schema
    }
}

/// Always this value.
fn constant(value: &Literal) -> Value {
    match value {
        Literal::Null => json!({"type": "null"}),
        value => json!({"type": form(value), "const": literal(value)}),
    }
}

/// Known values; where others may come, they are named and not enforced.
fn enumeration(shape: &Enum) -> Value {
    let mut forms: Vec<&str> = Vec::new();
    for value in &shape.values {
        if !forms.contains(&form(&value.wire)) {
            forms.push(form(&value.wire));
        }
    }
    let known: Vec<Value> = shape.values.iter().map(|value| literal(&value.wire)).collect();
    let ty = match forms.as_slice() {
        [one] => json!(one),
        several => json!(several),
    };
    let mut schema = if shape.closed {
        json!({"type": ty, "enum": known})
    } else {
        json!({"anyOf": [{"type": ty, "enum": known}, {"type": ty}]})
    };
    let said: Object = shape.values.iter().filter_map(value_words).collect();
    if !said.is_empty() {
        schema["x-tradewire-values"] = Value::Object(said);
    }
    schema
}

/// What is said of a value of an enumeration.
fn value_words(value: &EnumValue) -> Option<(String, Value)> {
    let mut words = Object::new();
    put_docs(&mut words, &value.docs, &Provenance::default());
    let name = match literal(&value.wire) {
        Value::String(text) => text,
        other => other.to_string(),
    };
    (!words.is_empty()).then(|| (name, Value::Object(words)))
}

fn form(value: &Literal) -> &'static str {
    match value {
        Literal::Null => "null",
        Literal::Boolean(_) => "boolean",
        Literal::Integer(_) => "integer",
        Literal::Number(_) => "number",
        Literal::String(_) => "string",
    }
}

/// The regular expression of a family of keys.
pub(super) fn pattern(name: &WireName) -> String {
    match name {
        WireName::Plain(name) => format!("^{}$", escaped(name)),
        WireName::Family {
            prefix, suffix, digits, ..
        } => {
            let middle = if *digits { "[0-9]+" } else { ".+" };
            format!("^{}{middle}{}$", escaped(prefix), escaped(suffix))
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The variant that a server takes where nothing is said.
fn put_default(into: &mut Value, key: &str, union: &Union) {
    if let (Some(default), Some(object)) = (&union.default, into.as_object_mut()) {
        object.insert(key.to_owned(), Value::from(default.as_str()));
    }
}
