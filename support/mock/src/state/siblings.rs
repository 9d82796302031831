//! Things of samples that name others which stand below the same one: a shipment its `fulfilment_id`, of the same order.

use serde_json::Value;

use super::nested::Nested;
use crate::check::tag_text;
use crate::spec::Spec;
use crate::stored::{Row, Store};
use crate::words::snake;

/// Lets each name one that stands beside it; where there is none, it names none.
pub(super) fn meet(spec: &Spec, store: &mut Store, seed: u64) {
    for (name, collection) in spec.collections.iter().filter(|(_, own)| own.depth > 0) {
        let Some((above, _)) = name.rsplit_once('/') else {
            continue;
        };
        for other in spec.collections.iter().filter(|(other, _)| *other != name) {
            let is_beside = other.0.rsplit_once('/').is_some_and(|(root, _)| root == above);
            let shape = collection.entity.as_ref().and_then(|ty| spec.platform.as_struct(ty));
            let names = shape.into_iter().flat_map(|shape| &shape.fields);
            let is_of = |name: &String| snake(name) == format!("{}_id", other.1.noun);
            let field = names.map(|field| field.name.written()).find(is_of);
            if let Some(field) = field.filter(|_| is_beside) {
                let rows: Vec<Row> = store.rows(name).to_vec();
                for (at, row) in rows.into_iter().enumerate() {
                    if row.data.contains_key(&field) {
                        let told = beside(store, (other.0, &other.1.id), &row, row.data.get(&field), at);
                        name_it(store, name, row.uid, &field, told);
                        Nested { spec, store, seed }.hand_up(name, &row);
                    }
                }
            }
        }
    }
}

/// The id of what stands beside a thing: the one that it names, or one of the others.
fn beside(store: &Store, (other, id): (&str, &str), row: &Row, told: Option<&Value>, at: usize) -> Option<Value> {
    let all = store.rows(other).iter().filter(|known| known.above == row.above);
    let ids: Vec<&Value> = all.filter_map(|known| known.data.get(id)).collect();
    let same = |known: &&&Value| tag_text(known) == told.and_then(tag_text);
    let kept = ids.iter().find(same).or_else(|| ids.get(at % ids.len().max(1)));
    kept.map(|id| (*id).clone())
}

fn name_it(store: &mut Store, name: &str, uid: u64, field: &str, told: Option<Value>) {
    let mut rows = store.of(name).rows.iter_mut();
    if let Some(row) = rows.find(|row| row.uid == uid) {
        match told {
            Some(id) => row.data.insert(field.to_owned(), id),
            None => row.data.shift_remove(field),
        };
    }
}
