//! Why a budget cannot be set up.

use std::borrow::Cow;
use std::fmt;

/// The store of a budget cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectError(Cow<'static, str>);

impl ConnectError {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConnectError {}
