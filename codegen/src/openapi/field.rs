//! A field or parameter as a schema: its type, its bounds, and what else is said of it.

use serde_json::{Value, json};

use super::words::literal;
use super::{Context, Object, put, put_list, words};
use crate::model::{Condition, Constraints, Field, GroupKind, GroupRule, Literal, Provenance, Type};

impl Context<'_> {
    /// The schema of a field, with its words; `around` is how plainly what holds it is documented.
    pub(super) fn field(&self, field: &Field, around: &Provenance) -> Value {
        let mut schema = self.value_of(field);
        if let Some(object) = schema.as_object_mut() {
            words::put_docs(object, &field.docs, around);
        }
        schema
    }

    /// The schema of what a field may hold.
    pub(super) fn value_of(&self, field: &Field) -> Value {
        self.value_as(field, self.schema(&field.ty))
    }

    /// The same, where the type is written in a way of its own.
    pub(super) fn value_as(&self, field: &Field, mut schema: Value) -> Value {
        match self.platform.as_list(&field.ty) {
            Some(_) => {
                if let Some(object) = schema.as_object_mut() {
                    put(object, "minItems", field.limits.min_items);
                    put(object, "maxItems", field.limits.max_items);
                }
                if let Some(element) = schema.get_mut("items").and_then(Value::as_object_mut) {
                    bounds(element, &field.limits);
                }
                if field.one_or_many {
                    let element = schema.get("items").cloned().unwrap_or_else(|| json!({}));
                    schema = json!({"anyOf": [schema, element], "x-tradewire-one-or-many": true});
                }
            }
            None => {
                if let Some(object) = schema.as_object_mut() {
                    bounds(object, &field.limits);
                }
            }
        }
        if field.nullable || field.clear == Some(Literal::Null) {
            schema = nullable(schema);
        }
        if let Some(clear) = field.clear.as_ref().filter(|clear| **clear != Literal::Null) {
            schema = with_alternative(schema, json!({"const": literal(clear)}));
        }
        if let Some(object) = schema.as_object_mut() {
            rest(object, field);
        }
        schema
    }
}

/// Bounds of a value that is no list.
fn bounds(schema: &mut Object, limits: &Constraints) {
    put(schema, "minimum", limits.min.as_ref().map(literal));
    put(schema, "maximum", limits.max.as_ref().map(literal));
    let least = limits.min_length.or(limits.not_blank.then_some(1));
    put(schema, "minLength", least);
    put(schema, "maxLength", limits.max_length);
    put(schema, "x-tradewire-not-blank", limits.not_blank.then_some(true));
    put_list(schema, "enum", limits.allowed.iter().map(literal));
    put(schema, "x-tradewire-pattern", limits.pattern.clone());
}

/// What no schema can say.
fn rest(schema: &mut Object, field: &Field) {
    let clear = field.clear.as_ref().map(literal);
    let default = field.default.as_ref().map(literal);
    // Of a list, the spec gives what a single parameter looks like.
    let is_list = schema.get("type").is_some_and(|ty| *ty == json!("array"));
    let default = default.map(|value| {
        if is_list && !value.is_array() {
            json!([value])
        } else {
            value
        }
    });
    put(schema, "default", default);
    put(schema, "x-tradewire-clear", clear);
    put(schema, "x-tradewire-shown-as", field.shown_as.clone());
    put(schema, "x-tradewire-merged-by", field.merged_by.clone());
    put(
        schema,
        "x-tradewire-filters",
        field
            .filters
            .as_ref()
            .map(|about| json!({"field": about.field, "by": about.by.word()})),
    );
    put(
        schema,
        "x-tradewire-format",
        field.format.as_ref().map(|format| format.text.clone()),
    );
    put(schema, "x-tradewire-secret", field.secret.then_some(true));
    put_list(schema, "x-tradewire-also", field.also.iter().cloned());
    put(
        schema,
        "x-tradewire-required-when",
        field.required_when.as_ref().map(condition),
    );
}

fn condition(condition: &Condition) -> Value {
    match condition {
        Condition::Is { field, values } => {
            json!({"field": field, "is": values.iter().map(literal).collect::<Vec<_>>()})
        }
        Condition::Present { field } => json!({"field": field, "present": true}),
        Condition::Absent { field } => json!({"field": field, "absent": true}),
    }
}

/// Rules over several fields.
pub(super) fn rules(rules: &[GroupRule]) -> impl Iterator<Item = Value> {
    rules.iter().map(|rule| {
        let kind = match rule.kind {
            GroupKind::AnyOf => "any_of",
            GroupKind::ExactlyOneOf => "exactly_one_of",
            GroupKind::AtMostOneOf => "at_most_one_of",
        };
        json!({kind: rule.fields})
    })
}

/// A schema that takes `null`, too.
pub(super) fn nullable(mut schema: Value) -> Value {
    let Some(object) = schema.as_object_mut() else {
        return schema;
    };
    let takes_anything = !["$ref", "type", "anyOf", "oneOf", "allOf", "enum", "const"]
        .iter()
        .any(|key| object.contains_key(*key));
    if takes_anything {
        // Any JSON may be `null`; that it was seen is told all the same.
        object.insert("x-tradewire-nullable".to_owned(), json!(true));
        return schema;
    }
    let is_listed = object.contains_key("enum") || object.contains_key("const");
    match object.get_mut("type") {
        Some(Value::String(one)) if !is_listed => {
            let both = json!([std::mem::take(one), "null"]);
            object.insert("type".to_owned(), both);
            schema
        }
        Some(Value::Array(several)) if !is_listed => {
            if !several.contains(&json!("null")) {
                several.push(json!("null"));
            }
            schema
        }
        _ => with_alternative(schema, json!({"type": "null"})),
    }
}

/// A schema that takes another form, too.
fn with_alternative(schema: Value, other: Value) -> Value {
    match schema {
        Value::Object(mut object) if object.len() == 1 && object.contains_key("anyOf") => {
            if let Some(Value::Array(forms)) = object.get_mut("anyOf")
                && !forms.contains(&other)
            {
                forms.push(other);
            }
            Value::Object(object)
        }
        schema => json!({"anyOf": [schema, other]}),
    }
}

/// Whether a field stands in the list of required ones: what is always sent by itself is not.
pub(super) fn is_required(field: &Field) -> bool {
    field.required && matches!(field.name, crate::model::WireName::Plain(_)) && !matches!(field.ty, Type::Const(_))
}
