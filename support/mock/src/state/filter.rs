//! Which of the things a listing is asked for.

use std::cmp::Ordering;

use serde_json::{Map, Value};
use tradewire_codegen::model::{Operation, Struct, Type, WireName};

use super::moment::seconds;
use crate::check::tag_text;
use crate::read::Reading;
use crate::spec::Spec;
use crate::words::{DIRECTION, FIELDS, SORTED_BY, singular, snake};

/// What is asked of one field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    /// As it is sent: `filter.createdAtFrom`.
    pub whole: String,
    /// In `snake_case`.
    name: String,
    value: Value,
}

/// The filters of a request: parameters of the query, and what is sent where that is how it is searched, but for `others`.
pub(super) fn of(spec: &Spec, operation: &Operation, reading: &Reading, others: &[String]) -> Vec<Filter> {
    let mut out = Vec::new();
    let mut take = |object: &Map<String, Value>, prefix: &str| {
        for (key, value) in object {
            let whole = format!("{prefix}{key}");
            let plain = snake(key);
            let is_other = others.contains(&whole)
                || prefix.is_empty()
                    && (SORTED_BY.contains(&plain.as_str()) || DIRECTION.contains(&plain.as_str()) || plain == FIELDS);
            if !is_other {
                out.push((whole, plain, value.clone()));
            }
        }
    };
    for (key, value) in &reading.query {
        let field = operation.query.iter().find(|field| field.name.matches(key));
        let is_object = field.is_some_and(|field| spec.platform.as_struct(&field.ty).is_some());
        if field.is_some_and(|field| matches!(spec.platform.bare(&field.ty), Type::Const(_))) {
            continue;
        }
        match value {
            Value::Object(inner) if is_object => take(inner, &format!("{key}.")),
            _ => take(&Map::from_iter([(key.clone(), value.clone())]), ""),
        }
    }
    let content = operation.body.as_ref().and_then(|body| reading.content(body));
    if let Some(Value::Object(content)) = content {
        take(content, "");
    }
    out.into_iter()
        .map(|(whole, name, value)| Filter { whole, name, value })
        .collect()
}

/// The fields that things of a collection may have, without values.
pub(super) fn blank(shape: Option<&Struct>) -> Map<String, Value> {
    let names = shape.into_iter().flat_map(|shape| &shape.fields);
    let plain = names.filter_map(|field| match &field.name {
        WireName::Plain(name) => Some((name.clone(), Value::Null)),
        WireName::Family { .. } => None,
    });
    plain.collect()
}

/// Whether a thing passes all filters that its fields can answer. A field that it lacks, and that things like it have (`blank`), is as `null`.
pub(super) fn passes(filters: &[Filter], data: &Map<String, Value>, blank: &Map<String, Value>) -> bool {
    let mut answers = filters
        .iter()
        .filter_map(|filter| filter.lets(data).or_else(|| filter.lets(blank)));
    answers.all(|passes| passes)
}

/// How the value of a field has to stand to that of a filter.
#[derive(Clone, Copy)]
enum How {
    Equal,
    AtLeast,
    AtMost,
    Beyond,
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
    /// Whether a thing of these fields, or the object that one of them is, may answer it.
    pub fn may(&self, data: &Map<String, Value>) -> bool {
        let outer = self.name.rsplit_once('_').and_then(|(outer, _)| field(data, outer));
        self.lets(data).is_some() || outer.is_some_and(Value::is_null)
    }

    /// `None` where nothing in the thing is called so.
    fn lets(&self, data: &Map<String, Value>) -> Option<bool> {
        let name = self.name.as_str();
        if let Some(found) = field(data, name) {
            return Some(self.holds(found, How::Equal));
        }
        let one = singular(name);
        if let Some(found) = field(data, &one).filter(|_| one != name) {
            return Some(self.holds(found, How::Equal));
        }
        let ends = BOUNDS
            .iter()
            .filter_map(|(end, how)| Some((name.strip_suffix(end)?, *how)));
        let begins = FIRST
            .iter()
            .filter_map(|(begin, how)| Some((name.strip_prefix(begin)?, *how)));
        for (base, how) in ends.chain(begins) {
            let found = field(data, base)
                .or_else(|| field(data, &format!("{base}_at")))
                .or_else(|| field(data, &format!("{base}_date")));
            if let Some(found) = found {
                return Some(self.holds(found, how));
            }
        }
        // `customer_id` of a thing that shows its customer.
        let (outer, inner) = name.rsplit_once('_')?;
        let Value::Object(outer) = field(data, outer)? else {
            return None;
        };
        field(outer, inner).map(|found| self.holds(found, How::Equal))
    }

    fn holds(&self, found: &Value, how: How) -> bool {
        match (&self.value, found) {
            (Value::Array(wanted), _) => wanted.is_empty() || wanted.iter().any(|wanted| single(wanted, found, how)),
            (wanted, Value::Array(found)) => found.iter().any(|found| single(wanted, found, how)),
            (wanted, found) => single(wanted, found, how),
        }
    }
}

fn field<'d>(data: &'d Map<String, Value>, name: &str) -> Option<&'d Value> {
    data.iter().find(|(key, _)| snake(key) == name).map(|(_, value)| value)
}

fn single(wanted: &Value, found: &Value, how: How) -> bool {
    let order = compared(found, wanted);
    match how {
        How::Equal => {
            let same =
                |wanted: &str, found: &str| wanted == found || flag(wanted).is_some() && flag(wanted) == flag(found);
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
