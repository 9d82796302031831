//! Which thing is meant.

use serde_json::{Map, Value};

use super::Turn;
use crate::answer::{Failure, Why};
use crate::check::tag_text;
use crate::read::Reading;
use crate::spec::{Key, KeyPlace, Spec};
use crate::stored::{Row, Store};

/// The value of a parameter.
fn value<'r>(reading: &'r Reading, place: KeyPlace, name: &str) -> Option<&'r Value> {
    match place {
        KeyPlace::Path => reading.path.get(name),
        KeyPlace::Query => reading.query.get(name),
        KeyPlace::Body => reading.body.as_ref().and_then(|body| {
            let inner = body
                .as_object()
                .filter(|entries| !entries.contains_key(name) && entries.len() == 1);
            body.get(name).or_else(|| inner?.values().next()?.get(name))
        }),
    }
}

/// The fields that a key speaks of in this request, and the text that one of them has.
pub(super) fn wanted(reading: &Reading, key: &Key) -> Option<(Vec<String>, String)> {
    let text = value(reading, key.place, &key.param).and_then(tag_text)?;
    let by = key.by.as_ref().map(|(place, name, default)| {
        let said = value(reading, *place, name).and_then(tag_text);
        said.or_else(|| default.clone()).unwrap_or_else(|| key.param.clone())
    });
    Some((by.map_or_else(|| key.fields.clone(), |field| vec![field]), text))
}

/// Whether a thing has this text in one of these fields.
pub(super) fn has(row: &Row, fields: &[String], text: &str) -> bool {
    fields.iter().any(|field| {
        row.data
            .get(field)
            .and_then(tag_text)
            .is_some_and(|found| found == text)
    })
}

/// Whether a thing stands where a path says.
pub(super) fn stands(row: &Row, above: &[String]) -> bool {
    // A list over all of them has fewer placeholders.
    above
        .iter()
        .zip(&row.above)
        .all(|(wanted, own)| wanted == own || own == "*")
}

/// What the placeholders of a path stand for; what is remembered has to be there.
pub(crate) fn above(
    spec: &Spec,
    store: &Store,
    reading: &Reading,
    parents: &[(Key, Option<String>)],
) -> Result<Vec<String>, Failure> {
    let mut out = Vec::new();
    for (key, collection) in parents {
        let Some((fields, text)) = wanted(reading, key) else {
            out.push("*".to_owned());
            continue;
        };
        let known = collection
            .as_ref()
            .and_then(|name| spec.collections.get_key_value(name));
        let Some((name, collection)) = known else {
            out.push(text);
            continue;
        };
        let own = |field: String| if field == "id" { collection.id.clone() } else { field };
        let fields: Vec<String> = fields.into_iter().map(own).collect();
        let mut rows = store.rows(name).iter();
        let row = rows.find(|row| stands(row, &out) && has(row, &fields, &text));
        let row = row.ok_or_else(|| Failure::new(Why::NotFound))?;
        out.push(format!("#{}", row.uid));
    }
    Ok(out)
}

impl Turn<'_> {
    /// The data of the thing of a uid.
    pub(super) fn data_of(&self, uid: Option<u64>) -> Option<&Map<String, Value>> {
        let mut rows = self.store.rows(&self.role.collection).iter();
        rows.find(|row| Some(row.uid) == uid).map(|row| &row.data)
    }

    /// The one that is meant.
    pub(super) fn find(&self, above: &[String]) -> Option<&Row> {
        let rows = self.store.rows(&self.role.collection);
        let Some(key) = &self.role.key else {
            return rows.iter().find(|row| stands(row, above));
        };
        let (fields, text) = wanted(self.reading, key)?;
        rows.iter().find(|row| stands(row, above) && has(row, &fields, &text))
    }
}
