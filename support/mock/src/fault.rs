//! What can go wrong, on purpose.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde_json::{Value, json};
use tradewire_codegen::model::{Platform, StatusMeaning};

use crate::answer::Reply;
use crate::chance::Chance;

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
    /// `partial`: a failure with the status that means that part of the work was done (460, where the spec has none); nothing is done.
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
    /// `skew=-300`: `Date` is so many seconds off.
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
            "`{}` is no fault; there are 429, 429=SECONDS, 503, partial, slow=MILLISECONDS, truncated, reset, reset-unseen, unknown-key, null, \
             wrong-type, skew=SECONDS, redirect=ADDRESS and `reply=STATUS BODY`, each perhaps with `@10%` (share) or `@#3` (the third request) \
             behind it, and `orders.list/` (operation) before it",
            self.text
        )
    }
}

impl std::error::Error for FaultError {}

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
            ("skew", Some(seconds)) => Self::Skew(seconds.parse().map_err(|_| error())?),
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

/// When a fault comes, and to whom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    pub fault: Fault,
    pub when: When,
    pub operation: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum When {
    /// To the next request that it may come to, once.
    Next,
    /// To this one of all that it may come to, counted from 1; what is left to count.
    At(u64),
    /// To this share of them, from 0 to 1.
    Share(f64),
}

impl FromStr for Planned {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let error = || FaultError { text: text.to_owned() };
        // An address in a fault may hold a slash, the name of an operation none but this.
        let operation = text.split_once('/').filter(|(name, _)| {
            name.contains('.')
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
        });
        let (operation, rest) = operation.map_or((None, text), |(name, rest)| (Some(name.to_owned()), rest));
        let (fault, when) = match rest.rsplit_once('@') {
            Some((fault, when)) if when.starts_with('#') || when.ends_with('%') => (fault, Some(when)),
            _ => (rest, None),
        };
        let when = match when {
            None => When::Next,
            Some(when) => match (when.strip_prefix('#'), when.strip_suffix('%')) {
                (Some(number), _) => When::At(number.parse().ok().filter(|number| *number > 0).ok_or_else(error)?),
                (None, Some(percent)) => {
                    let percent: f64 = percent.parse().map_err(|_| error())?;
                    if !(0.0..=100.0).contains(&percent) {
                        return Err(error());
                    }
                    When::Share(percent / 100.0)
                }
                (None, None) => return Err(error()),
            },
        };
        Ok(Self {
            fault: fault.parse().map_err(|_| error())?,
            when,
            operation,
        })
    }
}

/// Takes the faults out of a plan that come to this request.
pub(crate) fn due(planned: &mut Vec<Planned>, operation: &str, chance: &mut Chance) -> Vec<Fault> {
    let mut out = Vec::new();
    let mut has_next = false;
    planned.retain_mut(|plan| {
        if plan.operation.as_deref().is_some_and(|wanted| wanted != operation) {
            return true;
        }
        match &mut plan.when {
            // One of these at a time, in their order.
            When::Next if has_next => true,
            When::Next => {
                has_next = true;
                out.push(plan.fault.clone());
                false
            }
            When::At(left) => {
                *left -= 1;
                if *left == 0 {
                    out.push(plan.fault.clone());
                }
                *left > 0
            }
            When::Share(share) => {
                if chance.hits(*share) {
                    out.push(plan.fault.clone());
                }
                true
            }
        }
    });
    out
}

impl Fault {
    /// The answer in place of doing anything.
    pub(crate) fn refusal(&self, platform: &Platform) -> Option<Reply> {
        Some(match self {
            Self::TooMany { retry_after } => {
                let reply = crate::answer::Failure::new(crate::answer::Why::TooMany).reply(platform, None);
                match retry_after {
                    Some(seconds) => reply.with_header("retry-after", seconds.to_string()),
                    None => reply,
                }
            }
            Self::Unavailable => Reply {
                status: 503,
                content_type: Some("text/html".to_owned()),
                body: "<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>"
                    .into(),
                ..Reply::default()
            },
            Self::Partial => {
                let declared = platform
                    .errors
                    .statuses
                    .iter()
                    .find(|(_, means)| *means == StatusMeaning::Partial);
                let reply = crate::answer::Failure::new(crate::answer::Why::Invalid).reply(platform, None);
                Reply {
                    status: declared.map_or(460, |(status, _)| *status),
                    ..reply
                }
            }
            Self::Redirect(address) => Reply::empty(302).with_header("location", address.clone()),
            Self::Reply { status, body } => {
                let is_json = body.trim_start().starts_with(['{', '[']);
                Reply {
                    status: *status,
                    content_type: (!body.is_empty())
                        .then(|| if is_json { "application/json" } else { "text/plain" }.to_owned()),
                    body: body.clone().into(),
                    ..Reply::default()
                }
            }
            Self::ResetUnseen => Reply::empty(200),
            _ => return None,
        })
    }

    /// What becomes of an answer.
    pub(crate) fn spoil(&self, reply: &mut Reply, conduct: &mut Conduct) {
        match self {
            Self::Slow(delay) => conduct.delay = *delay,
            Self::Truncated => conduct.cut = Some(reply.body.len() / 2),
            Self::Reset | Self::ResetUnseen => conduct.reset = true,
            Self::UnknownKey | Self::Null | Self::WrongType => {
                if let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body) {
                    self.drift(&mut body, true);
                    reply.body = body.to_string().into();
                }
            }
            _ => {}
        }
    }

    /// Changes the innermost objects; the outermost one, whose keys say where all stands, only where there is none within.
    fn drift(&self, value: &mut Value, outer: bool) {
        match value {
            Value::Array(elements) => elements.iter_mut().for_each(|element| self.drift(element, false)),
            Value::Object(entries) => {
                let has_inner = entries.values().any(|inner| {
                    inner.is_object() || inner.as_array().is_some_and(|list| list.iter().any(Value::is_object))
                });
                for inner in entries.values_mut() {
                    self.drift(inner, false);
                }
                if outer && has_inner {
                    return;
                }
                let last = entries
                    .iter()
                    .rev()
                    .find(|(key, value)| *key != "id" && !value.is_object() && !value.is_array())
                    .map(|(key, _)| key.clone());
                match (self, last) {
                    (Self::UnknownKey, _) => {
                        entries.insert("mock_unknown_key".to_owned(), json!("new"));
                    }
                    (Self::Null, Some(key)) => {
                        entries.insert(key, Value::Null);
                    }
                    (Self::WrongType, Some(key)) => {
                        entries.insert(key, json!({"mock": ["other", "type"]}));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read() {
        for (text, fault, when, operation) in [
            ("429=7", Fault::TooMany { retry_after: Some(7) }, When::Next, None),
            (
                "orders.list/503@10%",
                Fault::Unavailable,
                When::Share(0.1),
                Some("orders.list"),
            ),
            ("truncated@#3", Fault::Truncated, When::At(3), None),
            (
                "redirect=http://a.b/c",
                Fault::Redirect("http://a.b/c".to_owned()),
                When::Next,
                None,
            ),
            (
                "reply=422 {\"email\": \"a@b.c\"}",
                Fault::Reply {
                    status: 422,
                    body: "{\"email\": \"a@b.c\"}".to_owned(),
                },
                When::Next,
                None,
            ),
        ] {
            let planned = text.parse::<Planned>().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(
                (planned.fault, planned.when, planned.operation.as_deref()),
                (fault, when, operation),
                "{text}"
            );
        }
        for text in ["", "42", "slow", "503@200%", "503@#0", "429=x", "reply=99"] {
            assert!(text.parse::<Planned>().is_err(), "{text}");
        }
    }

    #[test]
    fn each_comes_when_it_is_due() {
        let mut planned: Vec<Planned> = ["503", "reset", "429@#2", "a.b/null"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let mut chance = Chance::new(1);
        assert_eq!(due(&mut planned, "c.d", &mut chance), [Fault::Unavailable]);
        assert_eq!(
            due(&mut planned, "c.d", &mut chance),
            [Fault::Reset, Fault::TooMany { retry_after: None }]
        );
        assert_eq!(due(&mut planned, "c.d", &mut chance), []);
        assert_eq!(due(&mut planned, "a.b", &mut chance), [Fault::Null]);
        assert!(planned.is_empty());
    }
}
