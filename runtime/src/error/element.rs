//! What a platform says about one element of a batch.

use std::fmt::{self, Formatter};

use super::Error;
use super::field::{FIELD_SHOWN, FieldError, NAME_SHOWN};
use crate::text::{Blotter, Few, line};

/// An element of what was sent that the platform did not take, and whatever it says about it. See
/// [`Error::failed_elements`].
#[derive(Clone, PartialEq, Eq)]
pub struct FailedElement {
    pub(crate) position: Option<usize>,
    pub(crate) ids: Vec<(&'static str, String)>,
    pub(crate) message: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) errors: Vec<FieldError>,
    pub(crate) raw: String,
}

impl Error {
    /// The elements of a batch that the platform did not take, each with its position in what was sent, its ids and why: one record
    /// for each, in the order of the reply, at most 10,000. Only of operations whose spec says where the reply has them; a
    /// refusal of the whole batch may name none.
    ///
    /// Positions count the list as it was sent. They are known where the reply is in the order of the list, or names an id that
    /// one element alone has; [`Operation::decode`](crate::Operation::decode), which does not know what was sent, cannot look ids up:
    /// [`decode_own`](crate::Operation::decode_own) can.
    #[must_use]
    pub fn failed_elements(&self) -> &[FailedElement] {
        &self.0.failed
    }

    /// How many elements failed, also where there are more than [`Error::failed_elements`] holds.
    #[must_use]
    pub fn failed_elements_total(&self) -> usize {
        self.0.failed_total
    }

    /// Whether the reply says nothing of some of the elements, so that what is not told to have failed need not have been done.
    pub(crate) fn leaves_elements_open(&self) -> bool {
        self.0.leaves_elements_open
    }

    /// An error about the only element of a list, told of the one at a position in a longer list: `orders[0].phone` is
    /// `orders[53].phone` there.
    pub(crate) fn about_element(mut self, position: u64) -> Self {
        let inner = self.inner_mut();
        for field in &mut inner.fields {
            let Some((list, rest)) = field.field.split_once("[0]") else {
                continue;
            };
            let (here, there) = (format!("`{list}[0]"), format!("`{list}[{position}]"));
            let moved = format!("{list}[{position}]{rest}");
            inner.detail = inner.detail.replace(&here, &there).into();
            field.message = field.message.replace(&here, &there);
            field.field = moved;
        }
        self
    }
}

impl FailedElement {
    /// The same element by its position in a longer list.
    pub(crate) fn moved_to(mut self, position: Option<usize>) -> Self {
        self.errors
            .iter_mut()
            .filter(|error| error.position.is_some())
            .for_each(|error| error.position = position);
        self.position = position;
        self
    }

    /// One of which nothing is known yet.
    pub(crate) fn at(position: Option<usize>) -> Self {
        Self {
            position,
            ids: Vec::new(),
            message: None,
            code: None,
            errors: Vec::new(),
            raw: String::new(),
        }
    }

    /// Its position in the list that was sent, from 0. `None` where the platform names it only by an id that is not in what was sent,
    /// or that several of the elements have.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }

    /// Its ids, with the platform's names for them: `("externalId", "B-2")`.
    #[must_use]
    pub fn ids(&self) -> &[(&'static str, String)] {
        &self.ids
    }

    /// One of its ids.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<&str> {
        let found = self.ids.iter().find(|(known, _)| *known == name)?;
        Some(&found.1)
    }

    /// Why it failed, for people: what stands about the element as a whole, else the first message about one of its fields.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        let of_field = || self.errors.first().map(|error| error.message.as_str());
        self.message.as_deref().or_else(of_field)
    }

    /// The platform's code for why it failed.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        let of_field = || self.errors.iter().find_map(|error| error.code.as_deref());
        self.code.as_deref().or_else(of_field)
    }

    /// What the platform says about it and its fields.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// JSON text of what the platform answered for it, as it came, but for the client's credentials; empty where it answered with
    /// nothing but messages. It does not show in `Display` and `Debug`.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    pub(crate) fn redact(&mut self, blotter: &Blotter) {
        self.ids.iter_mut().for_each(|(_, id)| blotter.clean(id));
        [&mut self.message, &mut self.code]
            .into_iter()
            .flatten()
            .for_each(|text| blotter.clean(text));
        self.errors.iter_mut().for_each(|error| error.redact(blotter));
        blotter.clean(&mut self.raw);
    }
}

/// `element 1 (externalId B-2): Order already exists. (code 17)`: whatever of it is known, and the first message alone.
impl fmt::Display for FailedElement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(at) => write!(f, "element {at}")?,
            None => f.write_str("an element")?,
        }
        let ids: Vec<String> = self.ids.iter().take(2).map(shown).collect();
        if !ids.is_empty() {
            write!(f, " ({})", ids.join(", "))?;
        }
        let Some(message) = self.message() else { return Ok(()) };
        f.write_str(": ")?;
        let field = self.errors.first().filter(|_| self.message.is_none());
        if let Some(field) = field.filter(|error| !error.field.bytes().all(|byte| byte.is_ascii_digit())) {
            write!(f, "{}: ", line(&field.field, NAME_SHOWN))?;
        }
        f.write_str(&line(message, FIELD_SHOWN))?;
        // The code of a field does not belong to a message about the whole.
        let code = if field.is_some() {
            self.code()
        } else {
            self.code.as_deref()
        };
        match code {
            Some(code) if code != message => write!(f, " (code {})", line(code, NAME_SHOWN)),
            _ => Ok(()),
        }
    }
}

fn shown((name, id): &(&'static str, String)) -> String {
    let id = line(id, NAME_SHOWN);
    if name.is_empty() { id } else { format!("{name} {id}") }
}

impl fmt::Debug for FailedElement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ids: Vec<String> = self.ids.iter().take(8).map(shown).collect();
        let mut out = f.debug_struct("FailedElement");
        out.field("position", &self.position).field("ids", &ids);
        for (name, text) in [("message", &self.message), ("code", &self.code)] {
            if let Some(text) = text {
                out.field(name, &line(text, FIELD_SHOWN));
            }
        }
        out.field("errors", &Few(&self.errors))
            .field("raw", &format_args!("{} bytes", self.raw.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_far_as_it_is_known() {
        let mut element = FailedElement::at(None);
        assert_eq!(element.to_string(), "an element");
        element.ids = vec![("id", "7".into()), ("sku", "x".into()), ("slug", "y".into())];
        element.position = Some(3);
        assert_eq!(element.to_string(), "element 3 (id 7, sku x)");
        assert_eq!((element.id("sku"), element.id("name")), (Some("x"), None));
        let mut price = FieldError::new("price", "no number");
        price.code = Some("nan".into());
        element.errors = vec![price, FieldError::new("title", "is empty")];
        assert_eq!((element.message(), element.code()), (Some("no number"), Some("nan")));
        assert_eq!(
            element.to_string(),
            "element 3 (id 7, sku x): price: no number (code nan)"
        );
        element.message = Some("not found".into());
        assert_eq!(element.to_string(), "element 3 (id 7, sku x): not found");
    }

    #[test]
    fn what_it_is_made_of_does_not_show() {
        let mut element = FailedElement::at(Some(0));
        element.raw = "canary".into();
        element.ids = vec![("", "i\n".repeat(500)); 50];
        element.message = Some("m\n".repeat(500));
        for text in [element.to_string(), format!("{element:?}")] {
            assert!(!text.contains("canary") && !text.contains('\n'), "{text}");
            assert!(text.chars().count() < 2000, "{text}");
        }
    }
}
