//! Why nothing, or not all, was done.

use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use tradewire::{Error, ErrorKind, Json};

use crate::output::{UnknownField, visible};

/// Shorter texts stand everywhere.
const SHORTEST: usize = 4;

/// Why it ended.
#[derive(Debug)]
pub enum Failure {
    /// What was typed, or what lies on this machine, will not do. Nothing was sent.
    Usage(String),
    /// The platform refused, was not reached, or said what cannot be read.
    Call(Box<Error>),
    /// Whoever reads what is printed has seen enough.
    Enough,
    /// What a [`Call`](Self::Call) says, without what was secret in the request, which servers repeat; whether nothing was sent.
    Told(String, bool),
    /// Something was written, and not all of it: the lines say what is missing.
    Incomplete(String),
    /// A field that was asked for is in nothing that came; none of it is printed.
    NoField(String),
}

impl Failure {
    /// With this text.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    /// Says it, where errors are said.
    pub fn tell(&self) {
        match self {
            Self::Enough => {}
            Self::Usage(text) | Self::Incomplete(text) | Self::Told(text, _) => eprintln!("error: {}", visible(text)),
            Self::Call(error) => eprintln!("error: {}", visible(&text_of(error))),
            Self::NoField(text) => eprintln!("error: {}; it was sent, and nothing was printed", visible(text)),
        }
    }

    /// The same without these texts.
    pub fn without(self, secrets: &[String]) -> Self {
        let blotted = |mut text: String| {
            for secret in secrets.iter().filter(|secret| secret.chars().count() >= SHORTEST) {
                text = text.replace(secret.as_str(), "***");
                // As JSON writes it.
                let quoted = Json::from(secret.as_str()).to_string();
                text = text.replace(quoted.trim_matches('"'), "***");
            }
            text
        };
        match self {
            Self::Call(error) => Self::Told(blotted(text_of(&error)), error.kind() == ErrorKind::Build),
            Self::Usage(text) => Self::Usage(blotted(text)),
            Self::Incomplete(text) => Self::Incomplete(blotted(text)),
            Self::NoField(text) => Self::NoField(blotted(text)),
            other @ (Self::Told(..) | Self::Enough) => other,
        }
    }

    /// The exit code.
    pub fn exit(&self) -> ExitCode {
        match self {
            Self::Enough => ExitCode::SUCCESS,
            Self::Usage(_) | Self::Told(_, true) => ExitCode::from(2),
            Self::Call(error) if error.kind() == ErrorKind::Build => ExitCode::from(2),
            Self::Call(_) | Self::Told(..) | Self::Incomplete(_) | Self::NoField(_) => ExitCode::from(1),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(Box::new(error))
    }
}

/// With what it says of fields and elements.
fn text_of(error: &Error) -> String {
    let mut text = error.to_string();
    for field in error.field_errors() {
        let _ = write!(text, "\n  {}: {}", field.field(), field.message());
    }
    for element in error.failed_elements() {
        let position = element.position().map_or("?".to_owned(), |at| at.to_string());
        let _ = write!(
            text,
            "\n  element {position}: {}",
            element.message().unwrap_or(element.raw())
        );
    }
    text
}

/// A reader that has seen enough is no failure, but the end.
pub fn told<T>(result: io::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Enough;
        }
        match error.get_ref().and_then(|inner| inner.downcast_ref::<UnknownField>()) {
            Some(unknown) => Failure::NoField(unknown.to_string()),
            None => Failure::Incomplete(format!("cannot write: {error}")),
        }
    })
}
