//! `OpenAPI` documents come in as drafts that pass the linter, and our own come back as they went out.

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use support::files;
use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::{Style, render};
use tradewire_codegen::import::{Draft, import};
use tradewire_codegen::inventory::inventory;
use tradewire_codegen::load::InputFile;
use tradewire_codegen::model::Platform;
use tradewire_codegen::openapi::text;
use tradewire_codegen::write::Maker;

/// The model of a draft, and what the linter says of it.
fn compiled(draft: &Draft) -> (Option<Platform>, Vec<String>) {
    let files = draft
        .files
        .iter()
        .map(|(name, text)| InputFile::new(format!("specs/{}/{name}", draft.platform), text.clone()));
    let mut compiled = compile(files.collect());
    let findings = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Plain))
        .collect();
    (compiled.platforms.pop(), findings)
}

/// What of an inventory the wire sees: by method and path, each parameter and field with all that is said of it.
fn wire(platform: &Platform) -> BTreeMap<String, Vec<String>> {
    let inventory = serde_json::to_value(inventory(std::slice::from_ref(platform))).expect("it is JSON");
    let platform = &inventory["platforms"][0];
    let mut found = BTreeMap::new();
    let all = |key: &str| platform[key].as_array().cloned().unwrap_or_default();
    for operation in all("operations").into_iter().chain(all("callbacks")) {
        let mut rows = Vec::new();
        for (key, value) in operation.as_object().into_iter().flatten() {
            match key.as_str() {
                // What nobody sees on the wire.
                "rust" => {}
                "params" => rows.extend(value.as_array().into_iter().flatten().map(|row| format!("param {row}"))),
                "request" | "response" => {
                    for (part, value) in value.as_object().into_iter().flatten() {
                        match (part.as_str(), value) {
                            ("fields" | "headers", Value::Array(several)) => {
                                rows.extend(several.iter().map(|row| format!("{key} {row}")));
                            }
                            (part, value) => rows.push(format!("{key} {part} {value}")),
                        }
                    }
                }
                _ => rows.push(format!("{key} {value}")),
            }
        }
        rows.sort();
        found.insert(format!("{} {}", operation["direction"], operation["id"]), rows);
    }
    found
}

#[test]
fn our_own_documents_come_back() {
    let mut differences = Vec::new();
    for platform in &compile(files(&[])).platforms {
        let draft = import(&text(platform, Maker::Xtask), Some(&platform.name)).expect("it can be read");
        let (back, findings) = compiled(&draft);
        assert!(findings.is_empty(), "{}: {}", platform.name, findings.join("\n"));
        // What remains unused are entities themselves, of which only the types made from them are sent or read.
        let others = draft
            .notes
            .iter()
            .filter(|note| !note.message.starts_with("nothing that was carried over uses"));
        assert_eq!(others.count(), 0, "{:?}", draft.notes);
        let back = back.expect("it has a platform.yaml");
        let (before, after) = (wire(platform), wire(&back));
        for (id, rows) in &before {
            let Some(other) = after.get(id) else {
                differences.push(format!("{} {id}: gone", platform.name));
                continue;
            };
            differences.extend(
                rows.iter()
                    .filter(|row| !other.contains(row))
                    .map(|row| format!("{} {id}: - {row}", platform.name)),
            );
            differences.extend(
                other
                    .iter()
                    .filter(|row| !rows.contains(row))
                    .map(|row| format!("{} {id}: + {row}", platform.name)),
            );
        }
        differences.extend(
            after
                .keys()
                .filter(|id| !before.contains_key(*id))
                .map(|id| format!("{} {id}: new", platform.name)),
        );
    }
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        differences[..differences.len().min(60)].join("\n")
    );
}

/// A document as vendors write them, in YAML.
const VENDOR: &str = r##"
openapi: 3.0.3
info: {title: Pet Shop!, version: "2", description: Sells pets.}
servers: [{url: "https://{shop}.example.com/api/"}, {url: /v2}]
security: [{token: []}]
tags: [{name: pets, description: Pets and their names.}]
paths:
  /pets:
    parameters: [{name: X-Trace, in: header, schema: {type: string}}]
    get:
      tags: [pets]
      operationId: listPets
      summary: Lists pets.
      parameters:
        - {name: page, in: query, schema: {type: integer, minimum: 1}}
        - {name: "kind[]", in: query, schema: {type: array, items: {type: string, enum: [cat, dog]}}}
        - {name: ids, in: query, style: form, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {name: {type: string}}}}
        - {name: session, in: cookie, schema: {type: string}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}
        default: {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    post:
      tags: [pets]
      operationId: createPet
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/NewPet"}}, application/xml: {schema: {}}}}
      responses:
        "201": {description: made, headers: {Location: {required: true, schema: {type: string}}}, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  /pets/{petId}:
    get:
      tags: [pets]
      operationId: getPet
      summary: Reads one.
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
    delete:
      tags: [pets]
      summary: Deletes one.
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      responses: {"204": {description: gone}}
  /pets/{petId}/photo:
    put:
      tags: [pets]
      operationId: putPhoto
      summary: Puts a photo.
      parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
      requestBody: {required: true, content: {image/png: {schema: {type: string, format: binary}}}}
      responses: {"200": {description: ok, content: {text/plain: {schema: {type: string}}}}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    odd: {type: openIdConnect, openIdConnectUrl: "https://example.com/x"}
  schemas:
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 20, pattern: "^[a-z]+$"}
        tag: {type: string, nullable: true, description: "Free text: anything."}
        weight: {type: number, multipleOf: 0.5}
        owner: {$ref: "#/components/schemas/Owner"}
    Pet:
      allOf:
        - $ref: "#/components/schemas/NewPet"
        - {type: object, required: [id], properties: {id: {type: integer}, born: {type: string, format: date}, extra: {type: object, additionalProperties: {type: string}}}}
    Owner: {type: object, properties: {since: {type: string, format: date-time}, friend: {$ref: "#/components/schemas/Owner"}, mark: {oneOf: [{type: string}, {type: integer}]}}}
    Problem: {type: object, properties: {message: {type: string}, code: {type: string}}}
    Unused: {type: object, properties: {x: {type: string}}}
"##;

#[test]
fn documents_of_vendors_become_drafts_that_pass_the_linter() {
    let draft = import(VENDOR, None).expect("it can be read");
    assert_eq!(draft.platform, "petshop");
    let (platform, findings) = compiled(&draft);
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    let platform = platform.expect("it has a platform.yaml");
    assert_eq!(platform.base_url, "https://{shop}.example.com/api");
    let rows = wire(&platform);
    let ids: Vec<&String> = rows.keys().collect();
    assert_eq!(
        ids,
        [
            "null \"pets.create\"",
            "null \"pets.delete\"",
            "null \"pets.get\"",
            "null \"pets.list\"",
            "null \"pets.put_photo\""
        ]
    );
    let has = |id: &str, wanted: &str| {
        let rows = &rows[&format!("null \"pets.{id}\"")];
        assert!(
            rows.iter().any(|row| row.starts_with(wanted)),
            "no {wanted} in {}",
            rows.join("\n")
        );
    };
    has(
        "list",
        r#"param {"in":"query","name":"kind","type":"string","required":false,"list":true,"enum":["cat","dog"]"#,
    );
    has("list", r#"param {"in":"query","name":"filter.name","type":"string""#);
    has("list", r#"param {"in":"header","name":"X-Trace""#);
    has("list", r#"response {"path":"[].owner.friend","type":"recursive""#);
    has("create", r#"request {"path":"name","type":"string","required":true"#);
    has(
        "create",
        r#"request {"path":"tag","type":"string","required":false,"nullable":true"#,
    );
    has(
        "create",
        r#"response {"in":"header","name":"Location","type":"string","required":true"#,
    );
    has("create", "response status [201]");
    has("get", r#"response {"path":"extra.{key}","type":"string""#);
    has("get", r#"response {"path":"owner.mark","type":"any""#);
    has("put_photo", r#"request encoding "binary""#);
    has("delete", "response status [204]");
    // Nothing is dropped in silence.
    let said: Vec<String> = draft
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.places.join(", "), note.message))
        .collect();
    for wanted in [
        "session",
        "application/xml",
        "multipleOf",
        "Unused",
        "relative addresses",
        "odd",
        "it looks like a listing",
        "limits",
        "nothing says what it does",
    ] {
        assert!(
            said.iter().any(|note| note.contains(wanted)),
            "nothing of {wanted} in\n{}",
            said.join("\n")
        );
    }
}

#[test]
fn credentials_do_not_come_along() {
    let document = r##"
openapi: 3.0.3
info: {title: Shop, version: "1", description: "Send Bearer aB3dE5fG7hJ9kL1mN3pQ5."}
servers: [{url: "https://bob:Pw@api.example/v1?api_key=Key"}]
paths:
  /logins:
    post:
      operationId: createLogin
      summary: Logs in.
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Login"}}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Login:
      type: object
      description: A login.
      properties:
        password: {type: string, default: hunter2}
        kind: {type: string, enum: [plain, ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v]}
        remember: {type: boolean, default: false}
"##;
    let draft = import(document, None).expect("it can be read");
    let (platform, findings) = compiled(&draft);
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    assert_eq!(platform.expect("a platform").base_url, "https://api.example/v1");
    let shown = format!("{draft:?}");
    for secret in ["Pw@", "api_key", "hunter2", "ghp_", "aB3dE5fG7hJ9kL1mN3pQ5"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    for place in ["servers[0]", "info.description", "password.default", "kind.enum"] {
        let told = draft.notes.iter().flat_map(|note| &note.places);
        assert!(
            told.into_iter().any(|known| known.ends_with(place)),
            "nothing of {place}"
        );
    }
    assert!(shown.contains("default: false"), "{shown}");
}

#[test]
fn what_is_no_such_document_is_refused_with_a_reason() {
    let reason = |text: &str| import(text, None).expect_err("it is none").to_string();
    assert!(
        reason("{\"swagger\": \"2.0\"}").contains("Swagger 2.0"),
        "{}",
        reason("{\"swagger\": \"2.0\"}")
    );
    assert!(reason("openapi: 4.0.0").contains("the version is 4.0.0"));
    assert!(reason("[1, 2]").contains("no key `openapi`"));
    assert!(reason("{\"openapi\": ").contains("neither JSON nor YAML"));
    // Odd ones are drafts of little, and no panic.
    for odd in [
        "openapi: 3.1.0",
        "{openapi: 3.1.0, paths: {/x: {get: 1, post: {parameters: [1, {$ref: '#/nowhere'}], requestBody: {$ref: '#/a'}, responses: []}}}}",
        "{openapi: 3.0.0, info: {title: 7}, paths: {'': {get: {responses: {'200': {content: {'': {schema: {allOf: [{$ref: x}], enum: []}}}}}}}}}",
        "{openapi: 3.0.0, components: {schemas: {a: {$ref: '#/components/schemas/a'}}}, paths: {/a: {get: {operationId: '!', responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/a'}}}}}}}}}",
    ] {
        let draft = import(odd, None).expect("it is a document");
        let _ = compiled(&draft);
    }
}

/// Made twice at each depth, it would not end.
#[test]
fn lists_of_lists_of_lists_are_made_once() {
    let mut schema = "{type: string, maxLength: 7}".to_owned();
    for _ in 0..24 {
        schema = format!("{{type: array, items: {schema}}}");
    }
    let text = format!(
        "{{openapi: 3.1.0, info: {{title: Nest}}, servers: [{{url: 'https://n.example'}}], paths: {{/a: {{get: {{operationId: listA, \
         responses: {{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}}}}}}}}}"
    );
    let draft = import(&text, None).expect("it is a document");
    let lists = format!("{}string{}", "[".repeat(24), "]".repeat(24));
    assert!(draft.files.iter().any(|(_, text)| text.contains(&lists)));
}

/// Schemas that lead to themselves, as alias, element, part, variant and required property, and other objects that do.
#[test]
fn what_leads_to_itself_is_drafted_so_that_it_ends() {
    let document = |schemas: &str, more: &str| {
        format!(
            "{{openapi: 3.1.0, info: {{title: Loop, description: L.}}, servers: [{{url: 'https://l.example'}}], components: {{schemas: {{{schemas}}}{more}}}, \
             paths: {{/a: {{get: {{operationId: getA, summary: Reads., tags: [things], responses: {{'200': {{description: ok, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}}}}}}}"
        )
    };
    let to = |name: &str| format!("{{$ref: '#/components/schemas/{name}'}}");
    let (a, b) = (to("A"), to("B"));
    let mut wrong = Vec::new();
    for schemas in [
        format!("A: {a}"),
        format!("A: {b}, B: {a}"),
        format!("A: {b}, B: {{type: string}}"),
        format!("A: {{type: array, items: {a}}}"),
        format!("A: {{type: array, items: {b}}}, B: {{type: array, items: {a}}}"),
        format!("A: {{oneOf: [{a}, {{type: string}}]}}"),
        format!("A: {{oneOf: [{b}, {{type: string}}]}}, B: {{oneOf: [{a}, {{type: integer}}]}}"),
        format!("A: {{oneOf: [{a}]}}"),
        format!("A: {{anyOf: [{a}, {{type: 'null'}}]}}"),
        format!("A: {{allOf: [{a}]}}"),
        format!(
            "A: {{allOf: [{b}, {{properties: {{x: {{type: string}}}}}}]}}, B: {{allOf: [{a}, {{properties: {{y: {{type: string}}}}}}]}}"
        ),
        format!("A: {{type: object, required: [a], properties: {{a: {a}}}}}"),
        format!(
            "A: {{type: object, required: [b], properties: {{b: {b}}}}}, B: {{type: object, required: [a, n], properties: {{n: {{type: string}}, a: {{$ref: '#/components/schemas/A', description: Back.}}}}}}"
        ),
        format!(
            "A: {{type: object, required: [in], properties: {{in: {{type: object, required: [a], properties: {{a: {a}}}}}}}}}"
        ),
        format!("A: {{type: object, required: [a], properties: {{a: {b}}}}}, B: {a}"),
        format!("A: {{type: object, additionalProperties: {a}}}"),
        format!("A: {{type: object, required: [a], properties: {{a: {{type: array, items: {a}}}}}}}"),
        format!("A: {{discriminator: {{propertyName: kind, mapping: {{a: '#/components/schemas/A'}}}}, oneOf: [{a}]}}"),
        "A: {$ref: '#/components/schemas/A/properties/x', properties: {x: {type: string}}}".to_owned(),
        format!("A: {{type: object, required: [a], properties: {{a: {{oneOf: [{a}, {{type: 'null'}}]}}}}}}"),
    ] {
        let draft = import(&document(&schemas, ""), None).expect("it is a document");
        let (platform, findings) = compiled(&draft);
        if !findings.is_empty() || platform.is_none() {
            wrong.push(format!("{schemas}\n{}\n{}", findings.join("\n"), draft.files[1].1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
