//! Whether a text can have a member at all, without reading it.

/// Longer names are not sought.
const LONGEST: usize = 30;

/// `false`: nothing stands at `path` in `text`, as its last key is nowhere in it. A search for bytes is several times as fast as
/// walking over values.
pub(super) fn may_have(text: &str, path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    // Numbers may be positions in lists.
    if key.len() > LONGEST || !key.bytes().all(is_plain) || key.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let mut quoted = [b'"'; LONGEST + 1];
    let (name, _) = quoted.split_at_mut(key.len());
    name.copy_from_slice(key.as_bytes());
    let wanted = quoted
        .get(..=key.len())
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    // Plain letters can be written in one other way only. Where that is used, it is used early.
    text.contains("\\u") || wanted.is_none_or(|wanted| text.contains(wanted))
}

#[cfg(test)]
mod tests {
    use super::may_have;
    use crate::json::{probe, probe_rare};

    #[test]
    fn a_key_that_is_there_is_never_missed() {
        for (body, path) in [
            (r#"{"a":1,"error":{"code":7}}"#, "error"),
            (r#"{"error" : {"code":7}}"#, "error.code"),
            (r#"{"\u0065rror":1}"#, "error"),
            (r#"{"a.b":1}"#, "a.b"),
            (r#"{"items":[{"id":1}]}"#, "items.0.id"),
            (r#"{"items":[1]}"#, "items.0"),
            (r#"{"@odata.nextLink":"x"}"#, "@odata.nextLink"),
            (r#"{"a/b":1}"#, "a/b"),
            ("7", ""),
        ] {
            assert!(may_have(body, path), "{body}");
            let found = probe_rare(body.as_bytes(), path);
            assert!(found.is_some(), "{body}");
            assert_eq!(found, probe(body.as_bytes(), path));
        }
        let long = "x".repeat(100);
        assert!(may_have(&format!("{{\"{long}\":1}}"), &long));
        assert!(probe_rare(b"{\"a\":\"\xff\",\"error\":\"x\"}", "error").is_some());
    }

    #[test]
    fn a_key_that_is_nowhere_is_told() {
        for body in [r#"{"errors":1}"#, r#"{"a":"error"#, r#"{"a":["b"],"c":"\n"}"#, ""] {
            assert!(!may_have(body, "error"), "{body}");
            assert!(!may_have(body, "a.error"), "{body}");
        }
    }
}
