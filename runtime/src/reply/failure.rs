//! Whether a reply is a failure, and what it says about it.

use http::StatusCode;

use super::outcomes::{self, Failed};
use super::page::{self, Gist};
use super::said::{first_text, known_code, shows, text};
use super::{Reply, fields};
use crate::error::{Error, ErrorKind};
use crate::json::{self, Json};
use crate::meta::StatusMeaning;

/// Larger bodies are not searched for messages.
const SEARCHED: usize = 4 * 1024 * 1024;

impl Reply<'_> {
    /// Whether the platform did what was asked, by its status and by what the body says.
    ///
    /// # Errors
    /// It refused, or did only part of it.
    pub fn check(&self) -> Result<(), Error> {
        match judge(self) {
            None => Ok(()),
            Some(error) => Err(error),
        }
    }
}

/// The failure that a reply is, if it is one.
fn judge(reply: &Reply<'_>) -> Option<Error> {
    let shape = &reply.meta.platform.errors;
    let status = reply.status;
    let body_is_empty = reply.body.trim_ascii().is_empty();
    let meaning = if shape.is_refusal(status.as_u16(), reply.headers, body_is_empty) {
        Some(StatusMeaning::RateLimited)
    } else {
        shape.meaning(status.as_u16())
    };
    if meaning == Some(StatusMeaning::Partial) {
        return Some(partial(reply, outcomes::failed(reply, true)));
    }
    if !status.is_success() && !reply.meta.success.contains(&status.as_u16()) {
        return Some(refusal(reply, meaning.or_else(|| usual_meaning(status))));
    }
    let failed = looks_like_json(reply.body) && shape.failure.iter().any(|sign| shows(reply.body, *sign));
    if failed {
        return Some(refusal(reply, meaning));
    }
    reply.meta.outcomes?;
    let failed = outcomes::failed(reply, false);
    failed.is_news().then(|| partial(reply, failed))
}

fn refusal(reply: &Reply<'_>, meaning: Option<StatusMeaning>) -> Error {
    let failed = outcomes::failed(reply, true);
    // Elements that failed leave open what became of the others.
    let saved = (failed.total > 0).then(|| reply.save());
    let error = reply.error(ErrorKind::Api, "the platform refused the request");
    let mut error = describe_with(reply, error, meaning, failed);
    error.inner_mut().saved = saved;
    error
}

fn partial(reply: &Reply<'_>, failed: Failed) -> Error {
    let detail = failed.sentence();
    let error = reply.error(ErrorKind::Partial, detail);
    let mut error = describe_with(reply, error, Some(StatusMeaning::Partial), failed);
    error.inner_mut().saved = Some(reply.save());
    error
}

/// Adds what the body says.
pub(super) fn describe(reply: &Reply<'_>, error: Error, meaning: Option<StatusMeaning>) -> Error {
    describe_with(reply, error, meaning, Failed::default())
}

/// Adds what the body says of the whole, and of the elements that failed.
fn describe_with(reply: &Reply<'_>, mut error: Error, meaning: Option<StatusMeaning>, failed: Failed) -> Error {
    let shape = &reply.meta.platform.errors;
    let inner = error.inner_mut();
    inner.meaning = meaning;
    let body = reply.body.get(..SEARCHED).unwrap_or(reply.body);
    if looks_like_json(body) {
        if let Ok(json) = json::decode::<Json>(body, json::Options::default()).map(|decoded| decoded.value) {
            let invalid = meaning == Some(StatusMeaning::Invalid);
            inner.message = first_text(&json, shape.message);
            inner.code = first_text(&json, shape.code);
            inner.fields = fields::collect(&json, shape, reply.meta.entries(), invalid);
        } else {
            // Something in it is no JSON; what stands beside that can be read all the same.
            let look = |paths: &[&str]| paths.iter().find_map(|path| text(&json::probe(body, path)?));
            (inner.message, inner.code) = (look(shape.message), look(shape.code));
        }
    } else {
        match page::gist(body) {
            Some(Gist::Says(text)) => inner.message = Some(text),
            Some(Gist::Is(what)) => inner.detail = format!("{}; it sent {what}", inner.detail).into(),
            None => {}
        }
    }
    if inner.message.is_none() {
        inner.message = json_text(body);
    }
    if let Some(known) = known_code(shape.codes, inner.code.as_deref(), inner.message.as_deref()) {
        inner.code = Some(known.text.to_owned());
        // The code says more than the status, which may be that of a success. Part of the work done stays that.
        if meaning != Some(StatusMeaning::Partial) {
            inner.meaning = known.means.or(meaning);
        }
    }
    failed.tell(inner);
    error
}

/// A body that is a single JSON string.
fn json_text(body: &[u8]) -> Option<String> {
    let text = json::probe(body, "")?.as_str()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// What HTTP itself means.
fn usual_meaning(status: StatusCode) -> Option<StatusMeaning> {
    Some(match status.as_u16() {
        400 | 409 | 413 | 415 | 422 => StatusMeaning::Invalid,
        401 | 403 | 407 => StatusMeaning::Auth,
        404 | 410 => StatusMeaning::NotFound,
        429 => StatusMeaning::RateLimited,
        502..=504 => StatusMeaning::Unavailable,
        _ => return None,
    })
}

fn looks_like_json(body: &[u8]) -> bool {
    matches!(json::content(body).first(), Some(b'{' | b'['))
}
