//! Changing one thing.

use serde_json::{Map, Value};
use tradewire_codegen::model::WireName;

use super::merge::{Ids, merge, number};
use super::nested::{self, Nested};
use super::sent::as_shown;
use super::{Turn, What, find, strangers};
use crate::answer::{Failure, Reply, Why, completed};
use crate::check::tag_text;
use crate::stored::Row;
use crate::words::{UPDATED, snake};

impl Turn<'_> {
    pub(super) fn update(&mut self, above: &[String]) -> Result<Reply, Failure> {
        let mut sent = self.sent();
        let known = self.find(above).map(|row| row.uid);
        if known.is_none() && self.operation.upsert.is_some() {
            return self.made_by_name(above, sent);
        }
        let uid = known.ok_or_else(|| Failure::new(Why::NotFound))?;
        if let Some(part) = self.role.part.clone() {
            sent = self.part(&part, sent);
        }
        let key = self.role.key.as_ref().map(|key| key.param.clone()).unwrap_or_default();
        let known = self
            .collection
            .entity
            .as_ref()
            .and_then(|ty| self.spec.platform.as_struct(ty));
        // A parameter that only says which one is meant is no change of it.
        if known.is_some_and(|shape| shape.fields.iter().all(|field| !field.name.matches(&key))) {
            sent.shift_remove(&key);
        }
        if let Some((fields, _)) = self.fixed() {
            sent.retain(|key, _| !fields.contains(key));
        }
        self.may_be(above, &sent, Some(uid))?;
        let data = self.change(uid, &sent);
        Ok(self.shown(above, &data))
    }

    /// Makes what is to be changed and is not there: it gets the name that the request has for it.
    fn made_by_name(&mut self, above: &[String], mut sent: Map<String, Value>) -> Result<Reply, Failure> {
        let wanted = self.role.key.as_ref().and_then(|key| find::wanted(self.reading, key));
        if let Some((fields, text)) = wanted
            && let Some(field) = fields.first()
        {
            let is_named = sent.get(field).and_then(tag_text).as_ref() == Some(&text);
            if !is_named {
                sent.insert(field.clone(), Value::String(text));
            }
        }
        self.may_be(above, &sent, None)?;
        let data = self.add(above, &sent, None);
        Ok(self.shown(above, &data))
    }

    /// What is sent to `/orders/7/address` is about the field `address`, where there is one that is an object.
    fn part(&self, part: &str, sent: Map<String, Value>) -> Map<String, Value> {
        let platform = &self.spec.platform;
        let shape = self.collection.entity.as_ref().and_then(|ty| platform.as_struct(ty));
        let Some(shape) = shape else { return sent };
        let field = shape.fields.iter().find(|field| {
            let is_object = platform.as_struct(&field.ty).is_some();
            is_object && matches!(&field.name, WireName::Plain(name) if snake(name) == snake(part))
        });
        if let Some(field) = field {
            return Map::from_iter([(field.name.written(), Value::Object(sent))]);
        }
        sent.into_iter()
            .filter(|(key, _)| shape.fields.iter().any(|field| field.name.matches(key)))
            .collect()
    }

    /// Changes the thing of a uid.
    pub(super) fn change(&mut self, uid: u64, sent: &Map<String, Value>) -> Map<String, Value> {
        let entity = self.collection.entity.clone();
        let own = self.role.sent.as_ref().map(|spot| spot.ty.clone());
        let name = self.collection_name();
        let kept = sent
            .keys()
            .filter(|name| strangers::is_numbered(self, name))
            .cloned()
            .collect();
        let platform = &self.spec.platform;
        let sent = self.referred(own.as_ref(), sent);
        let others = nested::lists(self.spec, &name);
        let rows = self.store.of(&name);
        let mut ids = Ids {
            last: rows.last_id,
            others,
            kept,
        };
        let Some(row) = rows.rows.iter().find(|row| row.uid == uid) else {
            return Map::new();
        };
        let (before, mut data) = (row.clone(), row.data.clone());
        let sent = as_shown(platform, own.as_ref(), &sent);
        merge(platform, own.as_ref(), entity.as_ref(), &sent, &mut data, &mut ids);
        // Whatever is sent, a thing stays the one that it is.
        if let Some(id) = before.data.get(&self.collection.id) {
            data.insert(self.collection.id.clone(), id.clone());
        }
        if let Some(shape) = entity.as_ref().and_then(|ty| platform.as_struct(ty)) {
            for field in &shape.fields {
                let name = field.name.written();
                if let Some(value) = data.get_mut(&name).filter(|_| !ids.others.contains(&name)) {
                    number(platform, &field.ty, value, &mut ids);
                }
            }
        }
        let updated: Vec<&str> = UPDATED.to_vec();
        self.stamp(&mut data, &updated, false);
        self.nested().number(&name, &mut data);
        let data = completed(&self.fit(), entity.as_ref(), &data);
        let rows = self.store.of(&name);
        rows.last_id = ids.last;
        if let Some(row) = rows.rows.iter_mut().find(|row| row.uid == uid) {
            row.data = data;
        }
        self.settle(uid, Some(&before))
    }

    /// Brings what was written into all lists that show it, and tells of it. `before` is what it was.
    pub(super) fn settle(&mut self, uid: u64, before: Option<&Row>) -> Map<String, Value> {
        let name = self.collection_name();
        self.nested().hand_down(&name, uid);
        let Some(row) = self.store.rows(&name).iter().find(|row| row.uid == uid).cloned() else {
            return Map::new();
        };
        self.show_above(before.into_iter().chain([&row]));
        let what = if before.is_some() { What::Updated } else { What::Created };
        self.note(what, &row.data, before.map(|row| &row.data));
        row.data
    }

    /// Shows a thing, which stood or stands in lists of others, as it is now; their histories tell of it.
    pub(super) fn show_above<'r>(&mut self, rows: impl Iterator<Item = &'r Row>) {
        let name = self.collection_name();
        let mut holders: Vec<(String, Row)> = Vec::new();
        let rows: Vec<&Row> = rows.collect();
        for row in &rows {
            for (above, uid) in self.nested().holders(&name, row) {
                let known = self.store.rows(&above).iter().find(|holder| holder.uid == uid);
                if let Some(known) = known.filter(|_| holders.iter().all(|(_, holder)| holder.uid != uid)) {
                    holders.push((above, known.clone()));
                }
            }
        }
        for row in rows {
            self.nested().hand_up(&name, row);
        }
        for (above, before) in holders {
            let now = self
                .store
                .rows(&above)
                .iter()
                .find(|row| row.uid == before.uid)
                .cloned();
            if let Some(now) = now {
                self.write_history(&above, What::Updated, &now.data, Some(&before.data));
            }
        }
    }

    pub(super) fn nested(&mut self) -> Nested<'_> {
        Nested {
            spec: self.spec,
            store: &mut *self.store,
            seed: self.seed,
        }
    }
}
