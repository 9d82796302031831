//! Where the members of a large object stand, by their keys.

#![allow(clippy::disallowed_types, reason = "looked up, never walked")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

/// Places by key, found out when first asked for. Hashes in place of keys, which are not kept twice.
#[derive(Clone, Default)]
pub(super) struct Places {
    known: OnceLock<Known>,
}

#[derive(Clone, Default)]
struct Known {
    /// Seeded anew for each object, so that nobody can choose keys of one hash.
    hasher: RandomState,
    /// First place of each hash.
    first: HashMap<u64, usize>,
    /// Places of keys whose hash another key had before.
    others: Vec<usize>,
}

impl Places {
    /// Place of `key` in `list`, of which these are the places.
    pub(super) fn find<V>(&self, list: &[(String, V)], key: &str) -> Option<usize> {
        let known = self.known.get_or_init(|| {
            let mut known = Known::default();
            for (place, (name, _)) in list.iter().enumerate() {
                known.add(name, place);
            }
            known
        });
        crate::steps::add(1 + known.others.len());
        let is_it = |place: &usize| list.get(*place).is_some_and(|(name, _)| name == key);
        let first = known.first.get(&known.hasher.hash_one(key))?;
        Some(first)
            .filter(|place| is_it(place))
            .or_else(|| known.others.iter().find(|place| is_it(place)))
            .copied()
    }

    /// Takes note of a new key, which is going to stand at `place`.
    pub(super) fn add(&mut self, key: &str, place: usize) {
        if let Some(known) = self.known.get_mut() {
            known.add(key, place);
        }
    }
}

impl Known {
    fn add(&mut self, key: &str, place: usize) {
        crate::steps::add(1);
        match self.first.entry(self.hasher.hash_one(key)) {
            Entry::Vacant(free) => {
                free.insert(place);
            }
            Entry::Occupied(_) => self.others.push(place),
        }
    }
}
