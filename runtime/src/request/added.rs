//! What a program adds to a request by hand, held against what the operation has setters for.

use super::declared::{Known, Stand, setter, steps as name_steps};
use super::json_path;
use super::prepared::{Prepared, steps};
use crate::error::Error;
use crate::json::Json;
use crate::meta::Encoding;
use crate::wire::Content;

impl Prepared {
    /// Refuses a query parameter that the operation sends, or has a setter for.
    ///
    /// # Errors
    /// It names the setter. Never in release builds.
    pub(crate) fn check_extra_query(&self, name: &str) -> Result<(), Error> {
        if !cfg!(debug_assertions) {
            return Ok(());
        }
        let known = self.declared.clash(Stand::Query, name);
        let Some(known) = known.or_else(|| self.in_body_of_query(name)) else {
            return Ok(());
        };
        let why = self.why(&known, "and the operation has a setter for it");
        Err(
            Error::build(format!("the query parameter `{name}` is added by `extra_query`, {why}"))
                .with_operation(self.meta()),
        )
    }

    /// Refuses a field that the body has already, or that there is a setter for.
    ///
    /// # Errors
    /// It names the setter. Never in release builds.
    pub(crate) fn check_extra_field(&self, dotted: &str) -> Result<(), Error> {
        if !cfg!(debug_assertions) {
            return Ok(());
        }
        let why = if self.has_field(dotted) {
            let last = steps(dotted).last().copied().unwrap_or(dotted).to_owned();
            self.why(
                &Known::Whole(last),
                "and the body has it already, given or by its setter",
            )
        } else if let Some(known) = self.declared.clash(Stand::Field, dotted) {
            self.why(&known, "and there is a setter for it")
        } else {
            return Ok(());
        };
        Err(Error::build(format!("the field `{dotted}` is added by `extra_field`, {why}")).with_operation(self.meta()))
    }

    fn why(&self, known: &Known, told: &str) -> String {
        let setter = |name| setter(self.meta(), name);
        match known {
            Known::Whole(name) => format!("{told}: `.{}(…)`", setter(name)),
            Known::Within(name) => format!("{told}: it is a part of what `.{}(…)` sets", setter(name)),
            Known::Constant => "and the operation always sends it".to_owned(),
        }
    }

    /// The field of a body that goes into the query, where the body is a value of the program's own and knows no names.
    fn in_body_of_query(&self, name: &str) -> Option<Known> {
        let Content::Json(json) = &self.content else {
            return None;
        };
        let steps = name_steps(name);
        let path: Vec<&str> = steps.iter().map(String::as_str).collect();
        let is_value = |upto: usize| {
            let found = json_path::get(json, path.get(..upto)?)?;
            (upto == path.len() || !matches!(found, Json::Object(_) | Json::Null)).then_some(())
        };
        let is_query = self.meta().body.encoding == Encoding::Query;
        let is_there = is_query && (1..=path.len()).any(|upto| is_value(upto).is_some());
        is_there.then(|| Known::Within((*path.first().unwrap_or(&name)).to_owned()))
    }

    fn has_field(&self, dotted: &str) -> bool {
        let path: Vec<&str> = self.meta().body.key.into_iter().chain(steps(dotted)).collect();
        match &self.content {
            Content::Json(json) => json_path::get(json, &path).is_some(),
            Content::Text(text) => {
                let json = crate::json::decode::<crate::json::Json>(text, crate::json::Options::default());
                json.is_ok_and(|json| json_path::get(&json.value, &path).is_some())
            }
            Content::Parts(parts) => parts.iter().any(|part| part.name == dotted),
            _ => false,
        }
    }
}
