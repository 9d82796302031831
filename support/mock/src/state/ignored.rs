//! Filters that nothing is filtered by.

use serde_json::{Map, Value};

use super::{Turn, filter, pages};
use crate::answer::Reply;
use crate::spec::Act;

/// The header of an answer that names them.
const IGNORED: &str = "x-mock-ignored";

impl Turn<'_> {
    /// A listing, and in a header which of its filters no field of what is listed answers: they are declared, so that it is no violation to send
    /// them, and who gets too much should see why.
    pub(super) fn with_ignored(&self, reply: Reply) -> Reply {
        let platform = &self.spec.platform;
        let held = self.store.collections.get(&self.role.collection);
        let entries: &[Map<String, Value>] = match (self.role.act, held) {
            (Act::History, Some(held)) => &held.history,
            _ => &[],
        };
        let rows = self.store.rows(&self.role.collection).iter();
        let rows = rows.filter(|_| self.role.act != Act::History);
        let things: Vec<&Map<String, Value>> = rows.map(|row| &row.data).chain(entries).collect();
        let ty = match self.role.act {
            Act::History => self.role.reply.as_ref().map(|spot| &spot.ty),
            _ => self.collection.entity.as_ref(),
        };
        let blank = filter::blank(ty.and_then(|ty| platform.as_struct(ty)));
        let is_answered = |asked: &filter::Filter| asked.may(&blank) || things.iter().any(|thing| asked.may(thing));
        let mut filters = self.filters();
        filters.retain(|asked| !is_answered(asked));
        named(reply, &filters)
    }

    /// The same of things that are made up, of which none is left out for a filter.
    pub(super) fn with_all_ignored(&self, reply: Reply) -> Reply {
        named(reply, &self.filters())
    }

    fn filters(&self) -> Vec<filter::Filter> {
        let own = pages::own_params(self.spec, self.operation);
        filter::of(self.spec, self.operation, self.reading, &own)
    }
}

fn named(reply: Reply, filters: &[filter::Filter]) -> Reply {
    let names: Vec<&str> = filters.iter().map(|asked| asked.whole.as_str()).collect();
    if names.is_empty() {
        reply
    } else {
        reply.with_header(IGNORED, names.join(", "))
    }
}
