//! What can go wrong, on purpose.

mod effect;
mod plan;

pub(crate) use plan::{Planned, When, due};

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// What goes wrong with an exchange. As text, in the header `x-mock-fault` and on the command line: the words in quotes.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// `429`, `429=7`: refused unseen, to come again in so many seconds.
    TooMany {
        /// For `Retry-After`; `None`: not told.
        retry_after: Option<u32>,
    },
    /// `503`: a page of the proxy, in HTML; nothing is done.
    Unavailable,
    /// `partial`: of a batch the first half is done and the rest refused, with the status that means so (460, where the spec has none); of anything
    /// else nothing is done.
    Partial,
    /// `slow=2500`: the answer comes after so many milliseconds.
    Slow(Duration),
    /// `truncated`: done, but half of the answer comes, and the connection ends.
    Truncated,
    /// `reset`: done, but the connection ends without an answer.
    Reset,
    /// `reset-unseen`: the connection ends, and nothing is done.
    ResetUnseen,
    /// `unknown-key`: objects of the answer have a key that nobody knows.
    UnknownKey,
    /// `null`: a value of each object of the answer is null.
    Null,
    /// `wrong-type`: a value of each object of the answer is of another type.
    WrongType,
    /// `skew=-300`: `Date` is so many seconds off, at most [`Fault::MOST_SKEW`] either way.
    Skew(i64),
    /// `redirect=http://127.0.0.1:9/x`: 302 to there, and nothing is done.
    Redirect(String),
    /// `reply=422 {"message": "no"}`: this answer, and nothing is done.
    Reply {
        /// HTTP status.
        status: u16,
        /// As it is sent; JSON if it looks so.
        body: String,
    },
}

/// A text that is no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultError {
    text: String,
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no fault; there are {}, each perhaps with `@10%` (share, above 0% and up to 100%) or `@#3` (the third request) behind it, and `orders.list/` (operation) \
             before it",
            self.text,
            Fault::FORMS
        )
    }
}

impl std::error::Error for FaultError {}

impl Fault {
    /// By how many seconds `Date` may be off, in either direction: some three years.
    pub const MOST_SKEW: i64 = 100_000_000;

    /// What there is, for those who wrote something else.
    pub(crate) const FORMS: &str = "429, 429=SECONDS, 503, partial, slow=MILLISECONDS, truncated, reset, reset-unseen, unknown-key, null, \
                                    wrong-type, skew=SECONDS (from -100000000 to 100000000), redirect=ADDRESS and `reply=STATUS BODY`";
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let error = || FaultError { text: text.to_owned() };
        let (name, value) = text
            .split_once('=')
            .map_or((text, None), |(name, value)| (name, Some(value)));
        Ok(match (name.trim(), value.map(str::trim)) {
            ("429", None) => Self::TooMany { retry_after: None },
            ("429", Some(seconds)) => Self::TooMany {
                retry_after: Some(seconds.parse().map_err(|_| error())?),
            },
            ("503", None) => Self::Unavailable,
            ("partial" | "460", None) => Self::Partial,
            ("slow", Some(millis)) => Self::Slow(Duration::from_millis(millis.parse().map_err(|_| error())?)),
            ("truncated", None) => Self::Truncated,
            ("reset", None) => Self::Reset,
            ("reset-unseen", None) => Self::ResetUnseen,
            ("unknown-key", None) => Self::UnknownKey,
            ("null", None) => Self::Null,
            ("wrong-type", None) => Self::WrongType,
            ("skew", Some(seconds)) => {
                let seconds = seconds.parse().ok();
                let bounded = seconds.filter(|seconds| (-Self::MOST_SKEW..=Self::MOST_SKEW).contains(seconds));
                Self::Skew(bounded.ok_or_else(error)?)
            }
            ("redirect", Some(address)) if !address.is_empty() => Self::Redirect(address.to_owned()),
            ("reply", Some(reply)) => {
                let (status, body) = reply.split_once(' ').unwrap_or((reply, ""));
                let status = status
                    .parse()
                    .ok()
                    .filter(|status| (200..600).contains(status))
                    .ok_or_else(error)?;
                Self::Reply {
                    status,
                    body: body.to_owned(),
                }
            }
            _ => return Err(error()),
        })
    }
}

/// How an answer is sent, where that is not at once and whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Waits so long first.
    pub delay: Duration,
    /// Only so many bytes of the body are sent, though all are announced; then the connection ends.
    pub cut: Option<usize>,
    /// The connection ends without an answer.
    pub reset: bool,
}
