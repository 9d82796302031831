//! Writing what objects and lists hold.

use std::collections::BTreeMap;

use super::{Encode, List, Pattern, Writer};

impl Writer {
    /// A field of an object; nothing at all if the value is absent.
    #[inline(never)] // once per type, not per field
    pub fn field<T: Encode + ?Sized>(&mut self, key: &'static str, value: &T) {
        if !value.is_absent() {
            return self.field_or_null(key, value);
        }
        #[cfg(debug_assertions)]
        self.name_absent(key);
    }

    /// A field that is always written: `null` if the value is absent.
    pub fn field_or_null<T: Encode + ?Sized>(&mut self, key: &'static str, value: &T) {
        #[cfg(debug_assertions)]
        let outside = self.enter(key);
        self.buffer.extend_from_slice(key.as_bytes());
        value.encode(self);
        self.buffer.push(b',');
        #[cfg(debug_assertions)]
        self.leave(outside);
    }

    /// A member whose key is known only now.
    pub fn entry<T: Encode + ?Sized>(&mut self, key: &str, value: &T) {
        self.text(key);
        self.buffer.push(b':');
        self.item(value);
    }

    /// An item of a list.
    #[inline]
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        #[cfg(debug_assertions)]
        if self.is_naming() {
            return;
        }
        value.encode(self);
        self.buffer.push(b',');
    }

    /// The members of a family: `custom_{key}`, `price{n}`.
    pub fn family<T: Encode>(&mut self, pattern: &'static str, map: &BTreeMap<String, T>) {
        #[cfg(debug_assertions)]
        self.name_absent(pattern);
        let pattern = Pattern::new(pattern);
        for (name, value) in map {
            self.entry(&pattern.key_of(name), value);
        }
    }

    /// A list of which a single element stands bare.
    pub fn one_or_many<L: List>(&mut self, key: &'static str, list: &L)
    where
        L::Item: Encode,
    {
        match list.items() {
            #[cfg(debug_assertions)]
            None => self.name_absent(key),
            #[cfg(not(debug_assertions))]
            None => {}
            Some([one]) => self.field_or_null(key, one),
            Some(items) => self.field_or_null(key, items),
        }
    }

    /// An object with one more field at its front: the variant of a tagged union. `key` and `name` are JSON text.
    pub fn tagged<T: Encode + ?Sized>(&mut self, key: &'static str, name: &'static str, variant: &T) {
        let start = self.buffer.len();
        variant.encode(self);
        if self.buffer.get(start) == Some(&b'{') {
            let empty = self.buffer.get(start + 1) == Some(&b'}');
            let comma = if empty { "" } else { "," };
            let tag = key.bytes().chain(name.bytes()).chain(comma.bytes());
            let inside = start + 1;
            self.buffer.splice(inside..inside, tag);
        }
    }
}
