//! What failures look like: one schema for all operations, and what the platform's statuses mean.

use serde_json::{Value, json};

use super::words::{literal, put_docs};
use super::{Context, Object, put, put_list, reference};
use crate::model::{Entries, EntryKeys, ErrorCode, Errors, OutcomesSaid, Provenance, Refusal, Sign, StatusMeaning};

impl Context<'_> {
    /// The schema of failures: where message, code and errors of fields stand.
    pub(super) fn failure_schema(&self) -> Value {
        let errors = &self.platform.errors;
        let mut root = json!({"type": "object", "description": "What the platform answers when it fails."});
        let signs = errors.failure.iter().map(|sign| match sign {
            Sign::Is { path, .. } | Sign::Present { path } => path,
        });
        let text = json!({"description": "What went wrong."});
        let code = json!({"description": "What went wrong, for programs."});
        let fields = json!({"description": "What is wrong with which field: by its name, or a list."});
        for path in signs {
            place(
                &mut root,
                path,
                &json!({"description": "Tells that the request failed."}),
            );
        }
        for (paths, schema) in [(&errors.message, text), (&errors.code, code), (&errors.fields, fields)] {
            for path in paths {
                place(&mut root, path, &schema);
            }
        }
        root
    }

    /// The responses that failures are.
    pub(super) fn failure_responses(&self) -> Object {
        let mut responses = Object::new();
        let content = json!({"application/json": {"schema": reference("schemas", &self.failure)}});
        for (status, meaning) in &self.platform.errors.statuses {
            if *meaning != StatusMeaning::Partial {
                let words = format!("A failure that means `{}`.", meaning_word(*meaning));
                let response =
                    json!({"description": words, "content": content, "x-tradewire-means": meaning_word(*meaning)});
                responses.insert(format!("Status{status}"), response);
            }
        }
        let words =
            "Any other failure. It may also come with a status of success; `x-tradewire-errors` tells by what sign.";
        responses.insert(self.failure.clone(), json!({"description": words, "content": content}));
        responses
    }
}

/// Everything else that is known of failures.
pub(super) fn known(errors: &Errors) -> Object {
    let mut known = Object::new();
    put_list(&mut known, "failure", errors.failure.iter().map(sign));
    put_list(&mut known, "message", errors.message.iter().cloned());
    put_list(&mut known, "code", errors.code.iter().cloned());
    put_list(&mut known, "fields", errors.fields.iter().cloned());
    put(&mut known, "entries", entries(&errors.entries));
    let statuses: Object = errors
        .statuses
        .iter()
        .map(|(status, meaning)| (status.to_string(), json!(meaning_word(*meaning))))
        .collect();
    put(&mut known, "statuses", (!statuses.is_empty()).then_some(statuses));
    put_list(&mut known, "refusals", errors.refusals.iter().map(refusal));
    let codes: Object = errors
        .codes
        .iter()
        .map(|code| (code.wire.clone(), self::code(code)))
        .collect();
    put(&mut known, "codes", (!codes.is_empty()).then_some(codes));
    let kinds: Object = errors
        .outcomes
        .iter()
        .map(|kind| (kind.name.clone(), outcomes_said(&kind.said)))
        .collect();
    put(&mut known, "outcomes", (!kinds.is_empty()).then_some(kinds));
    known
}

fn code(code: &ErrorCode) -> Value {
    let mut object = Object::new();
    put_docs(&mut object, &code.docs, &Provenance::default());
    put(&mut object, "means", code.means.map(meaning_word));
    Value::Object(object)
}

fn refusal(refusal: &Refusal) -> Value {
    let mut object = Object::new();
    object.insert("status".to_owned(), json!(refusal.status));
    put(&mut object, "header", refusal.header.clone());
    put(&mut object, "empty_body", refusal.empty_body.then_some(true));
    Value::Object(object)
}

pub(super) fn sign(sign: &Sign) -> Value {
    match sign {
        Sign::Is { path, value } => json!({"path": path, "is": literal(value)}),
        Sign::Present { path } => json!({"path": path, "present": true}),
    }
}

/// What entries of lists of errors say, where that is not under the usual names.
pub(super) fn entries(entries: &Entries) -> Option<Object> {
    let mut object = Object::new();
    put_list(&mut object, "at", entries.at.iter().cloned());
    for (key, paths) in [
        ("message", &entries.message),
        ("code", &entries.code),
        ("field", &entries.field),
    ] {
        put_list(&mut object, key, paths.iter().flatten().cloned());
    }
    put_list(&mut object, "row", entries.row.iter().cloned());
    put_list(&mut object, "id", entries.id.iter().cloned());
    put(
        &mut object,
        "first_row",
        (entries.first_row != 0).then_some(entries.first_row),
    );
    let keys = match entries.keys {
        EntryKeys::Field => None,
        EntryKeys::Row => Some("row"),
        EntryKeys::Id => Some("id"),
    };
    put(&mut object, "keys", keys);
    (!object.is_empty()).then_some(object)
}

fn outcomes_said(said: &OutcomesSaid) -> Value {
    let mut object = Object::new();
    put(&mut object, "sent", said.sent.clone());
    let lists = [
        ("each", &said.each),
        ("failed", &said.failed),
        ("row", &said.row),
        ("message", &said.message),
        ("code", &said.code),
        ("fields", &said.fields),
    ];
    for (key, paths) in lists {
        put_list(&mut object, key, paths.iter().flatten().cloned());
    }
    put_list(&mut object, "failure", said.failure.iter().flatten().map(sign));
    put(&mut object, "id", said.ids.as_deref().map(ids));
    put(&mut object, "first_row", said.first_row);
    Value::Object(object)
}

/// Path in an outcome, and in what was sent.
pub(super) fn ids(ids: &[(String, Option<String>)]) -> Value {
    Value::Object(ids.iter().map(|(reply, sent)| (reply.clone(), json!(sent))).collect())
}

/// The word of the dialect for what a status or code means.
pub(super) fn meaning_word(meaning: StatusMeaning) -> &'static str {
    match meaning {
        StatusMeaning::Partial => "partial",
        StatusMeaning::RateLimited => "rate_limited",
        StatusMeaning::Auth => "auth",
        StatusMeaning::NotFound => "not_found",
        StatusMeaning::AlreadyExists => "already_exists",
        StatusMeaning::Invalid => "invalid",
        StatusMeaning::Unavailable => "unavailable",
    }
}

/// Puts a schema at a dotted path of an object, unless one is there.
fn place(root: &mut Value, path: &str, schema: &Value) {
    let mut here = root;
    for key in path.split('.').filter(|key| !key.is_empty()) {
        let Some(object) = here.as_object_mut() else { return };
        object.entry("type").or_insert_with(|| json!("object"));
        let properties = object.entry("properties").or_insert_with(|| json!({}));
        let Some(properties) = properties.as_object_mut() else {
            return;
        };
        here = properties.entry(key).or_insert_with(|| json!({}));
    }
    if let (Some(object), Some(words)) = (here.as_object_mut(), schema.as_object())
        && object.is_empty()
    {
        object.extend(words.clone());
    }
}
