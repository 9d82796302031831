//! Which of the things a listing is asked for.

use std::cmp::Ordering;

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, FilterBy, Filters, Operation, Type, WireName, field_of_key};

use super::fields::{at_path, named};
use super::moment::seconds;
use crate::check::tag_text;
use crate::read::Reading;
use crate::spec::Spec;
use crate::words::{DIRECTION, FIELDS, SORTED_BY, snake};

/// What is asked of one field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    /// As it is sent: `filter.createdAtFrom`.
    pub whole: String,
    /// In `snake_case`.
    name: String,
    /// What the spec says that it is about.
    about: Option<Filters>,
    value: Value,
}

/// The filters of a request: parameters of the query, and what is sent where that is how it is searched, but for `others`.
pub(super) fn of(spec: &Spec, operation: &Operation, reading: &Reading, others: &[String]) -> Vec<Filter> {
    let mut out = Vec::new();
    let mut take = |object: &Map<String, Value>, fields: &[Field], prefix: &str| {
        for (key, value) in object {
            if let Some(asked) = asked(prefix, key, fields, others) {
                out.push(Filter {
                    value: value.clone(),
                    ..asked
                });
            }
        }
    };
    for (key, value) in &reading.query {
        let field = operation.query.iter().find(|field| field.name.matches(key));
        let inside = field.and_then(|field| spec.platform.as_struct(&field.ty));
        if field.is_some_and(|field| matches!(spec.platform.bare(&field.ty), Type::Const(_))) {
            continue;
        }
        match (value, inside) {
            (Value::Object(inner), Some(shape)) => take(inner, &shape.fields, &format!("{key}.")),
            _ => take(&Map::from_iter([(key.clone(), value.clone())]), &operation.query, ""),
        }
    }
    let searched = operation.body.as_ref();
    if let Some(Value::Object(content)) = searched.and_then(|body| reading.content(body)) {
        let shape = searched
            .and_then(|body| body.ty.as_ref())
            .and_then(|ty| spec.platform.as_struct(ty));
        take(content, shape.map_or(&[], |shape| &shape.fields), "");
    }
    out
}

/// The filters that an operation declares, without values.
pub(super) fn declared(spec: &Spec, operation: &Operation, others: &[String]) -> Vec<Filter> {
    let mut out = Vec::new();
    let platform = &spec.platform;
    let mut take = |fields: &[Field], prefix: &str| {
        let plain = fields.iter().filter(|field| matches!(field.name, WireName::Plain(_)));
        out.extend(plain.filter_map(|field| asked(prefix, &field.name.written(), fields, others)));
    };
    for field in &operation.query {
        match platform.as_struct(&field.ty) {
            Some(inner) => take(&inner.fields, &format!("{}.", field.name.written())),
            None if matches!(platform.bare(&field.ty), Type::Const(_)) => {}
            None => take(std::slice::from_ref(field), ""),
        }
    }
    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    if let Some(searched) = body.and_then(|ty| platform.as_struct(ty)) {
        take(&searched.fields, "");
    }
    out
}

/// A filter without a value; none where the parameter is one of `others`, or says how to sort or what to show.
fn asked(prefix: &str, key: &str, fields: &[Field], others: &[String]) -> Option<Filter> {
    let whole = format!("{prefix}{key}");
    let name = snake(key);
    let is_of = |words: &[&str]| prefix.is_empty() && words.contains(&name.as_str());
    let is_other = others.contains(&whole) || is_of(SORTED_BY) || is_of(DIRECTION) || is_of(&[FIELDS]);
    (!is_other).then_some(Filter {
        whole,
        name,
        about: field_of_key(fields, key).and_then(|field| field.filters.clone()),
        value: Value::Null,
    })
}

/// Filters apart: those that a field of what is listed answers, and those that filter nothing.
/// `blank` are the fields that things like these have, without values.
pub(super) fn told_apart<'d>(
    filters: Vec<Filter>,
    things: &(impl Iterator<Item = &'d Map<String, Value>> + Clone),
    blank: &Map<String, Value>,
) -> (Vec<Filter>, Vec<Filter>) {
    filters
        .into_iter()
        .partition(|asked| asked.lets(blank).is_some() || things.clone().any(|thing| asked.lets(thing).is_some()))
}

/// Whether a thing passes all of these, each of which is answered by some thing. What it lacks itself is as `null`.
pub(super) fn passes(answered: &[Filter], data: &Map<String, Value>, blank: &Map<String, Value>) -> bool {
    answered
        .iter()
        .all(|asked| asked.is_empty() || asked.lets(data).or_else(|| asked.lets(blank)).unwrap_or(false))
}

/// How the value of a field has to stand to that of a filter.
#[derive(Clone, Copy)]
enum How {
    Equal,
    AtLeast,
    AtMost,
    Beyond,
    Contains,
}

const BOUNDS: &[(&str, How)] = &[
    ("_from", How::AtLeast),
    ("_min", How::AtLeast),
    ("_after", How::AtLeast),
    ("_since", How::Beyond),
    ("_to", How::AtMost),
    ("_max", How::AtMost),
    ("_before", How::AtMost),
    ("_until", How::AtMost),
];
const FIRST: &[(&str, How)] = &[
    ("min_", How::AtLeast),
    ("from_", How::AtLeast),
    ("max_", How::AtMost),
    ("since_", How::Beyond),
];

impl Filter {
    /// A list without elements asks for nothing.
    fn is_empty(&self) -> bool {
        self.value.as_array().is_some_and(Vec::is_empty)
    }

    /// `None` where nothing in the thing is called so, and the spec does not say what it is about.
    pub fn lets(&self, data: &Map<String, Value>) -> Option<bool> {
        if let Some(about) = &self.about {
            let how = match about.by {
                FilterBy::Equal => How::Equal,
                FilterBy::From => How::AtLeast,
                FilterBy::To => How::AtMost,
                FilterBy::Contains => How::Contains,
            };
            let found = at_path(data, &about.field);
            return Some(found.into_iter().any(|found| self.holds(found, how)));
        }
        let name = self.name.as_str();
        let ends = BOUNDS
            .iter()
            .filter_map(|(end, how)| Some((name.strip_suffix(end)?, *how)));
        let begins = FIRST
            .iter()
            .filter_map(|(begin, how)| Some((name.strip_prefix(begin)?, *how)));
        let spellings = std::iter::once((name, How::Equal)).chain(ends).chain(begins);
        for (base, how) in spellings {
            let mut found = named(data, base);
            if !matches!(how, How::Equal) {
                let dated = |end: &str| named(data, &format!("{base}{end}"));
                found = found.or_else(|| dated("_at")).or_else(|| dated("_date"));
            }
            if let Some(found) = found {
                return Some(found.into_iter().any(|found| self.holds(found, how)));
            }
        }
        None
    }

    fn holds(&self, found: &Value, how: How) -> bool {
        let one = |found: &Value| match &self.value {
            Value::Array(wanted) => wanted.iter().any(|wanted| single(wanted, found, how)),
            wanted => single(wanted, found, how),
        };
        match found {
            Value::Array(found) => found.iter().any(one),
            found => one(found),
        }
    }
}

fn single(wanted: &Value, found: &Value, how: How) -> bool {
    let order = compared(found, wanted);
    match how {
        How::Equal => {
            let same =
                |wanted: &str, found: &str| wanted == found || flag(wanted).is_some() && flag(wanted) == flag(found);
            if let (Value::Object(wanted), Value::Object(found)) = (wanted, found) {
                let mut parts = wanted.iter();
                return parts.all(|(key, wanted)| found.get(key).is_some_and(|found| single(wanted, found, how)));
            }
            match (tag_text(wanted), tag_text(found)) {
                (Some(wanted), Some(found)) => same(&wanted, &found) || order == Some(Ordering::Equal),
                // Of an object the one that is named.
                (Some(wanted), None) => ["id", "code"]
                    .iter()
                    .any(|key| found.get(key).and_then(tag_text).as_ref() == Some(&wanted)),
                _ => wanted == found,
            }
        }
        How::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        How::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        How::Beyond => order == Some(Ordering::Greater),
        How::Contains => match (tag_text(wanted), tag_text(found)) {
            (Some(wanted), Some(found)) => found.to_lowercase().contains(&wanted.to_lowercase()),
            _ => false,
        },
    }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// How a value stands to another: as moments, as numbers, else as text.
pub(super) fn compared(left: &Value, right: &Value) -> Option<Ordering> {
    if (left.is_string() || right.is_string())
        && let (Some((left, left_day)), Some((right, right_day))) = (seconds(left), seconds(right))
    {
        // A day is all of that day.
        let whole = |moment: i64| moment.div_euclid(86_400);
        return Some(if left_day || right_day {
            whole(left).cmp(&whole(right))
        } else {
            left.cmp(&right)
        });
    }
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse::<f64>().ok());
    if let (Some(left), Some(right)) = (number(left), number(right)) {
        return left.partial_cmp(&right);
    }
    Some(tag_text(left)?.cmp(&tag_text(right)?))
}
