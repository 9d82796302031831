//! Percent-encoding, stricter than the standards ask for, so that PHP and Rails read back exactly what was meant.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// Values in a query: commas stay, as platforms show them in their lists.
const QUERY_VALUE: &AsciiSet = &STRICT.remove(b',');
/// Names in a query: brackets stay, as platforms show them in their structures.
const QUERY_NAME: &AsciiSet = &STRICT.remove(b'[').remove(b']');

/// A path segment, a form name or value, or a part of an OAuth signature: a space is `%20`, which servers read in all of
/// these places, unlike `+`.
pub(crate) fn strict(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, STRICT));
}

/// One `name=value` (or bare `name`) of a query.
pub(crate) fn query_pair(name: &str, value: Option<&str>, out: &mut String) {
    out.extend(utf8_percent_encode(name, QUERY_NAME));
    if let Some(value) = value {
        out.push('=');
        out.extend(utf8_percent_encode(value, QUERY_VALUE));
    }
}

/// One `name=value` of a form body.
pub(crate) fn form_pair(name: &str, value: Option<&str>, out: &mut String) {
    strict(name, out);
    out.push('=');
    strict(value.unwrap_or_default(), out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_fully() {
        let mut out = String::new();
        query_pair("filter[name]", Some("a+b c&d=e/ё,~"), &mut out);
        assert_eq!(out, "filter[name]=a%2Bb%20c%26d%3De%2F%D1%91,~");
        out.clear();
        query_pair("statistic_sell", None, &mut out);
        assert_eq!(out, "statistic_sell");
    }

    #[test]
    fn form_names_have_no_bare_brackets() {
        let mut out = String::new();
        form_pair("a[0][ё]", Some("1+1, 2"), &mut out);
        assert_eq!(out, "a%5B0%5D%5B%D1%91%5D=1%2B1%2C%202");
    }
}
