//! The keys of one struct.

use std::sync::OnceLock;

/// The most fields a shape can have: required ones are a bit each in two words.
pub const MAX_FIELDS: usize = 128;

/// The keys of a struct, as a `static` beside its [`Record`](super::Record) implementation.
///
/// A key is written as JSON text with its colon, `"name":`, so that a reader that guesses the next key right compares bytes and
/// parses nothing, and a writer copies it as it stands.
pub struct Shape {
    keys: &'static [&'static str],
    required: [u64; 2],
    also: &'static [(&'static str, u8)],
    index: OnceLock<Box<[u8]>>,
}

/// Free slot of the index; also past the last possible field.
const FREE: u8 = u8::MAX;

impl Shape {
    /// `keys` as JSON text (`"\"id\":"`), best in the order in which the server sends them; bit `i` of `required` says that
    /// key `i` must be there.
    ///
    /// # Panics
    /// With more than 128 keys; in a `static`, as generated code has it, that is a compile error.
    #[must_use]
    pub const fn new(keys: &'static [&'static str], required: [u64; 2]) -> Self {
        assert!(keys.len() <= MAX_FIELDS, "a struct can have 128 fields");
        Self {
            keys,
            required,
            also: &[],
            index: OnceLock::new(),
        }
    }

    /// The same, where fields are read by other keys too: each with the number of its field. A field's own key counts before them.
    #[must_use]
    pub const fn also(mut self, keys: &'static [(&'static str, u8)]) -> Self {
        self.also = keys;
        self
    }

    /// The key of field `index` as it stands in JSON between its quotes.
    #[must_use]
    pub fn name(&self, index: usize) -> &'static str {
        self.keys.get(index).map_or("", |key| bare(key))
    }

    /// The keys as they were given.
    #[must_use]
    pub fn keys(&self) -> &'static [&'static str] {
        self.keys
    }

    #[inline]
    pub(super) fn required(&self) -> [u64; 2] {
        self.required
    }

    #[inline]
    pub(super) fn has_spellings(&self) -> bool {
        !self.also.is_empty()
    }

    /// Field of which this is another key.
    pub(super) fn spelled(&self, key: &str) -> Option<usize> {
        let found = self.also.iter().find(|(other, _)| *other == key);
        found
            .map(|(_, field)| usize::from(*field))
            .filter(|field| *field < self.keys.len())
    }

    /// Field with this key, for keys that are not where they were expected. The index is built on first use.
    #[inline]
    pub(super) fn find(&self, key: &[u8]) -> Option<usize> {
        let slots = self.index.get_or_init(|| self.build());
        let mut hash = hash(key);
        loop {
            // A free slot holds a number past the last key, which ends the search.
            let field = usize::from(*slots.get(hash & (slots.len() - 1))?);
            let candidate = self.keys.get(field)?.as_bytes();
            if candidate.len() == key.len() + 3 && &candidate[1..candidate.len() - 2] == key {
                return Some(field);
            }
            hash += 1;
        }
    }

    /// Open addressing, a quarter full at most.
    #[cold]
    fn build(&self) -> Box<[u8]> {
        let size = (self.keys.len() * 4).next_power_of_two();
        let mut slots = vec![FREE; size];
        for (field, key) in (0u8..).zip(self.keys) {
            let mut hash = hash(bare(key).as_bytes());
            while slots[hash & (size - 1)] != FREE {
                hash += 1;
            }
            slots[hash & (size - 1)] = field;
        }
        slots.into()
    }
}

/// `name` of `"name":`.
fn bare(key: &'static str) -> &'static str {
    key.get(1..key.len().saturating_sub(2)).unwrap_or("")
}

/// Length, first, middle and last byte: enough to tell the keys of one struct apart.
#[inline]
fn hash(key: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (key.first(), key.last()) else {
        return 0;
    };
    let middle = key[key.len() / 2];
    let length = u32::try_from(key.len()).unwrap_or(u32::MAX);
    let mixed = length ^ (u32::from(first) << 8) ^ (u32::from(middle) << 16) ^ (u32::from(last) << 24);
    (mixed.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn finds_all_keys_and_nothing_else() {
        static SHAPE: Shape = Shape::new(&["\"id\":", "\"title\":", "\"\":", "\"tilte\":", "\"имя\":"], [0b1, 0]);
        for (index, name) in ["id", "title", "", "tilte", "имя"].into_iter().enumerate() {
            assert_eq!(SHAPE.find(name.as_bytes()), Some(index));
            assert_eq!(SHAPE.name(index), name);
        }
        for other in ["ID", "i", "titl", "title:", "\"id\":", "им"] {
            assert_eq!(SHAPE.find(other.as_bytes()), None, "{other}");
        }
        assert_eq!(SHAPE.name(99), "");
    }

    #[test]
    fn an_empty_shape_finds_nothing() {
        static SHAPE: Shape = Shape::new(&[], [0, 0]);
        assert_eq!(SHAPE.find(b""), None);
        assert_eq!(SHAPE.find(b"id"), None);
    }
}
