//! The `OpenAPI` documents have everything that the specs say: each operation, parameter and field of the inventory, and examples that
//! fit the schemas.

mod support;

use serde_json::{Value, json};
use support::files;
use tradewire_codegen::compile;
use tradewire_codegen::inventory::{FieldRow, Param, inventory};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::openapi::{document, text};
use tradewire_codegen::write::Maker;

/// Every operation object of a document, also those that were made into one, by its id.
fn operations(document: &Value) -> Vec<&Value> {
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
fn resolved<'v>(document: &'v Value, mut value: &'v Value) -> &'v Value {
    while let Some(path) = value["$ref"].as_str() {
        value = document
            .pointer(path.trim_start_matches('#'))
            .expect("references lead somewhere");
    }
    value
}

/// Every form that a schema allows: itself, and what it refers to or is put together from.
fn forms<'v>(document: &'v Value, schema: &'v Value, found: &mut Vec<&'v Value>) {
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
fn step<'v>(document: &'v Value, schemas: &[&'v Value], step: &str) -> Vec<&'v Value> {
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
fn at<'v>(document: &'v Value, schemas: Vec<&'v Value>, path: &str) -> Vec<&'v Value> {
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
fn types(document: &Value, schemas: &[&Value]) -> Vec<String> {
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
fn is_kind(document: &Value, schemas: &[&Value], kind: &str) -> bool {
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

/// Every example of a document with its schema, by operation and number.
fn examples(document: &Value) -> Vec<(String, &Value, &Value)> {
    let mut found = Vec::new();
    for operation in operations(document) {
        let replies = operation["responses"].as_object().into_iter().flatten();
        let bodies = replies.map(|(status, reply)| (status.as_str(), reply));
        for (part, body) in bodies.chain(operation.get("requestBody").map(|body| ("request", body))) {
            for (_, media) in body["content"].as_object().into_iter().flatten() {
                for (number, example) in media["examples"].as_object().into_iter().flatten() {
                    let name = format!("{} {part} {number}", operation["operationId"]);
                    found.push((name, &media["schema"], &example["value"]));
                }
            }
        }
    }
    found
}

#[test]
fn examples_fit_their_schemas() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for platform in &compile(files(&[])).platforms {
        let document = document(platform, Maker::Xtask);
        let all = examples(&document);
        seen += all.len();
        // One schema for all, since it takes longest to read the components.
        let schemas: Value = all
            .iter()
            .map(|(name, schema, _)| (name.clone(), (*schema).clone()))
            .collect();
        let values: Value = all
            .iter()
            .map(|(name, _, value)| (name.clone(), (*value).clone()))
            .collect();
        let whole = json!({"type": "object", "properties": schemas, "components": document["components"]});
        let validator = jsonschema::draft202012::new(&whole).expect("it is a schema");
        let errors = validator.iter_errors(&values);
        wrong.extend(errors.map(|error| format!("{}: {error:.200}", error.instance_path())));
    }
    assert!(
        wrong.is_empty(),
        "{} of {seen}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(30)].join("\n")
    );
    assert!(seen > 500, "{seen} examples");
}

#[test]
fn the_text_is_the_document_and_the_same_each_time() {
    let compiled = compile(files(&["onebox", "commercehq"]));
    let mut backwards = files(&["onebox", "commercehq"]);
    backwards.reverse();
    let again = compile(backwards);
    for (one, other) in compiled.platforms.iter().zip(&again.platforms) {
        let first = text(one, Maker::Xtask);
        assert_eq!(first, text(other, Maker::Xtask));
        assert_eq!(
            serde_json::from_str::<Value>(&first).expect("it is JSON"),
            document(one, Maker::Xtask)
        );
        assert!(
            first.starts_with("{\"x-tradewire-generated\": \"@generated by `cargo xtask gen "),
            "{first:.80}"
        );
    }
}

/// What the five platforms do not have.
fn rare() -> Value {
    let platform = r#"
platform: demo
title: Demo
doc: A demo.
base_url: "https://{shop}.example.com/{zone}"
auth:
  login: {kind: query, params: {login: "{login}", password: {template: "{password}", md5: true}}}
  key: {kind: header, header: X-Key, value: "{key}"}
default_auth: [login]
headers: {X-Version: {const: "2"}, X-Lang: {type: string, doc: Language.}}
errors: {message: [error.text], failure: [{path: ok, is: false}], statuses: {422: invalid, 460: partial}}
"#;
    let things = r#"
resource: things
doc: Things.
operations:
  lock: {method: LOCK, path_template: "/things/{id}", doc: Locks one., source: Lock, path: {id: integer}, auth: [key], returns: none}
  find:
    post: /things/find
    doc: Finds.
    source: Find
    query:
      "custom_{key}": string
      tags: {type: [string], separator: ";", escape: "\\"}
      sizes: {type: [integer], style: indexed}
      plain: {const: null}
      filter: {fields: {state: string}}
    headers: {X-Lang: string}
    body: {encoding: form, fields: {ids: "[integer]!", name: string}}
    returns: {by_status: {200: [Shape], 202: {headers: {Location: string!}}}}
  one: {post: /things, doc: Makes one., source: One, body: Shape, returns: Shape}
  many: {post: /things, doc: Makes many., source: Many, body: "[Shape]", query: {dry: boolean}, returns: [Shape]}
types:
  Shape: {doc: A shape., union: {tag: type, variants: {round: Round, "Shape::Flat": Flat}}}
  Round: {doc: Round., fields: {radius: number!, name: {type: string, clear: ""}}}
  Flat: {doc: Flat., fields: {sides: {type: [integer], one_or_many: true}, "side{n}": integer, note: {type: string, also: [remark]}}}
"#;
    let compiled = compile(vec![
        InputFile::new("specs/demo/platform.yaml", platform),
        InputFile::new("specs/demo/things.yaml", things),
    ]);
    let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    document(&compiled.platforms[0], Maker::Xtask)
}

#[test]
fn rare_things_of_platforms_have_a_place() {
    let document = rare();
    let at = |path: &str| {
        document
            .pointer(path)
            .unwrap_or_else(|| panic!("nothing at {path}"))
            .clone()
    };
    assert_eq!(
        at("/servers/0/variables"),
        json!({"shop": {"default": "shop"}, "zone": {"default": "zone"}})
    );
    assert_eq!(at("/security"), json!([{"login.login": [], "login.password": []}]));
    assert_eq!(
        at("/components/securitySchemes/login.password/x-tradewire-credentials/value/md5"),
        json!(true)
    );
    assert_eq!(
        at("/paths/~1things~1{id}/x-tradewire-methods/LOCK/security"),
        json!([{"key": []}])
    );
    let both = at("/paths/~1things/post");
    assert_eq!(both["x-tradewire-operations"].as_array().map(Vec::len), Some(2));
    let one = json!({"$ref": "#/components/schemas/Shape"});
    let many = json!({"type": "array", "items": one});
    assert_eq!(
        both["requestBody"]["content"]["application/json"]["schema"],
        json!({"anyOf": [one, many]})
    );
    assert_eq!(
        both["responses"]["200"]["content"]["application/json"]["schema"],
        json!({"anyOf": [one, many]})
    );
    let params = both["parameters"].as_array().into_iter().flatten();
    assert!(
        params.filter_map(|parameter| parameter["name"].as_str()).eq(["dry"]),
        "{both}"
    );
    let shape = at("/components/schemas/Shape");
    assert_eq!(
        shape["discriminator"]["mapping"]["Shape::Flat"],
        "#/components/schemas/Shape.Shape__Flat"
    );
    assert_eq!(
        at("/components/schemas/Round/properties/name"),
        json!({"anyOf": [{"type": "string"}, {"const": ""}], "x-tradewire-clear": ""})
    );
    assert_eq!(
        at("/components/schemas/Failure/properties/error/properties/text/description"),
        json!("What went wrong.")
    );
}

#[test]
fn rare_parameters_and_bodies_have_a_place() {
    let document = rare();
    let at = |path: &str| {
        document
            .pointer(path)
            .unwrap_or_else(|| panic!("nothing at {path}"))
            .clone()
    };
    let find = at("/paths/~1things~1find/post");
    let parameter = |name: &str| {
        let all = find["parameters"].as_array().cloned().unwrap_or_default();
        all.into_iter()
            .find(|parameter| parameter["name"] == json!(name))
            .expect("it is there")
    };
    assert_eq!(
        parameter("custom_{key}")["schema"]["patternProperties"]["^custom_.+$"]["type"],
        "string"
    );
    assert_eq!(
        parameter("tags")["x-tradewire-list"],
        json!({"separator": ";", "items": {"type": "array", "items": {"type": "string"}}, "escape": "\\"})
    );
    assert_eq!(
        (&parameter("sizes")["style"], &parameter("sizes")["x-tradewire-list"]),
        (&json!("deepObject"), &json!("indexed"))
    );
    assert_eq!(
        (&parameter("plain")["allowEmptyValue"], &parameter("filter")["style"]),
        (&json!(true), &json!("deepObject"))
    );
    let refs: Vec<Value> = find["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|parameter| parameter.get("$ref").cloned())
        .collect();
    assert_eq!(
        refs,
        [json!("#/components/parameters/X-Version")],
        "a header of its own comes first"
    );
    assert_eq!(
        find["requestBody"]["content"]["application/x-www-form-urlencoded"]["encoding"]["ids"]["style"],
        "deepObject"
    );
    assert_eq!(find["responses"]["202"]["headers"]["Location"]["required"], json!(true));
    assert_eq!(
        find["responses"]["422"],
        json!({"$ref": "#/components/responses/Status422"})
    );
}

#[test]
fn keys_of_our_own_are_told_of() {
    fn walk(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (key, inner) in members {
                    if key.starts_with("x-tradewire-") {
                        found.insert(key.clone());
                    }
                    walk(inner, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            _ => {}
        }
    }
    let mut found = std::collections::BTreeSet::new();
    for platform in &compile(files(&[])).platforms {
        walk(&document(platform, Maker::Xtask), &mut found);
    }
    let page = std::fs::read_to_string(support::folder().join("../docs/openapi/README.md")).expect("the page is there");
    let untold: Vec<&String> = found.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(untold.is_empty(), "not in docs/openapi/README.md: {untold:?}");
    assert!(found.len() > 30, "{found:?}");
}
