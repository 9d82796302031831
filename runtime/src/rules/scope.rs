//! Places in a request that fields stand in.

use std::borrow::Cow;
use std::rc::Rc;

use crate::error::{Error, FieldError};
use crate::json::{Json, Pattern};
use crate::wire::{Params, Part, bracketed};

/// One place: an object of the body, or a prefix of query parameters, or at the root both.
pub(super) struct Scope<'r> {
    place: Rc<Place<'r>>,
    json: Option<&'r Json>,
    /// The query, and the dotted prefix of this place in it.
    query: Option<(&'r Params, String)>,
    parts: &'r [Part],
}

/// Where a scope stands. Written out only for what is told: keys may be long, and thousands of elements stand under one.
enum Place<'r> {
    Root,
    Field(Rc<Place<'r>>, Cow<'r, str>),
    Element(Rc<Place<'r>>, usize),
}

impl Place<'_> {
    /// Dotted path with positions, empty for the root.
    fn path(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Field(holder, name) => join(&holder.path(), name),
            Self::Element(list, at) => format!("{}[{at}]", list.path()),
        }
    }
}

impl<'r> Scope<'r> {
    pub(super) fn root(body: Option<&'r Json>, query: &'r Params, parts: &'r [Part]) -> Self {
        Self {
            place: Rc::new(Place::Root),
            json: body,
            query: Some((query, String::new())),
            parts,
        }
    }

    /// Calls `visit` with every place that `path` leads to; none where something on the way is not there.
    pub(super) fn each(&self, path: &str, visit: &mut dyn FnMut(&Scope<'_>) -> Result<(), Error>) -> Result<(), Error> {
        if path.is_empty() {
            return visit(self);
        }
        let (step, rest) = path.split_once('.').unwrap_or((path, ""));
        let name = step.trim_end_matches("[]");
        let mut found = match name {
            "{key}" => self.values(),
            "" => vec![self.inside("", self.json)],
            _ => vec![self.inside(name, self.json.and_then(|json| json.get(name)))],
        };
        for _ in 0..step.matches("[]").count() {
            found = found.iter().flat_map(Scope::elements).collect();
        }
        found.retain(Scope::exists);
        found.iter().try_for_each(|scope| scope.each(rest, visit))
    }

    fn inside(&self, name: &str, json: Option<&'r Json>) -> Scope<'r> {
        let query = self
            .query
            .as_ref()
            .map(|(params, prefix)| (*params, join(prefix, name)));
        Scope {
            place: Rc::new(Place::Field(Rc::clone(&self.place), Cow::Owned(name.to_owned()))),
            json: json.filter(|json| !json.is_null()),
            query,
            parts: &[],
        }
    }

    /// The values of a map.
    fn values(&self) -> Vec<Scope<'r>> {
        let members = self
            .json
            .and_then(Json::as_object)
            .into_iter()
            .flat_map(crate::json::Object::iter);
        members
            .map(|(key, value)| Scope {
                place: Rc::new(Place::Field(Rc::clone(&self.place), Cow::Borrowed(key))),
                json: Some(value),
                query: None,
                parts: &[],
            })
            .collect()
    }

    /// The elements of a list in the body; a bare value stands for a list of one.
    fn elements(&self) -> Vec<Scope<'r>> {
        let element = |(at, json)| Scope {
            place: Rc::new(Place::Element(Rc::clone(&self.place), at)),
            json: Some(json),
            query: None,
            parts: &[],
        };
        match self.json {
            Some(Json::Array(elements)) => elements.iter().enumerate().map(element).collect(),
            Some(json) => vec![element((0, json))],
            None => Vec::new(),
        }
    }

    fn exists(&self) -> bool {
        self.json.is_some()
            || self
                .query
                .as_ref()
                .is_some_and(|(params, prefix)| !under(params, prefix).is_empty())
    }

    /// How many of the fields are given.
    pub(super) fn count(&self, fields: &[&'static str]) -> usize {
        fields.iter().filter(|field| self.has(field)).count()
    }

    /// Whether the field is given, and not as `null`. A family (`custom_{key}`) is given by any of its keys.
    pub(super) fn has(&self, field: &'static str) -> bool {
        if field.contains('{') {
            return self.has_family(field);
        }
        self.json
            .and_then(|json| json.get(field))
            .is_some_and(|json| !json.is_null())
            || !self.params(field).is_empty()
            || self.parts.iter().any(|part| part.name.trim_end_matches("[]") == field)
    }

    fn has_family(&self, template: &'static str) -> bool {
        let pattern = Pattern::new(template);
        let mut members = self
            .json
            .and_then(Json::as_object)
            .into_iter()
            .flat_map(crate::json::Object::iter);
        let in_body = members.any(|(key, value)| !value.is_null() && pattern.name_in(key).is_some());
        in_body
            || self.query.as_ref().is_some_and(|(params, prefix)| {
                let place = bracketed(prefix);
                params.iter().any(|(name, _)| {
                    let rest = name.strip_prefix(&*place).unwrap_or_default();
                    let key = if place.is_empty() {
                        rest
                    } else {
                        rest.trim_start_matches('[')
                    };
                    pattern
                        .name_in(key.split(['[', ']']).next().unwrap_or_default())
                        .is_some()
                })
            })
    }

    /// Whether the field has one of these values, given as JSON texts.
    pub(super) fn is(&self, field: &str, values: &[&str]) -> bool {
        let wanted: Vec<Json> = values.iter().filter_map(|text| Json::parse(text).ok()).collect();
        if let Some(found) = self.json.and_then(|json| json.get(field)) {
            return wanted.contains(found);
        }
        self.params(field)
            .iter()
            .any(|text| wanted.iter().any(|wanted| reads_as(text, wanted)))
    }

    /// Number of elements of a list; `""` is the place itself.
    pub(super) fn items(&self, field: &str) -> usize {
        let json = if field.is_empty() {
            self.json
        } else {
            self.json.and_then(|json| json.get(field))
        };
        match json {
            Some(Json::Array(elements)) => elements.len(),
            // A bare element stands for a list of one.
            Some(Json::Object(_)) => 1,
            _ if field.is_empty() => 0,
            _ => match self.params(field)[..] {
                // A single parameter may hold a list joined by commas.
                [single] if !single.starts_with(['[', '{']) => single.split(',').count(),
                ref several => several.len(),
            },
        }
    }

    /// Number of elements of a list in the body, `None` if there is no list; `""` is the place itself.
    pub(super) fn list(&self, field: &str) -> Option<usize> {
        let json = if field.is_empty() {
            self.json
        } else {
            self.json.and_then(|json| json.get(field))
        };
        json.and_then(Json::as_array).map(<[_]>::len)
    }

    /// Texts of the query parameters of this name and of those inside it.
    fn params(&self, field: &str) -> Vec<&'r str> {
        let params = self
            .query
            .as_ref()
            .map(|(params, prefix)| under(params, &join(prefix, field)));
        params.unwrap_or_default()
    }

    /// Dotted path of a field here.
    pub(super) fn name(&self, field: &str) -> String {
        join(&self.place.path(), field)
    }

    /// A broken rule about a field here; `""` is the place itself.
    pub(super) fn broken(&self, field: &str, why: String) -> Error {
        let field = self.name(field);
        let mut error = Error::build(if field.is_empty() {
            why.clone()
        } else {
            format!("`{field}`: {why}")
        });
        error.inner_mut().fields.push(FieldError::new(field, why));
        error
    }
}

fn under<'p>(params: &'p Params, dotted: &str) -> Vec<&'p str> {
    let name = bracketed(dotted);
    let is_it = |found: &str| {
        found
            .strip_prefix(&*name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    };
    params
        .iter()
        .filter(|(found, _)| is_it(found))
        .map(|(_, value)| value.unwrap_or_default())
        .collect()
}

fn reads_as(text: &str, wanted: &Json) -> bool {
    match wanted {
        Json::Bool(true) => matches!(text, "1" | "true"),
        Json::Bool(false) => matches!(text, "0" | "false"),
        other => other.scalar_text() == Some(text),
    }
}

fn join(place: &str, name: &str) -> String {
    if place.is_empty() || name.is_empty() {
        format!("{place}{name}")
    } else {
        format!("{place}.{name}")
    }
}
