//! What the reader says about what it meets: errors, and reports of what it lets pass.
//!
//! All of it is cold: none of these functions runs on a document that is as described.

use super::drift::DriftKind;
use super::path::{Base, Detail, render};
use super::{DecodeError, DecodeErrorKind, Mark, Reader};

impl Reader<'_> {
    /// Reports that the value just read came in another form than `expected`; an error in strict mode.
    #[cold]
    #[inline(never)]
    pub(crate) fn tolerated(&mut self, expected: &'static str, found: &'static str) -> Result<(), DecodeError> {
        self.tolerate(DriftKind::ToleratedType, expected, found)
    }

    /// Reports something unexpected and lets it pass, or fails in strict mode.
    #[cold]
    #[inline(never)]
    pub(super) fn tolerate(
        &mut self,
        kind: DriftKind,
        expected: &'static str,
        found: &'static str,
    ) -> Result<(), DecodeError> {
        if self.strict {
            let kind = match kind {
                DriftKind::UnknownKey => DecodeErrorKind::UnknownKey,
                DriftKind::UnknownValue => DecodeErrorKind::UnknownValue,
                DriftKind::Missing => DecodeErrorKind::Missing,
                DriftKind::Duplicate => DecodeErrorKind::Duplicate,
                DriftKind::OtherSpelling => DecodeErrorKind::OtherSpelling,
                DriftKind::Encoding => DecodeErrorKind::Syntax,
                DriftKind::ToleratedType | DriftKind::SkippedItem | DriftKind::Misfit | DriftKind::Listing => {
                    DecodeErrorKind::Type
                }
            };
            return Err(self.error(kind, expected, found.to_owned()));
        }
        if let Some(drifts) = &mut self.drifts {
            let base = self.base.as_ref().map_or("$", |base| &base.pattern);
            drifts.note(
                kind,
                render(base, &self.path, self.text, Detail::Pattern),
                expected,
                found,
            );
        }
        Ok(())
    }

    /// Path of the place, as errors show it.
    pub(super) fn exact_path(&self) -> String {
        let base = self.base.as_ref().map_or("$", |base| &base.exact);
        render(base, &self.path, self.text, Detail::Exact)
    }

    /// Path of the place, to begin the paths of a text that was taken out of it.
    pub(super) fn as_base(&self) -> Base {
        let pattern = self.base.as_ref().map_or("$", |base| &base.pattern);
        Base {
            exact: self.exact_path(),
            pattern: render(pattern, &self.path, self.text, Detail::Pattern),
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn error(&self, kind: DecodeErrorKind, expected: &'static str, found: String) -> DecodeError {
        DecodeError::new(kind, expected, found, self.exact_path(), self.pos)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn syntax(&self, what: &'static str) -> DecodeError {
        self.error(DecodeErrorKind::Syntax, what, String::new())
    }

    #[cold]
    #[inline(never)]
    pub(super) fn too_deep(&self) -> DecodeError {
        self.error(DecodeErrorKind::TooDeep, "less nesting", String::new())
    }

    /// An error for the value at the position, which is something else than `expected` (`"integer"`, `"list"`).
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn unexpected(&self, expected: &'static str) -> DecodeError {
        match self.kind() {
            "" => self.syntax("expected a value"),
            found => self.error(DecodeErrorKind::Type, expected, found.to_owned()),
        }
    }

    /// As [`unexpected`](Self::unexpected), with the text of a scalar that starts at `start`.
    #[cold]
    #[inline(never)]
    pub(super) fn unfit(&mut self, start: usize, expected: &'static str) -> DecodeError {
        let raw = self.text.get(start..self.pos).unwrap_or("");
        let mut found = String::new();
        raw.chars()
            .take(40)
            .for_each(|c| crate::text::push_visible(&mut found, c));
        if raw.chars().nth(40).is_some() {
            found.push('…');
        }
        self.pos = start;
        self.error(DecodeErrorKind::Type, expected, found)
    }

    /// As [`unexpected`](Self::unexpected), quoting the scalar that was read since `start`.
    #[cold]
    #[inline(never)]
    pub(crate) fn unfit_since(&mut self, start: &Mark, expected: &'static str) -> DecodeError {
        self.unfit(start.pos, expected)
    }

    /// The kind of JSON at the position; empty if it is none.
    pub(super) fn kind(&self) -> &'static str {
        match self.bytes().get(self.pos) {
            None => "end of input",
            Some(b'"') => "text",
            Some(b'{') => "object",
            Some(b'[') => "list",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "number",
            Some(_) => "",
        }
    }
}
