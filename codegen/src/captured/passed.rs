//! Exchanges that say nothing of the form of a reply, and why.

use super::Exchange;

/// Why an exchange is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    /// It went to a host that is none of the platform.
    OtherHost,
    /// Browsers make it by themselves: `OPTIONS`, `HEAD` and the like, or for the picture of a page.
    NoCall,
    /// It was for another operation than the one that was asked for.
    OtherOperation,
    /// Nothing came back.
    Unanswered,
    /// A status from 300 to 399, or below 200.
    NoEnd,
    /// A failure, by its status or by what the body says.
    Failure,
    /// A body that is no JSON.
    NotJson,
    /// No body.
    NoBody,
    /// JSON, where the spec describes none.
    NotDescribed,
}

impl Passed {
    /// In words of a report for programs: `other_host`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OtherHost => "other_host",
            Self::NoCall => "no_call",
            Self::OtherOperation => "other_operation",
            Self::Unanswered => "unanswered",
            Self::NoEnd => "no_end",
            Self::Failure => "failure",
            Self::NotJson => "not_json",
            Self::NoBody => "no_body",
            Self::NotDescribed => "not_described",
        }
    }

    /// In words for people, behind a number: `3 requests to other hosts`.
    #[must_use]
    pub fn counted(self, number: u64) -> String {
        let (one, many) = match self {
            Self::OtherHost => ("request to another host", "requests to other hosts"),
            Self::NoCall => (
                "request that browsers make by themselves (OPTIONS, HEAD, favicon)",
                "requests that browsers make by themselves (OPTIONS, HEAD, favicon)",
            ),
            Self::OtherOperation => ("request of another operation", "requests of other operations"),
            Self::Unanswered => ("request without an answer", "requests without an answer"),
            Self::NoEnd => (
                "reply that leads elsewhere (1xx, 3xx)",
                "replies that lead elsewhere (1xx, 3xx)",
            ),
            Self::Failure => ("failure", "failures"),
            Self::NotJson => ("reply that is no JSON", "replies that are no JSON"),
            Self::NoBody => ("reply without a body", "replies without a body"),
            Self::NotDescribed => (
                "reply of which no JSON is described",
                "replies of which no JSON is described",
            ),
        };
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// Whether an exchange is none that a program made to learn something.
    #[must_use]
    pub fn is_no_call(exchange: &Exchange) -> bool {
        matches!(exchange.method.as_str(), "OPTIONS" | "HEAD" | "TRACE" | "CONNECT")
            || exchange.path.ends_with("/favicon.ico")
    }

    /// Why nothing can be read of an exchange's reply, as far as status and body tell.
    #[must_use]
    pub fn of(exchange: &Exchange) -> Option<Self> {
        match exchange.status {
            0 => Some(Self::Unanswered),
            200..300 if exchange.has_other_reply => Some(Self::NotJson),
            200..300 if exchange.reply.is_none() => Some(Self::NoBody),
            200..300 => None,
            400.. => Some(Self::Failure),
            _ => Some(Self::NoEnd),
        }
    }
}
