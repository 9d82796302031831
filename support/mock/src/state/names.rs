//! Names, of which each is that of one thing.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Upsert, field_of_key};

use super::sent::as_shown;
use super::{Turn, find, strangers};
use crate::answer::{Failure, Why};
use crate::check::tag_text;
use crate::stored::Row;

impl Turn<'_> {
    /// What is there already by one of the fields that name things: refused, or changed where the operation does that.
    pub(super) fn known(&self, above: &[String], sent: &Map<String, Value>) -> Result<Option<u64>, Failure> {
        let changes = match &self.operation.upsert {
            None => false,
            Some(Upsert::Always) => true,
            Some(Upsert::Asked(field)) => sent
                .get(field)
                .and_then(tag_text)
                .is_some_and(|text| matches!(text.as_str(), "true" | "1")),
        };
        let sent = self.as_named(sent);
        let keys = self.collection.keys.iter().map(String::as_str);
        for key in keys.chain([self.collection.id.as_str()]) {
            if let Some(row) = self.called(above, key, &sent).next() {
                return if changes { Ok(Some(row.uid)) } else { Err(exists(key)) };
            }
        }
        Ok(None)
    }

    /// The uid of the thing that an element is about.
    pub(super) fn about_which(&self, above: &[String], element: &Map<String, Value>) -> Option<u64> {
        let element = self.as_named(element);
        let told = self
            .operation
            .outcomes
            .iter()
            .flat_map(|outcomes| outcomes.ids.iter().filter_map(|(_, sent)| sent.as_deref()));
        let names = [self.collection.id.as_str()]
            .into_iter()
            .chain(self.collection.keys.iter().map(String::as_str))
            .chain(told);
        for name in names.chain(["code", "id"]) {
            let Some(text) = element.get(name).and_then(tag_text) else {
                continue;
            };
            // What is shown by an id of another name may be named by a plain one.
            let name = if name == "id" {
                self.collection.id.as_str()
            } else {
                name
            };
            let rows = self.store.rows(&self.role.collection);
            let found = rows
                .iter()
                .find(|row| find::stands(row, above) && find::has(row, &[name.to_owned()], &text));
            // An id that none has is no other's name.
            if found.is_some() || name == self.collection.id {
                return found.map(|row| row.uid);
            }
        }
        None
    }

    /// Whether what is sent may be taken into a thing, or be a new one where there is none: its names are not those of others, and the elements that it
    /// names are its own.
    pub(super) fn may_be(&self, above: &[String], sent: &Map<String, Value>, uid: Option<u64>) -> Result<(), Failure> {
        let data = self.data_of(uid);
        let named = self.as_named(sent);
        for key in &self.collection.keys {
            // Who sends the name that the thing has changes nothing.
            let is_kept =
                data.is_some_and(|data| data.get(key).and_then(tag_text) == named.get(key).and_then(tag_text));
            if !is_kept && self.called(above, key, &named).any(|row| Some(row.uid) != uid) {
                return Err(exists(key));
            }
        }
        strangers::refuse(sent, data)?;
        match data {
            Some(data) => strangers::refuse_unknown(self, sent, data),
            None => Ok(()),
        }
    }

    /// The fields by which a request names a thing that has no id besides: whatever is sent, these stay as they are.
    pub(super) fn fixed(&self) -> Option<(Vec<String>, String)> {
        let shape = self.spec.platform.as_struct(self.collection.entity.as_ref()?)?;
        if field_of_key(&shape.fields, &self.collection.id).is_some() {
            return None;
        }
        find::wanted(self.reading, self.role.key.as_ref()?)
    }

    fn as_named(&self, sent: &Map<String, Value>) -> Map<String, Value> {
        let own = self.role.sent.as_ref().map(|spot| &spot.ty);
        as_shown(&self.spec.platform, own, sent)
    }

    /// Things in one place that have the name that is sent.
    fn called<'r>(
        &'r self,
        above: &'r [String],
        key: &'r str,
        sent: &Map<String, Value>,
    ) -> impl Iterator<Item = &'r Row> {
        let text = sent.get(key).and_then(tag_text);
        let rows = self.store.rows(&self.role.collection).iter();
        rows.filter(move |row| {
            text.is_some() && find::stands(row, above) && row.data.get(key).and_then(tag_text) == text
        })
    }
}

fn exists(key: &str) -> Failure {
    let mut failure = Failure::new(Why::Exists);
    failure.fields.push((key.to_owned(), Why::Exists.text().to_owned()));
    failure
}
