//! Why nothing, or not all, was done.

use std::process::ExitCode;

use tradewire::{Error, ErrorKind};

use crate::output::visible;

/// Why it ended.
#[derive(Debug)]
pub enum Failure {
    /// What was typed, or what lies on this machine, will not do. Nothing was sent.
    Usage(String),
    /// The platform refused, was not reached, or said what cannot be read.
    Call(Box<Error>),
    /// Whoever reads what is printed has seen enough.
    Enough,
    /// Something was written, and not all of it: the lines say what is missing.
    Incomplete(String),
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
            Self::Usage(text) | Self::Incomplete(text) => eprintln!("error: {}", visible(text)),
            Self::Call(error) => {
                eprintln!("error: {}", visible(&error.to_string()));
                for field in error.field_errors() {
                    eprintln!("  {}: {}", visible(field.field()), visible(field.message()));
                }
                for element in error.failed_elements() {
                    let position = element.position().map_or("?".to_owned(), |at| at.to_string());
                    eprintln!(
                        "  element {position}: {}",
                        visible(element.message().unwrap_or(element.raw()))
                    );
                }
            }
        }
    }

    /// The exit code.
    pub fn exit(&self) -> ExitCode {
        match self {
            Self::Enough => ExitCode::SUCCESS,
            Self::Usage(_) => ExitCode::from(2),
            Self::Call(error) if error.kind() == ErrorKind::Build => ExitCode::from(2),
            Self::Call(_) | Self::Incomplete(_) => ExitCode::from(1),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(Box::new(error))
    }
}
