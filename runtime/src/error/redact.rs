//! Taking secrets out of errors.

use super::Error;

impl Error {
    /// Runs every text that a server sent through `blot`. Servers echo what they refuse, sometimes credentials.
    #[must_use]
    pub(crate) fn redacted(mut self, blot: impl Fn(&str) -> String) -> Self {
        let inner = self.inner_mut();
        inner.message = inner.message.as_deref().map(&blot);
        inner.code = inner.code.as_deref().map(&blot);
        inner.detail = blot(&inner.detail).into();
        for field in &mut inner.fields {
            field.message = blot(&field.message);
            field.field = blot(&field.field);
        }
        for rejected in &mut inner.rejected {
            rejected.raw = blot(&rejected.raw);
            rejected.path = blot(&rejected.path);
        }
        let text = String::from_utf8_lossy(&inner.body);
        let clean = blot(&text);
        if clean != text {
            inner.body = clean.into_bytes();
        }
        self
    }
}
