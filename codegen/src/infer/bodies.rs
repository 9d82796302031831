//! What an operation sends and what comes back, in the dialect's forms.

use serde_json::Value;

use super::calls::lists_in;
use super::draft::{Draft, Kind};
use super::entities::Entities;
use super::{print, values};
use crate::edit::Written;
use crate::naming;

/// A body whose things have no names yet.
pub(super) enum Body {
    /// It is the thing.
    Whole(usize),
    /// A list of the thing.
    List(usize),
    /// The thing stands under a key.
    Key(String, usize),
    /// An object with a list of the thing under a key, and other fields.
    Fields(String, usize, Draft),
    /// Anything else.
    Inline(Draft),
}

/// Keys that say nothing of what stands there.
const EMPTY_WORDS: &[&str] = &[
    "data", "items", "item", "results", "result", "rows", "list", "records", "content", "response", "entries",
    "objects",
];

/// What replies are. `beside` are the keys that every reply of the platform has.
pub(super) fn reply<'v>(
    replies: &[&'v Value],
    entity: &str,
    doc: &str,
    beside: &[String],
    entities: &mut Entities<'v>,
) -> Body {
    shape(replies, entity, doc, beside, false, entities)
}

/// What requests are.
pub(super) fn request<'v>(requests: &[&'v Value], entity: &str, doc: &str, entities: &mut Entities<'v>) -> Body {
    shape(requests, entity, doc, &[], true, entities)
}

fn shape<'v>(
    all: &[&'v Value],
    entity: &str,
    doc: &str,
    beside: &[String],
    is_sent: bool,
    entities: &mut Entities<'v>,
) -> Body {
    let is_thing = |values: &[&Value]| {
        let objects = !values.is_empty() && values.iter().all(|value| value.is_object());
        objects && matches!(values::of(values, "").kind, Kind::Object(..) | Kind::Tagged(..))
    };
    let elements = |values: &[&'v Value]| -> Vec<&'v Value> {
        values.iter().filter_map(|value| value.as_array()).flatten().collect()
    };
    if all.iter().all(|value| value.is_array()) {
        let items = elements(all);
        if is_thing(&items) {
            return Body::List(entities.join(entity, is_sent, doc, items));
        }
    } else if is_thing(all) {
        let key = only_key(all, beside);
        let values: Vec<&'v Value> = key
            .iter()
            .flat_map(|key| all.iter().filter_map(|value| value.get(*key)))
            .collect();
        if let Some(key) = key.filter(|_| is_thing(&values)) {
            return Body::Key(
                key.to_owned(),
                entities.join(&named(key, entity, is_sent), is_sent, doc, values),
            );
        }
        let lists: Vec<&str> = all.first().map(|first| lists_in(first)).unwrap_or_default();
        if let [key] = lists.as_slice()
            && super::keys::can_be_field(key)
            && all.iter().all(|value| lists_in(value) == lists)
            && !is_sent
        {
            let items = elements(&all.iter().filter_map(|value| value.get(*key)).collect::<Vec<_>>());
            let whole = values::of(all, "");
            if is_thing(&items) && matches!(whole.kind, Kind::Object(..)) {
                let group = entities.join(&named(key, entity, is_sent), is_sent, doc, items);
                return Body::Fields((*key).to_owned(), group, whole);
            }
        }
        return Body::Whole(entities.join(entity, is_sent, doc, all.to_vec()));
    }
    let mut draft = values::of(all, "");
    if is_sent {
        draft.optional();
    }
    Body::Inline(draft)
}

/// The key of all objects, apart from those beside it, if there is only one.
fn only_key<'v>(all: &[&'v Value], beside: &[String]) -> Option<&'v str> {
    let mut only = None;
    for value in all {
        let mut keys = value.as_object()?.keys().filter(|key| !beside.contains(key));
        let (key, None) = (keys.next()?, keys.next()) else {
            return None;
        };
        if only.is_some_and(|known| known != key) {
            return None;
        }
        only = Some(key.as_str());
    }
    only.filter(|key| super::keys::can_be_field(key) && !key.is_empty())
}

/// The name of a thing by the key that it stands under.
fn named(key: &str, entity: &str, is_sent: bool) -> String {
    if is_sent || EMPTY_WORDS.contains(&key.to_ascii_lowercase().as_str()) {
        entity.to_owned()
    } else {
        naming::type_name(&naming::singular(&naming::field(key)))
    }
}

/// `returns:` of a reply. Fields that the platform adds to every reply are left out.
pub(super) fn returns(
    body: Body,
    names: &[String],
    reply_name: &str,
    beside: &[String],
    taken: &mut super::names::Taken,
) -> (Written, Vec<String>) {
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    let line = |text: String| Written::Line(text);
    let mut notes = Vec::new();
    let written = match body {
        Body::Whole(at) => line(name(at)),
        Body::List(at) => Written::List(vec![line(name(at))]),
        Body::Key(key, at) => Written::Map(vec![
            Written::entry("key", Written::text(&key)),
            Written::entry("type", line(name(at))),
        ]),
        Body::Fields(key, at, mut draft) => {
            if let Kind::Object(fields, _) = &mut draft.kind {
                fields.retain(|(name, _)| !beside.contains(name));
                for (_, field) in fields.iter_mut().filter(|(name, _)| *name == key) {
                    field.kind = Kind::List(Box::new(Draft::new(Kind::Named(name(at)))));
                    field.notes.clear();
                }
            }
            inline(&mut draft, reply_name, taken, &mut notes)
        }
        Body::Inline(mut draft) => inline(&mut draft, reply_name, taken, &mut notes),
    };
    (written, notes)
}

/// `body:` of a request.
pub(super) fn body(
    body: Body,
    names: &[String],
    body_name: &str,
    taken: &mut super::names::Taken,
) -> (Written, Vec<String>) {
    // `key`, `type` and inline forms are written alike.
    returns(body, names, body_name, &[], taken)
}

fn inline(draft: &mut Draft, name: &str, taken: &mut super::names::Taken, notes: &mut Vec<String>) -> Written {
    if draft.nullable {
        notes.push("null was seen in place of a whole body, which only `any` takes".to_owned());
        return Written::Line("any".to_owned());
    }
    draft.required = false;
    taken.settle(draft, name);
    draft.all_notes("$", notes);
    match &draft.kind {
        Kind::Object(..) | Kind::Forms(_) | Kind::Tagged(..) => Written::Map(print::shape(draft)),
        Kind::Enum(_) => Written::Line("{type: string}".to_owned()),
        Kind::List(_) | Kind::Map(_) => match print::value(draft) {
            line @ Written::Line(_) => Written::Map(vec![Written::entry("type", line)]),
            _ => Written::Map(print::shape(draft)),
        },
        Kind::Scalar("any") => Written::Line("any".to_owned()),
        Kind::Scalar(word) | Kind::Written(word, _) => Written::Line(format!("{{type: {word}}}")),
        Kind::Named(name) => Written::Line(name.clone()),
    }
}
