//! One of several schemas.

use serde_json::{Value, json};

use super::fields::{Typed, list_of};
use super::source::component;
use super::{Import, Object, members, text};

impl Import<'_> {
    pub(super) fn one_of(&mut self, schema: &Value, forms: &[Value], place: &str) -> Typed {
        let is_null =
            |form: &Value| form.get("type") == Some(&json!("null")) || form.get("const") == Some(&Value::Null);
        let nullable = forms.len() > 1 && forms.iter().any(is_null) || schema.get("nullable") == Some(&json!(true));
        let is_clear = |form: &Value| {
            let clear = schema.get("x-tradewire-clear");
            clear.is_some_and(|clear| *clear != Value::Null && *form == json!({"const": clear}))
        };
        let left: Vec<&Value> = forms
            .iter()
            .filter(|form| !(is_clear(form) || nullable && is_null(form)))
            .collect();
        let mut typed = match left.as_slice() {
            [only] => {
                let mut typed = self.typed_field(only, place);
                typed.extra.remove("doc");
                typed
            }
            [list, _] if schema.get("x-tradewire-one-or-many") == Some(&json!(true)) => {
                let mut typed = self.typed_field(list, place);
                typed.extra.insert("one_or_many".to_owned(), json!(true));
                typed
            }
            [one, other] if known_and_others(one, other) => Typed::of(json!({"enum": one["enum"]})),
            several if schema.get("discriminator").is_some() => self.tagged(schema, several, place),
            several => self.untagged(schema, several, place),
        };
        typed.nullable |= nullable;
        typed
    }

    fn tagged(&mut self, schema: &Value, forms: &[&Value], place: &str) -> Typed {
        let discriminator = schema.get("discriminator").unwrap_or(&Value::Null);
        let tag = text(discriminator, "propertyName").unwrap_or_default().to_owned();
        let mut variants = Object::new();
        for (value, to) in members(discriminator, "mapping") {
            let to = to.as_str().unwrap_or_default();
            let to = if to.contains('/') {
                to.to_owned()
            } else {
                format!("#/components/schemas/{to}")
            };
            let ty = self.variant(&json!({"$ref": to}), place);
            variants.insert(value.clone(), ty);
        }
        if variants.is_empty() {
            for form in forms {
                match component(form) {
                    Some(name) => {
                        let ty = self.variant(form, place);
                        variants.insert(name, ty);
                    }
                    None => self.notes.add(place, "a variant without a name was left out"),
                }
            }
        }
        if !self.source.is_own {
            let message = format!(
                "the variants are told apart by `{tag}`: take that field out of their types, where the union writes it"
            );
            self.notes.add(place, message);
        }
        let mut union = json!({"tag": tag, "variants": variants});
        if let Some(default) = discriminator.get("x-tradewire-default") {
            union["default"] = default.clone();
        }
        Typed::of(json!({"union": union}))
    }

    /// The type of a variant; in our own documents, a component that adds the tag stands before it.
    fn variant(&mut self, reference: &Value, place: &str) -> Value {
        let target = self.source.resolved(reference);
        let inner = target.filter(|target| target.get("x-tradewire-variant-of").is_some());
        match inner.and_then(|inner| inner["allOf"].get(0)).cloned() {
            Some(inner) => self.element(&inner, place),
            None => self.element(reference, place),
        }
    }

    fn untagged(&mut self, schema: &Value, forms: &[&Value], place: &str) -> Typed {
        if let Some(beside) = schema.get("x-tradewire-beside") {
            let mut variants = Object::new();
            for (value, form) in members(beside, "variants") {
                let ty = self.element(form, place);
                variants.insert(value.clone(), ty);
            }
            let mut union = json!({"beside": beside["field"], "variants": variants});
            if let Some(default) = beside.get("default") {
                union["default"] = default.clone();
            }
            return Typed::of(json!({"union": union}));
        }
        let mut found: Vec<Value> = Vec::new();
        for form in forms {
            let typed = self.typed_field(form, place);
            let ty = match typed.ty {
                Value::String(line) if typed.nullable => json!(format!("{line}?")),
                other => other,
            };
            if !found.contains(&ty) {
                found.push(ty);
            }
        }
        if self.source.is_own || found.len() > 1 {
            return Typed::of(json!({"union": found}));
        }
        found.pop().map_or_else(|| Typed::of(list_of(json!("any"))), Typed::of)
    }
}

/// Known values, of which the list may grow.
fn known_and_others(one: &Value, other: &Value) -> bool {
    one.get("enum").is_some()
        && other.get("enum").is_none()
        && one.get("type") == other.get("type")
        && other.as_object().is_some_and(|other| other.len() == 1)
}
