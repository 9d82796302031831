//! Segments of paths that mean "here" and "up".
//!
//! Somebody on the way resolves them: the URL library, a proxy, the server. What is checked and signed would then not be
//! what is asked for, so they are refused in every spelling that any of these knows.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// How often somebody may decode a path.
const LAYERS: u32 = 5;

/// Whether a part of the path is `.` or `..`, also percent-encoded, as often as may be, or with parameters (`..;x`). Slashes count in
/// any spelling, and backslashes for slashes.
pub(super) fn leads_elsewhere(path: &str) -> bool {
    // Most paths have nothing that could mean it: each call asks.
    path.bytes().any(|byte| matches!(byte, b'.' | b'%')) && has_dots(path)
}

fn has_dots(path: &str) -> bool {
    let mut bytes = Cow::Borrowed(path.as_bytes());
    for _ in 0..LAYERS {
        if bytes.split(|byte| matches!(byte, b'/' | b'\\')).any(is_dots) {
            return true;
        }
        // Nothing to decode, as in nearly all paths.
        if !bytes.contains(&b'%') {
            return false;
        }
        // Bytes that are no UTF-8 are no dots either.
        let text = String::from_utf8_lossy(&bytes);
        let decoded: Vec<u8> = percent_decode_str(&text).collect();
        if decoded == *bytes {
            return false;
        }
        bytes = Cow::Owned(decoded);
    }
    // Nobody writes an address so that it would have to be decoded more often.
    true
}

fn is_dots(segment: &[u8]) -> bool {
    let name = segment.split(|byte| *byte == b';').next().unwrap_or_default();
    matches!(name, b"." | b"..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_found_in_every_spelling() {
        for path in [
            "/a/../b",
            "/a/.",
            "..",
            "/a/%2e%2e/b",
            "/a/%2E./b",
            "/a/.%2e",
            "/%2E",
            "/a/..;/b",
            "/a/..;x=1/b",
            "/a/%2e%2e%3b/b",
            "/a\\..\\b",
            "/a%5c..%5Cb",
            "/a/..%2fb",
            "/a%2F..%2Fb",
            "/a/%252e%252E/b",
            "/a/%25252e%25252e/b",
            "/%25252525252525252e",
        ] {
            assert!(leads_elsewhere(path), "{path}");
        }
    }

    #[test]
    fn other_dots_are_names() {
        for path in [
            "/a.json",
            "/...",
            "/..a/b..",
            "/.well-known/x",
            "/a/%2e%2e%2e",
            "/a;..",
            "/%ff%2e",
            "/%D1%91.json",
            "/a%20b%2Fc",
            "/100%25",
            "",
        ] {
            assert!(!leads_elsewhere(path), "{path}");
        }
    }
}
