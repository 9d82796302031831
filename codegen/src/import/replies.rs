//! Replies.

use serde_json::{Value, json};

use super::fields::list_of;
use super::{Import, Object, members, put, text};

impl Import<'_> {
    /// `returns` and `status` of an operation.
    pub(super) fn put_replies(&mut self, entry: &mut Object, operation: &Value, place: &str) {
        let mut successes: Vec<(u16, Option<Value>)> = Vec::new();
        let partial = self.partial_statuses();
        for (status, response) in members(operation, "responses") {
            let number = match status.as_str() {
                "2XX" | "2xx" => Some(200),
                status => status.parse::<u16>().ok().filter(|status| (200..300).contains(status)),
            };
            let named = self.source.is_own && status.parse::<u16>().is_ok_and(|status| !partial.contains(&status));
            let is_reference = response.get("$ref").is_some() && self.source.is_own;
            let number = number.or_else(|| status.parse().ok().filter(|_| named && !is_reference));
            let (Some(number), Some(response)) = (number, self.source.resolved(response)) else {
                continue;
            };
            let returns = self.returns(response, place);
            successes.push((number, returns));
        }
        let statuses: Vec<u16> = successes.iter().map(|(status, _)| *status).collect();
        if statuses.is_empty() {
            // A document that knows only `default` means it as the success.
            let default = operation
                .get("responses")
                .and_then(|responses| responses.get("default"))
                .filter(|_| !self.source.is_own);
            if let Some(response) = default.and_then(|response| self.source.resolved(response)) {
                let returns = self.returns(response, place);
                put(entry, "returns", returns);
                self.notes.add(
                    place,
                    "no status of success is listed; what `default` says was taken for it",
                );
            }
            return;
        }
        let first = successes.first().and_then(|(_, returns)| returns.clone());
        if successes.iter().all(|(_, returns)| *returns == first) {
            put(entry, "returns", first);
            put(entry, "status", (statuses != [200]).then_some(statuses));
            return;
        }
        let by_status = successes
            .into_iter()
            .map(|(status, returns)| (status.to_string(), returns.unwrap_or_else(|| json!("any"))));
        let by_status: Object = by_status.collect();
        entry.insert("returns".to_owned(), json!({"by_status": by_status}));
    }

    /// Statuses that mean that part was done, whose replies are those of success.
    fn partial_statuses(&self) -> Vec<u16> {
        let errors = self.source.root.get("x-tradewire-errors").unwrap_or(&Value::Null);
        let partial = members(errors, "statuses").filter(|(_, meaning)| **meaning == json!("partial"));
        partial.filter_map(|(status, _)| status.parse().ok()).collect()
    }

    /// What a reply is; `None` where nobody knows.
    fn returns(&mut self, response: &Value, place: &str) -> Option<Value> {
        let mut headers = Object::new();
        for (name, header) in members(response, "headers") {
            if let Some(header) = self.source.resolved(header).cloned() {
                let schema = header
                    .get("schema")
                    .cloned()
                    .unwrap_or_else(|| json!({"type": "string"}));
                let mut typed = self.typed_field(&schema, place);
                let mut words = Object::new();
                self.words(&header, &mut words);
                typed.extra.extend(words);
                headers.insert(name.clone(), typed.field(header.get("required") == Some(&json!(true))));
            }
        }
        let body = match self.media(response, place) {
            None => json!("none"),
            Some((media_type, media)) => {
                let plain = media_type.split(';').next().unwrap_or(media_type).trim();
                let schema = media.get("schema").cloned().unwrap_or_else(|| json!({}));
                match plain {
                    "text/csv" => json!("csv"),
                    name if name.ends_with("json") || name == "*/*" => self.reply_type(&schema, place)?,
                    name if name.starts_with("text/") => json!("text"),
                    name if name.ends_with("xml") => {
                        self.notes.add(place, "a reply in XML is handed out as bytes");
                        json!("binary")
                    }
                    _ => json!("binary"),
                }
            }
        };
        if headers.is_empty() {
            return Some(body);
        }
        let mut long = match body {
            Value::Object(long) => long,
            ty => Object::from_iter([("type".to_owned(), ty)]),
        };
        if long.get("type") == Some(&json!("none")) {
            long.remove("type");
        }
        long.insert("headers".to_owned(), Value::Object(headers));
        Some(Value::Object(long))
    }

    fn reply_type(&mut self, schema: &Value, place: &str) -> Option<Value> {
        if schema.get("x-tradewire-untyped").is_some() {
            return None;
        }
        let or_bare = schema.get("x-tradewire-or-bare").is_some();
        let wrapped = if or_bare { &schema["anyOf"][0] } else { schema };
        let only = wrapped.get("x-tradewire-only").is_some();
        let key = text(wrapped, "x-tradewire-key");
        let inner = key.and_then(|key| wrapped["properties"].get(key)).unwrap_or(wrapped);
        let inner = if only {
            inner.get("items").unwrap_or(inner)
        } else {
            inner
        };
        let mut ty = self.element(inner, place);
        if key.is_none() && !only {
            if ty.get("fields").is_some() || ty.get("union").is_some() {
                return Some(ty);
            }
            if ty.is_object() && ty.get("string").is_none() {
                ty = json!({"type": list_of(ty)});
            }
            return Some(ty);
        }
        let mut long = match ty {
            Value::Object(inline) if inline.contains_key("fields") || inline.contains_key("union") => inline,
            ty => Object::from_iter([("type".to_owned(), ty)]),
        };
        put(&mut long, "key", key);
        put(&mut long, "or_bare", or_bare.then_some(true));
        put(&mut long, "only", only.then_some(true));
        Some(Value::Object(long))
    }
}
