//! Errors as text: a sentence for people, a record for developers.

use std::fmt::{self, Formatter};

use super::{Error, ErrorKind, FieldError, Inner};
use crate::json::push_visible;

/// Most field errors that the sentence names.
const FIELDS_SHOWN: usize = 8;
/// Most characters of a text that came from the server.
const TEXT_SHOWN: usize = 400;

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
    if let Some(operation) = error.operation {
        write!(f, "{operation}: ")?;
    }
    match error.kind {
        ErrorKind::Api | ErrorKind::Partial => refusal(error, f)?,
        ErrorKind::Decode => misfit(error, f)?,
        ErrorKind::Callback => f.write_str(&shown(&error.detail))?,
        _ => {
            f.write_str(&error.detail)?;
            if let Some(url) = &error.url {
                write!(f, " ({url})")?;
            }
        }
    }
    if error.attempts > 1 {
        write!(f, " (after {} attempts)", error.attempts)?;
    }
    if let Some(id) = &error.request_id {
        write!(f, " [request {}]", shown(id))?;
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
    f.write_str(&shown(error.message.as_deref().unwrap_or(&error.detail)))?;
    let code = error
        .code
        .as_deref()
        .filter(|code| error.message.as_deref() != Some(*code));
    let mut notes = Vec::new();
    notes.extend(code.map(|code| format!("code {}", shown(code))));
    let repeated = |field: &&FieldError| error.message.as_deref() != Some(&*field.message);
    let fields: Vec<_> = error.fields.iter().filter(repeated).collect();
    notes.extend(fields.iter().take(FIELDS_SHOWN).map(|field| match &*field.field {
        "" => shown(&field.message),
        name => format!("{}: {}", shown(name), shown(&field.message)),
    }));
    if let Some(more) = fields.len().checked_sub(FIELDS_SHOWN).filter(|more| *more > 0) {
        notes.push(format!("and {more} more"));
    }
    if notes.is_empty() {
        Ok(())
    } else {
        write!(f, " ({})", notes.join("; "))
    }
}

/// `the reply (HTTP 200) does not fit: expected integer, found "x" at $.id, see specs/…`
fn misfit(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str("the reply")?;
    if let Some(status) = error.status {
        write!(f, " (HTTP {})", status.as_u16())?;
    }
    write!(f, " does not fit: {}", shown(&error.detail))?;
    if let Some(place) = error.place {
        write!(f, ", see {place}")?;
    }
    Ok(())
}

/// One line of bounded length, without control characters and with marks that can be seen.
fn shown(text: &str) -> String {
    let mut line = String::new();
    for (at, c) in text.trim().chars().enumerate() {
        if at == TEXT_SHOWN {
            line.push('…');
            break;
        }
        push_visible(&mut line, if c.is_control() { ' ' } else { c });
    }
    line
}

fn debug(error: &Inner, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct("Error");
    out.field("kind", &error.kind).field("detail", &error.detail);
    let texts = [
        ("operation", error.operation),
        ("url", error.url.as_deref()),
        ("message", error.message.as_deref()),
        ("code", error.code.as_deref()),
        ("request_id", error.request_id.as_deref()),
        ("place", error.place),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            out.field(name, &text);
        }
    }
    if let Some(status) = error.status {
        out.field("status", &status.as_u16());
    }
    if let Some(meaning) = error.meaning {
        out.field("meaning", &meaning);
    }
    if !error.fields.is_empty() {
        out.field("fields", &error.fields);
    }
    if error.attempts > 0 {
        out.field("attempts", &error.attempts);
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
    use crate::error::{Error, ErrorKind, FieldError};

    fn refused(fields: usize) -> Error {
        let mut error = Error::new(ErrorKind::Api, "the platform refused the request");
        let inner = error.inner_mut();
        inner.operation = Some("orders.update");
        inner.status = Some(http::StatusCode::UNPROCESSABLE_ENTITY);
        inner.message = Some("Validation\nerror".into());
        inner.request_id = Some("r-1".into());
        inner.fields = (0..fields)
            .map(|n| FieldError {
                field: format!("f{n}"),
                message: "is empty".into(),
            })
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
