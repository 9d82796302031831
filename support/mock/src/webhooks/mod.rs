//! Callbacks: what writes cause, signed as the spec says.

mod body;
mod sign;

use bytes::Bytes;
use http::{Request, Response};
use serde_json::{Value, json};
use tradewire_codegen::model::{Callback, Direction, Encoding, ReturnKind, SpotAt, Type};

use crate::answer::{Fit, at};
use crate::builder::Builder;
use crate::chance::Chance;
use crate::check::{Checker, tag_text};
use crate::error::Error;
use crate::sample::{Fill, Sampler};
use crate::spec::Spec;
use crate::state::{Event, What};
use crate::violation::{Kind, Violation};

/// A callback on its way.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Its name: `webhooks.orders_create`.
    pub callback: String,
    /// The request; its address is the callback's default path and query.
    pub request: Request<Bytes>,
}

/// The callbacks that a write causes.
pub(crate) fn caused(spec: &Spec, set: &Builder, event: &Event) -> Vec<Delivery> {
    let entity = spec
        .collections
        .get(&event.collection)
        .and_then(|collection| collection.entity.as_ref());
    let Some(entity) = entity else { return Vec::new() };
    let all = spec.platform.resources.iter().flat_map(|resource| {
        resource
            .callbacks
            .iter()
            .map(|callback| (resource.name.as_str(), callback))
    });
    all.filter(|(_, callback)| is_about(spec, callback, entity) && tells(callback, event.what))
        .map(|(resource, callback)| {
            let fit = Fit {
                platform: &spec.platform,
                seed: set.seed,
            };
            let value = callback
                .body
                .as_ref()
                .and_then(|body| body.ty.as_ref())
                .map(|ty| fit.whole(ty, &Value::Object(event.data.clone())));
            sent(spec, set, resource, callback, value)
        })
        .collect()
}

fn is_about(spec: &Spec, callback: &Callback, entity: &Type) -> bool {
    let ty = callback.body.as_ref().and_then(|body| body.ty.as_ref());
    ty.is_some_and(|ty| spec.platform.bare(ty) == spec.platform.bare(entity))
}

/// Whether its name or one of its topics says this.
fn tells(callback: &Callback, what: What) -> bool {
    let words: &[&str] = match what {
        What::Created => &["create", "created", "new", "add", "added"],
        What::Updated => &["update", "updated", "change", "changed", "edit"],
        What::Deleted => &["delete", "deleted", "remove", "removed", "destroy"],
    };
    let texts = std::iter::once(&callback.name).chain(&callback.topics);
    texts.into_iter().any(|text| {
        text.split(|letter: char| !letter.is_alphanumeric())
            .any(|word| words.contains(&word))
    })
}

/// A callback by its name.
pub(crate) fn made(spec: &Spec, set: &Builder, name: &str) -> Result<Delivery, Error> {
    let all = || {
        spec.platform.resources.iter().flat_map(|resource| {
            resource
                .callbacks
                .iter()
                .map(|callback| (resource.name.as_str(), callback))
        })
    };
    let found = all().find(|(resource, callback)| format!("{resource}.{}", callback.name) == name);
    let Some((resource, callback)) = found else {
        let names: Vec<String> = all()
            .map(|(resource, callback)| format!("{resource}.{}", callback.name))
            .collect();
        return Err(Error::new(format!(
            "`{}` has no callback `{name}`; it has {}",
            spec.platform.name,
            names.join(", ")
        )));
    };
    let example = callback
        .examples
        .iter()
        .find(|example| example.direction == Direction::Request);
    let shown = example.and_then(|example| serde_json::from_str::<Value>(&example.text).ok());
    let ty = callback.body.as_ref().and_then(|body| body.ty.as_ref());
    let key = callback.body.as_ref().and_then(|body| body.key.as_ref());
    let value = match (shown, key) {
        (Some(shown), Some(key)) => shown.get(key).cloned(),
        (Some(shown), None) => Some(shown),
        (None, _) => {
            ty.map(|ty| Sampler::new(&spec.platform, Chance::named(set.seed, name), Fill::Share(0.6)).value(ty, ""))
        }
    };
    Ok(sent(spec, set, resource, callback, value))
}

/// The request of a callback.
fn sent(spec: &Spec, set: &Builder, resource: &str, callback: &Callback, value: Option<Value>) -> Delivery {
    let platform = &spec.platform;
    let mut chance = Chance::named(set.seed, &callback.name);
    let mut query: Vec<(String, String)> = Vec::new();
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut sampler = Sampler::new(platform, Chance::new(chance.next()), Fill::Least);
    for (name, value) in sampler.object(&callback.query, &[]) {
        query.extend(tag_text(&value).map(|text| (name, text)));
    }
    for (name, value) in sampler.object(&callback.headers, &[]) {
        headers.extend(tag_text(&value).map(|text| (name, text)));
    }
    let mut path = callback.path.clone();
    for (name, value) in sampler.object(&callback.path_params, &[]) {
        path = path.replace(&format!("{{{name}}}"), &tag_text(&value).unwrap_or_default());
    }
    let mut whole = value.map(|value| match callback.body.as_ref().and_then(|body| body.key.clone()) {
        Some(key) => {
            let mut out = json!({});
            at::put(&mut out, &[key], value);
            out
        }
        None => value,
    });
    if let (Some(topic), Some(said)) = (&platform.events.topic, callback.topics.first()) {
        match topic {
            SpotAt::Header(name) => headers.push((name.clone(), said.clone())),
            SpotAt::Field(path) => {
                if let Some(whole) = &mut whole {
                    at::put(whole, &at::keys(path), json!(said));
                }
            }
        }
    }
    let encoding = callback.body.as_ref().map_or(Encoding::Json, |body| body.encoding);
    let lists = callback.body.as_ref().map_or(platform.query_lists, |body| body.lists);
    let verify = callback.verify.as_ref().or(platform.events.verify.as_ref());
    let mut draft = sign::Draft {
        query,
        headers,
        body: whole,
        platform,
        encoding,
        lists,
    };
    if let Some(verify) = verify {
        sign::sign(verify, &set.webhook_secret, set.clock.unix_millis(), &mut draft);
    }
    let (content_type, bytes) = draft.bytes();
    let mut target = if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    };
    if !draft.query.is_empty() {
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(&draft.query);
        target = format!("{target}?{}", text.finish());
    }
    let mut request = Request::new(bytes);
    *request.method_mut() = callback.method.parse().unwrap_or(http::Method::POST);
    if let Ok(uri) = target.parse() {
        *request.uri_mut() = uri;
    }
    draft
        .headers
        .extend(content_type.map(|value| ("content-type".to_owned(), value.to_owned())));
    for (name, value) in draft.headers {
        if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(name), http::HeaderValue::try_from(value)) {
            request.headers_mut().insert(name, value);
        }
    }
    Delivery {
        callback: format!("{resource}.{}", callback.name),
        request,
    }
}

/// What is wrong with the answer to a callback.
pub(crate) fn answered(spec: &Spec, delivery: &Delivery, response: &Response<Bytes>) -> Vec<Violation> {
    let all = spec.platform.resources.iter().flat_map(|resource| {
        resource
            .callbacks
            .iter()
            .map(|callback| (resource.name.as_str(), callback))
    });
    let found = all
        .into_iter()
        .find(|(resource, callback)| format!("{resource}.{}", callback.name) == delivery.callback);
    let Some((_, callback)) = found else { return Vec::new() };
    let status = response.status().as_u16();
    let mut out = Vec::new();
    if !callback.statuses.contains(&status) {
        let expected: Vec<String> = callback.statuses.iter().map(ToString::to_string).collect();
        out.push(wrong(
            Kind::Value,
            "answer.status",
            &expected.join(" or "),
            &status.to_string(),
            callback,
        ));
    } else if let (ReturnKind::Json, Some(ty)) = (callback.returns.kind, &callback.returns.ty) {
        match serde_json::from_slice::<Value>(response.body()) {
            Ok(body) => {
                let inner = callback.returns.key.as_ref().map_or(Some(&body), |key| body.get(key));
                match inner {
                    Some(inner) => {
                        let mut checker = Checker::at(&spec.platform, "answer");
                        checker.value(ty, inner, None, Some(&callback.place));
                        out.append(&mut checker.found);
                    }
                    None => out.push(wrong(Kind::Missing, "answer", "its wrapper key", "none", callback)),
                }
            }
            Err(error) => out.push(wrong(Kind::Body, "answer", "JSON", &error.to_string(), callback)),
        }
    }
    for violation in &mut out {
        violation.operation = Some(delivery.callback.clone());
    }
    out
}

fn wrong(kind: Kind, field: &str, expected: &str, found: &str, callback: &Callback) -> Violation {
    Violation {
        operation: None,
        kind,
        field: field.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
        place: Some(callback.place.clone()),
    }
}
