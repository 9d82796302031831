//! Writing what an object holds beside its fields.

use std::collections::BTreeSet;

use super::members::Members;
use super::open_path::NAMED;
use super::{Extra, Writer};

impl Writer {
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
