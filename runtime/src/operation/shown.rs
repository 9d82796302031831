//! What a program shows of an operation before it is sent.

use std::collections::BTreeSet;

use super::Operation as _;
use super::any::{AnyOperation, Argument};
use crate::auth::{Credentials, Stamp};
use crate::error::Error;
use crate::json::{Json, Object};
use crate::meta::{Entry, Fields, Param, Place};
use crate::request::{BaseUrl, Preview};

/// What stands in the place of a secret.
const BLOT: &str = "***";
/// Shorter texts stand everywhere.
const SHORTEST: usize = 4;

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
        self.without_secrets()
            .prepare()?
            .unchecked()
            .preview(&base, credentials, &stamp)
    }

    /// The arguments by their names, and the body under an empty name, with stars in place of secrets; without files.
    #[must_use]
    pub fn arguments(&self) -> Object {
        let blotted = self.without_secrets();
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
        self.parted().1
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

    /// The same with stars in place of secrets: to be shown, and not to be sent.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let (mut blotted, secrets) = self.parted();
        let jsons = blotted.arguments.iter_mut().filter_map(|(_, argument)| match argument {
            Argument::Json(json) => Some(json),
            _ => None,
        });
        for json in jsons.chain(&mut blotted.body) {
            without_texts(json, &secrets);
        }
        blotted
    }

    /// With stars where a secret should stand, and the texts that stand there.
    fn parted(&self) -> (Self, Vec<String>) {
        let mut blotted = self.clone();
        let mut parting = Parting::of(self.entry());
        for (param, argument) in &mut blotted.arguments {
            if let Argument::Json(json) = argument {
                *json = parting.param(param, json);
            }
        }
        blotted.body = self
            .body
            .as_ref()
            .map(|body| parting.fields(Fields(self.entry().body), body));
        (blotted, parting.found)
    }
}

/// Tells what is secret from the rest.
struct Parting {
    /// Names of secrets, in small letters: who mistypes one means a secret all the same.
    names: BTreeSet<String>,
    found: Vec<String>,
}

impl Parting {
    fn of(entry: &'static Entry) -> Self {
        let mut names = BTreeSet::new();
        // Tables may hold each other.
        let mut seen: Vec<&'static [Param]> = Vec::new();
        let mut ahead = vec![entry.params, entry.body];
        while let Some(table) = ahead.pop() {
            if table.is_empty() || seen.iter().any(|seen| std::ptr::eq(*seen, table)) {
                continue;
            }
            seen.push(table);
            names.extend(
                table
                    .iter()
                    .filter(|param| param.secret)
                    .map(|param| param.name.to_lowercase()),
            );
            ahead.extend(table.iter().map(|param| param.fields.0));
        }
        let found = Vec::new();
        Self { names, found }
    }

    fn param(&mut self, param: &Param, json: &Json) -> Json {
        match json {
            _ if !param.secret => self.fields(param.fields, json),
            // Its keys are names of parameters.
            Json::Object(object) if matches!(param.place, Place::QueryFamily(_)) => {
                let names = object.iter().map(|(name, json)| (name, self.secret(json)));
                Json::Object(collected(names))
            }
            _ => self.secret(json),
        }
    }

    fn fields(&mut self, fields: Fields, json: &Json) -> Json {
        match json {
            Json::Array(list) => Json::Array(list.iter().map(|json| self.fields(fields, json)).collect()),
            Json::Object(object) => {
                let members = object.iter().map(|(name, json)| {
                    let json = match fields.get(name) {
                        Some(field) => self.param(field, json),
                        None if self.names.contains(&name.to_lowercase()) => self.secret(json),
                        None => self.fields(Fields::NONE, json),
                    };
                    (name, json)
                });
                Json::Object(collected(members))
            }
            // In place of an object with a secret, it may be that.
            scalar if fields.0.iter().any(|field| field.secret) => self.secret(scalar),
            other => other.clone(),
        }
    }

    fn secret(&mut self, json: &Json) -> Json {
        if *json == Json::Null {
            return Json::Null;
        }
        texts(json, &mut self.found);
        Json::from(BLOT)
    }
}

/// Takes secrets out that stand somewhere else as well.
fn without_texts(json: &mut Json, secrets: &[String]) {
    match json {
        Json::Array(list) => list.iter_mut().for_each(|json| without_texts(json, secrets)),
        Json::Object(object) => {
            let members = object.iter().map(|(name, json)| {
                let mut json = json.clone();
                without_texts(&mut json, secrets);
                (name, json)
            });
            *object = collected(members);
        }
        Json::Null | Json::Bool(_) => {}
        scalar => {
            let Some(text) = scalar.scalar_text() else { return };
            let mut shown = text.to_owned();
            for secret in secrets.iter().filter(|secret| secret.chars().count() >= SHORTEST) {
                shown = shown.replace(secret.as_str(), BLOT);
            }
            if shown != text {
                *scalar = Json::from(shown);
            }
        }
    }
}

fn collected<'n>(members: impl Iterator<Item = (&'n str, Json)>) -> Object {
    let mut object = Object::new();
    for (name, json) in members {
        object.insert(name, json);
    }
    object
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
