//! What our own documents say beyond `OpenAPI`: keys that begin with `x-tradewire-`.

use serde_json::{Value, json};

use super::{Import, Object, members, put, text};

impl Import<'_> {
    /// Facts of an operation.
    pub(super) fn own_facts(entry: &mut Object, operation: &Value) {
        put(entry, "safety", text(operation, "x-tradewire-safety"));
        if let Some(paging) = operation.get("x-tradewire-pagination") {
            entry.insert("paginate".to_owned(), paging.clone());
        }
        put(entry, "permission", operation.get("x-tradewire-permissions").cloned());
        if let Some(limits) = operation.get("x-tradewire-limits") {
            let none = limits.as_object().is_some_and(Object::is_empty);
            entry.insert("limit".to_owned(), if none { json!([]) } else { limits.clone() });
        }
        put(entry, "batch_limit", operation.get("x-tradewire-batch-limit").cloned());
        put(entry, "upsert", operation.get("x-tradewire-upsert").cloned());
        put(entry, "redirects", text(operation, "x-tradewire-redirects"));
        if let Some(Value::Object(key)) = operation.get("x-tradewire-idempotency-key") {
            let mut key = key.clone();
            if key.get("generate") == Some(&json!(true)) {
                key.remove("generate");
            }
            entry.insert("idempotency_key".to_owned(), Value::Object(key));
        }
        put(entry, "rules", operation.get("x-tradewire-rules").cloned());
        let mut errors = Object::new();
        put(&mut errors, "entries", operation.get("x-tradewire-entries").cloned());
        if let Some(Value::Object(outcomes)) = operation.get("x-tradewire-outcomes") {
            errors.insert("outcomes".to_owned(), Value::Object(outcomes.clone()));
        }
        put(entry, "errors", (!errors.is_empty()).then_some(errors));
    }

    /// Facts of the platform.
    pub(super) fn own_platform(&mut self, file: &mut Object) {
        let source = self.source;
        let root = &source.root;
        put(file, "document", text(root, "x-tradewire-document"));
        put(file, "time_zone", root.get("x-tradewire-time-zone").cloned());
        put(file, "query", root.get("x-tradewire-query").cloned());
        if let Some(reply) = root.get("x-tradewire-reply") {
            let fields = self.fields_of(reply, "reply");
            file.insert("reply".to_owned(), Value::Object(fields));
        }
        let mut kinds = Object::new();
        for (name, kind) in members(root, "x-tradewire-pagination") {
            let mut kind = kind.clone();
            if let Some(fields) = kind.get("fields").cloned() {
                kind["fields"] = Value::Object(self.fields_of(&fields, name));
            }
            if let Some(object) = kind.as_object_mut() {
                rename_words(object);
            }
            kinds.insert(name.clone(), kind);
        }
        put(file, "pagination", (!kinds.is_empty()).then_some(kinds));
        let mut limits = Object::new();
        for (name, limit) in members(root, "x-tradewire-limits") {
            let mut limit = limit.as_object().cloned().unwrap_or_default();
            rename_words(&mut limit);
            let per = limit.remove("per_milliseconds").and_then(|millis| millis.as_u64());
            put(&mut limit, "per", per.map(duration));
            limits.insert(name.clone(), Value::Object(limit));
        }
        put(file, "limits", (!limits.is_empty()).then_some(limits));
        let usual: Vec<&String> = members(root, "x-tradewire-default-limits")
            .map(|(name, _)| name)
            .collect();
        put(
            file,
            "default_limit",
            (!usual.is_empty() && usual != ["default"]).then(|| json!(usual)),
        );
        put(file, "retry_after", root.get("x-tradewire-retry-after").cloned());
        put(file, "scopes", root.get("x-tradewire-scopes").cloned());
        let errors = self.own_errors();
        put(file, "errors", (!errors.is_empty()).then_some(errors));
        let mut headers = Object::new();
        let components = root.get("components").unwrap_or(&Value::Null);
        for (_, header) in members(components, "parameters") {
            let (name, field) = self.parameter(header, "headers");
            headers.insert(name, field);
        }
        put(file, "headers", (!headers.is_empty()).then_some(headers));
        let topic = root.get("x-tradewire-topic").cloned();
        put(file, "events", topic.map(|topic| json!({"topic": topic})));
    }

    fn own_errors(&mut self) -> Object {
        let source = self.source;
        let Some(known) = source.root.get("x-tradewire-errors") else {
            return Object::new();
        };
        let mut errors = known.as_object().cloned().unwrap_or_default();
        let refusals = errors.remove("refusals");
        if let Some(Value::Object(statuses)) = errors.get_mut("statuses") {
            for refusal in refusals.iter().filter_map(Value::as_array).flatten() {
                let mut when = refusal.as_object().cloned().unwrap_or_default();
                let status = when
                    .remove("status")
                    .map(|status| status.to_string())
                    .unwrap_or_default();
                if let Some(means) = statuses.get(&status).filter(|means| means.is_string()).cloned() {
                    statuses.insert(status, json!({"means": means, "when": when}));
                }
            }
        }
        let mut codes = Object::new();
        for (wire, code) in members(known, "codes") {
            let mut said = Object::new();
            self.words(code, &mut said);
            put(&mut said, "means", text(code, "means"));
            codes.insert(
                wire.clone(),
                if said.is_empty() {
                    Value::Null
                } else {
                    Value::Object(said)
                },
            );
        }
        if !codes.is_empty() {
            errors.insert("codes".to_owned(), Value::Object(codes));
        }
        errors
    }

    /// What an operation accepts as credentials.
    pub(super) fn put_security(&mut self, entry: &mut Object, operation: &Value, place: &str) {
        let Some(accepted) = operation.get("security").and_then(Value::as_array) else {
            return;
        };
        let names = self.schemes_of(accepted, place);
        entry.insert("auth".to_owned(), json!(names));
    }

    /// The schemes of requirements, each once.
    pub(super) fn schemes_of(&mut self, accepted: &[Value], place: &str) -> Vec<String> {
        let mut names = Vec::new();
        for requirement in accepted.iter().filter_map(Value::as_object) {
            let mut own: Vec<String> = Vec::new();
            for (scheme, _) in requirement {
                match self.scheme_name(scheme) {
                    Some(name) if !own.contains(&name) => own.push(name),
                    Some(_) => {}
                    None => self.notes.add(
                        place,
                        format!("credentials `{scheme}` cannot be said, and were left out"),
                    ),
                }
            }
            if own.len() > 1 {
                self.notes.add(
                    place,
                    format!(
                        "several credentials at once ({}); only the first is asked for",
                        own.join(" and ")
                    ),
                );
            }
            if let Some(name) = own.into_iter().next()
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }
}

/// `description` is `doc` in the dialect.
fn rename_words(object: &mut Object) {
    if let Some(doc) = object.remove("description") {
        object.insert("doc".to_owned(), doc);
    }
}

/// A time as the dialect writes it.
fn duration(millis: u64) -> Value {
    if millis.is_multiple_of(1000) {
        json!(millis / 1000)
    } else {
        json!(format!("{millis}ms"))
    }
}
