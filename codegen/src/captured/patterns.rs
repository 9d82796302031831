//! Credentials that are known by how they are written, wherever they stand.

use super::issued;
use super::secret_names::{is_secret, is_secret_parameter};
use super::secrets::BLOT;

/// Words in front of a credential in a header.
const SCHEMES: &[&str] = &["bearer", "basic"];

/// Whether a word only says of which sort the credential behind it is.
pub(super) fn is_scheme(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let others = ["digest", "token", "oauth", "hawk", "negotiate", "apikey", "signature"];
    SCHEMES.contains(&word.as_str()) || others.contains(&word.as_str()) || word.contains("hmac-sha")
}

/// The text without what is surely a credential: a web token, a key that says what it is, what follows `Bearer`, user and password in
/// an address, and query parameters whose names say so.
pub(super) fn blot(text: &str) -> String {
    let text = if text.contains("://") {
        users(text)
    } else {
        text.to_owned()
    };
    let text = if text.contains('=') { parameters(&text) } else { text };
    words(&issued::blot(&text))
}

/// `https://login:password@host/` without what stands in front of `@`.
fn users(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("://") {
        out.push_str(before);
        out.push_str("://");
        let end = behind
            .find(|c: char| matches!(c, '/' | '?' | '#' | '"' | '<') || c.is_whitespace())
            .unwrap_or(behind.len());
        let (host, behind) = behind.split_at(end);
        match host.rsplit_once('@') {
            Some((_, host)) => {
                out.push_str(BLOT);
                out.push('@');
                out.push_str(host);
            }
            None => out.push_str(host),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// `?name=value` and `&name=value` without the values of names that say what they are. A fragment may have some as well.
fn parameters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // A form has nothing in front of its first name. Where there may be a sentence instead, the name has to be plain.
    if let Some((name, value)) = text.split_once('=')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && is_secret(name)
    {
        let end = end_of(value);
        out.push_str(name);
        out.push('=');
        if end > 0 {
            out.push_str(BLOT);
        }
        rest = value.get(end..).unwrap_or_default();
    }
    while let Some(at) = rest.find(['?', '&', '#']) {
        let (before, behind) = rest.split_at(at + 1);
        out.push_str(before);
        rest = behind;
        let Some((name, value)) = behind.split_once('=') else {
            break;
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '%');
        // In a page, `&` may stand as `&amp;`.
        let bare = name.strip_prefix("amp;").unwrap_or(name);
        if !bare.chars().all(is_name) || !is_secret_parameter(bare) {
            continue;
        }
        let end = end_of(value);
        out.push_str(name);
        out.push('=');
        if end > 0 {
            out.push_str(BLOT);
        }
        rest = value.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Where the value of a parameter ends.
fn end_of(value: &str) -> usize {
    value
        .find(|c: char| matches!(c, '&' | '#' | '"' | '\'' | '<') || c.is_whitespace())
        .unwrap_or(value.len())
}

/// Web tokens, and the word behind the name of a scheme.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_scheme = false;
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '=' | '<' | '>')) {
        let word =
            piece.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '=' | '<' | '>'));
        let is_web_token = word.starts_with("eyJ") && word.len() >= 30 && word.matches('.').count() == 2;
        if is_web_token || after_scheme && word.len() >= 8 && word != BLOT && looks_made(word) {
            out.push_str(BLOT);
            out.push_str(piece.get(word.len()..).unwrap_or_default());
        } else {
            out.push_str(piece);
        }
        after_scheme = SCHEMES.contains(&word.to_ascii_lowercase().as_str());
    }
    out
}

/// Not a word of a sentence, such as `basic training`.
fn looks_made(word: &str) -> bool {
    let behind_first = word.bytes().skip(1);
    word.len() >= 20
        || word.starts_with(|c: char| c.is_ascii_digit())
        || behind_first
            .into_iter()
            .any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_known_by_their_form() {
        for (text, expected) in [
            (
                "https://a.example/x?page=2&api_key=K1&n=3#f",
                "https://a.example/x?page=2&api_key=[secret]&n=3#f",
            ),
            (
                "see https://bob:pw@a.example/x, or //c",
                "see https://[secret]@a.example/x, or //c",
            ),
            (
                "<a href=\"/x?token=T&amp;sig=S\">",
                "<a href=\"/x?token=[secret]&amp;sig=[secret]\">",
            ),
            (
                "https://a.example/#access_token=abc",
                "https://a.example/#access_token=[secret]",
            ),
            ("Bearer abcdefgh1", "Bearer [secret]"),
            ("Basic Understanding of things", "Basic Understanding of things"),
            ("a basic training of three days", "a basic training of three days"),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "[secret]"),
            ("2 = 1 & 3 = 4?", "2 = 1 & 3 = 4?"),
            ("?token=", "?token="),
            ("ключ=значение?", "ключ=значение?"),
            ("bob@a.example", "bob@a.example"),
            ("://", "://"),
        ] {
            assert_eq!(blot(text), expected);
        }
    }
}
