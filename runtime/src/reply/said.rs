//! Texts, codes and signs of failure in what a platform says.

use crate::json::{self, Json};
use crate::meta::{KnownCode, Sign};

/// The first text at one of the paths; of a value that is a list, in its elements.
pub(super) fn first_text(json: &Json, paths: &[&str]) -> Option<String> {
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
pub(super) fn text(json: &Json) -> Option<String> {
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
pub(super) fn known_code(codes: &[KnownCode], code: Option<&str>, message: Option<&str>) -> Option<KnownCode> {
    let find = |text: &str| {
        let is_it = |known: &&KnownCode| plain(known.text).eq_ignore_ascii_case(plain(text));
        codes.iter().find(is_it).copied()
    };
    code.and_then(find).or_else(|| message.and_then(find))
}

fn plain(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!'])
}

/// Whether a sign of failure shows in a body, or in a part of one.
pub(super) fn shows(body: &[u8], sign: Sign) -> bool {
    match sign {
        Sign::Is { path, value } => json::probe_rare(body, path)
            .is_some_and(|found| Json::parse(value).is_ok_and(|wanted| same(&found, &wanted))),
        Sign::Present { path } => {
            json::probe_rare(body, path).is_some_and(|found| !found.is_empty() && found != Json::Bool(false))
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
