//! Members of an object as text, one by one: what [`Extra`](super::Extra) keeps.

use super::lenient::{quote_end, skip_space, value_end};
use std::borrow::Cow;

/// Before a member whose key is known and whose value did not fit its field.
pub(super) const MISFIT: u8 = b'!';
/// Before such a member whose text is not even JSON.
pub(super) const BROKEN: u8 = b'?';

/// A member as it stands in a text.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    /// Its mark, if it has one: [`MISFIT`] or [`BROKEN`].
    pub(super) mark: Option<u8>,
    /// Between the quotes of its key.
    pub(super) key: &'a str,
    /// Text of its value.
    pub(super) value: &'a str,
    /// The member without its mark.
    pub(super) text: &'a str,
}

impl<'a> Member<'a> {
    /// The key with its escapes resolved.
    pub(super) fn name(&self) -> Cow<'a, str> {
        if !self.key.contains('\\') {
            return Cow::Borrowed(self.key);
        }
        let quoted = ["\"", self.key, "\""].concat();
        super::from_str(&quoted).map_or(Cow::Borrowed(self.key), Cow::Owned)
    }

    /// Whether the value is JSON.
    pub(super) fn is_sound(&self) -> bool {
        self.mark != Some(BROKEN)
    }
}

/// The members in `text`, which are divided by commas. Ends early at what is no member.
pub(super) struct Members<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Members<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self::from(text, 0)
    }

    /// From the member on that stands at byte `at`.
    pub(super) fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte at which the next one stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let bytes = self.text.as_bytes();
        let mut start = skip_space(bytes, self.at);
        let mark = bytes
            .get(start)
            .copied()
            .filter(|mark| matches!(*mark, MISFIT | BROKEN));
        start += usize::from(mark.is_some());
        if bytes.get(start) != Some(&b'"') {
            return None;
        }
        let key_end = quote_end(bytes, start + 1)?;
        let colon = skip_space(bytes, key_end);
        let from = skip_space(bytes, colon + 1);
        let to = value_end(bytes, from)?;
        let comma = skip_space(bytes, to);
        self.at = comma + usize::from(bytes.get(comma) == Some(&b','));
        Some(Member {
            mark,
            key: self.text.get(start + 1..key_end - 1)?,
            value: self.text.get(from..to)?,
            text: self.text.get(start..to)?,
        })
    }
}
