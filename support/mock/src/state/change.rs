//! Changing one thing.

use serde_json::{Map, Value};
use tradewire_codegen::model::WireName;

use super::merge::{merge, number};
use super::{Turn, What, strangers};
use crate::answer::{Failure, Reply, completed};
use crate::words::{UPDATED, snake};

impl Turn<'_> {
    pub(super) fn update(&mut self, above: &[String]) -> Result<Reply, Failure> {
        let row = self.found(above)?;
        let uid = row.uid;
        let mut sent = self.sent();
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
        strangers::refuse(&sent, Some(&row.data))?;
        let data = self.change(uid, &sent);
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
        let rows = self.store.of(&name);
        let mut last = rows.last_id;
        let Some(row) = rows.rows.iter().find(|row| row.uid == uid) else {
            return Map::new();
        };
        let (before, mut data) = (row.data.clone(), row.data.clone());
        merge(
            &self.spec.platform,
            own.as_ref(),
            entity.as_ref(),
            sent,
            &mut data,
            &mut last,
        );
        // Whatever is sent, a thing stays the one that it is.
        if let Some(id) = before.get(&self.collection.id) {
            data.insert(self.collection.id.clone(), id.clone());
        }
        if let Some(shape) = entity.as_ref().and_then(|ty| self.spec.platform.as_struct(ty)) {
            for field in &shape.fields {
                if let Some(value) = data.get_mut(&field.name.written()) {
                    number(&self.spec.platform, &field.ty, value, &mut last);
                }
            }
        }
        let updated: Vec<&str> = UPDATED.to_vec();
        self.stamp(&mut data, &updated, false);
        let data = completed(&self.fit(), entity.as_ref(), &data);
        let rows = self.store.of(&name);
        rows.last_id = last;
        if let Some(row) = rows.rows.iter_mut().find(|row| row.uid == uid) {
            row.data.clone_from(&data);
        }
        self.note(What::Updated, &data, Some(&before));
        data
    }
}
