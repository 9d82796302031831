//! The writer of JSON text.
//!
//! Every value inside a container is followed by a comma, and the closing bracket overwrites the last one: no "is this the first"
//! anywhere.

use super::open_path::open_path;
use super::{EncodeError, scan};

/// Writes JSON text. Keys of fields are given as JSON text with their colon (`"\"name\":"`), as in a [`Shape`](super::Shape).
#[derive(Default)]
pub struct Writer {
    pub(super) buffer: Vec<u8>,
    problem: Option<EncodeError>,
    /// The text is made to find misfits in it, and not to be read.
    pub(super) audit: bool,
    /// The text is for people, see [`debug`](super::debug).
    pub(super) shown: bool,
    /// Names of fields are asked for, and the text is not.
    #[cfg(debug_assertions)]
    pub(super) named: Option<Box<Named>>,
}

/// Names of fields found so far, dotted.
#[cfg(debug_assertions)]
#[derive(Default)]
pub(super) struct Named {
    pub path: String,
    pub names: Vec<String>,
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self {
            buffer: Vec::with_capacity(128),
            problem: None,
            audit: false,
            shown: false,
            #[cfg(debug_assertions)]
            named: None,
        }
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
        if self.shown {
            return self.text(&format!("<{reason}>"));
        }
        if self.problem.is_none() {
            self.problem = Some(EncodeError::new(reason, open_path(&self.buffer)));
        }
        self.null();
    }

    /// As [`refuse`](Self::refuse), of a text, which the error shows.
    #[cold]
    #[inline(never)]
    pub(crate) fn refuse_text(&mut self, reason: &'static str, text: &str) {
        if self.shown {
            return self.text(text);
        }
        if self.problem.is_none() {
            self.problem = Some(EncodeError::of_text(reason, text, open_path(&self.buffer)));
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
    pub(super) fn end(&mut self, bracket: u8) {
        match self.buffer.last_mut() {
            Some(last @ b',') => *last = bracket,
            _ => self.buffer.push(bracket),
        }
    }

    /// A field whose value is JSON text already.
    pub fn raw_field(&mut self, key: &'static str, json: &str) {
        #[cfg(debug_assertions)]
        self.name_absent(key);
        self.buffer.extend_from_slice(key.as_bytes());
        self.raw(json);
        self.buffer.push(b',');
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
