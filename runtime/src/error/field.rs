//! What a platform says about one field.

use std::fmt::{self, Formatter};

use crate::text::{Blotter, line};

/// Most characters of names that came from the server: of codes, fields, ids.
pub(super) const NAME_SHOWN: usize = 100;
/// Most characters of a message on a field.
pub(super) const FIELD_SHOWN: usize = 200;

/// What a platform says about one field of a request, or about one of the elements that were sent.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldError {
    /// Name or dotted path of the field, as the platform calls it; empty if the platform does not say. Of an entry by position it
    /// is that number, as it was written.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
    pub(crate) position: Option<usize>,
    pub(crate) code: Option<String>,
    pub(crate) id: Option<String>,
    /// One of the failed elements has it too.
    pub(crate) of_element: bool,
}

impl FieldError {
    #[cold]
    pub(crate) fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
            position: None,
            code: None,
            id: None,
            of_element: false,
        }
    }

    /// Name or dotted path of the field; empty if the platform does not say.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong with it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Position of the element that it is about in the list that was sent, from 0. Only where the platform says so.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }

    /// The platform's code for what is wrong.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Id of the element that it is about, as the platform names it: its own or yours.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        blotter.clean(&mut self.message);
        blotter.clean(&mut self.field);
        [&mut self.code, &mut self.id]
            .into_iter()
            .flatten()
            .for_each(|text| blotter.clean(text));
    }
}

/// `element 2 (B-2), phone: is too long (code 17)`: whatever of it is known.
impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let id = self.id.as_deref().map(|id| line(id, NAME_SHOWN));
        let whose = match (self.position, id) {
            (Some(at), Some(id)) => Some(format!("element {at} ({id})")),
            (Some(at), None) => Some(format!("element {at}")),
            (None, Some(id)) => Some(id),
            (None, None) => None,
        };
        // A key that is the position says nothing more.
        let by_position = self.position.is_some() && self.field.bytes().all(|byte| byte.is_ascii_digit());
        let field = Some(line(&self.field, NAME_SHOWN)).filter(|name| !name.is_empty() && !by_position);
        let about: Vec<String> = whose.into_iter().chain(field).collect();
        if !about.is_empty() {
            write!(f, "{}: ", about.join(", "))?;
        }
        f.write_str(&line(&self.message, FIELD_SHOWN))?;
        match &self.code {
            Some(code) if *code != self.message => write!(f, " (code {})", line(code, NAME_SHOWN)),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for FieldError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("FieldError");
        out.field("field", &line(&self.field, NAME_SHOWN))
            .field("message", &line(&self.message, FIELD_SHOWN));
        if let Some(position) = self.position {
            out.field("position", &position);
        }
        for (name, text) in [("code", &self.code), ("id", &self.id)] {
            if let Some(text) = text {
                out.field(name, &line(text, NAME_SHOWN));
            }
        }
        out.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_far_as_it_is_known() {
        let mut error = FieldError::new("", "is too long");
        assert_eq!(error.to_string(), "is too long");
        error.field = "phone".into();
        assert_eq!(error.to_string(), "phone: is too long");
        error.position = Some(2);
        error.id = Some("B-2".into());
        error.code = Some("17".into());
        assert_eq!(error.to_string(), "element 2 (B-2), phone: is too long (code 17)");
        error.field = "2".into();
        error.id = None;
        error.code = Some("is too long".into());
        assert_eq!(error.to_string(), "element 2: is too long");
        assert!(!format!("{error:?}").contains("id"));
    }

    #[test]
    fn it_is_one_short_line() {
        let mut error = FieldError::new("x\n".repeat(9000), "y\u{202e}".repeat(9000));
        error.id = Some("z".repeat(9000));
        error.code = Some("c".repeat(9000));
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(
                text.chars().count() < 1000 && !text.contains(['\n', '\u{202e}']),
                "{text}"
            );
        }
    }
}
