//! What is remembered, and its form as JSON.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::error::Error;

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

    /// Reads what [`Self::to_json`] wrote. Ids and uids may be left out by people who write it themselves.
    pub fn from_json(state: &Value, platform: &str) -> Result<Self, Error> {
        if state.get("format").and_then(Value::as_u64) != Some(FORMAT) {
            return Err(Error::new(format!(
                "the state has no `\"format\": {FORMAT}`; take one that a mock has dumped"
            )));
        }
        let of = state.get("platform").and_then(Value::as_str).unwrap_or_default();
        if of != platform {
            return Err(Error::new(format!(
                "the state is of platform `{of}`, and this is `{platform}`"
            )));
        }
        let mut store = Self {
            last_uid: state.get("last_uid").and_then(Value::as_u64).unwrap_or_default(),
            ..Self::default()
        };
        let collections = state.get("collections").and_then(Value::as_object);
        for (name, held) in collections.into_iter().flatten() {
            let wrong = |what: &str| Error::new(format!("collection `{name}` of the state: {what}"));
            let mut rows = Held {
                last_id: held.get("last_id").and_then(Value::as_i64).unwrap_or_default(),
                ..Held::default()
            };
            let entries = held.get("history").and_then(Value::as_array);
            for entry in entries.into_iter().flatten() {
                rows.history.push(
                    entry
                        .as_object()
                        .ok_or_else(|| wrong("an entry of `history` is no object"))?
                        .clone(),
                );
            }
            let all = held
                .get("rows")
                .and_then(Value::as_array)
                .ok_or_else(|| wrong("no list `rows`"))?;
            for (at, row) in all.iter().enumerate() {
                let data = row.get("data").and_then(Value::as_object);
                let data = data
                    .ok_or_else(|| wrong(&format!("row {at} has no object `data`")))?
                    .clone();
                let content = row
                    .get("content")
                    .and_then(Value::as_str)
                    .map(|text| STANDARD.decode(text));
                let content = content
                    .transpose()
                    .map_err(|_| wrong(&format!("`content` of row {at} is no base64")))?;
                let above = row.get("above").and_then(Value::as_array).into_iter().flatten();
                let uid = row.get("uid").and_then(Value::as_u64);
                if let Some(id) = data.get("id").and_then(Value::as_i64) {
                    rows.last_id = rows.last_id.max(id);
                }
                rows.rows.push(Row {
                    uid: uid.unwrap_or_default(),
                    above: above.map(|one| one.as_str().unwrap_or("*").to_owned()).collect(),
                    data,
                    content: content.map(Bytes::from),
                });
            }
            store.collections.insert(name.clone(), rows);
        }
        store.number();
        Ok(store)
    }

    /// Gives a uid to each that has none.
    fn number(&mut self) {
        let all = self.collections.values().flat_map(|rows| &rows.rows);
        let mut last = all.map(|row| row.uid).max().unwrap_or_default().max(self.last_uid);
        for row in self
            .collections
            .values_mut()
            .flat_map(|rows| &mut rows.rows)
            .filter(|row| row.uid == 0)
        {
            last = last.saturating_add(1);
            row.uid = last;
        }
        self.last_uid = last;
    }
}

/// Of the JSON; another number is another form.
const FORMAT: u64 = 1;
