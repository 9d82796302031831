//! Several things in one call, and what became of each.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::{EntryKeys, Outcomes, Sign, StatusMeaning};

use super::{Turn, What};
use crate::answer::{Failure, Reply, Why, at};
use crate::check::tag_text;
use crate::sample::literal_value;
use crate::spec::{Act, is_listed};

/// What became of an element.
enum Fate {
    Done(Map<String, Value>),
    Failed(Map<String, Value>, Why),
}

impl Turn<'_> {
    pub(super) fn batch(&mut self, above: &[String]) -> Result<Reply, Failure> {
        let elements = self.elements();
        // Nothing says which failed, so that all is done or nothing.
        let whole = self.operation.outcomes.is_none().then(|| self.store.clone());
        for element in elements.iter().filter(|_| whole.is_some()) {
            self.may(above, element)?;
        }
        let done = if self.halves {
            elements.len() / 2
        } else {
            elements.len()
        };
        let fates: Vec<Fate> = elements
            .into_iter()
            .enumerate()
            .map(|(at, element)| match at {
                at if at < done => self.one(above, element),
                _ => Fate::Failed(element, Why::Rest),
            })
            .collect();
        let refused = fates.iter().find_map(|fate| match fate {
            Fate::Failed(_, why) if *why != Why::Rest => Some(*why),
            _ => None,
        });
        if let (Some(before), Some(why)) = (whole, refused) {
            *self.store = before;
            self.events.clear();
            return Err(Failure::new(why));
        }
        if self.halves && self.operation.outcomes.is_none() {
            return Err(Failure::new(Why::Rest));
        }
        let mut reply = self.told(&fates);
        if self.halves && reply.status < 400 {
            reply.status = Failure::new(Why::Rest).reply(&self.spec.platform, None).status;
        }
        Ok(reply)
    }

    /// The elements that were sent; what is no object is the id of one.
    fn elements(&self) -> Vec<Map<String, Value>> {
        let Some(body) = &self.operation.body else {
            return Vec::new();
        };
        let Some(content) = self.reading.content(body) else {
            return Vec::new();
        };
        let named = self.role.sent.as_ref().and_then(|spot| spot.field.clone());
        let list = match (&named, content) {
            (Some(name), content) => content.get(name).cloned().unwrap_or_default(),
            (None, Value::Object(entries)) => entries
                .values()
                .find(|value| value.is_array())
                .cloned()
                .unwrap_or_default(),
            (None, other) => other.clone(),
        };
        let beside = match (&named, content) {
            (Some(name), Value::Object(content)) => self.beside(content, name),
            _ => Map::new(),
        };
        let all = match list {
            Value::Array(elements) => elements,
            Value::Object(single) => vec![Value::Object(single)],
            _ => Vec::new(),
        };
        all.into_iter()
            .map(|element| match element {
                Value::Object(mut entries) => {
                    for (key, value) in &beside {
                        entries.entry(key.clone()).or_insert_with(|| value.clone());
                    }
                    entries
                }
                id => Map::from_iter([(self.collection.id.clone(), id)]),
            })
            .collect()
    }

    fn may(&self, above: &[String], element: &Map<String, Value>) -> Result<Option<u64>, Failure> {
        match self.role.act {
            Act::CreateMany => {
                let known = self.known(above, element)?;
                self.may_be(above, element, known).map(|()| known)
            }
            // What is not there needs no deleting.
            Act::DeleteMany => Ok(self.about_which(above, element)),
            _ => {
                let known = self.about_which(above, element);
                if known.is_none() && self.operation.upsert.is_none() {
                    return Err(Failure::new(Why::NotFound));
                }
                self.may_be(above, element, known).map(|()| known)
            }
        }
    }

    fn one(&mut self, above: &[String], element: Map<String, Value>) -> Fate {
        match (self.may(above, &element), self.role.act) {
            (Err(failure), _) => Fate::Failed(element, failure.why),
            (Ok(None), Act::CreateMany | Act::UpdateMany) => Fate::Done(self.add(above, &element, None)),
            (Ok(None), _) => Fate::Done(element),
            (Ok(Some(uid)), Act::DeleteMany) => {
                let row = self
                    .store
                    .rows(&self.role.collection)
                    .iter()
                    .find(|row| row.uid == uid)
                    .cloned();
                if let Some(row) = &row {
                    self.taken_away(row);
                    self.note(What::Deleted, &row.data, None);
                }
                Fate::Done(row.map(|row| row.data).unwrap_or(element))
            }
            (Ok(Some(uid)), _) => Fate::Done(self.change(uid, &element)),
        }
    }

    /// The reply: what was done, and what became of each where the spec says how that is told.
    fn told(&self, fates: &[Fate]) -> Reply {
        let platform = &self.spec.platform;
        let fit = self.fit();
        let done: Vec<&Map<String, Value>> = fates
            .iter()
            .filter_map(|fate| if let Fate::Done(data) = fate { Some(data) } else { None })
            .collect();
        let any_failed = done.len() < fates.len();
        let outcomes = self.operation.outcomes.as_ref();
        let is_list_of_outcomes =
            |path: &[String]| outcomes.is_some_and(|outcomes| outcomes.at.contains(&path.join(".")));
        let mut reply = match &self.role.reply {
            Some(spot) if is_listed(platform, self.operation, spot) && !is_list_of_outcomes(&spot.path) => {
                let elements = done
                    .iter()
                    .map(|data| fit.whole(&spot.ty, &Value::Object((*data).clone())))
                    .collect();
                self.shaper().list(self.operation, spot, elements).0
            }
            _ => self.shaper().about(self.operation, None, &json!({})),
        };
        let Some(outcomes) = outcomes else { return reply };
        let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body) else {
            return reply;
        };
        if let Some(path) = outcomes.at.first() {
            let told: Vec<Value> = fates.iter().filter_map(|fate| outcome(outcomes, fate)).collect();
            if !told.is_empty() {
                at::put(&mut body, &at::keys(path), Value::Array(told));
            }
        }
        if any_failed {
            self.entries(outcomes, fates, &mut body);
            let partial = platform
                .errors
                .statuses
                .iter()
                .find(|(_, means)| *means == StatusMeaning::Partial);
            if let Some((status, _)) = partial {
                reply.status = *status;
                for sign in &platform.errors.failure {
                    if let Sign::Is { path, value } = sign {
                        at::put(&mut body, &at::keys(path), literal_value(value));
                    }
                }
                if let Some(path) = platform.errors.message.iter().find(|path| !path.is_empty()) {
                    at::put(&mut body, &at::keys(path), json!("Some elements were not taken"));
                }
            }
        }
        reply.body = body.to_string().into();
        reply
    }

    /// Texts that stand apart from the outcomes: by position, by id, or in turn.
    fn entries(&self, outcomes: &Outcomes, fates: &[Fate], body: &mut Value) {
        if outcomes.ordered || !outcomes.message.is_empty() {
            return;
        }
        let entries = self
            .operation
            .entries
            .as_ref()
            .unwrap_or(&self.spec.platform.errors.entries);
        let Some(path) = self.spec.platform.errors.fields.iter().find(|path| !path.is_empty()) else {
            return;
        };
        let mut out = Map::new();
        for (row, fate) in fates.iter().enumerate() {
            let Fate::Failed(element, why) = fate else { continue };
            let key = match entries.keys {
                EntryKeys::Row => (row + entries.first_row as usize).to_string(),
                _ => outcomes
                    .ids
                    .iter()
                    .find_map(|(_, sent)| element.get(sent.as_deref()?).and_then(tag_text))
                    .unwrap_or_else(|| row.to_string()),
            };
            out.insert(key, json!(why.text()));
        }
        let told = if entries.keys == EntryKeys::Field {
            out.into_iter().map(|(_, text)| text).collect()
        } else {
            Value::Object(out)
        };
        at::put(body, &at::keys(path), told);
    }
}

/// The outcome of an element, where there is one for it.
fn outcome(outcomes: &Outcomes, fate: &Fate) -> Option<Value> {
    let (data, why) = match fate {
        Fate::Done(data) if outcomes.ordered => (data, None),
        Fate::Done(_) => return None,
        Fate::Failed(element, why) => (element, Some(*why)),
    };
    let mut out = json!({});
    for (told, sent) in &outcomes.ids {
        let value = sent
            .as_deref()
            .and_then(|sent| data.get(sent))
            .or_else(|| data.get(told))
            .cloned();
        match (told.as_str(), value) {
            ("", Some(value)) => return Some(value),
            (told, Some(value)) => at::put(&mut out, &at::keys(told), value),
            (_, None) => {}
        }
    }
    if let Some(why) = why {
        let paths = outcomes.message.iter().filter(|path| !path.is_empty());
        if let Some(path) = paths.into_iter().next() {
            at::put(&mut out, &at::keys(path), json!(why.text()));
        }
        let shown = |out: &Value| {
            outcomes
                .failure
                .iter()
                .any(|sign| matches!(sign, Sign::Present { path } if at::dotted(out, path).is_some()))
        };
        if !shown(&out) {
            match outcomes.failure.first() {
                Some(Sign::Present { path }) => at::put(&mut out, &at::keys(path), json!(why.text())),
                Some(Sign::Is { path, value }) => at::put(&mut out, &at::keys(path), literal_value(value)),
                None => {}
            }
        }
    }
    Some(out)
}
