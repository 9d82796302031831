//! Operations that share method and path, written as one.
//!
//! `OpenAPI` has one operation for a method of a path. The usual way around that, a fragment behind the path of the second, gives
//! clients that put the query behind the fragment: the server never sees it, and answers something else than was asked. So they
//! become one operation that takes what any of them takes. Each of them stands whole in `x-tradewire-operations`.

use serde_json::{Value, json};

use super::Object;

/// The one operation that several are; the first gives it its name.
pub(super) fn merged(mut operations: Vec<Value>) -> Value {
    if operations.len() < 2 {
        return operations.pop().unwrap_or_else(|| json!({}));
    }
    let mut whole = operations.first().cloned().unwrap_or_else(|| json!({}));
    let words: Vec<String> = operations
        .iter()
        .map(|operation| {
            let text = |key: &str| operation[key].as_str().unwrap_or_default().to_owned();
            format!("`{}`: {}", text("operationId"), text("summary"))
        })
        .collect();
    if let Some(object) = whole.as_object_mut() {
        object.retain(|key, _| !key.starts_with("x-tradewire-") && key != "description" && key != "deprecated");
        let said = format!("Several things in one:\n\n{}", words.join("\n\n"));
        object.insert("description".to_owned(), json!(said));
        set(object, "parameters", parameters(&operations));
        set(object, "requestBody", body(&operations));
        set(object, "responses", Some(responses(&operations)));
        if operations
            .iter()
            .all(|operation| operation["deprecated"] == json!(true))
        {
            object.insert("deprecated".to_owned(), json!(true));
        }
        security(object, &operations);
        object.insert("x-tradewire-operations".to_owned(), Value::Array(operations));
    }
    whole
}

fn set(object: &mut Object, key: &str, value: Option<Value>) {
    match value {
        Some(value) => {
            object.insert(key.to_owned(), value);
        }
        None => {
            object.remove(key);
        }
    }
}

/// Every parameter of any of them; required are those that all of them require.
fn parameters(operations: &[Value]) -> Option<Value> {
    let of = |operation: &Value| operation["parameters"].as_array().cloned().unwrap_or_default();
    let same = |one: &Value, other: &Value| {
        one["name"] == other["name"] && one["in"] == other["in"] && one.get("$ref") == other.get("$ref")
    };
    let mut all: Vec<Value> = Vec::new();
    for parameter in operations.iter().flat_map(of) {
        if all.iter().any(|known| same(known, &parameter)) {
            continue;
        }
        let twins: Vec<Option<Value>> = operations
            .iter()
            .map(|operation| of(operation).into_iter().find(|other| same(other, &parameter)))
            .collect();
        let required = twins
            .iter()
            .all(|twin| twin.as_ref().is_some_and(|twin| twin["required"] == json!(true)));
        let schemas = twins.iter().flatten().filter_map(|twin| twin.get("schema"));
        let schema = any_of(schemas);
        let mut parameter = parameter;
        if let Some(object) = parameter.as_object_mut() {
            if !required {
                object.remove("required");
            }
            if object.contains_key("schema") {
                set(object, "schema", schema);
            }
        }
        all.push(parameter);
    }
    (!all.is_empty()).then_some(Value::Array(all))
}

/// One of the bodies.
fn body(operations: &[Value]) -> Option<Value> {
    let bodies: Vec<&Value> = operations
        .iter()
        .filter_map(|operation| operation.get("requestBody"))
        .collect();
    let mut whole = Object::new();
    whole.insert("content".to_owned(), content(&bodies)?);
    let required = bodies.len() == operations.len() && bodies.iter().all(|body| body["required"] == json!(true));
    super::put(&mut whole, "required", required.then_some(true));
    Some(Value::Object(whole))
}

/// One of the replies of each status.
fn responses(operations: &[Value]) -> Value {
    let mut whole = Object::new();
    for (status, response) in operations
        .iter()
        .filter_map(|operation| operation["responses"].as_object())
        .flatten()
    {
        if whole.contains_key(status) {
            continue;
        }
        let twins: Vec<&Value> = operations
            .iter()
            .filter_map(|operation| operation["responses"].get(status))
            .collect();
        let mut response = response.clone();
        if twins.iter().any(|twin| **twin != response)
            && let Some(object) = response.as_object_mut()
        {
            let headers: Object = twins
                .iter()
                .filter_map(|twin| twin["headers"].as_object())
                .flatten()
                .map(|(name, header)| (name.clone(), header.clone()))
                .collect();
            set(
                object,
                "headers",
                (!headers.is_empty()).then_some(Value::Object(headers)),
            );
            set(object, "content", content(&twins));
        }
        whole.insert(status.clone(), response);
    }
    Value::Object(whole)
}

/// The content of several bodies: one of the schemas of each type of media. Examples stay with the operations.
fn content(bodies: &[&Value]) -> Option<Value> {
    let mut whole = Object::new();
    for media_type in bodies
        .iter()
        .filter_map(|body| body["content"].as_object())
        .flat_map(Object::keys)
    {
        let media: Vec<&Value> = bodies
            .iter()
            .filter_map(|body| body["content"].get(media_type))
            .collect();
        let schema = any_of(media.iter().filter_map(|media| media.get("schema"))).unwrap_or_else(|| json!({}));
        let mut merged = Object::new();
        let encoding: Object = media
            .iter()
            .filter_map(|media| media["encoding"].as_object())
            .flatten()
            .map(|(name, encoding)| (name.clone(), encoding.clone()))
            .collect();
        super::put(&mut merged, "encoding", (!encoding.is_empty()).then_some(encoding));
        merged.insert("schema".to_owned(), schema);
        whole.insert(media_type.clone(), Value::Object(merged));
    }
    (!whole.is_empty()).then_some(Value::Object(whole))
}

/// One schema, or any of several.
fn any_of<'v>(schemas: impl Iterator<Item = &'v Value>) -> Option<Value> {
    let mut forms: Vec<Value> = Vec::new();
    for schema in schemas {
        if !forms.contains(schema) {
            forms.push(schema.clone());
        }
    }
    match forms.len() {
        0 | 1 => forms.pop(),
        _ => Some(json!({"anyOf": forms})),
    }
}

/// Credentials of any of them.
fn security(object: &mut Object, operations: &[Value]) {
    let said: Vec<Option<&Value>> = operations.iter().map(|operation| operation.get("security")).collect();
    if said.iter().all(|one| *one == said.first().copied().flatten()) {
        return;
    }
    let mut all: Vec<Value> = Vec::new();
    for one in said.iter().flatten().filter_map(|one| one.as_array()).flatten() {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
    object.insert("security".to_owned(), Value::Array(all));
}
