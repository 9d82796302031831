//! What reply headers say.

use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use percent_encoding::percent_decode_str;

use crate::meta::Limit;

/// State of a request budget, as the server tells it: `499/500`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitState {
    /// Requests counted so far in the window.
    pub used: u32,
    /// Requests that the window allows.
    pub limit: u32,
}

impl LimitState {
    /// Reads `used/limit` out of the named header; anything else counts as absent.
    #[must_use]
    pub fn parse(headers: &HeaderMap, header: &str) -> Option<Self> {
        let (used, limit) = headers.get(header)?.to_str().ok()?.split_once('/')?;
        Some(Self {
            used: used.trim().parse().ok()?,
            limit: limit.trim().parse().ok()?,
        })
    }

    /// What the headers say that a limit declares; anything that cannot be read counts as absent.
    #[must_use]
    pub fn told(headers: &HeaderMap, limit: &Limit) -> Option<Self> {
        if let Some(header) = limit.header {
            return Self::parse(headers, header);
        }
        let left = number(headers, limit.remaining?)?;
        let declared = (limit.requests < u32::MAX).then_some(limit.requests);
        let most = limit.most.and_then(|name| number(headers, name)).or(declared)?;
        Some(Self {
            used: most.saturating_sub(left),
            limit: most,
        })
    }

    /// Requests left in the window.
    #[must_use]
    pub fn left(self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}

/// `45`, also where more follows: `45, 45;w=3`.
fn number(headers: &HeaderMap, name: &str) -> Option<u32> {
    let text = headers.get(name)?.to_str().ok()?;
    text.split([',', ';']).next()?.trim().parse().ok()
}

/// Headers in which servers name a request, the usual one first.
const REQUEST_ID: [&str; 6] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
    "x-amzn-requestid",
];

/// The server's name for the request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let values = REQUEST_ID.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    values.map(str::trim).find(|id| !id.is_empty())
}

/// Media type without parameters, in lower case.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let media = text.split(';').next().unwrap_or_default().trim();
    (!media.is_empty()).then(|| media.to_ascii_lowercase())
}

/// File name from `Content-Disposition` (RFC 6266); `filename*` (RFC 8187) wins. Only the last part of a path is kept,
/// so that it can be used as a file name.
pub(crate) fn file_name(headers: &HeaderMap) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(CONTENT_DISPOSITION)?.as_bytes()).into_owned();
    let params = params(&value);
    let find = |wanted: &str| {
        params
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, text)| text.as_str())
    };
    let name = find("filename*")
        .and_then(extended)
        .or_else(|| find("filename").map(plain))?;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let clean: String = last.chars().filter(|c| !c.is_control()).collect();
    (!clean.is_empty() && clean != "." && clean != "..").then_some(clean)
}

/// `UTF-8''%D1%84.pdf`
fn extended(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '\'');
    let (charset, _language, value) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes: Vec<u8> = percent_decode_str(value).collect();
    if charset.eq_ignore_ascii_case("utf-8") {
        String::from_utf8(bytes).ok()
    } else if charset.eq_ignore_ascii_case("iso-8859-1") {
        Some(bytes.iter().map(|byte| char::from(*byte)).collect())
    } else {
        None
    }
}

/// Servers often percent-encode the plain form as well, which browsers take.
fn plain(text: &str) -> String {
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) if text.contains('%') => decoded.into_owned(),
        _ => text.to_owned(),
    }
}

/// Parameters behind the disposition type; names in lower case, quoted strings unquoted.
pub(crate) fn params(value: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = value.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.trim_matches([';', ' ', '\t']).to_ascii_lowercase();
        let after = after.trim_start();
        let (text, tail) = if let Some(quoted) = after.strip_prefix('"') {
            unquoted(quoted)
        } else {
            let end = after.find(';').unwrap_or(after.len());
            (after[..end].trim().to_owned(), &after[end..])
        };
        found.push((name, text));
        rest = tail;
    }
    found
}

/// Text up to the closing quote, and what follows it.
fn unquoted(text: &str) -> (String, &str) {
    let (mut out, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (out, &text[at + 1..]),
            '\\' => out.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => out.push(c),
        }
    }
    (out, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn one(name: &'static str, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        headers
    }

    #[test]
    fn budgets_are_read() {
        let state = LimitState::parse(&one("api-usage-limit", "499/500"), "API-Usage-Limit").unwrap();
        assert_eq!((state.used, state.limit, state.left()), (499, 500, 1));
        for bad in ["", "499", "a/b", "-1/500", "1/2/3", "99999999999/5"] {
            assert_eq!(LimitState::parse(&one("x", bad), "x"), None, "{bad}");
        }
        assert_eq!(LimitState { used: 7, limit: 5 }.left(), 0);
    }

    #[test]
    fn what_is_left_is_read_in_the_words_of_the_limit() {
        let limit = Limit {
            requests: 45,
            remaining: Some("X-Left"),
            most: Some("X-Most"),
            ..Limit::PLAIN
        };
        let told = |left: &str, most: Option<&str>| {
            let mut headers = one("x-left", left);
            if let Some(most) = most {
                headers.insert("x-most", most.parse().unwrap());
            }
            LimitState::told(&headers, &limit).map(|state| (state.used, state.limit))
        };
        assert_eq!(told("40", None), Some((5, 45)));
        assert_eq!(told("40", Some("100, 100;w=3")), Some((60, 100)));
        assert_eq!(told("40", Some("many")), Some((5, 45)));
        assert_eq!(told("4294967295", Some("7")), Some((0, 7)));
        assert_eq!(
            (told("-1", None), told("", None), told("soon", Some("7"))),
            (None, None, None)
        );
        let endless = Limit {
            requests: u32::MAX,
            ..limit
        };
        assert_eq!(
            LimitState::told(&one("x-left", "40"), &endless),
            None,
            "40 of how many?"
        );
        assert_eq!(LimitState::told(&one("x-left", "40"), &Limit::PLAIN), None);
    }

    #[test]
    fn request_ids_are_found() {
        assert_eq!(request_id(&one("x-request-id", " a-1 ")), Some("a-1"));
        assert_eq!(request_id(&one("cf-ray", "b")), Some("b"));
        assert_eq!(request_id(&HeaderMap::new()), None);
    }

    #[test]
    fn media_types_lose_their_parameters() {
        let headers = one("content-type", "Application/JSON; charset=utf-8");
        assert_eq!(media_type(&headers).as_deref(), Some("application/json"));
        assert_eq!(media_type(&HeaderMap::new()), None);
    }

    #[test]
    fn file_names_in_all_their_forms() {
        for (value, expected) in [
            ("attachment; filename=label.pdf", Some("label.pdf")),
            (
                "attachment; filename=\"my \\\"label\\\"; 1.pdf\"; size=3",
                Some("my \"label\"; 1.pdf"),
            ),
            (
                "attachment; FILENAME*=UTF-8''%D1%84%20%31.pdf; filename=x.pdf",
                Some("ф 1.pdf"),
            ),
            (
                "attachment; filename=x.pdf; filename*=UTF-8'ru'%D1%84.pdf",
                Some("ф.pdf"),
            ),
            ("attachment; filename*=iso-8859-1''%E9.pdf", Some("é.pdf")),
            ("attachment; filename*=koi8-r''%E9.pdf; filename=x.pdf", Some("x.pdf")),
            ("attachment; filename=\"ф.pdf\"", Some("ф.pdf")),
            ("attachment; filename=%D1%84.pdf", Some("ф.pdf")),
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            ("attachment; filename=\"C:\\\\a\\\\b.txt\"", Some("b.txt")),
            ("attachment; filename=\"unclosed", Some("unclosed")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"\"", None),
            ("inline", None),
        ] {
            assert_eq!(
                file_name(&one("content-disposition", value)).as_deref(),
                expected,
                "{value}"
            );
        }
    }
}
