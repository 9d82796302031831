//! Replies of success in the form that their operation declares.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::{
    Field, Literal, Operation, Platform, ReturnKind, Returns, Sign, Type, WireName, field_of_key,
};

use super::examples::{is_failure, numbered};
use super::{Failure, Fit, Reply, Why, at, documented, heal};
use crate::chance::Chance;
use crate::sample::{Fill, Sampler};
use crate::spec::ReplySpot;

/// Makes bodies of replies.
pub(crate) struct Shaper<'p> {
    pub platform: &'p Platform,
    pub seed: u64,
}

impl<'p> Shaper<'p> {
    fn fit(&self) -> Fit<'p> {
        Fit {
            platform: self.platform,
            seed: self.seed,
        }
    }

    /// A reply about a thing, which stands at a spot; `data` is what is remembered of it, and is raw.
    pub fn about(&self, operation: &Operation, spot: Option<&ReplySpot>, data: &Value) -> Reply {
        let (status, case) = chosen(operation, ReturnKind::Json);
        let Some((case, ty)) = case.and_then(|case| Some((case, case.ty.as_ref()?))) else {
            return self.plain(operation, status, case, Some(data));
        };
        let mut body = if let Some(spot) = spot {
            let whole = self.fit().whole(&spot.ty, data);
            self.around(case, ty, spot, whole, data)
        } else {
            let mut body = self.wrapped(case, self.fit().whole(ty, data));
            self.own_flags(case, ty, &mut body);
            body
        };
        heal(self.platform, &mut body);
        self.finished(operation, status, case, &body)
    }

    /// A reply with a list at a spot; its elements are as they are to stand there.
    pub fn list(&self, operation: &Operation, spot: &ReplySpot, elements: Value) -> (Reply, Value) {
        let (status, case) = chosen(operation, ReturnKind::Json);
        let Some((case, ty)) = case.and_then(|case| Some((case, case.ty.as_ref()?))) else {
            return (self.plain(operation, status, case, None), elements);
        };
        let mut body = self.around(case, ty, spot, elements, &json!({}));
        heal(self.platform, &mut body);
        (self.finished(operation, status, case, &body), body)
    }

    /// Puts a value at its spot, and around it what the reply has to have besides.
    fn around(&self, case: &Returns, ty: &Type, spot: &ReplySpot, value: Value, data: &Value) -> Value {
        let keys = case.key.as_ref().map_or(0, |_| 1);
        let below = spot.path.get(keys..).unwrap_or_default();
        let Some(first) = below.first() else {
            return self.wrapped(case, value);
        };
        let mut outer = json!({});
        at::put(&mut outer, below, value);
        if let Some(shape) = self.platform.as_struct(ty) {
            for field in &shape.fields {
                let WireName::Plain(name) = &field.name else { continue };
                if name == first {
                    continue;
                }
                let known = data.get(name).filter(|value| !value.is_null() && !value.is_array());
                let known = known.and_then(|known| self.fit().value(&field.ty, known));
                match known {
                    Some(known) => at::put(&mut outer, std::slice::from_ref(name), known),
                    None if field.required && !field.nullable => {
                        let made = self.made(field, name);
                        at::put(&mut outer, std::slice::from_ref(name), made);
                    }
                    None if field.required => at::put(&mut outer, std::slice::from_ref(name), Value::Null),
                    None => {}
                }
            }
            self.flags(&mut outer, Some(&shape.fields));
        }
        self.wrapped(case, outer)
    }

    fn made(&self, field: &Field, name: &str) -> Value {
        Sampler::new(self.platform, Chance::named(self.seed, name), Fill::Least).field(field, name)
    }

    /// The fields of every reply, as they are in a success. `fields` are those that may stand there; `None`: any.
    fn flags(&self, body: &mut Value, fields: Option<&[Field]>) {
        for field in &self.platform.reply {
            let WireName::Plain(name) = &field.name else { continue };
            if fields.is_some_and(|fields| field_of_key(fields, name).is_none()) {
                continue;
            }
            let failed = self.platform.errors.failure.iter().find_map(|sign| match sign {
                Sign::Is {
                    path,
                    value: Literal::Boolean(failed),
                } if path == name => Some(*failed),
                _ => None,
            });
            if let Some(failed) = failed {
                at::put(body, std::slice::from_ref(name), json!(!failed));
            }
        }
    }

    /// As [`flags`](Self::flags), where the type of the reply is all of it.
    fn own_flags(&self, case: &Returns, ty: &Type, body: &mut Value) {
        if case.key.is_none()
            && let Some(shape) = self.platform.as_struct(ty)
        {
            self.flags(body, Some(&shape.fields));
        }
    }

    fn wrapped(&self, case: &Returns, value: Value) -> Value {
        let value = if case.only && !value.is_array() {
            json!([value])
        } else {
            value
        };
        let Some(key) = &case.key else { return value };
        let mut out = json!({});
        self.flags(&mut out, None);
        at::put(&mut out, std::slice::from_ref(key), value);
        out
    }

    /// The documented answer of a number, also where it is a failure; nothing where there is none of that number.
    pub fn documented(&self, operation: &Operation, number: u32) -> Reply {
        let (status, case) = chosen(operation, ReturnKind::Json);
        let Some(body) = numbered(operation, number) else {
            return Reply::empty(status);
        };
        if is_failure(self.platform, &body) {
            let usual = Failure::new(Why::Invalid).reply(self.platform, Some(operation));
            return Reply::json(usual.status, &body);
        }
        match case {
            Some(case) => self.finished(operation, status, case, &body),
            None => Reply::json(status, &body),
        }
    }

    /// A reply that says nothing of what is remembered: a documented one, or one made from the type.
    pub fn any(&self, operation: &Operation) -> Reply {
        if let Some((number, _)) = documented(self.platform, operation).first() {
            return self.documented(operation, *number);
        }
        let (status, case) = chosen(operation, ReturnKind::Json);
        let Some((case, ty)) = case.and_then(|case| Some((case, case.ty.as_ref()?))) else {
            return self.plain(operation, status, case, None);
        };
        let chance = Chance::named(self.seed, &operation.path);
        let made = Sampler::new(self.platform, chance, Fill::Share(0.6)).value(ty, "");
        let mut body = self.wrapped(case, made);
        self.own_flags(case, ty, &mut body);
        heal(self.platform, &mut body);
        self.quiet(operation, &mut body);
        self.finished(operation, status, case, &body)
    }

    /// Takes out what would tell of failures of single elements or fields.
    fn quiet(&self, operation: &Operation, body: &mut Value) {
        for path in self.platform.errors.fields.iter().filter(|path| !path.is_empty()) {
            at::take(body, path);
        }
        if let Some(outcomes) = &operation.outcomes {
            for path in &outcomes.at {
                at::take(body, path);
            }
        }
    }

    fn finished(&self, operation: &Operation, status: u16, case: &Returns, body: &Value) -> Reply {
        let mut reply = Reply::json(status, body);
        self.headers(operation, case, &mut reply);
        reply
    }

    /// Bodies that are no JSON of a type.
    fn plain(&self, operation: &Operation, status: u16, case: Option<&Returns>, data: Option<&Value>) -> Reply {
        let Some(case) = case else { return Reply::empty(status) };
        let text = |content_type: &str, body: &'static str| Reply {
            status,
            content_type: Some(content_type.to_owned()),
            body: bytes::Bytes::from_static(body.as_bytes()),
            ..Reply::default()
        };
        let mut reply = match case.kind {
            ReturnKind::Undocumented | ReturnKind::Json if status != 204 => {
                let mut body = data.cloned().unwrap_or_else(|| Value::Object(Map::new()));
                self.flags(&mut body, None);
                heal(self.platform, &mut body);
                Reply::json(status, &body)
            }
            ReturnKind::Text => text("text/plain; charset=utf-8", "text"),
            ReturnKind::Csv => text("text/csv; charset=utf-8", "id;name\n1;amber\n"),
            ReturnKind::Binary => text("application/octet-stream", "content")
                .with_header("content-disposition", "attachment; filename=\"content.bin\""),
            // Success without a body says it by the platform's own flags, where there are such.
            ReturnKind::None if !self.platform.reply.is_empty() && status != 204 => {
                let mut body = json!({});
                self.flags(&mut body, None);
                Reply::json(status, &body)
            }
            _ => Reply::empty(status),
        };
        self.headers(operation, case, &mut reply);
        reply
    }

    fn headers(&self, _: &Operation, case: &Returns, reply: &mut Reply) {
        for field in case.headers.iter().filter(|field| field.required) {
            let name = field.name.written();
            let text = crate::check::tag_text(&self.made(field, &name)).unwrap_or_default();
            reply.headers.push((name, text));
        }
    }
}

/// The first status of success with a reply of this sort, and that reply; else the first of all.
fn chosen(operation: &Operation, wanted: ReturnKind) -> (u16, Option<&Returns>) {
    if operation.returns.by_status.is_empty() {
        return (status_of(operation), Some(&operation.returns));
    }
    let all = &operation.returns.by_status;
    let one = all.iter().find(|(_, case)| case.kind == wanted).or(all.first());
    (one.map_or(200, |(status, _)| *status), one.map(|(_, case)| case))
}

/// The status of a success: of those that are declared, the last that is more than the usual one says that something was made.
fn status_of(operation: &Operation) -> u16 {
    let statuses = &operation.statuses;
    let made = statuses.iter().copied().find(|status| *status == 201);
    made.or_else(|| statuses.first().copied()).unwrap_or(200)
}
