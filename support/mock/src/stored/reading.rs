//! JSON as it was written, by a mock or by hand, into what is remembered: all of it, or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value};

use super::paths::{elements, hint, joined};
use super::{FORMAT, Held, Row, Store, things};
use crate::check::tag_text;
use crate::error::Error;
use crate::spec::Spec;

/// What is wrong, each with its path. More than this nobody reads at once.
const TOLD: usize = 20;

/// Ids that are given go on from a last one, for which there has to be room.
const GREATEST: i64 = i64::MAX - (1 << 40);

/// Reads what [`Store::to_json`] wrote. Ids and uids may be left out by people who write it themselves. What a `lenient` mock was sent may not fit
/// the types, and then need not in its state.
///
/// # Errors
/// It is no such JSON, of another platform, or something in it does not fit; all that is wrong is told at once.
pub(crate) fn from_json(state: &Value, spec: &Spec, lenient: bool) -> Result<Store, Error> {
    let mut reader = Reader {
        spec,
        lenient,
        wrong: Vec::new(),
        uids: BTreeMap::new(),
    };
    let store = reader.store(state);
    if reader.wrong.is_empty() {
        return Ok(store);
    }
    let mut text = match reader.wrong.len() {
        1 => "the state is not taken".to_owned(),
        count => format!("the state is not taken, for {count} reasons"),
    };
    for line in reader.wrong.iter().take(TOLD) {
        let _ = write!(text, "\n  {line}");
    }
    if reader.wrong.len() > TOLD {
        text.push_str("\n  …");
    }
    Err(Error::new(text))
}

struct Reader<'s> {
    spec: &'s Spec,
    lenient: bool,
    wrong: Vec<String>,
    /// Where each uid was given.
    uids: BTreeMap<u64, String>,
}

impl Reader<'_> {
    fn say(&mut self, path: &str, what: impl std::fmt::Display) {
        self.wrong.push(if path.is_empty() {
            what.to_string()
        } else {
            format!("{path}: {what}")
        });
    }

    /// The entries of an object that has these keys and no others.
    fn object<'v>(&mut self, value: &'v Value, path: &str, keys: &[&str]) -> Option<&'v Map<String, Value>> {
        let Value::Object(entries) = value else {
            self.say(path, format!("an object is wanted, with {}", keys.join(", ")));
            return None;
        };
        for key in entries.keys().filter(|key| !keys.contains(&key.as_str())) {
            let hint = hint(key, keys.iter().copied(), "it may have");
            self.say(&joined(path, key), format!("there is no such key; {hint}"));
        }
        Some(entries)
    }

    fn store(&mut self, state: &Value) -> Store {
        let mut store = Store::default();
        let Some(whole) = self.object(state, "", &["format", "platform", "last_uid", "collections"]) else {
            return store;
        };
        let format = whole.get("format");
        if format.and_then(Value::as_u64) != Some(FORMAT) {
            let found = format.map_or_else(|| "nothing".to_owned(), Value::to_string);
            self.say(
                "format",
                format!("{FORMAT} is wanted, which is how this version of the mock writes it, not {found}"),
            );
        }
        let (name, of) = (self.spec.platform.name.as_str(), whole.get("platform"));
        if of.and_then(Value::as_str) != Some(name) {
            let found = of.map_or_else(|| "nothing".to_owned(), Value::to_string);
            self.say(
                "platform",
                format!("this mock is \"{name}\", and the state is of {found}"),
            );
        }
        store.last_uid = whole.get("last_uid").map_or(0, |uid| self.number(uid, "last_uid"));
        let Some(Value::Object(collections)) = whole.get("collections") else {
            self.say("collections", "an object is wanted, with a collection for each key");
            return store;
        };
        for (name, held) in collections {
            let path = joined("collections", name);
            if self.spec.collections.contains_key(name) {
                let held = self.held(name, held, &path);
                store.collections.insert(name.clone(), held);
            } else {
                let known = self.spec.collections.keys().map(String::as_str);
                let hint = hint(name, known, "there are");
                self.say(&path, format!("there is no such collection; {hint}"));
            }
        }
        self.parents(&store);
        number(&mut store);
        store
    }

    /// A whole number from 0 on.
    fn number(&mut self, value: &Value, path: &str) -> u64 {
        value.as_u64().unwrap_or_else(|| {
            self.say(path, format!("a whole number is wanted, not {value}"));
            0
        })
    }

    fn held(&mut self, name: &str, value: &Value, path: &str) -> Held {
        let mut out = Held::default();
        let Some(held) = self.object(value, path, &["last_id", "rows", "history"]) else {
            return out;
        };
        if let Some(last) = held.get("last_id") {
            match last.as_i64().filter(|last| *last <= GREATEST) {
                Some(last) => out.last_id = last,
                None => self.say(
                    &joined(path, "last_id"),
                    format!("a whole number up to {GREATEST} is wanted, as ids go on from it, not {last}"),
                ),
            }
        }
        let none = Vec::new();
        let list = |key: &str| match held.get(key) {
            Some(Value::Array(list)) => Ok(list),
            None if key == "history" => Ok(&none),
            _ => Err(joined(path, key)),
        };
        match list("history") {
            Ok(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    let path = format!("{path}.history[{at}]");
                    match entry {
                        Value::Object(entry) => {
                            self.fits(things::entry(self.spec, name, entry, &path));
                            out.history.push(entry.clone());
                        }
                        _ => self.say(&path, "an object is wanted"),
                    }
                }
            }
            Err(path) => self.say(&path, "a list is wanted"),
        }
        match list("rows") {
            Ok(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    let row = self.row(name, row, &format!("{path}.rows[{at}]"));
                    out.rows.extend(row);
                }
            }
            Err(path) => self.say(&path, "a list is wanted, of objects with `data`"),
        }
        self.ids(name, &mut out, path);
        out
    }

    fn row(&mut self, name: &str, value: &Value, path: &str) -> Option<Row> {
        let row = self.object(value, path, &["uid", "above", "data", "content"])?;
        let mut out = Row::default();
        if let Some(uid) = row.get("uid") {
            let path = joined(path, "uid");
            out.uid = self.number(uid, &path);
            if let Some(other) = self.uids.insert(out.uid, path.clone()).filter(|_| out.uid > 0) {
                self.say(&path, format!("{uid} stands at {other}, too; no two things have one"));
            }
        }
        for (at, one) in row.get("above").into_iter().flat_map(elements).enumerate() {
            match one {
                Value::String(one) => out.above.push(one.clone()),
                other => self.say(
                    &format!("{path}.above[{at}]"),
                    format!("a text is wanted, such as \"#7\" or \"*\", not {other}"),
                ),
            }
        }
        match row.get("content") {
            None => {}
            Some(content) => match content.as_str().map(|text| STANDARD.decode(text)) {
                Some(Ok(content)) => out.content = Some(Bytes::from(content)),
                _ => self.say(&joined(path, "content"), "the bytes of a file are wanted, in base64"),
            },
        }
        let path = joined(path, "data");
        if let Some(Value::Object(data)) = row.get("data") {
            self.fits(things::thing(self.spec, name, data, &path));
            out.data.clone_from(data);
            Some(out)
        } else {
            self.say(&path, "an object is wanted, with the fields of the thing");
            None
        }
    }

    fn fits(&mut self, wrong: Vec<String>) {
        if !self.lenient {
            self.wrong.extend(wrong);
        }
    }

    /// No two things of one collection that stand at one place have the same id; the greatest one is where new ones go on.
    fn ids(&mut self, name: &str, held: &mut Held, path: &str) {
        let field = self
            .spec
            .collections
            .get(name)
            .map_or("id", |collection| collection.id.as_str());
        let mut seen = BTreeSet::new();
        let mut numbers = Vec::new();
        for (at, row) in held.rows.iter().enumerate() {
            let Some(id) = row.data.get(field).and_then(tag_text) else {
                continue;
            };
            numbers.extend(id.parse::<i64>());
            if !seen.insert((&row.above, id.clone())) {
                self.wrong.push(format!(
                    "{path}.rows[{at}].data.{field}: there is one with `{id}` already"
                ));
            }
        }
        for id in numbers {
            held.note_id(id);
        }
    }

    /// What things stand below is there.
    fn parents(&mut self, store: &Store) {
        let known: BTreeSet<String> = self.uids.keys().map(|uid| format!("#{uid}")).collect();
        for (name, held) in &store.collections {
            let role = self.spec.roles.iter().flatten().filter(|role| role.collection == *name);
            let parents = role
                .max_by_key(|role| role.parents.len())
                .map(|role| role.parents.as_slice());
            for (at, row) in held.rows.iter().enumerate() {
                for (place, (sign, (_, above))) in row.above.iter().zip(parents.unwrap_or_default()).enumerate() {
                    let is_known = above
                        .as_ref()
                        .is_none_or(|above| !self.spec.collections.contains_key(above));
                    if !is_known && sign != "*" && !known.contains(sign) {
                        self.wrong.push(format!(
                            "collections.{name}.rows[{at}].above[{place}]: nothing has the uid of \"{sign}\"; \"*\" is any"
                        ));
                    }
                }
            }
        }
    }
}

/// Gives a uid to each that has none.
fn number(store: &mut Store) {
    let all = store.collections.values().flat_map(|rows| &rows.rows);
    let mut last = all.map(|row| row.uid).max().unwrap_or_default().max(store.last_uid);
    let rows = store.collections.values_mut().flat_map(|rows| &mut rows.rows);
    for row in rows.filter(|row| row.uid == 0) {
        last = last.saturating_add(1);
        row.uid = last;
    }
    store.last_uid = last;
}
