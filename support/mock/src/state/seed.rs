//! What a mock begins with.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::field_of_key;

use super::nested::Nested;
use super::{ids, siblings};
use crate::answer::{Fit, completed, things};
use crate::chance::Chance;
use crate::check::tag_text;
use crate::sample::{Fill, Sampler};
use crate::spec::{Act, Collection, Spec, is_map};
use crate::stored::{Row, Store, counted};

/// The things of a collection that documents show.
fn example_rows(spec: &Spec, name: &str) -> Vec<Map<String, Value>> {
    let mut out: Vec<Map<String, Value>> = Vec::new();
    for (at, role) in spec.roles.iter().enumerate() {
        let Some(role) = role
            .as_ref()
            .filter(|role| role.collection == name && matches!(role.act, Act::Get | Act::List))
        else {
            continue;
        };
        let (Some(spot), Some(operation)) = (&role.reply, spec.operation(at)) else {
            continue;
        };
        let by_key = is_map(&spec.platform, operation, spot);
        for thing in things(&spec.platform, operation, &spot.path, by_key) {
            let Value::Object(thing) = thing else { continue };
            let field = spec
                .collections
                .get(name)
                .map_or("id", |collection| collection.id.as_str());
            let id = |thing: &Map<String, Value>| thing.get(field).and_then(tag_text);
            let known = out
                .iter()
                .position(|other| id(other).is_some() && id(other) == id(&thing));
            match known {
                // The same one, shown in another place: what either shows is known of it.
                Some(at) => {
                    if let Some(other) = out.get_mut(at) {
                        for (key, value) in thing {
                            other.entry(key).or_insert(value);
                        }
                    }
                }
                None => out.push(thing),
            }
        }
    }
    out
}

/// Fills a store with so many things of each collection, those above first.
pub(crate) fn seed(spec: &Spec, store: &mut Store, count: usize, seed: u64) {
    if count == 0 {
        return;
    }
    let mut names: Vec<&String> = spec.collections.keys().collect();
    names.sort_by_key(|name| name.matches("{}").count());
    for name in names {
        if let Some(collection) = spec.collections.get(name) {
            fill(spec, store, name, collection, count, seed);
        }
    }
    siblings::meet(spec, store, seed);
}

fn fill(spec: &Spec, store: &mut Store, name: &str, collection: &Collection, count: usize, seed: u64) {
    let count = if collection.single { 1 } else { count };
    // Elements of what stands above are there already.
    let count = count.saturating_sub(store.rows(name).len());
    let field = collection.id.as_str();
    let taken = |row: &Map<String, Value>, store: &Store| {
        let id = row.get(field).and_then(tag_text);
        let mut rows = store.rows(name).iter();
        id.is_some() && rows.any(|known| known.data.get(field).and_then(tag_text) == id)
    };
    let shape = collection.entity.as_ref().and_then(|ty| spec.platform.as_struct(ty));
    let has_id = shape.is_none_or(|shape| field_of_key(&shape.fields, field).is_some());
    let mut made = example_rows(spec, name);
    made.retain(|row| !taken(row, store));
    made.truncate(count);
    let mut chance = Chance::named(seed, name);
    let number = |row: &Map<String, Value>| row.get(field).and_then(tag_text)?.parse::<i64>().ok();
    let known = store.rows(name).iter().map(|row| &row.data).chain(&made);
    let mut last = known.filter_map(number).fold(0, counted);
    let fit = Fit {
        platform: &spec.platform,
        seed,
    };
    while made.len() < count {
        let value = collection.entity.as_ref().map(|ty| {
            let own = Chance::new(chance.next());
            Sampler::new(&spec.platform, own, Fill::Share(0.7)).value(ty, &collection.noun)
        });
        let mut row = match value {
            Some(Value::Object(row)) => row,
            _ => Map::new(),
        };
        last = last.saturating_add(1);
        if has_id {
            row.insert(field.to_owned(), ids::numbered(spec, name, collection, last, seed));
        }
        made.push(row);
    }
    for (at, row) in made.into_iter().enumerate() {
        let mut data = completed(&fit, collection.entity.as_ref(), &row);
        // What names a thing is there, and names one only.
        for key in &collection.keys {
            let taken = data.get(key).and_then(tag_text).is_some_and(|text| {
                store
                    .rows(name)
                    .iter()
                    .any(|row| row.data.get(key).and_then(tag_text).as_ref() == Some(&text))
            });
            // It has a name, where it has no id.
            let is_named = data.get(key).is_some_and(|name| !name.is_null());
            if taken || !is_named && (collection.entity.is_none() || !has_id) {
                data.insert(key.clone(), json!(format!("{key}-{at}")));
            }
        }
        let above = parents(spec, store, name, at);
        let uid = store.next_uid();
        let rows = store.of(name);
        rows.last_id = rows.last_id.max(last);
        rows.rows.push(Row {
            uid,
            above,
            data,
            content: None,
        });
        shown(spec, store, name, uid, seed);
    }
}

/// Puts a thing into a collection, as if it had been there all along: no history tells of it. It gets an id where it has none.
pub(crate) fn insert(
    spec: &Spec,
    store: &mut Store,
    name: &str,
    thing: &Map<String, Value>,
    seed: u64,
) -> Option<Value> {
    let collection = spec.collections.get(name)?;
    let fit = Fit {
        platform: &spec.platform,
        seed,
    };
    let shape = collection.entity.as_ref().and_then(|ty| spec.platform.as_struct(ty));
    let has_id = shape.is_none_or(|shape| field_of_key(&shape.fields, &collection.id).is_some());
    let mut row = Map::new();
    let held = store.of(name);
    if has_id && !thing.contains_key(&collection.id) {
        held.last_id = held.last_id.saturating_add(1);
        row.insert(
            collection.id.clone(),
            ids::numbered(spec, name, collection, held.last_id, seed),
        );
    }
    row.extend(thing.clone());
    let number = row
        .get(&collection.id)
        .and_then(tag_text)
        .and_then(|id| id.parse().ok());
    held.note_id(number.unwrap_or_default());
    let at = held.rows.len();
    Nested { spec, store, seed }.number(name, &mut row);
    let data = completed(&fit, collection.entity.as_ref(), &row);
    let above = parents(spec, store, name, at);
    let uid = store.next_uid();
    store.of(name).rows.push(Row {
        uid,
        above,
        data,
        content: None,
    });
    shown(spec, store, name, uid, seed);
    let row = store.rows(name).iter().find(|row| row.uid == uid)?;
    Some(Value::Object(row.data.clone()))
}

/// Brings a new thing into the lists that show it, and what stands in its own lists into their collections.
fn shown(spec: &Spec, store: &mut Store, name: &str, uid: u64, seed: u64) {
    let mut nested = Nested { spec, store, seed };
    nested.hand_down(name, uid);
    let row = nested.store.rows(name).iter().find(|row| row.uid == uid).cloned();
    if let Some(row) = row {
        nested.hand_up(name, &row);
    }
}

/// What a thing stands below: one that is there, in turn.
fn parents(spec: &Spec, store: &Store, name: &str, at: usize) -> Vec<String> {
    let role = spec
        .roles
        .iter()
        .flatten()
        .filter(|role| role.collection == *name)
        .max_by_key(|role| role.parents.len());
    let parents = role.map(|role| role.parents.as_slice()).unwrap_or_default();
    parents
        .iter()
        .map(|(_, above)| {
            let rows = above.as_deref().map(|above| store.rows(above)).unwrap_or_default();
            match rows.get(at % rows.len().max(1)) {
                Some(row) => format!("#{}", row.uid),
                None => "*".to_owned(),
            }
        })
        .collect()
}
