//! What faults do to answers.

use serde_json::{Value, json};
use tradewire_codegen::model::Platform;

use super::{Conduct, Fault};
use crate::answer::{Failure, Reply, Why};

impl Fault {
    /// The answer in place of doing anything.
    pub(crate) fn refusal(&self, platform: &Platform) -> Option<Reply> {
        Some(match self {
            Self::TooMany { retry_after } => {
                let reply = Failure::new(Why::TooMany).reply(platform, None);
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
            Self::Partial => Failure::new(Why::Rest).reply(platform, None),
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
