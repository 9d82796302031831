//! The members of a JSON object, in the order in which they were written.

use super::Json;
use super::places::Places;
use std::collections::BTreeMap;
use std::fmt;

/// Up to this many members, keys are compared one by one where all are gone through.
const FEW: usize = 16;
/// Up to this many, a single key is looked for among all.
const SEARCHED: usize = 64;

/// The members of a JSON object, in order, each key once. Equality does not look at the order.
///
/// Finding, adding and replacing a member takes the same time however many there are; [`remove`](Self::remove) moves those behind it.
#[derive(Clone)]
pub struct Object {
    members: Members,
}

/// An enumeration, so that an object is no larger than its list and any JSON not for it.
#[derive(Clone)]
enum Members {
    Few(Vec<(String, Json)>),
    Many(Box<Many>),
}

#[derive(Clone)]
struct Many {
    list: Vec<(String, Json)>,
    places: Places,
}

impl Object {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Vec::new())
    }

    /// Of members with different keys.
    fn of(list: Vec<(String, Json)>) -> Self {
        let members = if list.len() <= SEARCHED {
            Members::Few(list)
        } else {
            Members::Many(Box::new(Many {
                list,
                places: Places::default(),
            }))
        };
        Self { members }
    }

    fn list(&self) -> &Vec<(String, Json)> {
        match &self.members {
            Members::Few(list) => list,
            Members::Many(many) => &many.list,
        }
    }

    fn list_mut(&mut self) -> &mut Vec<(String, Json)> {
        match &mut self.members {
            Members::Few(list) => list,
            Members::Many(many) => &mut many.list,
        }
    }

    fn into_list(self) -> Vec<(String, Json)> {
        match self.members {
            Members::Few(list) => list,
            Members::Many(many) => many.list,
        }
    }

    /// Number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    fn place(&self, key: &str) -> Option<usize> {
        match &self.members {
            Members::Few(list) => {
                crate::steps::add(list.len());
                list.iter().position(|(name, _)| name == key)
            }
            Members::Many(many) => many.places.find(&many.list, key),
        }
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        let place = self.place(key)?;
        self.list().get(place).map(|(_, value)| value)
    }

    /// Reads the value of `key` as a `T`, tolerantly; `None` if there is none.
    #[must_use]
    pub fn read<T: super::Decode>(&self, key: &str) -> Option<Result<T, super::DecodeError>> {
        self.get(key).map(Json::decode)
    }

    /// The value of `key`, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        let place = self.place(key)?;
        self.list_mut().get_mut(place).map(|(_, value)| value)
    }

    /// Sets the value of `key`, at its old place or at the end; gives back the old value.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let (key, value) = (key.into(), value.into());
        if let Some(old) = self.get_mut(&key) {
            return Some(std::mem::replace(old, value));
        }
        match &mut self.members {
            Members::Few(list) => {
                list.push((key, value));
                if list.len() > SEARCHED {
                    *self = Self::of(std::mem::take(list));
                }
            }
            Members::Many(many) => {
                many.places.add(&key, many.list.len());
                many.list.push((key, value));
            }
        }
        None
    }

    /// Takes `key` out.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let place = self.place(key)?;
        if let Members::Many(many) = &mut self.members {
            many.places = Places::default();
        }
        Some(self.list_mut().remove(place).1)
    }

    /// The members in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.list().iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Builds an object from members that may repeat a key: the last value counts, at the place of the first.
    pub(super) fn from_members(members: Vec<(String, Json)>) -> Self {
        let object = Self {
            members: Members::Few(members),
        };
        if object.has_repeats() {
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            let mut kept: Vec<(String, Json)> = Vec::with_capacity(object.len());
            for (key, value) in object.into_list() {
                if let Some(&place) = places.get(&key) {
                    kept[place].1 = value;
                } else {
                    places.insert(key.clone(), kept.len());
                    kept.push((key, value));
                }
            }
            return Self::of(kept);
        }
        Self::of(object.into_list())
    }

    fn has_repeats(&self) -> bool {
        if self.len() <= FEW {
            let mut rest = self.list().as_slice();
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

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Object").field("members", self.list()).finish()
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
        self.into_list().into_iter()
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
