//! Filters that nothing is filtered by.

use serde_json::{Map, Value};

use super::fields::blank;
use super::filter::Filter;
use super::{Turn, filter, pages, sorting};
use crate::answer::Reply;
use crate::spec::{Act, Role, Spec};

/// The header of an answer that names them.
const IGNORED: &str = "x-mock-ignored";

impl Turn<'_> {
    /// A listing, and in a header which of its filters no field of what is listed answers: they are declared, so that it is no violation to send
    /// them, and who gets too much should see why. So is the parameter that says how to sort, where no field is called so.
    pub(super) fn with_ignored(&self, reply: Reply) -> Reply {
        let (_, filters) = self.filters();
        let blank = self.blank();
        let knows = |field: &str| blank.contains_key(field) || self.things().any(|thing| thing.contains_key(field));
        let sorted = sorting::wanted(self.reading);
        let is_sorted = sorted.iter().all(|(field, _)| knows(field));
        let param = sorting::param(self.reading).filter(|_| !is_sorted);
        named(reply, filters.iter().map(|asked| asked.whole.as_str()).chain(param))
    }

    /// The same of things that are made up, of which none is left out for a filter.
    pub(super) fn with_all_ignored(&self, reply: Reply) -> Reply {
        let own = pages::own_params(self.spec, self.operation);
        let filters = filter::of(self.spec, self.operation, self.reading, &own);
        let sorted = sorting::param(self.reading);
        named(reply, filters.iter().map(|asked| asked.whole.as_str()).chain(sorted))
    }

    /// Filters that something answers, and those that nothing does.
    pub(super) fn filters(&self) -> (Vec<Filter>, Vec<Filter>) {
        let own = pages::own_params(self.spec, self.operation);
        let filters = filter::of(self.spec, self.operation, self.reading, &own);
        filter::told_apart(filters, &self.things(), &self.blank())
    }

    /// What is listed: things, or entries of a history.
    fn things(&self) -> impl Iterator<Item = &Map<String, Value>> + Clone {
        let is_history = self.role.act == Act::History;
        let held = self.store.collections.get(&self.role.collection);
        let entries = held
            .into_iter()
            .filter(move |_| is_history)
            .flat_map(|held| &held.history);
        let rows = self.store.rows(&self.role.collection).iter();
        let rows = rows.filter(move |_| !is_history);
        rows.map(|row| &row.data).chain(entries)
    }

    /// The fields of what is listed, without values.
    pub(super) fn blank(&self) -> Map<String, Value> {
        blank_of(self.spec, self.role)
    }
}

fn blank_of(spec: &Spec, role: &Role) -> Map<String, Value> {
    let ty = match role.act {
        Act::History => role.reply.as_ref().map(|spot| &spot.ty),
        _ => spec.collections.get(&role.collection).and_then(|of| of.entity.as_ref()),
    };
    blank(&spec.platform, ty)
}

/// The filters that operations declare and that no field of what they list answers: the operation, and what is sent.
pub(crate) fn unanswered(spec: &Spec) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (at, role) in spec.roles.iter().enumerate() {
        let (Some(role), Some(operation)) = (role, spec.operation(at)) else {
            continue;
        };
        if !matches!(role.act, Act::List | Act::Count | Act::History) {
            continue;
        }
        let blank = blank_of(spec, role);
        let declared = filter::declared(spec, operation, &pages::own_params(spec, operation));
        let none = declared.into_iter().filter(|asked| asked.lets(&blank).is_none());
        out.extend(none.map(|asked| (spec.id(at).to_owned(), asked.whole)));
    }
    out
}

fn named<'n>(reply: Reply, names: impl Iterator<Item = &'n str>) -> Reply {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        reply
    } else {
        reply.with_header(IGNORED, names.join(", "))
    }
}
