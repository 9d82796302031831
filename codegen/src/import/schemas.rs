//! Schemas as types of the dialect, and components as named types.

use serde_json::{Value, json};

use super::fields::{Typed, list_of, map_of};
use super::source::component;
use super::{Import, Object, elements, members, text};

impl Import<'_> {
    /// The type that a schema is, without its words.
    pub(super) fn typed(&mut self, schema: &Value, place: &str) -> Typed {
        if schema.get("$ref").is_some() {
            return self.referred(schema, place);
        }
        if let Some(name) = text(schema, "x-tradewire-type") {
            return Typed {
                nullable: has_type(schema, "null"),
                ..Typed::of(name)
            };
        }
        if let Some(forms) = ["anyOf", "oneOf"]
            .into_iter()
            .find_map(|key| schema.get(key)?.as_array())
        {
            return self.one_of(schema, forms, place);
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return self.all_of(schema, parts, place);
        }
        let mut typed = match (schema.get("const"), schema.get("enum").and_then(Value::as_array)) {
            (Some(value), _) => Typed::of(json!({"const": value})),
            (None, Some(values)) => self.listed(schema, values, place),
            (None, None) => self.by_type(schema, place),
        };
        let is_nullable = has_type(schema, "null") || schema.get("nullable") == Some(&json!(true));
        let is_nullable = is_nullable || schema.get("x-tradewire-nullable").is_some();
        typed.nullable |= is_nullable && schema.get("type") != Some(&json!("null"));
        typed
    }

    fn referred(&mut self, schema: &Value, place: &str) -> Typed {
        let known = component(schema).and_then(|component| Some((self.types.get(&component)?.clone(), component)));
        match known {
            Some((name, component)) => {
                if !self.wanted.contains(&component) {
                    self.wanted.push(component);
                }
                Typed::of(name)
            }
            None => {
                let to = text(schema, "$ref").unwrap_or_default();
                self.notes.add(
                    place,
                    format!("the reference {to} leads to no schema of this document; it became `any`"),
                );
                Typed::of("any")
            }
        }
    }

    /// Known values. In our own documents values in place are what is `allowed`, for enumerations have names there.
    fn listed(&mut self, schema: &Value, values: &[Value], place: &str) -> Typed {
        let known: Vec<Value> = values.iter().filter(|value| !value.is_null()).cloned().collect();
        let fit = |value: &Value| value.is_string() || value.is_i64();
        if self.source.is_own || !known.iter().all(fit) {
            let mut plain = schema.clone();
            if let Some(object) = plain.as_object_mut() {
                object.remove("enum");
            }
            let mut typed = self.by_type(&plain, place);
            typed.extra.insert("allowed".to_owned(), Value::Array(known));
            return typed;
        }
        if known.is_empty() {
            return Typed::of(json!({"const": null}));
        }
        let mut typed = Typed::of(json!({"enum": known}));
        typed.nullable = known.len() < values.len();
        typed
    }

    fn by_type(&mut self, schema: &Value, place: &str) -> Typed {
        let said: Vec<&str> = match schema.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let kinds: Vec<&str> = match said.as_slice() {
            ["null"] => said,
            _ => said.into_iter().filter(|ty| *ty != "null").collect(),
        };
        match kinds.as_slice() {
            ["null"] => Typed::of(json!({"const": null})),
            ["array"] => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                let (element, bounds) = self.bounded_element(items, &format!("{place}[]"));
                let mut typed = Typed::of(list_of(element));
                typed.extra = bounds;
                typed
            }
            ["object"] => self.object(schema, place),
            [] if schema.get("properties").is_some() || schema.get("additionalProperties").is_some() => {
                self.object(schema, place)
            }
            [] if schema.get("items").is_some() => {
                let mut array = schema.clone();
                array["type"] = json!("array");
                self.by_type(&array, place)
            }
            [] => Typed::of("any"),
            [one] => Typed::of(scalar(one, schema)),
            several if several.contains(&"number") && several.contains(&"string") && several.len() == 2 => {
                Typed::of("decimal")
            }
            several => {
                let forms: Vec<Value> = several.iter().map(|ty| json!(scalar(ty, schema))).collect();
                Typed::of(json!({"union": forms}))
            }
        }
    }

    fn object(&mut self, schema: &Value, place: &str) -> Typed {
        let has_fields = ["properties", "patternProperties"]
            .iter()
            .any(|key| members(schema, key).next().is_some());
        let rest = schema.get("additionalProperties").filter(|rest| **rest != json!(false));
        if has_fields {
            let mut inline = Object::new();
            inline.insert("fields".to_owned(), Value::Object(self.fields_of(schema, place)));
            return Typed::of(inline);
        }
        match rest {
            Some(value) if value.is_object() && schema.get("x-tradewire-open").is_none() => {
                Typed::of(map_of(self.element(value, place)))
            }
            _ if schema.get("x-tradewire-open").is_some() || self.source.is_own => Typed::of(json!({"fields": {}})),
            _ => Typed::of("{string: any}"),
        }
    }

    /// The fields of an object.
    pub(super) fn fields_of(&mut self, schema: &Value, place: &str) -> Object {
        let mut fields = Object::new();
        let required: Vec<&str> = elements(schema, "required").filter_map(Value::as_str).collect();
        for (name, property) in members(schema, "properties") {
            let field = self.field(property, required.contains(&name.as_str()), &format!("{place}.{name}"));
            fields.insert(name.clone(), field);
        }
        for (pattern, property) in members(schema, "patternProperties") {
            match text(property, "x-tradewire-family") {
                Some(family) => {
                    let field = self.field(property, false, &format!("{place}.{family}"));
                    fields.insert(family.to_owned(), field);
                }
                None => self.notes.add(
                    place,
                    format!("keys like {pattern} were left out; write them as a family, such as `custom_{{key}}`"),
                ),
            }
        }
        fields
    }

    /// Several schemas at once.
    fn all_of(&mut self, schema: &Value, parts: &[Value], place: &str) -> Typed {
        let source = self.source;
        let own_variant =
            schema.get("x-tradewire-variant-of").is_some() || schema.get("x-tradewire-beside-reply").is_some();
        let counts: Vec<&Value> = if own_variant {
            parts.iter().take(1).collect()
        } else {
            parts.iter().collect()
        };
        let has_own = members(schema, "properties").next().is_some();
        if let ([only], false) = (counts.as_slice(), has_own) {
            return self.typed_field(only, place);
        }
        let mut fields = Object::new();
        for part in counts.into_iter().chain(has_own.then_some(schema)) {
            match source.resolved(part) {
                Some(part) => fields.extend(self.merged_fields(part, place, 0)),
                None => self.notes.add(place, "a part leads nowhere, and was left out"),
            }
        }
        if fields.is_empty() {
            self.notes.add(
                place,
                "parts that are no objects cannot be put together; it became `any`",
            );
            return Typed::of("any");
        }
        Typed::of(json!({"fields": fields}))
    }

    /// The fields of an object that may be put together from others.
    fn merged_fields(&mut self, schema: &Value, place: &str, depth: usize) -> Object {
        let mut fields = Object::new();
        for part in elements(schema, "allOf").filter(|_| depth < 8) {
            if let Some(part) = self.source.resolved(part).cloned() {
                fields.extend(self.merged_fields(&part, place, depth + 1));
            }
        }
        for key in ["anyOf", "oneOf"] {
            if schema.get(key).is_some() {
                self.notes.add(place, format!("`{key}` inside of `allOf` was left out"));
            }
        }
        fields.extend(self.fields_of(schema, place));
        fields
    }
}

pub(super) fn has_type(schema: &Value, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == wanted,
        Some(Value::Array(several)) => several.iter().any(|ty| *ty == json!(wanted)),
        _ => false,
    }
}

/// The scalar that a type and its format are.
fn scalar(ty: &str, schema: &Value) -> &'static str {
    let format = text(schema, "format").unwrap_or_default();
    match (ty, format) {
        ("integer", _) => "integer",
        ("number" | "string", "decimal" | "currency" | "money") => "decimal",
        ("number", _) => "number",
        ("boolean", _) => "boolean",
        ("string", "date") => "date",
        ("string", "date-time") => "datetime",
        ("string", "time") => "time",
        ("string", "uuid") => "uuid",
        ("string", "byte") => "base64",
        ("string", "binary") => "file",
        ("string", _) if schema.get("contentEncoding") == Some(&json!("base64")) => "base64",
        ("string", _) => "string",
        ("array", _) => "[any]",
        ("object", _) => "{string: any}",
        _ => "any",
    }
}
