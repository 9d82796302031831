//! What a program shows of an operation before it is sent.

use super::Operation as _;
use super::any::{AnyOperation, Argument};
use crate::auth::{Credentials, Stamp};
use crate::error::Error;
use crate::json::{Json, Object};
use crate::meta::{Fields, Param, Place};
use crate::request::{BaseUrl, Preview};

/// What stands in the place of a secret.
const BLOT: &str = "***";

impl AnyOperation {
    /// What would be sent, with stars in place of what the catalogue marks as [secret](Param::secret). The credentials are shown as they
    /// are given: give some that are none.
    ///
    /// # Errors
    /// As [`Operation::request`](super::Operation::request): what would not be sent is not shown, either.
    pub fn preview(&self, base_url: &str, credentials: &Credentials) -> Result<Preview, Error> {
        let base = BaseUrl::parse(base_url).map_err(|error| error.with_operation(self.table()))?;
        let stamp = Stamp::now();
        self.prepare()?.preview(&base, credentials, &stamp)?;
        // A rule may hold for a secret, and not for what stands in its place.
        self.blotted()
            .prepare()?
            .unchecked()
            .preview(&base, credentials, &stamp)
    }

    /// The arguments by their names, and the body under an empty name, with stars in place of secrets; without files.
    #[must_use]
    pub fn arguments(&self) -> Object {
        let blotted = self.blotted();
        let mut object = Object::new();
        for (param, argument) in blotted.arguments {
            if let Argument::Json(json) = argument {
                object.insert(param.name, json);
            }
        }
        if let Some(body) = blotted.body {
            object.insert("", body);
        }
        object
    }

    /// The texts of what is secret among its arguments. A server may repeat them, which a program takes out of what it shows.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (param, argument) in &self.arguments {
            if let Argument::Json(json) = argument {
                of_param(param, json, &mut found);
            }
        }
        if let Some(body) = &self.body {
            of_fields(Fields(self.entry().body), body, &mut found);
        }
        found
    }

    /// Fields that have to be in the body and are not, by their dotted paths.
    #[must_use]
    pub fn missing_fields(&self) -> Vec<String> {
        let mut missing = Vec::new();
        if self.takes_json() {
            let empty = Json::Object(Object::new());
            let body = self.body.as_ref().unwrap_or(&empty);
            lacking(Fields(self.entry().body), body, "", &mut missing);
        }
        missing
    }

    fn blotted(&self) -> Self {
        let mut blotted = self.clone();
        for (param, argument) in &mut blotted.arguments {
            if let Argument::Json(json) = argument {
                *json = without(param, json);
            }
        }
        blotted.body = self
            .body
            .as_ref()
            .map(|body| without_fields(Fields(self.entry().body), body));
        blotted
    }
}

/// A value without what is secret in it.
fn without(param: &Param, json: &Json) -> Json {
    match json {
        _ if !param.secret => without_fields(param.fields, json),
        Json::Null => Json::Null,
        // Its keys are names of parameters.
        Json::Object(object) if matches!(param.place, Place::QueryFamily(_)) => {
            let names = object.iter().map(|(name, _)| (name, Json::from(BLOT)));
            Json::Object(collected(names))
        }
        _ => Json::from(BLOT),
    }
}

fn without_fields(fields: Fields, json: &Json) -> Json {
    match json {
        _ if fields.0.is_empty() => json.clone(),
        Json::Array(list) => Json::Array(list.iter().map(|json| without_fields(fields, json)).collect()),
        Json::Object(object) => {
            let of = |(name, json)| match fields.get(name) {
                Some(field) => (name, without(field, json)),
                None => (name, json.clone()),
            };
            Json::Object(collected(object.iter().map(of)))
        }
        other => other.clone(),
    }
}

fn collected<'n>(members: impl Iterator<Item = (&'n str, Json)>) -> Object {
    let mut object = Object::new();
    for (name, json) in members {
        object.insert(name, json);
    }
    object
}

fn of_param(param: &Param, json: &Json, found: &mut Vec<String>) {
    if param.secret {
        texts(json, found);
    } else {
        of_fields(param.fields, json, found);
    }
}

fn of_fields(fields: Fields, json: &Json, found: &mut Vec<String>) {
    match json {
        _ if fields.0.is_empty() => {}
        Json::Array(list) => list.iter().for_each(|json| of_fields(fields, json, found)),
        Json::Object(object) => {
            for (name, json) in object.iter() {
                if let Some(field) = fields.get(name) {
                    of_param(field, json, found);
                }
            }
        }
        _ => {}
    }
}

/// All texts and numbers in it.
fn texts(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::Array(list) => list.iter().for_each(|json| texts(json, found)),
        Json::Object(object) => object.iter().for_each(|(_, json)| texts(json, found)),
        Json::Null | Json::Bool(_) => {}
        scalar => found.extend(scalar.scalar_text().map(ToOwned::to_owned)),
    }
}

fn lacking(fields: Fields, json: &Json, at: &str, missing: &mut Vec<String>) {
    let below = |name: &str| match at {
        "" => name.to_owned(),
        at => format!("{at}.{name}"),
    };
    match json {
        _ if fields.0.is_empty() => {}
        Json::Array(list) => {
            for (position, json) in list.iter().enumerate() {
                lacking(fields, json, &below(&position.to_string()), missing);
            }
        }
        Json::Object(object) => {
            for field in fields.0 {
                match object.get(field.name) {
                    Some(json) => lacking(field.fields, json, &below(field.name), missing),
                    None if field.required => missing.push(below(field.name)),
                    None => {}
                }
            }
        }
        _ => {}
    }
}
