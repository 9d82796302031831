//! The end of a value whose text need not be JSON.
//!
//! Only brackets and quotes are looked at: half a surrogate, a raw tab, `NaN` or a thousand levels do not hide where a value ends.
//! What is JSON ends where the strict reader says.

use super::scan;

/// Index behind the value that begins at `from`; `None` if its end cannot be told: a quote or bracket is open at the end of the text,
/// or is closed by one of another sort.
pub(super) fn value_end(bytes: &[u8], from: usize) -> Option<usize> {
    let end = find_value_end(bytes, from);
    crate::steps::add(end.unwrap_or(bytes.len()).saturating_sub(from));
    end
}

fn find_value_end(bytes: &[u8], from: usize) -> Option<usize> {
    // The brackets that close what is open. A loop, so that depth costs no stack.
    let mut open: Vec<u8> = Vec::new();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = quote_end(bytes, at + 1)?;
                if open.is_empty() {
                    return Some(at);
                }
                continue;
            }
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' if !open.is_empty() => {
                if open.pop() != Some(byte) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            b'}' | b']' | b',' if open.is_empty() => break,
            b':' if at == from => return None,
            _ => {}
        }
        at += 1;
    }
    // A word or a number, up to what follows it.
    let word = bytes.get(from..at)?.trim_ascii_end();
    (open.is_empty() && !word.is_empty()).then_some(from + word.len())
}

/// Index behind the closing quote of the string whose content begins at `from`.
pub(super) fn quote_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = scan::string_end(bytes, at);
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Index of the first byte at or after `from` that is no white space.
#[inline]
pub(super) fn skip_space(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::value_end;

    #[test]
    fn ends_of_what_is_json_and_of_what_is_not() {
        for (value, rest) in [
            ("1", ",2"),
            ("true", " }"),
            ("\"a,]}\\\"\"", ",1"),
            (r#"{"a":[1,{"b":"}"}]}"#, ",{}"),
            ("[]", ""),
            ("12", ""),
            ("NaN", ",1"),
            ("-Infinity", "]"),
            ("\"\\ud83d\"", ",1"),
            ("\"a\tb\u{1}\"", "]"),
            (r#"{"a":tru,,"b" "c"}"#, ",1"),
            ("\"\\x\"", "}"),
        ] {
            let text = format!("{value}{rest}");
            assert_eq!(value_end(text.as_bytes(), 0), Some(value.len()), "{text}");
        }
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(value_end(deep.as_bytes(), 0), Some(20_000));
    }

    #[test]
    fn ends_that_cannot_be_told() {
        for text in [
            "",
            ",",
            ":",
            "]",
            "\"a",
            "{\"a\":1",
            "[1}",
            "{\"a\":[1}]",
            "\"a\\\"",
            "  ",
        ] {
            assert_eq!(value_end(text.as_bytes(), 0), None, "{text}");
        }
    }
}
