//! What the five platforms do not have.

use serde_json::{Value, json};

use tradewire_codegen::compile;
use tradewire_codegen::load::InputFile;
use tradewire_codegen::openapi::document;
use tradewire_codegen::write::Maker;

use crate::support::{self, files};

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
