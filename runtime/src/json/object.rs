//! The members of a JSON object, in the order in which they were written.

use super::Json;
use std::collections::BTreeMap;

/// Up to this many members, keys are compared one by one.
const FEW: usize = 16;

/// The members of a JSON object, in order, each key once. Equality does not look at the order.
#[derive(Debug, Clone, Default)]
pub struct Object {
    members: Vec<(String, Json)>,
}

impl Object {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.members
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The value of `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.members
            .iter_mut()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Sets the value of `key`, at its old place or at the end; gives back the old value.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let (key, value) = (key.into(), value.into());
        if let Some(old) = self.get_mut(&key) {
            return Some(std::mem::replace(old, value));
        }
        self.members.push((key, value));
        None
    }

    /// Takes `key` out.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let at = self.members.iter().position(|(name, _)| name == key)?;
        Some(self.members.remove(at).1)
    }

    /// The members in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.members.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Builds an object from members that may repeat a key: the last value counts, at the place of the first.
    pub(super) fn from_members(members: Vec<(String, Json)>) -> Self {
        let mut object = Self { members };
        if object.has_repeats() {
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            let mut kept: Vec<(String, Json)> = Vec::with_capacity(object.members.len());
            for (key, value) in object.members {
                if let Some(&place) = places.get(&key) {
                    kept[place].1 = value;
                } else {
                    places.insert(key.clone(), kept.len());
                    kept.push((key, value));
                }
            }
            object.members = kept;
        }
        object
    }

    fn has_repeats(&self) -> bool {
        if self.members.len() <= FEW {
            let mut rest = self.members.as_slice();
            while let Some(((key, _), tail)) = rest.split_first() {
                if tail.iter().any(|(other, _)| other == key) {
                    return true;
                }
                rest = tail;
            }
            return false;
        }
        let sorted = self.sorted();
        sorted.windows(2).any(|pair| pair[0].0 == pair[1].0)
    }

    fn sorted(&self) -> Vec<(&str, &Json)> {
        let mut sorted: Vec<_> = self.iter().collect();
        sorted.sort_by_key(|(key, _)| *key);
        sorted
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        if self.len() <= FEW {
            self.iter().all(|(key, value)| other.get(key) == Some(value))
        } else {
            self.sorted() == other.sorted()
        }
    }
}

impl Eq for Object {}

impl IntoIterator for Object {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<K: Into<String>, V: Into<Json>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        Self::from_members(
            members
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
