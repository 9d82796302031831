//! Parameters.

use serde_json::{Value, json};

use super::fields::Typed;
use super::{Import, Object, elements, put, text};

impl Import<'_> {
    /// `path`, `query` and `headers` of an operation, those of its path included.
    pub(super) fn put_parameters(&mut self, entry: &mut Object, item: &Value, operation: &Value, place: &str) {
        let source = self.source;
        let mut all: Vec<&Value> = Vec::new();
        let own = elements(operation, "parameters").chain(elements(operation, "x-tradewire-path-parameters"));
        for parameter in own.chain(elements(item, "parameters")) {
            // A header of all calls stands in platform.yaml.
            if self.source.is_own && parameter.get("$ref").is_some() {
                continue;
            }
            let Some(parameter) = source.resolved(parameter) else {
                self.notes.add(place, "a parameter leads nowhere, and was left out");
                continue;
            };
            let same = |other: &&&Value| other["name"] == parameter["name"] && other["in"] == parameter["in"];
            if all.iter().find(same).is_none() && parameter.get("x-tradewire-body").is_none() {
                all.push(parameter);
            }
        }
        for (spot, key) in [("path", "path"), ("query", "query"), ("header", "headers")] {
            let mut fields = Object::new();
            for parameter in all.iter().filter(|parameter| parameter["in"] == json!(spot)) {
                let (name, field) = self.parameter(parameter, place);
                fields.insert(name, field);
            }
            put(entry, key, (!fields.is_empty()).then_some(fields));
        }
        for parameter in all.iter().filter(|parameter| parameter["in"] == json!("cookie")) {
            let name = &parameter["name"];
            self.notes.add(
                place,
                format!("the cookie {name} was left out: the dialect has no cookies"),
            );
        }
    }

    /// Name and field of a parameter.
    pub(super) fn parameter(&mut self, parameter: &Value, place: &str) -> (String, Value) {
        let name = text(parameter, "name").unwrap_or_default();
        let spot = text(parameter, "in").unwrap_or_default();
        let place = format!("{place}, {spot} {name}");
        let whole = members_of_content(parameter);
        let schema = parameter.get("schema").or(whole).cloned().unwrap_or_else(|| json!({}));
        let list = parameter.get("x-tradewire-list");
        let mut schema = match list.and_then(|list| list.get("items")) {
            Some(items) => items.clone(),
            None => schema,
        };
        if parameter.get("x-tradewire-family").is_some() {
            let member = schema["patternProperties"]
                .as_object()
                .and_then(|members| members.values().next());
            schema = member.cloned().unwrap_or_else(|| json!({}));
        }
        let mut typed = if text(&schema, "x-tradewire-type") == Some("bare") {
            Typed::of(json!({"const": null}))
        } else {
            self.typed_field(&schema, &place)
        };
        let mut words = Object::new();
        self.words(parameter, &mut words);
        typed.extra.extend(words);
        let mut name = name.to_owned();
        if is_list(&typed.ty) && spot == "query" {
            let (bare, style) = self.list_style(&name, parameter, whole.is_some());
            name = bare;
            put(&mut typed.extra, "style", style);
        } else if spot == "query" && whole.is_some() {
            put(&mut typed.extra, "style", Some("json"));
        }
        if let Some(list) = list.filter(|list| list.is_object()) {
            put(&mut typed.extra, "separator", list.get("separator").cloned());
            put(&mut typed.extra, "escape", list.get("escape").cloned());
            typed.extra.remove("style");
        }
        if spot == "header" && list == Some(&json!("repeat")) {
            put(&mut typed.extra, "style", Some("repeat"));
        }
        if spot == "path" && is_list(&typed.ty) {
            self.notes.add(
                &place,
                "a list in a path cannot be said; it became a text that callers join",
            );
            typed = Typed::of("string");
        }
        let is_const = typed.ty.get("const").is_some();
        let required = spot != "path" && !is_const && parameter.get("required") == Some(&json!(true));
        (name, typed.field(required))
    }

    /// Name and style of a list in a query; no style where it is that of the platform.
    fn list_style(&self, name: &str, parameter: &Value, is_json: bool) -> (String, Option<&'static str>) {
        let said = parameter.get("x-tradewire-list").and_then(Value::as_str);
        let bare = name.strip_suffix("[]");
        let style = match (is_json, said, bare, text(parameter, "style"), parameter.get("explode")) {
            (true, ..) => "json",
            (_, Some("indexed"), ..) => "indexed",
            (_, Some("brackets"), ..) | (_, _, Some(_), ..) => "brackets",
            (_, _, _, Some("deepObject"), _) => "indexed",
            (_, _, _, Some("spaceDelimited" | "pipeDelimited"), _) | (_, _, _, _, Some(Value::Bool(false))) => "comma",
            _ => "repeat",
        };
        let usual = self.usual_lists();
        (bare.unwrap_or(name).to_owned(), (style != usual).then_some(style))
    }

    /// How the platform writes lists where nothing else is said.
    pub(super) fn usual_lists(&self) -> &str {
        self.source
            .root
            .pointer("/x-tradewire-query/lists")
            .and_then(Value::as_str)
            .unwrap_or("repeat")
    }
}

/// The schema of a parameter that is a whole document of some media type.
fn members_of_content(parameter: &Value) -> Option<&Value> {
    parameter.get("content")?.as_object()?.values().next()?.get("schema")
}

fn is_list(ty: &Value) -> bool {
    ty.is_array() || ty.as_str().is_some_and(|line| line.starts_with('['))
}
