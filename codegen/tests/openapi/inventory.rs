//! The document holds everything that the inventory knows.

use serde_json::{Value, json};
use tradewire_codegen::compile;
use tradewire_codegen::inventory::{FieldRow, Param, inventory};
use tradewire_codegen::openapi::document;
use tradewire_codegen::write::Maker;

use crate::support::files;
use crate::walk::{at, forms, is_kind, operations, resolved, step, types};

fn wrong_rows(document: &Value, roots: &[&Value], rows: &[FieldRow], wrong: &mut Vec<String>, whose: &str) {
    for row in rows {
        let found = at(document, roots.to_vec(), &row.path);
        if found.is_empty() {
            wrong.push(format!("{whose}: no field {}", row.path));
            continue;
        }
        if !is_kind(document, &found, row.kind) {
            wrong.push(format!("{whose}: {} is no {}", row.path, row.kind));
        }
        let nulls = types(document, &found).iter().any(|word| word == "null");
        if row.nullable && !nulls && row.kind != "any" {
            wrong.push(format!("{whose}: {} is not nullable", row.path));
        }
        let mut all = Vec::new();
        for schema in &found {
            forms(document, schema, &mut all);
        }
        for value in &row.values {
            let value = serde_json::to_value(value).expect("it is JSON");
            let known = all.iter().any(|schema| {
                let listed = schema["enum"].as_array().is_some_and(|values| values.contains(&value));
                listed || schema.get("const") == Some(&value)
            });
            if !known && !value.is_null() {
                wrong.push(format!("{whose}: {} may not be {value}", row.path));
            }
        }
        for other in &row.also {
            let said = all.iter().any(|schema| {
                schema["x-tradewire-also"]
                    .as_array()
                    .is_some_and(|also| also.contains(&json!(other)))
            });
            if !said {
                wrong.push(format!("{whose}: {} is not read from {other}", row.path));
            }
        }
    }
}

fn wrong_params(document: &Value, operation: &Value, rows: &[Param], wrong: &mut Vec<String>) {
    let id = &operation["operationId"];
    let parameters: Vec<&Value> = ["parameters", "x-tradewire-path-parameters"]
        .into_iter()
        .filter_map(|key| operation[key].as_array())
        .flatten()
        .map(|parameter| resolved(document, parameter))
        .collect();
    for row in rows {
        let of_place = parameters
            .iter()
            .filter(|parameter| parameter["in"] == json!(row.place));
        let mut candidates: Vec<(&Value, &str)> = of_place
            .filter_map(|parameter| {
                let name = parameter["name"].as_str()?.trim_end_matches("[]");
                let rest = row.name.strip_prefix(name)?;
                (rest.is_empty() || rest.starts_with(['.', '['])).then_some((*parameter, rest))
            })
            .collect();
        candidates.sort_by_key(|(_, rest)| rest.len());
        let found = candidates.iter().find_map(|(parameter, rest)| {
            let schema = parameter
                .get("schema")
                .or_else(|| parameter.pointer("/content/application~1json/schema"))?;
            let own = vec![schema, *parameter];
            let lists = step(document, &own, "[]");
            let family = parameter["x-tradewire-family"].is_string();
            let members = schema["patternProperties"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(_, member)| member);
            let own: Vec<&Value> = if family { members.collect() } else { own };
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let mut found = at(document, own.clone(), rest);
            if found.is_empty() {
                found = at(document, lists, rest);
            }
            if row.list {
                found.extend(step(document, &found.clone(), "[]"));
            }
            (!found.is_empty()).then_some((*parameter, found, rest.is_empty()))
        });
        match found {
            None => {
                // Of credentials, which are no parameters here.
                let schemes = document
                    .pointer("/components/securitySchemes")
                    .and_then(Value::as_object);
                let is_credential = schemes
                    .into_iter()
                    .flatten()
                    .any(|(_, scheme)| scheme["in"] == json!("query") && scheme["name"] == json!(row.name));
                if !is_credential {
                    wrong.push(format!("{id}: no {} parameter {}", row.place, row.name));
                }
            }
            Some((parameter, found, whole)) => {
                // The switch is a text of which the inventory says what it means.
                if !is_kind(document, &found, row.kind) && parameter["x-tradewire-body"] != json!("switch") {
                    wrong.push(format!("{id}: {} is no {}", row.name, row.kind));
                }
                if whole && row.required && parameter["required"] != json!(true) {
                    wrong.push(format!("{id}: {} is not required", row.name));
                }
            }
        }
    }
}

fn schemas_of<'v>(document: &'v Value, body: &'v Value) -> Vec<&'v Value> {
    let media = resolved(document, body)["content"].as_object().into_iter().flatten();
    media.filter_map(|(_, media)| media.get("schema")).collect()
}

/// A body that goes into the query, as the schema of an object.
fn body_in_query(operation: &Value) -> Value {
    let mut object = json!({"type": "object", "properties": {}, "patternProperties": {}});
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    for parameter in parameters.filter(|parameter| parameter.get("x-tradewire-body").is_some()) {
        let name = parameter["name"].as_str().unwrap_or_default().trim_end_matches("[]");
        let members = parameter["schema"]["patternProperties"].as_object();
        match members.filter(|_| parameter.get("x-tradewire-family").is_some()) {
            None => object["properties"][name] = parameter["schema"].clone(),
            Some(members) => {
                for (pattern, member) in members {
                    let mut member = member.clone();
                    member["x-tradewire-family"] = json!(name);
                    object["patternProperties"][pattern] = member;
                }
            }
        }
    }
    object
}

#[test]
fn everything_of_the_inventory_is_there() {
    let compiled = compile(files(&[]));
    let inventory = inventory(&compiled.platforms);
    let mut wrong = Vec::new();
    for (platform, entry) in compiled.platforms.iter().zip(&inventory.platforms) {
        let document = document(platform, Maker::Xtask);
        let all = operations(&document);
        assert_eq!(
            all.len(),
            entry.operations.len() + entry.callbacks.len(),
            "{}",
            entry.platform
        );
        let find = |id: &str, inbound: bool| {
            let is_it = |operation: &&&Value| {
                let own = operation["operationId"].as_str().unwrap_or_default();
                (own == id || inbound && own.strip_suffix(".callback") == Some(id))
                    && operation.get("x-tradewire-path").is_some() == inbound
            };
            *all.iter().find(is_it).unwrap_or_else(|| panic!("no {id}"))
        };
        let ops = entry
            .operations
            .iter()
            .map(|op| (&op.id, &op.params, &op.request, &op.response, false));
        let callbacks = entry
            .callbacks
            .iter()
            .map(|op| (&op.id, &op.params, &op.request, &op.response, true));
        for (id, params, request, response, inbound) in ops.chain(callbacks) {
            let operation = find(id, inbound);
            wrong_params(&document, operation, params, &mut wrong);
            let mut sent = schemas_of(&document, &operation["requestBody"]);
            let in_query = body_in_query(operation);
            let whose = format!("{}/{id} sends", entry.platform);
            if request.encoding == "query" {
                sent.clear();
                let mut bundle = document.clone();
                bundle["own"] = in_query;
                wrong_rows(&bundle, &[&bundle["own"]], &request.fields, &mut wrong, &whose);
            } else {
                wrong_rows(&document, &sent, &request.fields, &mut wrong, &whose);
            }
            let mut replied = Vec::new();
            for status in &response.status {
                let reply = &operation["responses"][status.to_string()];
                assert!(reply.is_object(), "{id}: no reply with {status}");
                replied.extend(schemas_of(&document, reply));
                for header in &response.headers {
                    let known = operation["responses"].as_object().into_iter().flatten();
                    if !known
                        .clone()
                        .any(|(_, reply)| reply["headers"].get(&header.name).is_some())
                    {
                        wrong.push(format!("{id}: no header {}", header.name));
                    }
                }
            }
            let whose = format!("{}/{id} replies", entry.platform);
            wrong_rows(&document, &replied, &response.fields, &mut wrong, &whose);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} missing:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}
