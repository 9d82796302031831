//! Bodies of requests.

use serde_json::{Value, json};

use super::fields::Typed;
use super::source::component;
use super::{Import, Object, elements, members, put, text};

impl Import<'_> {
    /// `body` of an operation.
    pub(super) fn put_body(&mut self, entry: &mut Object, operation: &Value, place: &str) {
        let in_query: Vec<&Value> = elements(operation, "parameters")
            .filter(|parameter| parameter.get("x-tradewire-body").is_some())
            .collect();
        if !in_query.is_empty() {
            entry.insert("body".to_owned(), self.body_in_query(operation, &in_query, place));
            return;
        }
        let Some(body) = operation.get("requestBody") else {
            return;
        };
        let Some(body) = self.source.resolved(body) else {
            self.notes.add(place, "the body leads nowhere, and was left out");
            return;
        };
        let Some((media_type, media)) = self.media(body, place) else {
            return;
        };
        let schema = media.get("schema").cloned().unwrap_or_else(|| json!({}));
        let encoding = match text(body, "x-tradewire-encoding") {
            Some("form-json") => "form-json",
            _ => encoding(media_type, media),
        };
        let is_optional = body.get("required") != Some(&json!(true)) && !self.source.is_own;
        if is_optional {
            self.notes.add(
                place,
                "the body may be left out, the document says; in the dialect a body is always sent",
            );
        }
        let mut long = Object::new();
        match encoding {
            "binary" | "text" => {
                long.insert("encoding".to_owned(), json!(encoding));
                let usual = if encoding == "text" {
                    "text/plain"
                } else {
                    "application/octet-stream"
                };
                put(&mut long, "content_type", (media_type != usual).then_some(media_type));
            }
            _ => {
                put(&mut long, "encoding", (encoding != "json").then_some(encoding));
                put(&mut long, "lists", text(operation, "x-tradewire-lists"));
                let is_inline = body.get("x-tradewire-inline").is_some();
                self.body_type(&mut long, &schema, is_inline, (encoding, place));
                // What is in place is known as the operation is, unless it says otherwise.
                if long.contains_key("fields") && entry.contains_key("basis") {
                    long.entry("basis").or_insert_with(|| json!("documented"));
                }
            }
        }
        let only_type = long.len() == 1;
        let short = long.get("type").filter(|ty| only_type && !ty.is_object()).cloned();
        entry.insert("body".to_owned(), short.unwrap_or(Value::Object(long)));
    }

    /// The content that is taken where there are several.
    pub(super) fn media<'v>(&mut self, body: &'v Value, place: &str) -> Option<(&'v str, &'v Value)> {
        let all: Vec<(&str, &Value)> = members(body, "content")
            .map(|(name, media)| (name.as_str(), media))
            .collect();
        let rank = |name: &str| match name.split(';').next().unwrap_or(name).trim() {
            "application/json" => 0,
            name if name.ends_with("+json") || name == "*/*" => 1,
            "multipart/form-data" => 2,
            "application/x-www-form-urlencoded" => 3,
            name if name.starts_with("text/") => 4,
            _ => 5,
        };
        let is_shown = |(_, media): &&(&str, &Value)| media.get("example").is_some() || media.get("examples").is_some();
        if !self.source.is_own && all.iter().any(|media| is_shown(&media)) {
            let message =
                "examples of bodies were left out; put each into a file in `examples/`, where it becomes a test";
            self.notes.add(place, message);
        }
        let best = all.iter().min_by_key(|(name, _)| rank(name)).copied();
        if let Some((name, _)) = best
            && all.len() > 1
        {
            let others: Vec<&str> = all
                .iter()
                .map(|(other, _)| *other)
                .filter(|other| *other != name)
                .collect();
            self.notes.add(
                place,
                format!("of several media types {name} was taken, and not {}", others.join(", ")),
            );
        }
        best
    }

    /// `type` or `fields`, `key`, `one_or_many`.
    fn body_type(&mut self, long: &mut Object, schema: &Value, is_inline: bool, (encoding, place): (&str, &str)) {
        let key = text(schema, "x-tradewire-key");
        let inner = key.and_then(|key| schema["properties"].get(key)).unwrap_or(schema);
        put(long, "key", key);
        let (inner, is_single) = match inner.get("x-tradewire-one-or-many") {
            Some(_) => (&inner["anyOf"][0], true),
            None => (inner, false),
        };
        put(long, "one_or_many", is_single.then_some(true));
        let is_form = ["form", "form-json", "multipart"].contains(&encoding);
        let target = self.source.resolved(inner).cloned();
        // A form has fields, whatever they are called together.
        let is_unnamed = component(inner).is_none();
        if let Some(target) = target
            .filter(|target| is_inline || is_form && is_unnamed || is_unnamed && target.get("properties").is_some())
        {
            let typed = self.typed(&target, place);
            if let Some(fields) = typed.ty.get("fields") {
                long.insert("fields".to_owned(), fields.clone());
                self.inlined.extend(component(inner));
                // Its own name, so that nothing that has it changes.
                put(
                    long,
                    "name",
                    component(inner).and_then(|own| self.types.get(&own).cloned()),
                );
                self.basis(&target, long);
                put(long, "open", target.get("x-tradewire-open").map(|_| true));
                put(long, "rules", target.get("x-tradewire-rules").cloned());
                return;
            }
        }
        let typed = self.typed(inner, place);
        let ty = Typed {
            nullable: false,
            extra: Object::new(),
            ..typed
        };
        match ty.ty {
            Value::Object(inline) if ["fields", "union"].iter().any(|key| inline.contains_key(*key)) => {
                long.extend(inline);
            }
            ty => {
                long.insert("type".to_owned(), ty);
            }
        }
    }

    /// A body that goes into the query.
    fn body_in_query(&mut self, operation: &Value, parameters: &[&Value], place: &str) -> Value {
        let mut fields = Object::new();
        let mut long = Object::new();
        long.insert("encoding".to_owned(), json!("query"));
        for parameter in parameters {
            if parameter["x-tradewire-body"] == json!("switch") {
                let name = text(parameter, "name").unwrap_or_default();
                long.insert("json_switch".to_owned(), json!({name: parameter["schema"]["enum"][0]}));
                continue;
            }
            let (name, mut field) = self.parameter(parameter, place);
            if let Some(object) = field.as_object_mut() {
                object.remove("style");
            }
            fields.insert(name, field);
        }
        put(&mut long, "lists", text(operation, "x-tradewire-lists"));
        long.insert("fields".to_owned(), Value::Object(fields));
        Value::Object(long)
    }
}

/// The encoding that a media type is.
fn encoding(media_type: &str, media: &Value) -> &'static str {
    let plain = media_type.split(';').next().unwrap_or(media_type).trim();
    match plain {
        "application/json" | "*/*" => "json",
        name if name.ends_with("+json") => "json",
        "multipart/form-data" => "multipart",
        "application/x-www-form-urlencoded" => {
            let is_json = |(_, how): (&String, &Value)| how.get("contentType") == Some(&json!("application/json"));
            if members(media, "encoding").any(is_json) {
                "form-json"
            } else {
                "form"
            }
        }
        "text/plain" | "text/csv" => "text",
        _ => "binary",
    }
}
