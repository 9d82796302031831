//! Errors as text: a sentence for people, a record for developers.

use std::fmt::{self, Formatter};

use super::field::NAME_SHOWN;
use super::{Error, ErrorKind, FieldError, Inner};
use crate::text::{Few, Shown, line};

/// Most field errors, and most failed elements, that the sentence names.
const FIELDS_SHOWN: usize = 8;
/// Most characters of what went wrong. Our own sentences are shorter, but for what they quote.
const DETAIL_SHOWN: usize = 1000;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        sentence(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(&self.0, f)
    }
}

fn sentence(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some(platform) = error.platform.filter(|platform| !platform.is_empty()) {
        write!(f, "{platform} ")?;
    }
    if let Some(operation) = error.operation {
        write!(f, "{operation}: ")?;
    }
    match error.kind {
        ErrorKind::Api | ErrorKind::Partial => refusal(error, f)?,
        ErrorKind::Decode => misfit(error, f)?,
        _ => {
            f.write_str(&line(&error.detail, DETAIL_SHOWN))?;
            if let Some(url) = &error.url {
                write!(f, " ({})", Shown(url))?;
            }
        }
    }
    if error.attempts > 1 {
        write!(f, " (after {} attempts", error.attempts)?;
        f.write_str(if error.unknown_outcome {
            ", of which one may have been carried out)"
        } else {
            ")"
        })?;
    }
    if let Some(id) = &error.request_id {
        write!(f, " [request {}]", line(id, NAME_SHOWN))?;
    }
    Ok(())
}

/// `HTTP 422 Unprocessable Entity: Validation error (code x; title: is empty)`
fn refusal(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    if error.kind == ErrorKind::Partial {
        f.write_str("done only in part, ")?;
    }
    if let Some(status) = error.status {
        write!(f, "HTTP {}", status.as_u16())?;
        if let Some(reason) = status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        f.write_str(": ")?;
    }
    write!(f, "{}", Shown(error.message.as_deref().unwrap_or(&error.detail)))?;
    let code = error
        .code
        .as_deref()
        .filter(|code| error.message.as_deref() != Some(*code));
    let mut notes = Vec::new();
    notes.extend(code.map(|code| format!("code {}", line(code, NAME_SHOWN))));
    let elements = error.failed.iter().map(ToString::to_string).take(FIELDS_SHOWN);
    notes.extend(elements);
    notes.extend(more(error.failed_total));
    let new = |field: &&FieldError| !field.of_element && error.message.as_deref() != Some(&*field.message);
    let fields = error.fields.iter().filter(new);
    notes.extend(fields.clone().map(ToString::to_string).take(FIELDS_SHOWN));
    notes.extend(more(fields.count()));
    if notes.is_empty() {
        Ok(())
    } else {
        write!(f, " ({})", notes.join("; "))
    }
}

/// How many there are beyond those that are shown.
fn more(all: usize) -> Option<String> {
    let more = all.checked_sub(FIELDS_SHOWN).filter(|more| *more > 0)?;
    Some(format!("and {more} more"))
}

/// `the reply (HTTP 200, page 3) does not fit: expected integer, found "x" at $.id, see specs/…`
fn misfit(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("the reply")?;
    let status = error.status.map(|status| format!("HTTP {}", status.as_u16()));
    let page = error.page.map(|page| format!("page {page}"));
    let notes: Vec<String> = status.into_iter().chain(page).collect();
    if !notes.is_empty() {
        write!(f, " ({})", notes.join(", "))?;
    }
    write!(f, " does not fit: {}", line(&error.detail, DETAIL_SHOWN))?;
    if let Some(place) = error.place {
        write!(f, ", see {place}")?;
    }
    Ok(())
}

fn debug(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct("Error");
    out.field("kind", &error.kind)
        .field("detail", &line(&error.detail, DETAIL_SHOWN));
    let texts = [
        ("platform", error.platform),
        ("operation", error.operation),
        ("url", error.url.as_deref()),
        ("message", error.message.as_deref()),
        ("code", error.code.as_deref()),
        ("request_id", error.request_id.as_deref()),
        ("place", error.place),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            out.field(name, &Shown(text));
        }
    }
    if let Some(status) = error.status {
        out.field("status", &status.as_u16());
    }
    if let Some(meaning) = error.meaning {
        out.field("meaning", &meaning);
    }
    if !error.fields.is_empty() {
        out.field("fields", &Few(&error.fields));
    }
    if error.failed_total > 0 {
        out.field("failed", &Few(&error.failed))
            .field("failed_total", &error.failed_total);
    }
    if error.attempts > 0 {
        out.field("attempts", &error.attempts);
    }
    if error.unknown_outcome {
        out.field("unknown_outcome", &true);
    }
    if !error.body.is_empty() {
        out.field("body", &format_args!("{} bytes kept", error.body.len()));
    }
    if let Some(source) = &error.source {
        out.field("source", source);
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, ErrorKind, FailedElement, FieldError};

    fn refused(fields: usize) -> Error {
        let mut error = Error::new(ErrorKind::Api, "the platform refused the request");
        let inner = error.inner_mut();
        inner.operation = Some("orders.update");
        inner.status = Some(http::StatusCode::UNPROCESSABLE_ENTITY);
        inner.message = Some("Validation\nerror".into());
        inner.request_id = Some("r-1".into());
        inner.fields = (0..fields)
            .map(|n| FieldError::new(format!("f{n}"), "is empty"))
            .collect();
        error
    }

    #[test]
    fn refusals_read_as_a_sentence() {
        assert_eq!(
            refused(1).to_string(),
            "orders.update: HTTP 422 Unprocessable Entity: Validation error (f0: is empty) [request r-1]"
        );
        assert!(refused(20).to_string().contains("f7: is empty; and 12 more)"));
    }

    #[test]
    fn failed_elements_stand_before_what_is_about_none_of_them() {
        let mut error = refused(1);
        let inner = error.inner_mut();
        inner.kind = ErrorKind::Partial;
        inner.failed = (0..9).map(|at| FailedElement::at(Some(at))).collect();
        inner.failed_total = 30;
        inner.fields.push(FieldError {
            of_element: true,
            ..FieldError::new("0", "told with the element")
        });
        let text = error.to_string();
        assert!(
            text.contains("(element 0; element 1;")
                && text.ends_with("; element 7; and 22 more; f0: is empty) [request r-1]")
        );
        assert!(!text.contains("told with"));
    }

    #[test]
    fn texts_of_the_server_are_bounded() {
        let mut error = refused(0);
        error.inner_mut().message = Some("x".repeat(10_000));
        assert!(error.to_string().chars().count() < 600);
    }

    #[test]
    fn misfits_name_the_spec() {
        let mut error = Error::new(ErrorKind::Decode, "expected integer at $.id");
        error.inner_mut().place = Some("specs/a/b.yaml");
        assert_eq!(
            error.to_string(),
            "the reply does not fit: expected integer at $.id, see specs/a/b.yaml"
        );
    }

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn debug_does_not_show_the_body() {
        let mut error = refused(0);
        error.inner_mut().body = b"canary".to_vec();
        assert!(!format!("{error:?}").contains("canary"));
        assert!(!error.to_string().contains("canary"));
    }
}
