//! Making and deleting one thing.

use bytes::Bytes;
use serde_json::{Map, Value, json};
use tradewire_codegen::model::{Encoding, WireName};

use super::merge::{Ids, merge};
use super::nested;
use super::sent::as_shown;
use super::{Event, Turn, What, ids, moment};
use crate::answer::{Failure, Reply, completed};
use crate::check::tag_text;
use crate::spec::{Act, is_listed};
use crate::stored::{Row, counted};
use crate::words::{CREATED, UPDATED, snake};

impl Turn<'_> {
    /// What was sent about the thing, and beside it what else its type has: `site` beside `order`.
    pub(super) fn sent(&self) -> Map<String, Value> {
        let Some(body) = &self.operation.body else {
            return Map::new();
        };
        let Some(Value::Object(content)) = self.reading.content(body) else {
            return Map::new();
        };
        let Some(name) = self.role.sent.as_ref().and_then(|spot| spot.field.as_ref()) else {
            return content.clone();
        };
        let mut out = content
            .get(name)
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        out.extend(self.beside(content, name));
        out
    }

    pub(super) fn beside(&self, content: &Map<String, Value>, name: &str) -> Map<String, Value> {
        let entity = self
            .collection
            .entity
            .as_ref()
            .and_then(|ty| self.spec.platform.as_struct(ty));
        let known = |key: &str| entity.is_some_and(|shape| shape.fields.iter().any(|field| field.name.matches(key)));
        let others = content
            .iter()
            .filter(|(key, value)| *key != name && known(key) && !value.is_object());
        others.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    pub(super) fn create(&mut self, above: &[String]) -> Result<Reply, Failure> {
        let mut sent = self.sent();
        let is_file = self
            .operation
            .body
            .as_ref()
            .is_some_and(|body| matches!(body.encoding, Encoding::Binary));
        let content = is_file.then(|| self.bytes.clone());
        if let Some(content) = &content {
            sent.insert("size".to_owned(), json!(content.len()));
        }
        let there = self.store.rows(&self.role.collection).first().map(|row| row.uid);
        let known = match there.filter(|_| self.collection.single) {
            Some(only) => Some(only),
            None => self.known(above, &sent)?,
        };
        self.may_be(above, &sent, known)?;
        let data = match known {
            Some(uid) => self.change(uid, &sent),
            None => self.add(above, &sent, content),
        };
        Ok(self.shown(above, &data))
    }

    pub(super) fn collection_name(&self) -> String {
        self.role.collection.clone()
    }

    /// Keeps a new thing, whole, and gives it an id and its times.
    pub(super) fn add(
        &mut self,
        above: &[String],
        sent: &Map<String, Value>,
        content: Option<Bytes>,
    ) -> Map<String, Value> {
        let entity = self.collection.entity.clone();
        let name = self.collection_name();
        let mut ids = Ids {
            last: self.store.of(&name).last_id,
            others: nested::lists(self.spec, &name),
            kept: Vec::new(),
        };
        let mut raw = Map::new();
        let own = self.role.sent.as_ref().map(|spot| spot.ty.clone());
        let platform = &self.spec.platform;
        let sent = as_shown(platform, own.as_ref(), &self.referred(own.as_ref(), sent));
        merge(platform, own.as_ref(), entity.as_ref(), &sent, &mut raw, &mut ids);
        let mut last = ids.last;
        let id = self.id(&raw, &mut last);
        let mut data = Map::new();
        data.extend(id.map(|id| (self.collection.id.clone(), id)));
        data.extend(raw);
        self.stamp(&mut data, CREATED, true);
        self.stamp(&mut data, UPDATED, false);
        self.nested().number(&name, &mut data);
        let data = completed(&self.fit(), entity.as_ref(), &data);
        let rows = self.store.of(&name);
        rows.last_id = last;
        let uid = self.store.next_uid();
        let depth = self.collection.depth;
        let mut above: Vec<String> = above.to_vec();
        above.resize(depth, "*".to_owned());
        self.store.of(&name).rows.push(Row {
            uid,
            above,
            data,
            content,
        });
        self.settle(uid, None)
    }

    /// The id of a new thing, if things like it have one and it has none yet.
    fn id(&self, data: &Map<String, Value>, last: &mut i64) -> Option<Value> {
        let name = &self.collection.id;
        if let Some(id) = data.get(name).filter(|id| !id.is_null()) {
            *last = counted(*last, tag_text(id).and_then(|id| id.parse().ok()).unwrap_or_default());
            return None;
        }
        let platform = &self.spec.platform;
        let shape = self.collection.entity.as_ref().and_then(|ty| platform.as_struct(ty));
        let field = shape.and_then(|shape| {
            shape
                .fields
                .iter()
                .find(|field| matches!(&field.name, WireName::Plain(own) if own == name))
        });
        if shape.is_some() && field.is_none() {
            return None;
        }
        *last = last.saturating_add(1);
        Some(ids::numbered(
            self.spec,
            &self.role.collection,
            self.collection,
            *last,
            self.seed,
        ))
    }

    /// Sets the times of a thing; those that are there stay if `keep`.
    pub(super) fn stamp(&self, data: &mut Map<String, Value>, names: &[&str], keep: bool) {
        let platform = &self.spec.platform;
        let shape = self.collection.entity.as_ref().and_then(|ty| platform.as_struct(ty));
        for field in shape.into_iter().flat_map(|shape| &shape.fields) {
            let WireName::Plain(name) = &field.name else { continue };
            let is_one = names.contains(&snake(name).as_str());
            let is_created = CREATED.contains(&snake(name).as_str());
            if !is_one || data.contains_key(name) && (keep || is_created) {
                continue;
            }
            if let Some(now) = moment::written(platform, field, self.clock.unix_seconds()) {
                data.insert(name.clone(), now);
            }
        }
    }

    pub(super) fn delete(&mut self, above: &[String]) -> Result<Reply, Failure> {
        let row = self.found(above)?;
        self.taken_away(&row);
        self.note(What::Deleted, &row.data, None);
        // What was deleted tells its id where the reply has one, and no more: a field of the reply may mean something else.
        let id = row
            .data
            .get(&self.collection.id)
            .map(|id| (self.collection.id.clone(), id.clone()));
        let told = if self
            .role
            .reply
            .as_ref()
            .is_some_and(|spot| Some(&spot.ty) == self.collection.entity.as_ref())
        {
            row.data
        } else {
            id.into_iter().collect()
        };
        Ok(self.about(&told))
    }

    /// Takes a thing away, and out of the lists that it stands in.
    pub(super) fn taken_away(&mut self, row: &Row) {
        self.store.remove(row.uid);
        self.show_above([row].into_iter());
    }

    /// The reply about a thing, or about what it stands in, where the operation shows that.
    pub(super) fn shown(&self, above: &[String], data: &Map<String, Value>) -> Reply {
        if let Some(outer) = self.outer(above) {
            return self
                .shaper()
                .about(self.operation, self.role.reply.as_ref(), &Value::Object(outer));
        }
        if let Some(all) = self.all_beside(above) {
            return all;
        }
        self.about(data)
    }

    /// All things that stand in one place, where that is what the reply about one shows.
    fn all_beside(&self, above: &[String]) -> Option<Reply> {
        let spot = self.role.reply.as_ref()?;
        let is_all = Some(&spot.ty) == self.collection.entity.as_ref()
            && is_listed(&self.spec.platform, self.operation, spot)
            && matches!(self.role.act, Act::Create | Act::Update | Act::Touch)
            && !self.operation.returns.only;
        if !is_all {
            return None;
        }
        let rows = self.store.rows(&self.role.collection).iter();
        let standing = rows.filter(|row| super::find::stands(row, above));
        let fit = self.fit();
        let shown = standing.map(|row| fit.whole(&spot.ty, &Value::Object(row.data.clone())));
        Some(self.shaper().list(self.operation, spot, shown.collect()).0)
    }

    /// What stands above, if the reply is of its type and not of that of the thing.
    fn outer(&self, above: &[String]) -> Option<Map<String, Value>> {
        let shown = &self.role.reply.as_ref()?.ty;
        if Some(shown) == self.collection.entity.as_ref() {
            return None;
        }
        let (_, name) = self.role.parents.last()?;
        let name = name.as_ref()?;
        let outer = self.spec.collections.get(name)?;
        if outer.entity.as_ref() != Some(shown) {
            return None;
        }
        let sign = above.last()?;
        let row = self
            .store
            .rows(name)
            .iter()
            .find(|row| format!("#{}", row.uid) == *sign)?;
        Some(row.data.clone())
    }

    /// Remembers what was done, for histories and webhooks.
    pub(super) fn note(&mut self, what: What, data: &Map<String, Value>, before: Option<&Map<String, Value>>) {
        let name = self.collection_name();
        self.write_history(&name, what, data, before);
        self.events.push(Event {
            collection: self.collection_name(),
            what,
            data: data.clone(),
        });
    }
}
