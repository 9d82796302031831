//! A change taken into what is there.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, Platform, Type, WireName, field_of_key};

use super::sent::{field_shown, key_of};
use crate::check::{is, tag_text};
use crate::words::{NESTED, TAKEN_AWAY};

/// The last id that was given, and which lists give none: their elements are things of a collection with ids of its own.
pub(super) struct Ids {
    pub last: i64,
    pub others: Vec<String>,
    /// Lists of which an element that is sent with its id keeps what is not sent of it.
    pub kept: Vec<String>,
}

impl Ids {
    pub fn next(&mut self) -> i64 {
        self.last = self.last.saturating_add(1);
        self.last
    }
}

fn fields<'p>(platform: &'p Platform, ty: Option<&'p Type>) -> &'p [Field] {
    ty.and_then(|ty| platform.as_struct(ty))
        .map(|shape| shape.fields.as_slice())
        .unwrap_or_default()
}

/// Takes a change in: what is left out stays, what is said to be empty goes, objects are merged, lists are replaced where the spec does not
/// say by what their elements are told apart. `sent` is the type of the change, whose keys are those of replies; `shown` that of the thing.
pub(super) fn merge(
    platform: &Platform,
    sent: Option<&Type>,
    shown: Option<&Type>,
    change: &Map<String, Value>,
    into: &mut Map<String, Value>,
    ids: &mut Ids,
) {
    let (sent_fields, shown_fields) = (fields(platform, sent), fields(platform, shown));
    for (key, value) in change {
        let field = field_shown(sent_fields, key);
        let own = field_of_key(shown_fields, key);
        let base = key
            .strip_suffix(NESTED)
            .filter(|base| own.is_none() && field_of_key(shown_fields, base).is_some());
        if let (Some(base), Value::Array(elements)) = (base, value) {
            let has_own_ids = ids.others.iter().any(|other| other == base);
            let list = into.entry(base.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
            let by = field.and_then(|field| merged_by(platform, field));
            nested(elements, list, by.as_deref(), (!has_own_ids).then_some(&mut *ids));
            continue;
        }
        let key = base.unwrap_or(key);
        let own = own.or_else(|| field_of_key(shown_fields, key));
        let empties = field
            .and_then(|field| field.clear.as_ref())
            .is_some_and(|clear| is(clear, value));
        if value.is_null() || empties {
            if own.is_some_and(|own| own.nullable) {
                into.insert(key.to_owned(), Value::Null);
            } else {
                into.shift_remove(key);
            }
            continue;
        }
        if let (Some(by), Value::Array(elements)) = (field.and_then(|field| merged_by(platform, field)), value) {
            let list = into.entry(key.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
            nested(elements, list, Some(&by), None);
            continue;
        }
        if let (Some(own), Value::Object(_)) = (own.filter(|own| !own.one_or_many), value)
            && platform.as_list(&own.ty).is_some()
        {
            // One object for a list of such: the element that it names, or a new one.
            let mut list = into.get(key).cloned().unwrap_or_else(|| Value::Array(Vec::new()));
            nested(std::slice::from_ref(value), &mut list, None, None);
            if !ids.others.iter().any(|other| other == key) {
                number(platform, &own.ty, &mut list, ids);
            }
            into.insert(key.to_owned(), list);
            continue;
        }
        if let (Some(Value::Object(known)), Value::Object(change)) = (into.get_mut(key), value) {
            let shown = own.map(|own| &own.ty);
            let mut inner = Ids {
                last: ids.last,
                others: Vec::new(),
                kept: Vec::new(),
            };
            let sent = field.map(|field| &field.ty);
            merge(platform, sent, shown, change, known, &mut inner);
            ids.last = inner.last;
        } else {
            let mut value = match into.get(key).filter(|_| ids.kept.iter().any(|kept| kept == key)) {
                Some(before) => kept(before, value),
                None => value.clone(),
            };
            if let Some(own) = own.filter(|_| !ids.others.iter().any(|other| other == key)) {
                number(platform, &own.ty, &mut value, ids);
            }
            into.insert(key.to_owned(), value);
        }
    }
}

/// The key by which elements are told apart, as it is shown.
fn merged_by(platform: &Platform, field: &Field) -> Option<String> {
    let by = field.merged_by.as_ref()?;
    let elements = fields(platform, platform.as_list(&field.ty));
    let shown = field_of_key(elements, by).and_then(key_of);
    Some(shown.unwrap_or(by).clone())
}

/// Elements that are told apart by their ids, or where none is sent by a key: those that are known change or go, others are new. They are given ids if
/// `ids` gives them.
fn nested(elements: &[Value], list: &mut Value, by: Option<&str>, mut ids: Option<&mut Ids>) {
    if !list.is_array() {
        *list = Value::Array(Vec::new());
    }
    let Value::Array(list) = list else { return };
    for element in elements {
        let Value::Object(change) = element else { continue };
        let gone = TAKEN_AWAY.iter().filter_map(|key| change.get(*key)).any(|value| {
            let text = tag_text(value).unwrap_or_default();
            !value.is_null() && !matches!(text.as_str(), "false" | "0" | "")
        });
        let mut keys = ["id"].into_iter().chain(by);
        let known = keys.find_map(|key| {
            let name = change.get(key).and_then(tag_text)?;
            let is_it = |element: &Value| element.get(key).and_then(tag_text).as_ref() == Some(&name);
            list.iter().position(is_it)
        });
        match known {
            Some(at) if gone => {
                list.remove(at);
            }
            Some(at) => {
                if let Some(Value::Object(known)) = list.get_mut(at) {
                    known.extend(change.clone());
                }
            }
            None if gone => {}
            None => {
                let mut made = change.clone();
                if let Some(ids) = ids.as_deref_mut() {
                    made.entry("id").or_insert_with(|| Value::from(ids.next()));
                }
                list.push(Value::Object(made));
            }
        }
    }
}

/// A list in place of another: an element with the id of one that was there is that one, changed.
fn kept(before: &Value, list: &Value) -> Value {
    let elements = list.as_array().into_iter().flatten().map(|element| {
        let id = element.get("id").and_then(tag_text);
        let mut known = before.as_array().into_iter().flatten();
        let known = known.find(|known| id.is_some() && known.get("id").and_then(tag_text) == id);
        match (known, element) {
            (Some(Value::Object(known)), Value::Object(change)) => {
                let mut known = known.clone();
                known.extend(change.clone());
                Value::Object(known)
            }
            _ => element.clone(),
        }
    });
    if list.is_array() {
        elements.collect()
    } else {
        list.clone()
    }
}

/// Gives ids to elements that are shown with one and were sent without.
pub(super) fn number(platform: &Platform, ty: &Type, value: &mut Value, ids: &mut Ids) {
    let (Some(element), Value::Array(elements)) = (platform.as_list(ty), value) else {
        return;
    };
    let has_id = fields(platform, Some(element)).iter().any(|field| {
        let is_number = matches!(
            platform.bare(&field.ty),
            Type::Scalar(tradewire_codegen::model::Scalar::Integer)
        );
        is_number && matches!(&field.name, WireName::Plain(name) if name == "id")
    });
    for element in elements.iter_mut().filter(|_| has_id) {
        if let Value::Object(entries) = element {
            entries.entry("id").or_insert_with(|| Value::from(ids.next()));
        }
    }
}
