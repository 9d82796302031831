//! Replies by status.

use serde_json::{Value, json};

use super::{Context, Object, examples, put, reference, words};
use crate::model::{Direction, Example, Field, Place, Provenance, ReturnKind, Returns, Scalar, StatusMeaning, Type};

/// What is said of the replies of an operation or callback.
pub(super) struct Reply<'p> {
    pub(super) returns: &'p Returns,
    pub(super) statuses: &'p [u16],
    pub(super) examples: &'p [Example],
    pub(super) around: &'p Provenance,
    /// Fields that the platform puts into every reply object.
    pub(super) common: &'p [Field],
    /// Fields that the kind of paging puts beside the elements.
    pub(super) paged: &'p [Field],
    /// Whether the server is the platform, which has failures of its own.
    pub(super) outbound: bool,
}

impl Context<'_> {
    /// The responses of an operation, failures included.
    pub(super) fn responses(&self, reply: &Reply<'_>) -> Object {
        let mut responses = Object::new();
        let whole = |status: &u16| (*status, reply.returns);
        let by_status = reply
            .returns
            .by_status
            .iter()
            .map(|(status, returns)| (*status, returns));
        let plain = reply
            .statuses
            .iter()
            .filter(|_| reply.returns.by_status.is_empty())
            .map(whole);
        let mut shown = false;
        for (status, returns) in plain.chain(by_status) {
            let is_first = !shown && (returns.kind == ReturnKind::Json || reply.returns.by_status.is_empty());
            shown |= is_first;
            let examples = if is_first { reply.examples } else { &[] };
            responses.insert(
                status.to_string(),
                self.response("What was asked for.", reply, returns, examples),
            );
        }
        if reply.outbound {
            for (status, meaning) in &self.platform.errors.statuses {
                let response = match meaning {
                    StatusMeaning::Partial => {
                        self.response("Part of it was done; the body says which.", reply, reply.returns, &[])
                    }
                    _ => reference("responses", &format!("Status{status}")),
                };
                responses.entry(status.to_string()).or_insert(response);
            }
            let failed = |value: &Value| examples::is_failure(&self.platform.errors, value);
            let failure = match examples::of(reply.examples, Direction::Response, failed) {
                None => reference("responses", &self.failure),
                Some(shown) => {
                    let schema = reference("schemas", &self.failure);
                    json!({
                        "description": "A failure, as everywhere on the platform.",
                        "content": {"application/json": {"schema": schema, "examples": shown}},
                    })
                }
            };
            responses.insert("default".to_owned(), failure);
        }
        responses
    }

    fn response(&self, words: &str, reply: &Reply<'_>, returns: &Returns, shown: &[Example]) -> Value {
        let mut response = Object::new();
        response.insert("description".to_owned(), json!(words));
        if !returns.headers.is_empty() {
            let headers = returns
                .headers
                .iter()
                .map(|field| (field.name.written(), self.header(field, reply.around)));
            response.insert("headers".to_owned(), Value::Object(headers.collect()));
        }
        let (media_type, schema) = match returns.kind {
            ReturnKind::None | ReturnKind::ByStatus => {
                return Value::Object(response);
            }
            ReturnKind::Undocumented => ("application/json", json!({"x-tradewire-untyped": true})),
            ReturnKind::Json => ("application/json", self.reply_schema(reply, returns)),
            ReturnKind::Text => ("text/plain", json!({"type": "string"})),
            ReturnKind::Csv => ("text/csv", json!({"type": "string"})),
            ReturnKind::Binary => ("application/octet-stream", super::scalars::schema(Scalar::File)),
        };
        let fits = |value: &Value| !examples::is_failure(&self.platform.errors, value);
        let mut media = Object::new();
        media.insert("schema".to_owned(), schema);
        put(&mut media, "examples", examples::of(shown, Direction::Response, fits));
        response.insert("content".to_owned(), json!({media_type: media}));
        Value::Object(response)
    }

    fn header(&self, field: &Field, around: &Provenance) -> Value {
        let mut header = Object::new();
        words::put_docs(&mut header, &field.docs, around);
        put(&mut header, "required", field.required.then_some(true));
        header.insert("schema".to_owned(), self.value_of(field));
        Value::Object(header)
    }

    /// The reply with its wrapper, and what stands beside it.
    fn reply_schema(&self, reply: &Reply<'_>, returns: &Returns) -> Value {
        let Some(ty) = &returns.ty else { return json!({}) };
        let list;
        let ty = if returns.only {
            list = Type::List(Box::new(ty.clone()));
            &list
        } else {
            ty
        };
        let Some(key) = &returns.key else {
            let mut schema = self.schema(ty);
            let has = |field: &&Field| {
                let own = self.platform.as_struct(ty).map(|shape| &shape.fields);
                own.is_some_and(|own| own.iter().any(|own| own.name == field.name))
            };
            if self.platform.as_struct(ty).is_some() && reply.common.iter().any(|field| !has(&field)) {
                let beside = self.object(reply.common.iter().filter(|field| !has(field)), reply.around);
                schema = json!({"allOf": [schema, beside], "x-tradewire-beside-reply": true});
            }
            if returns.only {
                schema["x-tradewire-only"] = json!(true);
            }
            return schema;
        };
        let place = Place {
            file: String::new(),
            line: 1,
            column: 1,
        };
        let mut own = Field::plain(key, ty.clone(), place);
        own.required = true;
        own.docs.provenance = reply.around.clone();
        let beside = reply
            .paged
            .iter()
            .chain(reply.common)
            .filter(|field| !field.name.matches(key));
        let mut wrapped = self.object(std::iter::once(&own).chain(beside), reply.around);
        wrapped.insert("x-tradewire-key".to_owned(), json!(key));
        put(&mut wrapped, "x-tradewire-only", returns.only.then_some(true));
        if returns.or_bare {
            json!({"anyOf": [wrapped, self.schema(ty)], "x-tradewire-or-bare": true})
        } else {
            Value::Object(wrapped)
        }
    }
}
