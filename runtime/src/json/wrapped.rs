//! A value under a wrapper key, and what stands beside it.

use super::decode::{Decode, Decoded, Options, ReadStep, whole};
use super::drift::DriftKind;
use super::kept::Frame;
use super::path::Segment;
use super::{DecodeError, DecodeErrorKind, Extra, Reader};

/// A value that stood under a key, and the members beside it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Wrapped<T> {
    /// The value, and what was noticed.
    pub decoded: Decoded<T>,
    /// The others; none where the value stood bare.
    pub beside: Extra,
}

/// Reads the value that stands under `key` in a body `{"key": …}`. With `or_bare`, a body without that key is read as the value
/// itself.
pub fn decode_under<T: Decode>(
    body: &[u8],
    key: &'static str,
    or_bare: bool,
    options: Options,
) -> Result<Wrapped<T>, DecodeError> {
    let (mut value, mut beside) = (T::blank(), Extra::new());
    let notes = whole(body, options, &mut |r| {
        beside = r.under(key, or_bare, &mut |r| value.read(r))?;
        Ok(())
    })?;
    let decoded = notes.with(value);
    Ok(Wrapped { decoded, beside })
}

impl Reader<'_> {
    /// Finds `key` in the object at the position, reads its value with `read` and keeps the others. No type says what these may be, so
    /// none of them is wrong, even strictly.
    fn under(&mut self, key: &'static str, or_bare: bool, read: &mut ReadStep<'_>) -> Result<Extra, DecodeError> {
        if self.peek() != b'{' {
            return if or_bare {
                read(self).map(|()| Extra::new())
            } else {
                Err(self.unexpected("object"))
            };
        }
        let (start, base, outer) = (self.mark(), self.kept.len(), self.outer);
        self.enter()?;
        self.path.push(Segment::Name(key));
        let frame = Frame {
            depth: self.depth,
            path: self.path.len(),
            keeps: true,
            has_spellings: false,
        };
        let (mut first, mut found, mut others) = (true, false, Vec::new());
        while self.next_key(first)? {
            first = false;
            let from = self.pos;
            let hit = self.quoted()? == key && !found;
            let to = self.pos;
            self.colon()?;
            if hit {
                found = true;
                self.place(Segment::Name(key));
                read(self)?;
            } else {
                let name = Segment::Unknown(from, to);
                self.peek();
                others.push((name, self.kind()));
                self.place(name);
                let at = self.pos;
                match self.skip() {
                    Ok(()) => self.keep(from),
                    Err(error) => self.keep_unfit(from, frame, at, error)?,
                }
            }
        }
        if !found && or_bare {
            self.reset(&start);
            self.outer = outer;
            return read(self).map(|()| Extra::new());
        }
        self.place(Segment::Name(key));
        if !found {
            return Err(self.error(DecodeErrorKind::Missing, key, String::new()));
        }
        if self.watched && !self.strict {
            for (name, found) in others {
                self.place(name);
                self.tolerate(DriftKind::UnknownKey, "", found)?;
            }
        }
        self.path.pop();
        if self.kept.len() == base {
            Ok(Extra::new())
        } else {
            self.take_kept(base)
        }
    }
}
