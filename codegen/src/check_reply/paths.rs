//! Paths that all elements of a list have in common, written as the runtime writes them.

use std::fmt::Write;

use crate::captured::secrets::{self, BLOT};
use crate::captured::{is_key, looks_like_id};

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    /// An element of a list.
    Item,
    /// A value of a map.
    AnyKey,
}

/// Adds a key; one that is data is not shown.
pub(super) fn push_key(path: &mut String, key: &str) {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if looks_like_id(key) || is_key(key) || key.contains(BLOT) || key.len() > 120 {
        path.push_str(".{key}");
    } else if bare {
        path.push('.');
        path.push_str(key);
    } else {
        let _ = write!(path, "[{}]", serde_json::Value::from(key));
    }
}

/// The steps of a path; `None` if it is none.
pub(super) fn steps(path: &str) -> Option<Vec<Step>> {
    let mut rest = path.strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix("[]") {
            steps.push(Step::Item);
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix(".{key}").or_else(|| rest.strip_prefix("{key}")) {
            steps.push(Step::AnyKey);
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix('.') {
            let end = behind.find(['.', '[']).unwrap_or(behind.len());
            steps.push(Step::Key(behind.get(..end)?.to_owned()));
            rest = behind.get(end..)?;
        } else {
            let quoted = rest.strip_prefix('[')?;
            let mut text = serde_json::Deserializer::from_str(quoted).into_iter::<String>();
            let key = text.next()?.ok()?;
            let behind = quoted.get(text.byte_offset()..)?;
            steps.push(Step::Key(key));
            rest = behind.strip_prefix(']')?;
        }
    }
    Some(steps)
}

/// The path that others wrote without what is a credential or an id in it; `None` if it is none.
pub(super) fn cleaned(path: &str) -> Option<String> {
    let mut out = String::from("$");
    for step in steps(path)? {
        match step {
            // Of a key that cannot be shown as it came there is none that a spec could name.
            Step::Key(key) if key.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER) => {
                out.push_str(".{key}");
            }
            Step::Key(key) => push_key(&mut out, &secrets::clean(&key)),
            Step::Item => out.push_str("[]"),
            Step::AnyKey => out.push_str(".{key}"),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_others_lose_what_is_secret() {
        for (path, expected) in [
            ("$.orders[].gift", Some("$.orders[].gift")),
            ("$.AKIAIOSFODNN7EXAMPLE", Some("$.{key}")),
            ("$.sk_live_abcdefghijkl.a", Some("$.{key}.a")),
            ("$.ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v[]", Some("$.{key}[]")),
            ("$.john@shop.example", Some("$.{key}.example")),
            (r#"$["john@shop.example"]["a b"]"#, Some(r#"$.{key}["a b"]"#)),
            ("$.a\u{1b}]0;.b", Some("$.{key}.b")),
            ("$.note[[[", None),
            ("", None),
        ] {
            assert_eq!(cleaned(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn paths_are_read_as_they_are_written() {
        let mut path = String::from("$.rows[]");
        for key in ["a b", "x.y", "name", "12345", "ann@shop.example", "\"", "", "ключ"] {
            push_key(&mut path, key);
        }
        assert_eq!(path, r#"$.rows[]["a b"]["x.y"].name.{key}.{key}["\""][""].ключ"#);
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(
            steps(&path),
            Some(vec![
                key("rows"),
                Step::Item,
                key("a b"),
                key("x.y"),
                key("name"),
                Step::AnyKey,
                Step::AnyKey,
                key("\""),
                key(""),
                key("ключ")
            ])
        );
        for none in ["", "a", "$a", "$[", "$[x]", "$[\"a\""] {
            assert_eq!(steps(none), None, "{none}");
        }
    }
}
