//! Filling a path template.

use std::borrow::Cow;

use super::dots::leads_elsewhere;
use crate::error::Error;
use crate::wire::escape;

/// `/orders/{id}.json` with the values of its placeholders.
pub(crate) fn fill(template: &'static str, values: &[(&str, String)]) -> Result<Cow<'static, str>, Error> {
    if !template.contains('{') {
        return Ok(Cow::Borrowed(template));
    }
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(Error::build(format!(
                "the path `{template}` has an unclosed placeholder"
            )));
        };
        out.push_str(before);
        let Some((_, value)) = values.iter().find(|(found, _)| *found == name) else {
            return Err(Error::build(format!("path parameter `{name}` is missing")));
        };
        escape::strict(checked(name, value)?, &mut out);
        rest = after;
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

/// Refuses values that would lead to another address than the one that was meant.
fn checked<'v>(name: &str, value: &'v str) -> Result<&'v str, Error> {
    let why = if value.is_empty() {
        "is empty"
    } else if value.chars().any(char::is_control) {
        "holds a control character"
    } else if leads_elsewhere(value) {
        "is or holds a `.` or `..` segment"
    } else {
        return Ok(value);
    };
    Err(Error::build(format!("path parameter `{name}` {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &'static str, value: &str) -> Result<Cow<'static, str>, Error> {
        fill(template, &[("id", value.to_owned())])
    }

    #[test]
    fn values_stay_within_their_segment() {
        for (value, expected) in [
            ("42", "/a/42.json"),
            ("a/b", "/a/a%2Fb.json"),
            ("?x=1#y", "/a/%3Fx%3D1%23y.json"),
            ("ключ 1+1", "/a/%D0%BA%D0%BB%D1%8E%D1%87%201%2B1.json"),
            ("%2f", "/a/%252f.json"),
            ("50%", "/a/50%25.json"),
            ("...", "/a/....json"),
            ("{id}", "/a/%7Bid%7D.json"),
        ] {
            assert_eq!(filled("/a/{id}.json", value).unwrap(), expected);
        }
    }

    #[test]
    fn values_that_lead_elsewhere_are_refused() {
        for value in [
            "", ".", "..", "../x", "a/..", "a/./b", "..\\x", "%2e%2E", "..;x", "%252e", "a\nb", "\0", "\u{85}",
        ] {
            let error = filled("/a/{id}", value).unwrap_err().to_string();
            assert!(error.starts_with("path parameter `id` "), "{error}");
        }
    }

    #[test]
    fn every_placeholder_needs_a_value() {
        assert_eq!(
            filled("/a/{code}", "1").unwrap_err().to_string(),
            "path parameter `code` is missing"
        );
        assert_eq!(filled("/a/b", "1").unwrap(), "/a/b");
        assert!(filled("/a/{id", "1").is_err());
    }

    #[test]
    fn the_value_is_not_shown() {
        assert!(
            !filled("/a/{id}", "canary/..")
                .unwrap_err()
                .to_string()
                .contains("canary")
        );
    }
}
