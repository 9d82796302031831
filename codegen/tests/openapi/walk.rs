//! Ways through a document: operations, references, the schemas at the path of a field.

use serde_json::{Value, json};

/// Every operation object of a document, also those that were made into one, by its id.
pub fn operations(document: &Value) -> Vec<&Value> {
    fn of_item(item: &Value) -> impl Iterator<Item = &Value> {
        let plain = item.as_object().into_iter().flatten();
        let others = item["x-tradewire-methods"].as_object().into_iter().flatten();
        plain.chain(others).map(|(_, operation)| operation)
    }
    let mut found = Vec::new();
    let items = ["paths", "webhooks"]
        .into_iter()
        .filter_map(|key| document[key].as_object());
    for operation in items.flatten().flat_map(|(_, item)| of_item(item)) {
        match operation["x-tradewire-operations"].as_array() {
            Some(several) => found.extend(several),
            None => found.push(operation),
        }
    }
    found.retain(|operation| operation["operationId"].is_string());
    found
}

/// What a reference leads to, or the value itself.
pub fn resolved<'v>(document: &'v Value, mut value: &'v Value) -> &'v Value {
    while let Some(path) = value["$ref"].as_str() {
        value = document
            .pointer(path.trim_start_matches('#'))
            .expect("references lead somewhere");
    }
    value
}

/// Every form that a schema allows: itself, and what it refers to or is put together from.
pub fn forms<'v>(document: &'v Value, schema: &'v Value, found: &mut Vec<&'v Value>) {
    if found.iter().any(|known| std::ptr::eq(*known, schema)) {
        return;
    }
    found.push(schema);
    let target = resolved(document, schema);
    if !std::ptr::eq(target, schema) {
        forms(document, target, found);
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        for form in schema[key].as_array().into_iter().flatten() {
            forms(document, form, found);
        }
    }
    if let Some(items) = schema["x-tradewire-list"].get("items") {
        forms(document, items, found);
    }
}

/// The schemas one step of a field's path further on.
pub fn step<'v>(document: &'v Value, schemas: &[&'v Value], step: &str) -> Vec<&'v Value> {
    let mut all = Vec::new();
    for schema in schemas {
        forms(document, schema, &mut all);
    }
    let mut found = Vec::new();
    for schema in all {
        if step == "[]" {
            found.extend(schema.get("items"));
            continue;
        }
        found.extend(schema["properties"].get(step));
        found.extend(schema["properties"].get(format!("{step}[]")));
        for (_, family) in schema["patternProperties"].as_object().into_iter().flatten() {
            if family["x-tradewire-family"] == json!(step) {
                found.push(family);
            }
        }
        if step == "{key}" {
            found.extend(schema.get("additionalProperties"));
        }
    }
    found
}

/// What stands at the path of a row of the inventory. A key may have dots itself.
pub fn at<'v>(document: &'v Value, schemas: Vec<&'v Value>, path: &str) -> Vec<&'v Value> {
    if path.is_empty() || schemas.is_empty() {
        return schemas;
    }
    if let Some(rest) = path.strip_prefix("[]") {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        return at(document, step(document, &schemas, "[]"), rest);
    }
    let ends: Vec<usize> = path
        .match_indices(['.', '['])
        .map(|(at, _)| at)
        .filter(|at| *at > 0)
        .chain([path.len()])
        .collect();
    for end in ends {
        let (key, rest) = path.split_at(end);
        let found = at(
            document,
            step(document, &schemas, key),
            rest.strip_prefix('.').unwrap_or(rest),
        );
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The words for a type that a schema has, whatever else it allows.
pub fn types(document: &Value, schemas: &[&Value]) -> Vec<String> {
    let mut all = Vec::new();
    for schema in schemas {
        forms(document, schema, &mut all);
    }
    let mut words = Vec::new();
    for schema in all {
        match &schema["type"] {
            Value::String(word) => words.push(word.clone()),
            Value::Array(several) => words.extend(several.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => {}
        }
        if schema["const"].is_null() && schema.get("const").is_some() {
            words.push("null".to_owned());
        }
    }
    words
}

/// Whether a schema is one of a value of this kind of the inventory.
pub fn is_kind(document: &Value, schemas: &[&Value], kind: &str) -> bool {
    let found = types(document, schemas);
    let has = |word: &str| found.iter().any(|found| found == word);
    match kind {
        "integer" => has("integer"),
        "number" | "decimal" => has("number"),
        "string" => has("string") || has("null"),
        "boolean" => has("boolean") || has("integer") || found.is_empty(),
        "array" => has("array"),
        "object" | "map" => has("object"),
        "datetime" => has("string") || has("integer"),
        "date" | "time" | "binary" => has("string"),
        "any" | "recursive" => true,
        other => panic!("an unknown kind: {other}"),
    }
}
