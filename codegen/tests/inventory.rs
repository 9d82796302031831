//! The inventory's rules, one small spec for all of them. Its form is a contract that other programs read.

use serde_json::{Value, json};
use tradewire_codegen::compile;
use tradewire_codegen::inventory::inventory;
use tradewire_codegen::load::InputFile;

const PLATFORM: &str = r#"
platform: demo
title: Demo
doc: A demo.
base_url: "https://demo.example"
auth: {key: {kind: header, header: X-Key, value: "{key}"}}
reply: {success: boolean}
pagination: {pages: {kind: page, page: page, size: limit, fields: {pagination: {fields: {total: integer}}}}}
"#;

const THINGS: &str = r#"
resource: things
doc: Things.
operations:
  list:
    get: /things
    source: List
    doc: Lists.
    query:
      page: integer
      limit: integer
      filter: ThingFilter
      lines: {type: "[Line]", style: indexed}
      "custom_{key}": string
      mode: {const: fast}
    paginate: pages
    permission: [read, list]
    returns: {key: things, type: "[Thing]", or_bare: true}
  update:
    put: /things/{id}
    aliases: [PATCH]
    source: Update
    doc: Updates.
    basis: inferred
    deprecated: true
    path: {id: {union: [integer, string]}}
    headers: {X-Client: string!}
    body: {key: thing, type: "[Thing]", one_or_many: true}
    batch_limit: 50
    status: [200, 201]
    returns: Thing
  upload:
    post: /files
    source: Upload
    doc: Uploads.
    body: {encoding: multipart, fields: {kind: string!, "files[]": "[file]!"}}
    returns: none
callbacks:
  changed:
    post: /changed
    source: Changed
    doc: Tells of a change.
    configured_by: settings.url
    body: Shape
    returns: {ok: boolean!}
types:
  ThingFilter:
    doc: A filter.
    fields: {ids: [integer], state: State, customFields: "{string: string}"}
  State: {doc: A state., enum: [new, old]}
  Line: {doc: A line., fields: {id: integer!, price: decimal}}
  Thing:
    doc: A thing.
    fields:
      id: integer!
      state: State?
      prices: "{string: decimal}"
      "price{n}": decimal
      lines: [Line]
      children: [Thing]
      shape: Shape
      level: {enum: {1: , 2: }}
      created: unix_seconds!?
      raw: any
      day: date
      birthday: month_day
      opens: time
      local: local_datetime
      exact: datetime
      loose: timestamp_or_iso
  Shape: {doc: A shape., union: {tag: type, variants: {round: Round, "Shape::Flat": Flat}}}
  Round: {doc: Round., fields: {radius: number!}}
  Flat: {doc: Flat., fields: {sides: "[[integer]]"}}
"#;

fn document() -> Value {
    let compiled = compile(vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/things.yaml", THINGS),
    ]);
    let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    serde_json::to_value(inventory(&compiled.platforms)).expect("it is JSON")
}

fn operation(document: &Value, index: usize) -> Value {
    document["platforms"][0]["operations"][index].clone()
}

/// `path type!?` and the values, one row a line.
fn rows(body: &Value) -> Vec<String> {
    let rows = body["fields"].as_array().cloned().unwrap_or_default();
    rows.iter()
        .map(|row| {
            let mark = |key: &str, sign| if row[key] == json!(true) { sign } else { "" };
            let values = row.get("enum").map(|values| format!(" {values}")).unwrap_or_default();
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            format!(
                "{} {}{}{}{values}",
                text("path"),
                text("type"),
                mark("required", "!"),
                mark("nullable", "?")
            )
        })
        .collect()
}

const THING: &[&str] = &[
    "id integer!",
    r#"state string? ["new","old"]"#,
    "prices map",
    "prices.{key} decimal",
    "price{n} decimal",
    "lines array",
    "lines[] object!",
    "lines[].id integer!",
    "lines[].price decimal",
    "children array",
    "children[] recursive!",
    "shape object",
    r#"shape.type string! ["round","Shape::Flat"]"#,
    "shape.radius number!",
    "shape.sides array",
    "shape.sides[] array!",
    "shape.sides[][] integer!",
    "level integer [1,2]",
    "created datetime!?",
    "raw any",
    "day date",
    "birthday date",
    "opens time",
    "local datetime",
    "exact datetime",
    "loose datetime",
];

fn thing_below(prefix: &str) -> Vec<String> {
    THING.iter().map(|row| format!("{prefix}{row}")).collect()
}

#[test]
fn operations_have_the_agreed_keys() {
    let mut update = operation(&document(), 1);
    for part in ["params", "request", "response"] {
        update.as_object_mut().expect("an object").remove(part);
    }
    let expected = json!({
        "id": "things.update", "method": "PUT", "aliases": ["PATCH"], "path": "/things/{id}",
        "source": "Update", "basis": "inferred", "deprecated": true, "safety": "idempotent",
        "permission": null, "pagination": null, "batch_limit": 50,
        "rust": {"operation": "things::UpdateThing", "output": "things::Thing"},
    });
    assert_eq!(update, expected);
    let list = operation(&document(), 0);
    assert_eq!(
        (&list["permission"], &list["pagination"]),
        (&json!("read, list"), &json!("pages"))
    );
    assert_eq!(document()["platforms"][0]["crate"], "tradewire-demo");
}

#[test]
fn parameters_are_flattened() {
    let list = operation(&document(), 0);
    let expected = json!([
        {"in": "query", "name": "page", "type": "integer", "required": false, "list": false},
        {"in": "query", "name": "limit", "type": "integer", "required": false, "list": false},
        {"in": "query", "name": "filter.ids", "type": "integer", "required": false, "list": true},
        {"in": "query", "name": "filter.state", "type": "string", "required": false, "list": false, "enum": ["new", "old"]},
        {"in": "query", "name": "filter.customFields.{key}", "type": "string", "required": false, "list": false},
        {"in": "query", "name": "lines[].id", "type": "integer", "required": false, "list": false},
        {"in": "query", "name": "lines[].price", "type": "decimal", "required": false, "list": false},
        {"in": "query", "name": "custom_{key}", "type": "string", "required": false, "list": false},
        {"in": "query", "name": "mode", "type": "string", "required": true, "list": false, "enum": ["fast"]},
    ]);
    assert_eq!(list["params"], expected);
    let update = operation(&document(), 1);
    let expected = json!([
        {"in": "path", "name": "id", "type": "any", "required": true, "list": false, "basis": "inferred"},
        {"in": "header", "name": "X-Client", "type": "string", "required": true, "list": false, "basis": "inferred"},
    ]);
    assert_eq!(update["params"], expected);
}

#[test]
fn replies_under_a_key_or_bare_show_both() {
    let list = operation(&document(), 0);
    let mut expected = vec!["things array".to_owned(), "things[] object!".to_owned()];
    expected.extend(thing_below("things[]."));
    expected.extend(["pagination object", "pagination.total integer", "success boolean"].map(str::to_owned));
    expected.push("[] object!".to_owned());
    expected.extend(thing_below("[]."));
    assert_eq!(rows(&list["response"]), expected);
}

#[test]
fn bodies_show_one_and_many() {
    let update = operation(&document(), 1);
    let mut expected = vec!["thing array!".to_owned(), "thing[] object!".to_owned()];
    expected.extend(thing_below("thing[]."));
    expected.extend(thing_below("thing."));
    assert_eq!(rows(&update["request"]), expected);
    let mut reply = thing_below("");
    reply.push("success boolean".to_owned());
    assert_eq!(rows(&update["response"]), reply);
    assert_eq!(update["response"]["status"], json!([200, 201]));
}

#[test]
fn rows_say_how_plainly_they_are_documented() {
    let platform = format!("{PLATFORM}peers: {{php: vendor's PHP client, go: vendor's Go client}}\n");
    let things = r#"
resource: things
doc: Things.
operations:
  list:
    get: /things
    doc: Lists.
    basis: [php, go]
    query: {page: integer, limit: {type: integer, basis: documented}}
    paginate: pages
    returns: {things: "[Thing]"}
types:
  Thing:
    doc: A thing.
    fields:
      id: integer
      size: {basis: inferred, fields: {width: integer, height: {type: integer, basis: php}}}
"#;
    let compiled = compile(vec![
        InputFile::new("specs/demo/platform.yaml", platform),
        InputFile::new("specs/demo/things.yaml", things),
    ]);
    let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    let document = serde_json::to_value(inventory(&compiled.platforms)).expect("it is JSON");
    let list = operation(&document, 0);
    let both = json!(["vendor's PHP client", "vendor's Go client"]);
    assert_eq!(
        (&list["basis"], &list["peers"], &list["source"]),
        (&json!("peer"), &both, &Value::Null)
    );
    let said = |rows: &Value, name: &str| {
        let rows = rows.as_array().cloned().unwrap_or_default();
        let row = rows.into_iter().find(|row| row["name"] == name || row["path"] == name);
        row.map(|row| (row["basis"].clone(), row["peers"].clone()))
            .expect("a row")
    };
    let none = (Value::Null, Value::Null);
    assert_eq!(said(&list["params"], "page"), (json!("peer"), both.clone()));
    assert_eq!(said(&list["params"], "limit"), none);
    let fields = &list["response"]["fields"];
    assert_eq!(said(fields, "things[]"), (json!("peer"), both));
    assert_eq!(said(fields, "things[].id"), none);
    assert_eq!(said(fields, "things[].size"), (json!("inferred"), Value::Null));
    assert_eq!(said(fields, "things[].size.width"), (json!("inferred"), Value::Null));
    assert_eq!(
        said(fields, "things[].size.height"),
        (json!("peer"), json!(["vendor's PHP client"]))
    );
    assert_eq!(said(fields, "success"), none);
}

#[test]
fn multipart_keys_lose_their_brackets() {
    let upload = operation(&document(), 2);
    assert_eq!(upload["request"]["encoding"], "multipart");
    assert_eq!(
        rows(&upload["request"]),
        ["kind string!", "files array!", "files[] binary!"]
    );
    assert_eq!(
        (&upload["response"]["encoding"], rows(&upload["response"]).len()),
        (&json!("none"), 0)
    );
}

#[test]
fn callbacks_are_inbound() {
    let callback = document()["platforms"][0]["callbacks"][0].clone();
    assert_eq!(
        (&callback["direction"], &callback["configured_by"]),
        (&json!("inbound"), &json!("settings.url"))
    );
    let shape = [
        r#"type string! ["round","Shape::Flat"]"#,
        "radius number!",
        "sides array",
        "sides[] array!",
        "sides[][] integer!",
    ];
    assert_eq!(rows(&callback["request"]), shape);
    assert_eq!(rows(&callback["response"]), ["ok boolean!"]);
    assert_eq!(callback["rust"]["operation"], "things::Changed");
}
