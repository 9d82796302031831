//! What is remembered, and its form as JSON.

mod paths;
mod reading;
mod things;

pub(crate) use reading::from_json;
pub(crate) use things::thing as misfits;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};

/// All things of a platform.
#[derive(Debug, Clone, Default)]
pub(crate) struct Store {
    pub collections: BTreeMap<String, Held>,
    pub last_uid: u64,
}

/// Those of one collection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    pub rows: Vec<Row>,
    pub last_id: i64,
    /// What was done to them, oldest first.
    pub history: Vec<Map<String, Value>>,
}

/// One thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Row {
    /// Unlike its id, the same in no other collection.
    pub uid: u64,
    /// For each placeholder of the collection: `#` and the uid of what stands above, or the text in the path; `*` for any.
    pub above: Vec<String>,
    pub data: Map<String, Value>,
    /// Bytes, where it is a file.
    pub content: Option<Bytes>,
}

/// Ids are given up to this one; a greater one that somebody sends is kept, and no other is counted on from it.
pub(crate) const LAST_ID: i64 = i64::MAX / 2;

impl Held {
    /// Takes note of an id that somebody else gave.
    pub fn note_id(&mut self, id: i64) {
        self.last_id = counted(self.last_id, id);
    }
}

/// The last id that was given, when one is seen that somebody else gave.
pub(crate) fn counted(last: i64, seen: i64) -> i64 {
    if seen <= LAST_ID { last.max(seen) } else { last }
}

impl Store {
    pub fn rows(&self, collection: &str) -> &[Row] {
        self.collections
            .get(collection)
            .map_or(&[], |rows| rows.rows.as_slice())
    }

    pub fn of(&mut self, collection: &str) -> &mut Held {
        self.collections.entry(collection.to_owned()).or_default()
    }

    pub fn next_uid(&mut self) -> u64 {
        self.last_uid = self.last_uid.saturating_add(1);
        self.last_uid
    }

    /// Takes a thing away, and all that stands below it.
    pub fn remove(&mut self, uid: u64) {
        let mut gone = vec![uid];
        while let Some(uid) = gone.pop() {
            let sign = format!("#{uid}");
            for rows in self.collections.values_mut() {
                rows.rows.retain(|row| {
                    if row.above.contains(&sign) {
                        gone.push(row.uid);
                    }
                    row.uid != uid && !row.above.contains(&sign)
                });
            }
        }
    }

    pub fn to_json(&self, platform: &str) -> Value {
        let row = |row: &Row| {
            let mut out = json!({"uid": row.uid, "above": row.above, "data": row.data});
            if let (Some(content), Value::Object(out)) = (&row.content, &mut out) {
                out.insert("content".to_owned(), json!(STANDARD.encode(content)));
            }
            out
        };
        let collections: Map<String, Value> = self
            .collections
            .iter()
            .map(|(name, rows)| {
                let all: Vec<Value> = rows.rows.iter().map(row).collect();
                (
                    name.clone(),
                    json!({"last_id": rows.last_id, "rows": all, "history": rows.history}),
                )
            })
            .collect();
        json!({"format": FORMAT, "platform": platform, "last_uid": self.last_uid, "collections": collections})
    }
}

/// Of the JSON; another number is another form.
pub(crate) const FORMAT: u64 = 1;
