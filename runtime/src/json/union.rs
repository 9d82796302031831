//! Enumerations and unions.

use super::drift::DriftKind;
use super::path::Segment;
use super::{Decode, DecodeError, DecodeErrorKind, Json, Mode, Reader};

/// Bytes that may be read in vain while variants are tried, per byte of the document and on top. Past that, unions keep what they
/// get as JSON: nested unions would otherwise let a small hostile document cost exponential time.
const REREAD_FACTOR: usize = 16;
const REREAD_FREE: usize = 64 * 1024;

/// One round of trying the variants of an untagged union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// The value must fit without any tolerance.
    Exact,
    /// The form of the value (object, list, scalar) must fit; inside objects and lists, tolerance is on.
    Tolerant,
}

impl Reader<'_> {
    /// Reports that the value just read is none that the enumeration or union lists; an error in strict mode.
    #[cold]
    #[inline(never)]
    pub fn unknown_value(&mut self) -> Result<(), DecodeError> {
        self.tolerate(DriftKind::UnknownValue, "a listed value", "another")
    }

    /// An error for a value that a closed enumeration does not list; `expected` says what it lists.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn unlisted(&self, expected: &'static str) -> DecodeError {
        self.error(DecodeErrorKind::UnknownValue, expected, "another value".to_owned())
    }

    /// Looks ahead in the object at the position for the text of key `tag`; nothing is consumed.
    ///
    /// Gives the number of that text in `names`, and the next record read passes over the key. `None`, after a report, if there is
    /// no object, no such key or another text: the caller then keeps the value as JSON. In strict mode these are errors.
    pub fn tagged(&mut self, tag: &'static str, names: &[&str]) -> Result<Option<usize>, DecodeError> {
        if self.peek() != b'{' {
            let found = self.kind();
            self.tolerate(DriftKind::ToleratedType, "object", found)?;
            return Ok(None);
        }
        let start = self.mark();
        let position = self.find_tag(tag, names)?;
        self.reset(&start);
        if position.is_some() {
            self.tag = Some(tag);
        } else {
            self.path.push(Segment::Name(tag));
            self.unknown_value()?;
            self.path.pop();
        }
        Ok(position)
    }

    fn find_tag(&mut self, tag: &str, names: &[&str]) -> Result<Option<usize>, DecodeError> {
        self.enter()?;
        let mut first = true;
        while self.next_key(first)? {
            first = false;
            let hit = self.quoted()? == tag;
            self.colon()?;
            if hit {
                return Ok(match self.peek() {
                    b'"' => position(names, self.quoted()?),
                    b'{' | b'[' | b'n' => None,
                    _ => position(names, self.raw()?),
                });
            }
            self.skip()?;
        }
        Ok(None)
    }

    /// The rounds in which to try the variants of an untagged union on the value at the position: first exactly, then, if it is an
    /// object or a list, with tolerance inside it. So `"12"` becomes the text and not the integer of `[integer, string]`.
    pub fn rounds(&mut self) -> &'static [Round] {
        match self.peek() {
            b'{' | b'[' if !self.strict => &[Round::Exact, Round::Tolerant],
            _ => &[Round::Exact],
        }
    }

    /// Tries to read the value at the position as a `T`. `false`, with the position unchanged, if it does not fit.
    pub fn fits<T: Decode>(&mut self, round: Round, value: &mut T) -> Result<bool, DecodeError> {
        self.try_variant(round, &mut |r| {
            *value = T::blank();
            value.read(r)
        })
    }

    fn try_variant(
        &mut self,
        round: Round,
        read: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        self.peek();
        if self.reread > REREAD_FREE + REREAD_FACTOR.saturating_mul(self.text.len()) {
            return Ok(false);
        }
        let start = self.mark();
        let (strict, watched, drifts) = (self.strict, self.watched, self.drifts.take());
        let (trying, outer) = (std::mem::replace(&mut self.trying, true), self.outer);
        self.strict = strict || round == Round::Exact;
        self.watched = self.strict;
        let outcome = read(self);
        self.strict = strict;
        self.watched = watched;
        self.drifts = drifts;
        self.trying = trying;
        if let Err(error) = outcome {
            if error.is_fatal() {
                return Err(error);
            }
            self.reread += self.pos.saturating_sub(start.pos) + 1;
            self.reset(&start);
            self.outer = outer;
            return Ok(false);
        }
        if round == Round::Tolerant && self.drifts.is_some() {
            // It fits: once more, for the reports.
            self.reset(&start);
            self.outer = outer;
            read(self)?;
        }
        Ok(true)
    }

    /// Steps over the next value if it is the constant `text` (`"\"delete\""`, `"false"`), however its letters are escaped.
    pub fn is_const(&mut self, text: &str) -> Result<bool, DecodeError> {
        let both_text = self.peek() == b'"' && text.starts_with('"');
        if !both_text && !self.bytes()[self.pos..].starts_with(text.as_bytes()) {
            return Ok(false);
        }
        let start = self.mark();
        let raw = self.raw()?;
        if raw == text || (raw.contains('\\') && Json::parse(raw).ok() == Json::parse(text).ok()) {
            return Ok(true);
        }
        self.reset(&start);
        Ok(false)
    }

    /// Settles a `beside` union whose variant is told by another field of its holder: reads `json`, which stood under `key`, as a
    /// `T`. `false`, after a report, if it does not fit; an error in strict mode.
    pub fn settle<T: Decode>(&mut self, key: &'static str, json: &Json, value: &mut T) -> Result<bool, DecodeError> {
        self.settle_text(key, &json.to_string(), &mut |r| value.read(r))
    }

    fn settle_text(
        &mut self,
        key: &'static str,
        text: &str,
        read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        let mut inner = Reader::new(text, if self.strict { Mode::Strict } else { Mode::Tolerant });
        self.path.push(Segment::Name(key));
        inner.base = Some(Box::new(self.as_base()));
        self.path.pop();
        inner.watched = self.watched;
        inner.drifts = self.drifts.take();
        inner.depth = self.depth;
        inner.trying = self.trying;
        (inner.room, inner.max_memory) = (self.room, self.max_memory);
        let outcome = read(&mut inner);
        self.drifts = inner.drifts.take();
        match outcome {
            Ok(()) => {
                self.room = inner.room;
                // Bytes of the inner text say nothing here; what holds it ends at this position.
                let at = self.pos.saturating_sub(1);
                let free = super::MAX_MISFITS.saturating_sub(self.misfits.len());
                self.misfits_at.extend(inner.misfits_at.iter().map(|_| at));
                let misfits = inner.misfits.drain(..).take(free);
                self.misfits.extend(misfits.map(|(_, misfit)| (at, misfit)));
                Ok(true)
            }
            Err(error) if self.strict || error.is_fatal() => Err(error),
            Err(_) => {
                self.path.push(Segment::Name(key));
                self.unknown_value()?;
                self.path.pop();
                Ok(false)
            }
        }
    }
}

fn position(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| *name == text)
}
