//! Whether a reply is a failure, and what it says about it.

use http::StatusCode;

use super::page::{self, Gist};
use super::{Reply, fields};
use crate::error::{Error, ErrorKind};
use crate::json::{self, Json};
use crate::meta::{ErrorShape, KnownCode, Sign, StatusMeaning};

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
        return Some(partial(reply));
    }
    if !status.is_success() && !reply.meta.success.contains(&status.as_u16()) {
        return Some(refusal(reply, meaning.or_else(|| usual_meaning(status))));
    }
    let failed = looks_like_json(reply.body) && shape.failure.iter().any(|sign| shows(reply.body, *sign));
    failed.then(|| refusal(reply, meaning))
}

fn refusal(reply: &Reply<'_>, meaning: Option<StatusMeaning>) -> Error {
    describe(
        reply,
        reply.error(ErrorKind::Api, "the platform refused the request"),
        meaning,
    )
}

fn partial(reply: &Reply<'_>) -> Error {
    let error = reply.error(ErrorKind::Partial, "the platform did only part of the work");
    let mut error = describe(reply, error, Some(StatusMeaning::Partial));
    error.inner_mut().saved = Some(reply.save());
    error
}

/// Adds what the body says.
pub(super) fn describe(reply: &Reply<'_>, mut error: Error, meaning: Option<StatusMeaning>) -> Error {
    let shape = &reply.meta.platform.errors;
    let inner = error.inner_mut();
    inner.meaning = meaning;
    let body = reply.body.get(..SEARCHED).unwrap_or(reply.body);
    if looks_like_json(body) {
        if let Ok(json) = json::decode::<Json>(body, json::Options::default()).map(|decoded| decoded.value) {
            let invalid = meaning == Some(StatusMeaning::Invalid);
            inner.message = first_text(&json, shape.message);
            inner.code = first_text(&json, shape.code);
            inner.fields = fields::collect(&json, shape, invalid);
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
    if let Some(known) = known_code(shape, inner.code.as_deref(), inner.message.as_deref()) {
        inner.code = Some(known.text.to_owned());
        // The code says more than the status, which may be that of a success. Part of the work done stays that.
        if meaning != Some(StatusMeaning::Partial) {
            inner.meaning = known.means.or(meaning);
        }
    }
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

fn shows(body: &[u8], sign: Sign) -> bool {
    match sign {
        Sign::Is { path, value } => {
            json::probe(body, path).is_some_and(|found| Json::parse(value).is_ok_and(|wanted| same(&found, &wanted)))
        }
        Sign::Present { path } => {
            json::probe(body, path).is_some_and(|found| !found.is_empty() && found != Json::Bool(false))
        }
    }
}

/// PHP writes booleans in several ways.
fn same(found: &Json, wanted: &Json) -> bool {
    if found == wanted {
        return true;
    }
    match (wanted, found) {
        (Json::Bool(wanted), Json::Number(_) | Json::String(_)) => {
            found.scalar_text().is_some_and(|text| truth(text) == Some(*wanted))
        }
        (Json::String(wanted), Json::String(found)) => found.trim().eq_ignore_ascii_case(wanted),
        _ => false,
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.trim() {
        "1" => Some(true),
        "0" => Some(false),
        word if word.eq_ignore_ascii_case("true") => Some(true),
        word if word.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// The first text at one of the paths; of a body that is a list, in its elements.
fn first_text(json: &Json, paths: &[&str]) -> Option<String> {
    paths.iter().find_map(|path| {
        let direct = json.at(path).and_then(text);
        direct.or_else(|| {
            json.as_array()?
                .iter()
                .find_map(|element| element.at(path).and_then(text))
        })
    })
}

/// Text of a message: plain, a list of texts, or an object with a `message`.
fn text(json: &Json) -> Option<String> {
    let text = match json {
        Json::Array(elements) => elements
            .iter()
            .filter_map(Json::scalar_text)
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("; "),
        Json::String(_) | Json::Number(_) => json.scalar_text().unwrap_or_default().trim().to_owned(),
        Json::Object(members) => return members.get("message").and_then(text),
        Json::Null | Json::Bool(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// The code, or else the message, where it is a known one.
fn known_code(shape: &ErrorShape, code: Option<&str>, message: Option<&str>) -> Option<KnownCode> {
    let find = |text: &str| {
        let is_it = |known: &&KnownCode| plain(known.text).eq_ignore_ascii_case(plain(text));
        shape.codes.iter().find(is_it).copied()
    };
    code.and_then(find).or_else(|| message.and_then(find))
}

fn plain(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!'])
}
