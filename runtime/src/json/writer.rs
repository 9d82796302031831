//! The writer of JSON text.
//!
//! Every value inside a container is followed by a comma, and the closing bracket overwrites the last one: no "is this the first"
//! anywhere.

use super::members::Members;
use super::open_path::{NAMED, named_paths, open_path};
use super::{Encode, EncodeError, Extra, List, Pattern, scan};
use crate::value::Patch;
use std::collections::{BTreeMap, BTreeSet};

/// Writes JSON text. Keys of fields are given as JSON text with their colon (`"\"name\":"`), as in a [`Shape`](super::Shape).
#[derive(Default)]
pub struct Writer {
    buffer: Vec<u8>,
    problem: Option<EncodeError>,
    /// The text is made to find misfits in it, and not to be read.
    audit: bool,
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            buffer: Vec::with_capacity(128),
            problem: None,
            audit: false,
        }
    }

    /// JSON paths of the misfits in `value`.
    pub(super) fn audit(value: &dyn Encode) -> Vec<String> {
        let mut writer = Self::new();
        writer.audit = true;
        value.encode(&mut writer);
        named_paths(&writer.buffer)
    }

    /// The text, or the first value that could not be written.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.problem {
            None => Ok(self.buffer),
            Some(problem) => Err(problem),
        }
    }

    /// Notes that the value to be written here has no JSON form, and writes `null` in its place; [`finish`](Self::finish) then fails.
    #[cold]
    #[inline(never)]
    pub fn refuse(&mut self, reason: &'static str) {
        if self.problem.is_none() {
            self.problem = Some(EncodeError::new(reason, open_path(&self.buffer)));
        }
        self.null();
    }

    /// Opens an object.
    #[inline]
    pub fn begin_object(&mut self) {
        self.buffer.push(b'{');
    }

    /// Closes an object.
    #[inline]
    pub fn end_object(&mut self) {
        self.end(b'}');
    }

    /// Closes an object behind the members that no field of it holds. A misfit whose field was set since is left out.
    #[inline]
    pub fn end_record(&mut self, extra: &Extra) {
        if !extra.is_empty() {
            self.extra(extra);
        }
        self.end(b'}');
    }

    #[inline(never)]
    fn extra(&mut self, extra: &Extra) {
        if extra.has_misfits() {
            self.misfits(extra);
        } else {
            self.raw(extra.text());
            self.buffer.push(b',');
        }
    }

    #[cold]
    #[inline(never)]
    fn misfits(&mut self, extra: &Extra) {
        let start = open_object(&self.buffer);
        let written = String::from_utf8_lossy(self.buffer.get(start..).unwrap_or_default()).into_owned();
        let written: BTreeSet<&str> = Members::of(&written).map(|member| member.key).collect();
        for member in extra.members() {
            if member.mark.is_some() && written.contains(member.key) {
                continue;
            }
            if self.audit && member.mark.is_some() {
                self.buffer.push(NAMED);
            }
            if member.is_sound() || self.audit {
                self.raw(member.text);
            } else {
                self.buffer.push(b'"');
                self.raw(member.key);
                self.raw("\":");
                self.refuse("text that came from the server and is no JSON");
            }
            self.buffer.push(b',');
        }
    }

    /// Opens a list.
    #[inline]
    pub fn begin_array(&mut self) {
        self.buffer.push(b'[');
    }

    /// Closes a list.
    #[inline]
    pub fn end_array(&mut self) {
        self.end(b']');
    }

    #[inline]
    fn end(&mut self, bracket: u8) {
        match self.buffer.last_mut() {
            Some(last @ b',') => *last = bracket,
            _ => self.buffer.push(bracket),
        }
    }

    /// A field of an object; nothing at all if the value is absent.
    #[inline(never)] // once per type, not per field
    pub fn field<T: Encode + ?Sized>(&mut self, key: &'static str, value: &T) {
        if !value.is_absent() {
            self.field_or_null(key, value);
        }
    }

    /// A field that is always written: `null` if the value is absent.
    pub fn field_or_null<T: Encode + ?Sized>(&mut self, key: &'static str, value: &T) {
        self.buffer.extend_from_slice(key.as_bytes());
        value.encode(self);
        self.buffer.push(b',');
    }

    /// A field whose value is JSON text already.
    pub fn raw_field(&mut self, key: &'static str, json: &str) {
        self.buffer.extend_from_slice(key.as_bytes());
        self.raw(json);
        self.buffer.push(b',');
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
        value.encode(self);
        self.buffer.push(b',');
    }

    /// The members of a family: `custom_{key}`, `price{n}`.
    pub fn family<T: Encode>(&mut self, pattern: &'static str, map: &BTreeMap<String, T>) {
        let pattern = Pattern::new(pattern);
        for (name, value) in map {
            self.entry(&pattern.key_of(name), value);
        }
    }

    /// A field with three states: nothing, the value, or `clear` (JSON text) to empty it.
    pub fn patch<T: Encode>(&mut self, key: &'static str, value: &Patch<T>, clear: &str) {
        match value {
            Patch::Keep => {}
            Patch::Set(value) => self.field_or_null(key, value),
            Patch::Clear => self.raw_field(key, clear),
        }
    }

    /// A list of which a single element stands bare.
    pub fn one_or_many<L: List>(&mut self, key: &'static str, list: &L)
    where
        L::Item: Encode,
    {
        match list.items() {
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

    /// `null`.
    #[inline]
    pub fn null(&mut self) {
        self.buffer.extend_from_slice(b"null");
    }

    /// JSON text, copied as it stands.
    #[inline]
    pub fn raw(&mut self, json: &str) {
        self.buffer.extend_from_slice(json.as_bytes());
    }

    /// A string, with quotes and escapes.
    pub fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.buffer.reserve(bytes.len() + 2);
        self.buffer.push(b'"');
        let mut from = 0;
        loop {
            let plain = scan::string_end(bytes, from);
            self.buffer.extend_from_slice(&bytes[from..plain]);
            let Some(&special) = bytes.get(plain) else { break };
            self.escape(special);
            from = plain + 1;
        }
        self.buffer.push(b'"');
    }

    #[cold]
    #[inline(never)]
    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                self.buffer.extend_from_slice(b"\\u00");
                self.buffer.push(HEX[usize::from(byte >> 4)]);
                self.buffer.push(HEX[usize::from(byte & 15)]);
                return;
            }
        };
        self.buffer.extend_from_slice(&[b'\\', short]);
    }
}

/// Index behind the bracket of the object that is open at the end of `text`, which is JSON up to there: found backwards, so that no
/// more than this object is looked at.
fn open_object(text: &[u8]) -> usize {
    let (mut at, mut depth) = (text.len(), 0usize);
    while let Some(before) = at.checked_sub(1) {
        match text.get(before) {
            Some(b'"') => {
                at = open_quote(text, before);
                continue;
            }
            Some(b'}' | b']') => depth += 1,
            Some(b'{' | b'[') if depth == 0 => return at,
            Some(b'{' | b'[') => depth -= 1,
            _ => {}
        }
        at = before;
    }
    0
}

/// Index of the quote that opens the string whose closing quote is at `close`.
fn open_quote(text: &[u8], close: usize) -> usize {
    let mut at = close;
    while let Some(before) = at.checked_sub(1) {
        at = before;
        if text.get(at) == Some(&b'"') {
            let head = text.get(..at).unwrap_or_default();
            let escapes = head.iter().rev().take_while(|byte| **byte == b'\\').count();
            if escapes % 2 == 0 {
                return at;
            }
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::open_object;

    #[test]
    fn the_open_object_is_found_from_behind() {
        for (before, inside) in [
            ("{", ""),
            ("[{\"a\":{\"x\":1}},{", "\"b\":[{},\"}\"],"),
            ("{\"k\":{", "\"q\\\"{\":\"\\\\\",\"c\":{\"d\":[]},"),
        ] {
            let text = [before, inside].concat();
            assert_eq!(open_object(text.as_bytes()), before.len(), "{text}");
        }
    }
}
