//! Credentials of a request.

mod oauth;
mod ways;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use tradewire_codegen::model::{AuthKind, AuthScheme, Operation, Platform, Template};

use crate::read::Parts;
use crate::violation::{Kind, Violation};

/// What a mock knows of credentials: inputs by scheme. A scheme that is not there takes whatever is well formed, if none is there at all.
pub(crate) type Known = BTreeMap<String, BTreeMap<String, String>>;

/// What is wrong with the credentials of a request, if no scheme of its operation is content.
pub(crate) fn check(platform: &Platform, operation: &Operation, known: &Known, parts: &Parts<'_>) -> Option<Violation> {
    let schemes: Vec<&AuthScheme> = operation.auth.iter().filter_map(|at| platform.auth.get(*at)).collect();
    if schemes.is_empty() {
        return None;
    }
    let wrong = |found: String| {
        let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
        Violation {
            operation: None,
            kind: Kind::Auth,
            field: "auth".to_owned(),
            expected: format!("credentials `{}`", names.join("` or `")),
            found,
            place: Some(operation.place.clone()),
        }
    };
    // Which of them counts is the server's to choose, so that none does here.
    if let Some(several) = ways::several(operation, &schemes, parts) {
        return Some(wrong(several));
    }
    let mut found = None;
    for scheme in &schemes {
        let inputs = known.get(&scheme.name);
        if inputs.is_none() && !known.is_empty() {
            continue;
        }
        match held(scheme, inputs, parts) {
            Ok(()) => return None,
            Err(Wrong::Absent) => {}
            Err(Wrong::Bad(what)) => found = found.or(Some(what)),
        }
    }
    Some(wrong(found.unwrap_or("none").to_owned()))
}

enum Wrong {
    Absent,
    Bad(&'static str),
}

fn held(scheme: &AuthScheme, inputs: Option<&BTreeMap<String, String>>, parts: &Parts<'_>) -> Result<(), Wrong> {
    match &scheme.kind {
        AuthKind::Basic { username, password } => {
            let value = header(parts, "authorization")?;
            let text = value.strip_prefix("Basic ").ok_or(Wrong::Absent)?;
            let pair = STANDARD
                .decode(text.trim())
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let pair = pair.ok_or(Wrong::Bad("no base64 behind `Basic`"))?;
            let (user, secret) = pair
                .split_once(':')
                .ok_or(Wrong::Bad("no colon between user name and password"))?;
            matches(username, inputs, user)?;
            matches(password, inputs, secret)
        }
        AuthKind::Header { header: name, value } => matches(value, inputs, header(parts, name)?),
        AuthKind::Query { params } => {
            let of = |name: &str| {
                parts
                    .query
                    .iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.as_str())
            };
            if params.iter().all(|(name, _)| of(name).is_none()) {
                return Err(Wrong::Absent);
            }
            let count = |name: &str| parts.query.iter().filter(|(key, _)| key == name).count();
            if params.iter().any(|(name, _)| count(name) > 1) {
                return Err(Wrong::Bad("the same parameter twice"));
            }
            params.iter().try_for_each(|(name, template)| {
                let found = of(name).ok_or(Wrong::Bad("some of its parameters only"))?;
                matches(template, inputs, found)
            })
        }
        AuthKind::OAuth1 {
            consumer_key,
            consumer_secret,
        } => {
            let value = header(parts, "authorization")?;
            let said = value.strip_prefix("OAuth ").ok_or(Wrong::Absent)?;
            let said = oauth::Said::read(said).ok_or(Wrong::Bad("an OAuth header that lacks one of its fields"))?;
            let Some(inputs) = inputs else { return Ok(()) };
            matches(consumer_key, Some(inputs), &said.consumer_key)?;
            if said.is_signed(&filled(consumer_secret, inputs), parts) {
                Ok(())
            } else {
                Err(Wrong::Bad("a signature that does not fit the request"))
            }
        }
    }
}

/// The only value of a header.
fn header<'p>(parts: &'p Parts<'_>, name: &str) -> Result<&'p str, Wrong> {
    if parts.headers.get_all(name).iter().count() > 1 {
        return Err(Wrong::Bad("the same header twice"));
    }
    parts.header(name).ok_or(Wrong::Absent)
}

/// Whether a text is what a template makes of the inputs; without them, whether it may be.
fn matches(template: &Template, inputs: Option<&BTreeMap<String, String>>, found: &str) -> Result<(), Wrong> {
    if let Some(inputs) = inputs {
        return if filled(template, inputs) == found {
            Ok(())
        } else {
            Err(Wrong::Bad("other ones"))
        };
    }
    if template.md5 {
        let is_hash = found.len() == 32 && found.bytes().all(|byte| byte.is_ascii_hexdigit());
        return if is_hash {
            Ok(())
        } else {
            Err(Wrong::Bad("no MD5 hash"))
        };
    }
    let before = template.text.split('{').next().unwrap_or_default();
    let behind = template
        .text
        .rsplit('}')
        .next()
        .filter(|_| template.text.contains('}'))
        .unwrap_or_default();
    let middle = found.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
    match middle {
        // Another scheme may use the same header.
        None => Err(Wrong::Absent),
        Some("") if template.text.contains('{') => Err(Wrong::Bad("empty ones")),
        Some(_) => Ok(()),
    }
}

fn filled(template: &Template, inputs: &BTreeMap<String, String>) -> String {
    let mut text = template.text.clone();
    for (name, value) in inputs {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    if template.md5 {
        hex(&Md5::digest(text.as_bytes()))
    } else {
        text
    }
}

/// Lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0'));
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
