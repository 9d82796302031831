//! Lists of a thing whose elements are things of their own: what is written on one side shows on the other.

use serde_json::{Map, Value, json};

use super::ids;
use crate::answer::{Fit, completed};
use crate::check::tag_text;
use crate::spec::{Link, Spec};
use crate::stored::{Row, Store};

/// What both sides stand in.
pub(super) struct Nested<'n> {
    pub spec: &'n Spec,
    pub store: &'n mut Store,
    pub seed: u64,
}

/// How deep things stand in each other; deeper than any spec.
const DEEPEST: usize = 16;

/// The fields of the things of a collection whose elements have a collection of their own.
pub(super) fn lists(spec: &Spec, name: &str) -> Vec<String> {
    let own = spec.links.iter().filter(|link| link.above == name);
    own.map(|link| link.field.clone()).collect()
}

impl Nested<'_> {
    fn id_of<'a>(&'a self, name: &str) -> &'a str {
        self.spec.collections.get(name).map_or("id", |own| own.id.as_str())
    }

    fn row(&self, name: &str, uid: u64) -> Option<&Row> {
        self.store.rows(name).iter().find(|row| row.uid == uid)
    }

    /// The uid of what a thing stands below by a link.
    fn above(&self, link: &Link, row: &Row) -> Option<u64> {
        let Some(field) = &link.names else {
            return row.above.last()?.strip_prefix('#')?.parse().ok();
        };
        let owner = row.data.get(field)?.as_object()?;
        let keys = self.spec.collections.get(&link.above)?;
        let mut names = [keys.id.as_str()]
            .into_iter()
            .chain(keys.keys.iter().map(String::as_str));
        names.find_map(|key| {
            let text = owner.get(key).and_then(tag_text)?;
            let mut rows = self.store.rows(&link.above).iter();
            let is_it = |row: &&Row| row.data.get(key).and_then(tag_text).as_ref() == Some(&text);
            rows.find(is_it).map(|row| row.uid)
        })
    }

    fn below(&self, link: &Link, uid: u64) -> Vec<Row> {
        let rows = self.store.rows(&link.below).iter();
        rows.filter(|row| self.above(link, row) == Some(uid)).cloned().collect()
    }

    /// After a thing was written: its lists are what stands below it.
    pub fn hand_down(&mut self, name: &str, uid: u64) {
        self.down(name, uid, 0);
    }

    fn down(&mut self, name: &str, uid: u64, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let spec = self.spec;
        for link in spec.links.iter().filter(|link| link.above == name) {
            let Some(outer) = self.row(name, uid).cloned() else {
                return;
            };
            let Some(list) = outer.data.get(&link.field) else {
                continue;
            };
            let elements: Vec<Map<String, Value>> = match list {
                Value::Array(elements) => elements.iter().filter_map(Value::as_object).cloned().collect(),
                Value::Object(entries) => entries.values().filter_map(Value::as_object).cloned().collect(),
                _ => continue,
            };
            let mut known = self.below(link, uid);
            let id = self.id_of(&link.below).to_owned();
            let mut kept = Vec::new();
            for element in elements {
                let text = element.get(&id).and_then(tag_text);
                let at = text.and_then(|text| {
                    known
                        .iter()
                        .position(|row| row.data.get(&id).and_then(tag_text).as_ref() == Some(&text))
                });
                kept.push(match at {
                    Some(at) => self.changed(link, &known.remove(at), element),
                    None => self.made(link, &outer, element),
                });
            }
            for row in known {
                self.store.remove(row.uid);
            }
            for uid in kept {
                self.down(&link.below, uid, depth + 1);
            }
            self.show(link, uid);
        }
    }

    fn completed(&self, link: &Link, data: &Map<String, Value>) -> Map<String, Value> {
        let fit = Fit {
            platform: &self.spec.platform,
            seed: self.seed,
        };
        let entity = self
            .spec
            .collections
            .get(&link.below)
            .and_then(|own| own.entity.as_ref());
        completed(&fit, entity, data)
    }

    /// An id for a new thing of a collection.
    fn next_id(&mut self, name: &str) -> Value {
        let held = self.store.of(name);
        held.last_id = held.last_id.saturating_add(1);
        let last = held.last_id;
        match self.spec.collections.get(name) {
            Some(collection) => ids::numbered(self.spec, name, collection, last, self.seed),
            None => json!(last),
        }
    }

    /// Gives ids to those elements of the lists of a thing that have none, from the collections that they are of.
    pub fn number(&mut self, name: &str, data: &mut Map<String, Value>) {
        let spec = self.spec;
        for link in spec.links.iter().filter(|link| link.above == name) {
            let id = self.id_of(&link.below).to_owned();
            let elements = match data.get_mut(&link.field) {
                Some(Value::Array(elements)) => elements.iter_mut().collect(),
                Some(Value::Object(entries)) => entries.values_mut().collect(),
                _ => Vec::new(),
            };
            for element in elements.into_iter().filter_map(Value::as_object_mut) {
                if element.get(&id).is_none_or(Value::is_null) {
                    element.insert(id.clone(), self.next_id(&link.below));
                }
                self.number(&link.below, element);
            }
        }
    }

    fn changed(&mut self, link: &Link, row: &Row, element: Map<String, Value>) -> u64 {
        let mut data = row.data.clone();
        data.extend(element);
        let data = self.completed(link, &data);
        let mut rows = self.store.of(&link.below).rows.iter_mut();
        if let Some(known) = rows.find(|known| known.uid == row.uid) {
            known.data = data;
        }
        row.uid
    }

    fn made(&mut self, link: &Link, outer: &Row, element: Map<String, Value>) -> u64 {
        let mut data = Map::new();
        let id = self.id_of(&link.below).to_owned();
        let given = element.get(&id).and_then(tag_text);
        let rows = self.store.rows(&link.below);
        // An id of another one's is no id of a new one.
        let is_free = given.is_some_and(|given| {
            rows.iter()
                .all(|row| row.data.get(&id).and_then(tag_text).as_ref() != Some(&given))
        });
        if !is_free {
            data.insert(id.clone(), self.next_id(&link.below));
        }
        data.extend(element.into_iter().filter(|(key, _)| is_free || *key != id));
        let number = data.get(&id).and_then(tag_text).and_then(|id| id.parse().ok());
        let outer_id = self.id_of(&link.above).to_owned();
        let own = outer.data.get(&outer_id).cloned();
        if let (Some(field), Some(own)) = (&link.names, &own) {
            data.insert(field.clone(), json!({outer_id: own}));
        }
        let data = self.completed(link, &data);
        let uid = self.store.next_uid();
        let mut above = outer.above.clone();
        above.push(format!("#{}", outer.uid));
        let depth = self.spec.collections.get(&link.below).map_or(0, |own| own.depth);
        let above = above.split_off(above.len().saturating_sub(depth));
        let held = self.store.of(&link.below);
        held.last_id = held.last_id.max(number.unwrap_or_default());
        held.rows.push(Row {
            uid,
            above,
            data,
            content: None,
        });
        uid
    }

    /// The list of a thing, as what stands below it is now.
    fn show(&mut self, link: &Link, uid: u64) {
        let below = self.below(link, uid);
        let id = self.id_of(&link.below).to_owned();
        let fit = Fit {
            platform: &self.spec.platform,
            seed: self.seed,
        };
        let entity = self
            .spec
            .collections
            .get(&link.below)
            .and_then(|own| own.entity.as_ref());
        // As its type shows it: what names the thing above is not shown within that.
        let shown = below.into_iter().map(|row| {
            let fitted = entity.and_then(|ty| fit.value(ty, &Value::Object(row.data.clone())));
            match fitted {
                Some(Value::Object(data)) => data,
                _ => row.data,
            }
        });
        let list = if link.by_key {
            let keyed = shown.map(|data| {
                let key = data.get(&id).and_then(tag_text).unwrap_or_default();
                (key, Value::Object(data))
            });
            Value::Object(keyed.collect())
        } else {
            shown.map(Value::Object).collect()
        };
        let mut rows = self.store.of(&link.above).rows.iter_mut();
        if let Some(row) = rows.find(|row| row.uid == uid) {
            row.data.insert(link.field.clone(), list);
        }
    }

    /// What a thing stands in the lists of, nearest first: collection and uid.
    pub fn holders(&self, name: &str, row: &Row) -> Vec<(String, u64)> {
        let links = self.spec.links.iter().filter(|link| link.below == name);
        links
            .filter_map(|link| Some((link.above.clone(), self.above(link, row)?)))
            .collect()
    }

    /// After a thing was written or taken away: the lists that it stands in, and those that these stand in.
    pub fn hand_up(&mut self, name: &str, row: &Row) {
        let (mut open, mut depth) = (vec![(name.to_owned(), row.clone())], 0);
        while let Some((name, row)) = open.pop() {
            depth += 1;
            if depth > DEEPEST {
                return;
            }
            let spec = self.spec;
            for link in spec.links.iter().filter(|link| link.below == name) {
                let Some(uid) = self.above(link, &row) else { continue };
                self.show(link, uid);
                if let Some(outer) = self.row(&link.above, uid).cloned() {
                    open.push((link.above.clone(), outer));
                }
            }
        }
    }
}
