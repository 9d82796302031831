//! Lists of things.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::PageStrategy;

use super::{Turn, filter, find, pages, sorting};
use crate::answer::{Fit, Reply, things};
use crate::chance::Chance;
use crate::check::tag_text;
use crate::sample::{Fill, Sampler};
use crate::spec::{ReplySpot, is_map};
use crate::words::FIELDS;

impl Turn<'_> {
    /// The things that pass the filters, in the order that is asked for.
    pub(super) fn matching(&self, above: &[String]) -> Vec<&Map<String, Value>> {
        let (filters, blank) = (self.filters().0, self.blank());
        let rows = self.store.rows(&self.role.collection).iter();
        let mut out: Vec<&Map<String, Value>> = rows
            .filter(|row| find::stands(row, above))
            .map(|row| &row.data)
            .filter(|data| filter::passes(&filters, data, &blank))
            .collect();
        let mut by = sorting::wanted(self.reading);
        if let Some(PageStrategy::Keyset { set }) = pages::kind(self.spec, self.operation).map(|kind| &kind.strategy) {
            by = set.iter().map(|(_, field)| (field.clone(), false)).collect();
        }
        sorting::sort(&mut out, &by);
        out
    }

    pub(super) fn list(&self, above: &[String]) -> Reply {
        let Some(spot) = &self.role.reply else {
            return self.shaper().any(self.operation);
        };
        let fit = self.fit();
        let shown: Vec<Value> = self
            .matching(above)
            .into_iter()
            .map(|data| fit.whole(&spot.ty, &Value::Object(data.clone())))
            .collect();
        self.paged(spot, shown)
    }

    /// A listing of things of which nothing is remembered: documented ones, or made ones.
    pub fn invented(&self) -> Reply {
        let Some(spot) = &self.role.reply else {
            return self.shaper().any(self.operation);
        };
        let mut shown = {
            let by_key = is_map(&self.spec.platform, self.operation, spot);
            things(&self.spec.platform, self.operation, &spot.path, by_key)
        };
        if shown.is_empty() {
            let mut sampler = Sampler::new(
                &self.spec.platform,
                Chance::named(self.seed, &self.operation.path),
                Fill::Share(0.6),
            );
            shown = (0..self.samples).map(|_| sampler.value(&spot.ty, "")).collect();
            // Each has an id of its own, in order, as pages that go on from ids need it.
            for (at, thing) in shown.iter_mut().enumerate() {
                if let Some(id) = thing.get_mut("id").filter(|id| id.is_number()) {
                    *id = json!(at + 1);
                }
            }
        }
        self.with_all_ignored(self.paged(spot, shown))
    }

    /// A page of what was found.
    pub(super) fn paged(&self, spot: &ReplySpot, all: Vec<Value>) -> Reply {
        let (mut page, facts) = pages::cut(self.spec, self.operation, self.reading, all);
        let names: Vec<String> = match self.reading.query.get(FIELDS) {
            Some(Value::Array(names)) => names.iter().filter_map(tag_text).collect(),
            _ => Vec::new(),
        };
        if !names.is_empty() {
            for entries in page.iter_mut().filter_map(Value::as_object_mut) {
                entries.retain(|key, _| names.contains(key));
            }
        }
        let elements = if is_map(&self.spec.platform, self.operation, spot) {
            by_id(page)
        } else {
            Value::Array(page)
        };
        let (mut reply, mut body) = self.shaper().list(self.operation, spot, elements);
        if let Some(facts) = facts {
            let base = self.spec.platform.pagination.get(facts.kind);
            if let Some(kind) = base {
                facts.tell(
                    &Fit {
                        platform: &self.spec.platform,
                        seed: self.seed,
                    },
                    self.operation,
                    kind,
                    self.path_and_query,
                    &mut body,
                    &mut reply,
                );
            }
        }
        reply
    }
}

fn by_id(elements: Vec<Value>) -> Value {
    let keyed = elements.into_iter().enumerate().map(|(at, element)| {
        let id = ["id", "code", "name"]
            .iter()
            .find_map(|key| element.get(key).and_then(tag_text));
        (id.unwrap_or_else(|| at.to_string()), element)
    });
    let mut out = json!({});
    if let Value::Object(entries) = &mut out {
        entries.extend(keyed);
    }
    out
}
