//! What the reader keeps beside the fields: members that nothing describes, and values that did not fit.

use super::drift::DriftKind;
use super::lenient::value_end;
use super::members::{BROKEN, MISFIT};
use super::rejected::Kept;
use super::{DecodeError, Extra, MAX_MISFITS, Mark, Misfit, Reader, Record, Rejected};

/// Where a record stands while it reads its members: what to come back to when one of them fails.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) depth: u8,
    pub(super) path: usize,
    /// Whether the type has a place for what does not fit.
    pub(super) keeps: bool,
    /// Whether some of its fields are read by other keys too.
    pub(super) has_spellings: bool,
}

impl Reader<'_> {
    /// Keeps the member from `start` to the position.
    #[inline]
    pub(super) fn keep(&mut self, start: usize) {
        let end = self.pos;
        // Neighbours become one span: what stands between two members is a comma and space.
        if let Some(last) = self.kept.last_mut() {
            if last.mark.is_none() && last.end < start {
                let between = self.text.as_bytes().get(last.end..start).unwrap_or(b"-");
                if between.iter().all(|b| matches!(b, b',' | b' ' | b'\n' | b'\r' | b'\t')) {
                    last.end = end;
                    return;
                }
            }
        }
        self.kept.push(Kept {
            key: "",
            start,
            end,
            mark: None,
        });
    }

    /// Makes one text of what was kept since `base`, misfits first.
    #[cold]
    #[inline(never)]
    pub(super) fn take_kept(&mut self, base: usize) -> Result<Extra, DecodeError> {
        self.charge(Extra::SIZE)?;
        let spans = self.kept.get(base..).unwrap_or_default();
        // Exact, or the text would be moved once more.
        let length: usize = spans
            .iter()
            .map(|kept| kept.key.len() + (kept.end - kept.start) + usize::from(kept.mark.is_some()) + 1)
            .sum();
        let mut text = String::with_capacity(length.saturating_sub(1));
        for kept in spans {
            if let Some(mark) = kept.mark {
                text.push_str(if text.is_empty() { "" } else { "," });
                text.push(char::from(mark));
                text.push_str(kept.key);
                text.push_str(self.text.get(kept.start..kept.end).unwrap_or_default());
            }
        }
        for kept in spans.iter().filter(|kept| kept.mark.is_none()) {
            // With the comma before it, which nearly always stands there.
            let before = kept.start.saturating_sub(1);
            let is_next = !text.is_empty();
            let has_comma = is_next && self.bytes().get(before) == Some(&b',');
            if is_next && !has_comma {
                text.push(',');
            }
            let start = if has_comma { before } else { kept.start };
            text.push_str(self.text.get(start..kept.end).unwrap_or_default());
        }
        self.kept.truncate(base);
        Ok(Extra::from_text(text))
    }

    /// Reads an object and keeps all of its members.
    pub(super) fn all_members(&mut self) -> Result<Extra, DecodeError> {
        if self.peek() != b'{' {
            return Err(self.unexpected("object"));
        }
        let start = self.pos + 1;
        self.skip()?;
        self.charge(Extra::SIZE)?;
        let inside = self.text.get(start..self.pos - 1).unwrap_or_default();
        Ok(Extra::from_text(inside.trim_ascii().to_owned()))
    }

    /// A field that was found and could not be read: if the object can do without it, its field is emptied and its text kept.
    #[cold]
    #[inline(never)]
    pub(super) fn misfit(
        &mut self,
        value: &mut dyn Record,
        index: usize,
        frame: Frame,
        at: usize,
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        let shape = value.shape();
        let required = shape.required()[(index >> 6) & 1] & (1u64 << (index & 63)) != 0;
        if required || !self.keeps_misfits(frame, &error) {
            return Err(error);
        }
        self.back_to(at, frame);
        if !self.read_as_null(&mut |r| value.field(index, r)) {
            return Err(error);
        }
        let key = shape.keys().get(index).copied().unwrap_or_default();
        self.keep_misfit(key, None, error)
    }

    /// As [`misfit`](Self::misfit), for a field whose key is not in the table and begins at `start`; `read` reads it.
    #[cold]
    #[inline(never)]
    pub(super) fn late_misfit(
        &mut self,
        start: usize,
        frame: Frame,
        at: usize,
        error: DecodeError,
        read: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if !self.keeps_misfits(frame, &error) {
            return Err(error);
        }
        self.back_to(at, frame);
        if !self.read_as_null(read) {
            return Err(error);
        }
        self.keep_misfit("", Some(start), error)
    }

    /// Whether a value that failed with `error` may be kept as text: not where another variant could take it.
    fn keeps_misfits(&self, frame: Frame, error: &DecodeError) -> bool {
        frame.keeps && !self.strict && !self.trying && !error.is_fatal()
    }

    /// Keeps the value at the position under `key`, or the member that began at `start`.
    pub(super) fn keep_misfit(
        &mut self,
        key: &'static str,
        start: Option<usize>,
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        self.peek();
        let (from, found) = (self.pos, self.kind());
        let Some(mark) = self.pass_over() else {
            return Err(error);
        };
        self.kept.push(Kept {
            key,
            start: start.unwrap_or(from),
            end: self.pos,
            mark: Some(mark),
        });
        self.tell_misfit(from, found, error)
    }

    /// Keeps the member from `start`, whose key is unknown and whose value, which begins at `at`, is no JSON.
    #[cold]
    #[inline(never)]
    pub(super) fn keep_unfit(
        &mut self,
        start: usize,
        frame: Frame,
        at: usize,
        error: DecodeError,
    ) -> Result<(), DecodeError> {
        if !self.keeps_misfits(frame, &error) {
            return Err(error);
        }
        self.back_to(at, frame);
        self.keep_misfit("", Some(start), error)
    }

    fn tell_misfit(&mut self, at: usize, found: &'static str, error: DecodeError) -> Result<(), DecodeError> {
        self.tolerate(DriftKind::Misfit, error.expected(), found)?;
        self.misfits_at.push(at);
        if self.misfits.len() < MAX_MISFITS {
            let path = self.exact_path();
            self.misfits.push((at, Misfit { path, error }));
        }
        Ok(())
    }

    /// Steps over the value at the position, JSON or not, and gives the mark that its text needs. `None` if its end cannot be told.
    fn pass_over(&mut self) -> Option<u8> {
        let (start, depth) = (self.pos, self.depth);
        if self.skip().is_ok() {
            return Some(MISFIT);
        }
        self.depth = depth;
        self.pos = value_end(self.bytes(), start)?;
        Some(BROKEN)
    }

    /// Goes back to byte `at` of the record at `frame`, and forgets what was found since.
    fn back_to(&mut self, at: usize, frame: Frame) {
        self.pos = at;
        self.depth = frame.depth;
        self.path.truncate(frame.path);
        self.forget_since(at);
    }

    /// Forgets what was noted about the text from byte `at` on. Reports of drift stay.
    #[inline]
    pub(super) fn forget_since(&mut self, at: usize) {
        while self.kept.last().is_some_and(|kept| kept.start >= at) {
            self.kept.pop();
        }
        while self.misfits_at.last().is_some_and(|place| *place >= at) {
            self.misfits_at.pop();
        }
        while self.misfits.last().is_some_and(|(place, _)| *place >= at) {
            self.misfits.pop();
        }
        if self.listing_at.is_some_and(|place| place >= at) {
            self.listing_at = None;
            self.rejected.clear();
        }
        self.again = false;
        self.tag = None;
        self.outer = false;
        self.unfit = None;
    }

    /// Sets the element that begins at `start` aside: goes back, passes over it and keeps its text. Its text need not be JSON, but if
    /// its end cannot be told, nothing behind it can be trusted, and the document fails.
    #[cold]
    #[inline(never)]
    pub(super) fn set_aside(&mut self, start: &Mark, index: usize, error: DecodeError) -> Result<(), DecodeError> {
        if self.strict || error.is_fatal() {
            return Err(error);
        }
        self.reset(start);
        self.peek();
        let from = self.pos;
        let Some(end) = value_end(self.bytes(), from) else {
            return Err(error);
        };
        self.pos = end;
        self.tolerate(DriftKind::SkippedItem, error.expected(), "")?;
        let path = self.exact_path();
        let raw = self.text.get(from..end).unwrap_or_default().to_owned();
        self.charge(size_of::<Rejected>() + error.size() + path.len() + raw.len())?;
        self.rejected.push(Rejected {
            index,
            path,
            error,
            raw,
        });
        Ok(())
    }
}
