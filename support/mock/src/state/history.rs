//! Listings of what was done.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::WireName;

use super::{Turn, What, filter, moment};
use crate::answer::Reply;
use crate::spec::{Act, Collection, ReplySpot};
use crate::words::snake;

impl Turn<'_> {
    /// The listing of changes that a collection has.
    fn journal(&self, name: &str) -> Option<&ReplySpot> {
        let mut roles = self.spec.roles.iter().flatten();
        let role = roles.find(|role| role.act == Act::History && role.collection == name)?;
        role.reply.as_ref()
    }

    /// Writes an entry for a thing that was made or deleted, and one for each field that changed.
    pub(super) fn write_history(
        &mut self,
        of: &str,
        what: What,
        data: &Map<String, Value>,
        before: Option<&Map<String, Value>>,
    ) {
        let (Some(spot), Some(collection)) = (self.journal(of).cloned(), self.spec.collections.get(of)) else {
            return;
        };
        let platform = &self.spec.platform;
        let Some(shape) = platform.as_struct(&spot.ty).cloned() else {
            return;
        };
        let noun = collection.noun.as_str();
        let changes: Vec<(String, Value, Value)> = match (what, before) {
            (What::Updated, Some(before)) => {
                let mut keys: Vec<&String> = data.keys().chain(before.keys()).collect();
                keys.sort();
                keys.dedup();
                keys.into_iter()
                    .filter(|key| data.get(*key) != before.get(*key) && !snake(key).ends_with("updated_at"))
                    .map(|key| (key.clone(), value_of(before, key), value_of(data, key)))
                    .collect()
            }
            _ => vec![(String::new(), Value::Null, Value::Null)],
        };
        let now = self.clock.unix_seconds();
        for (field, old, new) in changes {
            let number = self
                .store
                .of(of)
                .history
                .last()
                .and_then(|entry| entry.get("id")?.as_i64());
            let mut entry = Map::new();
            for known in &shape.fields {
                let WireName::Plain(name) = &known.name else { continue };
                let value = match snake(name).as_str() {
                    "id" => Some(json!(number.unwrap_or_default().saturating_add(1))),
                    "created_at" => moment::written(platform, known, now),
                    "created" => (what == What::Created).then(|| json!(true)),
                    "deleted" => (what == What::Deleted).then(|| json!(true)),
                    "source" => None,
                    "field" => (!field.is_empty()).then(|| json!(field)),
                    "old_value" => (!field.is_empty()).then(|| old.clone()),
                    "new_value" => (!field.is_empty()).then(|| new.clone()),
                    called if is_thing(called, noun) => Some(thing(collection, what, data)),
                    _ => None,
                };
                if let Some(value) = value {
                    entry.insert(name.clone(), value);
                }
            }
            self.store.of(of).history.push(entry);
        }
    }

    pub(super) fn history(&mut self) -> Reply {
        let Some(spot) = &self.role.reply else {
            return self.shaper().any(self.operation);
        };
        let fit = self.fit();
        let all = self
            .store
            .collections
            .get(&self.role.collection)
            .map(|rows| rows.history.as_slice())
            .unwrap_or_default();
        let (filters, blank) = (self.filters().0, self.blank());
        let entries = all.iter().filter(|entry| filter::passes(&filters, entry, &blank));
        let shown: Vec<Value> = entries
            .map(|entry| fit.whole(&spot.ty, &Value::Object(entry.clone())))
            .collect();
        self.paged(spot, shown)
    }
}

fn value_of(data: &Map<String, Value>, key: &str) -> Value {
    data.get(key).cloned().unwrap_or(Value::Null)
}

/// Whether a field of an entry is called as the thing: `order`, and of `order/pack` also `pack`.
fn is_thing(field: &str, noun: &str) -> bool {
    field == noun || noun.ends_with(&format!("_{field}")) || field.ends_with(&format!("_{noun}"))
}

/// The thing in an entry: in full where it was made or deleted, else what names it.
fn thing(collection: &Collection, what: What, data: &Map<String, Value>) -> Value {
    if what != What::Updated {
        return Value::Object(data.clone());
    }
    let keys = collection.keys.iter().map(String::as_str);
    let names = keys.chain([collection.id.as_str(), "site"]);
    Value::Object(
        names
            .filter_map(|name| Some((name.to_owned(), data.get(name)?.clone())))
            .collect(),
    )
}
