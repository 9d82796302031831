//! The reader: a position in a JSON text, and the tokens from there on.
//!
//! Split by concern: strings in `string.rs`, numbers in `number.rs`, skipping in `skip.rs`, objects with known fields in
//! `record.rs`, what they keep beside their fields in `kept.rs`, lists and maps in `list.rs` and `map.rs`, unions in `union.rs`.

use super::drift::Drifts;
use super::path::{Base, Segment};
use super::rejected::Kept;
use super::{DecodeError, Misfit, Rejected};

/// Levels of lists and objects that a document may nest.
pub const MAX_DEPTH: u8 = 128;

/// How strictly a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Other written forms are converted; unknown keys, and optional values that do not fit, are kept as text.
    #[default]
    Tolerant,
    /// Everything that tolerant mode would report is an error.
    Strict,
}

/// A position in a JSON text. Generated code reads its fields from one.
#[allow(clippy::struct_excessive_bools)] // four independent facts, read one at a time
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) pos: usize,
    pub(super) depth: u8,
    pub(super) strict: bool,
    /// Unknown keys matter: strict, or somebody wants reports.
    pub(super) watched: bool,
    /// The next record repeats a field: nothing of the first may be left.
    pub(super) again: bool,
    /// The text is a stand-in for a field that is not there.
    pub(super) vacant: bool,
    /// The key that told the variant of a tagged union; the next record passes over it.
    pub(super) tag: Option<&'static str>,
    /// Text of the last string that held escapes.
    pub(super) scratch: String,
    pub(super) path: Vec<Segment>,
    /// Span, with quotes, of the last key that its shape does not know.
    pub(super) key: (usize, usize),
    /// Path of the text itself, where it was taken out of another document.
    pub(super) base: Option<Box<Base>>,
    /// The variants of an untagged union are being tried: one with a value that does not fit is not the one.
    pub(super) trying: bool,
    /// The next record is the body or an element of the listing: one of its keys must be known.
    pub(super) outer: bool,
    /// Whether that matters.
    pub(super) recognise: bool,
    /// Members of the open records that no field holds.
    pub(super) kept: Vec<Kept>,
    /// Where that begins in `kept` which the record that was read last may take.
    pub(super) rest: usize,
    /// The first misfits, each with the byte of its value.
    pub(super) misfits: Vec<(usize, Misfit)>,
    /// Bytes of all misfits.
    pub(super) misfits_at: Vec<usize>,
    /// A key of a family fits and its value does not.
    pub(super) unfit: Option<DecodeError>,
    /// Dotted path of the list whose elements are set aside when they cannot be read.
    pub(super) listing: Option<&'static str>,
    /// Byte at which that list began, once it was found.
    pub(super) listing_at: Option<usize>,
    pub(super) rejected: Vec<Rejected>,
    /// Bytes of memory that the value may still take, and could take at first.
    pub(super) room: usize,
    pub(super) max_memory: usize,
    pub(super) drifts: Option<Box<Drifts>>,
    /// Bytes read in vain while trying variants.
    pub(super) reread: usize,
}

/// A saved position, see [`Reader::mark`].
#[derive(Clone, Copy)]
pub struct Mark {
    pub(super) pos: usize,
    depth: u8,
    path: usize,
    room: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`, without reports.
    #[must_use]
    pub fn new(text: &'a str, mode: Mode) -> Self {
        let strict = mode == Mode::Strict;
        Self {
            text,
            pos: 0,
            depth: 0,
            strict,
            watched: strict,
            again: false,
            vacant: false,
            tag: None,
            scratch: String::new(),
            path: Vec::new(),
            key: (0, 0),
            base: None,
            trying: false,
            outer: false,
            recognise: false,
            kept: Vec::new(),
            rest: 0,
            misfits: Vec::new(),
            misfits_at: Vec::new(),
            unfit: None,
            listing: None,
            listing_at: None,
            rejected: Vec::new(),
            room: usize::MAX,
            max_memory: usize::MAX,
            drifts: None,
            reread: 0,
        }
    }

    /// Collects reports of what is tolerated from here on.
    pub(super) fn watch(&mut self) {
        self.drifts = Some(Box::default());
        self.watched = true;
    }

    /// Whether the value being read is a stand-in for one that is not there.
    pub(crate) fn is_vacant(&self) -> bool {
        self.vacant
    }

    /// Whether what is tolerated matters to anybody: strict mode, or reports are collected.
    #[inline]
    pub(crate) fn is_watched(&self) -> bool {
        self.watched
    }

    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// Whether everything unexpected is an error.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// First byte of the next value or sign, after white space. 0 at the end of the text, 1 for what cannot begin anything.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        let bytes = self.bytes();
        loop {
            match bytes.get(self.pos) {
                Some(&byte) if byte > b' ' => return byte,
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.pos += 1,
                Some(_) => return 1,
                None => return 0,
            }
        }
    }

    /// Checks that nothing follows.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        if self.peek() == 0 {
            Ok(())
        } else {
            Err(self.syntax("trailing characters"))
        }
    }

    /// Steps over the bracket at the position.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), DecodeError> {
        self.pos += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            Err(self.too_deep())
        } else {
            Ok(())
        }
    }

    #[inline]
    pub(super) fn leave(&mut self) {
        self.pos += 1;
        self.depth = self.depth.saturating_sub(1);
    }

    /// Moves to the next item of the open list, or past its end.
    #[inline]
    pub(super) fn next_item(&mut self, first: bool) -> Result<bool, DecodeError> {
        match self.peek() {
            b']' => {
                self.leave();
                Ok(false)
            }
            b',' if !first => {
                self.pos += 1;
                if self.peek() == b']' {
                    Err(self.syntax("trailing comma"))
                } else {
                    Ok(true)
                }
            }
            _ if first => Ok(true),
            _ => Err(self.syntax("expected `,` or `]`")),
        }
    }

    /// Moves to the opening quote of the next key of the open object, or past its end.
    #[inline]
    pub(super) fn next_key(&mut self, first: bool) -> Result<bool, DecodeError> {
        match self.peek() {
            b'}' => {
                self.leave();
                Ok(false)
            }
            b',' if !first => {
                self.pos += 1;
                if self.peek() == b'"' {
                    Ok(true)
                } else {
                    Err(self.syntax("expected a key"))
                }
            }
            b'"' if first => Ok(true),
            _ => Err(self.syntax(if first {
                "expected a key or `}`"
            } else {
                "expected `,` or `}`"
            })),
        }
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<(), DecodeError> {
        if self.peek() != b':' {
            return Err(self.syntax("expected `:`"));
        }
        self.pos += 1;
        Ok(())
    }

    /// Steps over `true`, `false` or `null`, of which the first letter has been seen.
    #[inline] // so that it is one comparison of a constant, and no call of `memcmp`
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), DecodeError> {
        let rest = self.bytes().get(self.pos..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.pos += word.len();
            Ok(())
        } else {
            Err(self.syntax("expected a value"))
        }
    }

    /// Steps over `null` if that is the next value.
    #[inline]
    pub fn null(&mut self) -> Result<bool, DecodeError> {
        if self.peek() == b'n' {
            self.word("null")?;
            Ok(true)
        } else {
            Ok(false)
        }
    }

    /// Saves the position, to come back to it with [`reset`](Self::reset).
    #[inline]
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark {
            pos: self.pos,
            depth: self.depth,
            path: self.path.len(),
            room: self.room,
        }
    }

    /// Moves `mark`, saved in the same container, to the position.
    #[inline]
    pub(super) fn remark(&self, mark: &mut Mark) {
        mark.pos = self.pos;
        mark.room = self.room;
    }

    /// Goes back to `mark` and forgets what was kept or set aside since. Reports made since stay.
    pub fn reset(&mut self, mark: &Mark) {
        self.pos = mark.pos;
        self.depth = mark.depth;
        self.path.truncate(mark.path);
        self.room = mark.room;
        self.forget_since(mark.pos);
    }

    /// Overwrites the place in the innermost open container.
    #[inline]
    pub(super) fn place(&mut self, segment: Segment) {
        if let Some(last) = self.path.last_mut() {
            *last = segment;
        }
    }
}
