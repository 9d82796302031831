//! The specs of the repository pass the linter, and their schema says the same as the linter.

mod support;

use std::path::Path;

use serde_json::Value;
use support::{files, folder};
use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::{Diagnostics, Sources, Style, render};
use tradewire_codegen::dialect::{combined_schema, schema_text};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::yaml;

fn spec_files() -> impl Iterator<Item = InputFile> {
    files(&[]).into_iter().filter(|file| {
        Path::new(&file.path)
            .extension()
            .is_some_and(|extension| extension == "yaml")
    })
}

#[test]
fn specs_have_no_findings() {
    let compiled = compile(files(&[]));
    let shown: Vec<String> = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Plain))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
    assert!(!compiled.platforms.is_empty());
}

#[test]
fn schema_is_up_to_date() {
    let text = std::fs::read_to_string(folder().join("spec.schema.json")).unwrap_or_default();
    assert!(
        text.replace("\r\n", "\n") == schema_text(),
        "specs/spec.schema.json is stale; run `cargo xtask gen`"
    );
}

#[test]
fn every_key_of_the_schema_is_described() {
    fn walk(schema: &Value, path: &str, missing: &mut Vec<String>) {
        match schema {
            Value::Object(map) => {
                for (key, property) in map.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    if property.get("description").is_none() {
                        missing.push(format!("{path}.{key}"));
                    }
                }
                map.iter()
                    .for_each(|(key, inner)| walk(inner, &format!("{path}.{key}"), missing));
            }
            Value::Array(items) => items.iter().for_each(|inner| walk(inner, path, missing)),
            _ => {}
        }
    }
    let mut missing = Vec::new();
    walk(&combined_schema(), "$", &mut missing);
    assert!(missing.is_empty(), "{missing:?}");
}

/// What an editor says of the specs, with the schema alone.
#[test]
fn editors_accept_the_specs_and_see_mistakes() {
    let validator = jsonschema::validator_for(&combined_schema()).expect("the schema is a schema");
    let mut sources = Sources::default();
    let mut seen = 0;
    for file in spec_files() {
        let text = String::from_utf8(file.content.expect("it can be read")).expect("it is UTF-8");
        let id = sources.add(file.path.clone(), text.clone());
        let node = yaml::parse(&text, id, &mut Diagnostics::default()).expect("it is YAML");
        let json = serde_json::to_value(yaml::value(&node)).expect("it is JSON too");
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.path);
        seen += 1;
    }
    assert!(seen > 0);
    let wrong = serde_json::json!({"resource": "things", "operations": {"list": {"gt": "/things", "source": "S"}}});
    assert!(!validator.is_valid(&wrong));
}

/// Two readers of YAML agree on what the specs say: the one with positions and `serde_yaml`.
#[test]
fn both_yaml_readers_agree() {
    for file in spec_files() {
        let text = String::from_utf8(file.content.expect("it can be read")).expect("it is UTF-8");
        let mut sources = Sources::default();
        let id = sources.add(file.path.clone(), text.clone());
        let node = yaml::parse(&text, id, &mut Diagnostics::default()).expect("it is YAML");
        let theirs: yaml::Value = serde_yaml::from_str(&text).expect("it is YAML");
        assert_eq!(yaml::value(&node), text_keys(theirs), "{}", file.path);
    }
}

/// Keys of the dialect are always text.
fn text_keys(value: yaml::Value) -> yaml::Value {
    use yaml::Value;
    match value {
        Value::Mapping(map) => Value::Mapping(
            map.into_iter()
                .map(|(key, value)| {
                    let key = match key {
                        Value::Number(number) => Value::String(number.to_string()),
                        Value::Bool(flag) => Value::String(flag.to_string()),
                        other => other,
                    };
                    (key, text_keys(value))
                })
                .collect(),
        ),
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(text_keys).collect()),
        other => other,
    }
}
