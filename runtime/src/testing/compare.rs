//! Comparing what a document shows with what a crate writes.

use crate::json::{Json, Number, Object};

/// The first place where `written` says something else than `shown`, as a sentence.
///
/// Written forms that platforms take for the same are the same: the order of keys; a `null` member and none; a number and its text
/// (`30.0`, `"30.00"`), `true` and `1`; a list of one and its bare element.
#[must_use]
pub fn first_difference(shown: &Json, written: &Json) -> Option<String> {
    differ(shown, written, "$")
}

fn differ(shown: &Json, written: &Json, path: &str) -> Option<String> {
    match (shown, written) {
        (Json::Object(shown), Json::Object(written)) => members(shown, written, path),
        (Json::Array(shown), Json::Array(written)) => elements(shown, written, path),
        (Json::Array(list), bare) | (bare, Json::Array(list)) if list.len() == 1 => match list.first() {
            Some(element) if differ(element, bare, path).is_none() => None,
            _ => Some(told(path, &brief(shown), &brief(written))),
        },
        _ if same(shown, written) => None,
        _ => Some(told(path, &brief(shown), &brief(written))),
    }
}

fn members(shown: &Object, written: &Object, path: &str) -> Option<String> {
    let at = |key: &str| format!("{path}.{key}");
    let lost = shown.iter().find_map(|(key, value)| match written.get(key) {
        Some(other) => differ(value, other, &at(key)),
        None if value.is_null() => None,
        None => Some(told(&at(key), &brief(value), "nothing")),
    });
    lost.or_else(|| {
        let mut added = written
            .iter()
            .filter(|(key, value)| shown.get(key).is_none() && !value.is_null());
        added
            .next()
            .map(|(key, value)| told(&at(key), "nothing", &brief(value)))
    })
}

fn elements(shown: &[Json], written: &[Json], path: &str) -> Option<String> {
    if shown.len() != written.len() {
        return Some(told(
            path,
            &format!("{} elements", shown.len()),
            &format!("{}", written.len()),
        ));
    }
    let mut pairs = shown.iter().zip(written).enumerate();
    pairs.find_map(|(at, (shown, written))| differ(shown, written, &format!("{path}[{at}]")))
}

fn same(shown: &Json, written: &Json) -> bool {
    shown == written || number(shown).is_some_and(|shown| number(written).is_some_and(|written| shown == written))
}

/// The number that a value stands for.
fn number(json: &Json) -> Option<Number> {
    match json {
        Json::Number(number) => Some(number.clone()),
        Json::String(text) => Number::new(text),
        Json::Bool(yes) => Number::new(if *yes { "1" } else { "0" }),
        _ => None,
    }
}

fn told(path: &str, shown: &str, written: &str) -> String {
    format!("at {path} the example has {shown}, the crate writes {written}")
}

fn brief(json: &Json) -> String {
    const LONGEST: usize = 60;
    let text = json.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(shown: &str, written: &str) -> Option<String> {
        first_difference(&Json::parse(shown).unwrap(), &Json::parse(written).unwrap())
    }

    #[test]
    fn the_same_in_other_forms() {
        for (shown, written) in [
            (r#"{"a":1,"b":null}"#, r#"{"a":1}"#),
            (r#"{"a":1}"#, r#"{"b":null,"a":1}"#),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
            ("30.0", r#""30.00""#),
            (r#""30.0""#, "30"),
            ("true", "1"),
            (r#"{"a":[{"b":1}]}"#, r#"{"a":{"b":1}}"#),
            (r#"{"b":1}"#, r#"[{"b":1}]"#),
        ] {
            assert_eq!(compared(shown, written), None, "{shown} {written}");
        }
    }

    #[test]
    fn differences_are_told_with_their_place() {
        for (shown, written, told) in [
            ("1", "2", "at $ the example has 1, the crate writes 2"),
            (
                r#"{"a":[1,{"b":"x"}]}"#,
                r#"{"a":[1,{"b":"y"}]}"#,
                "at $.a[1].b the example has \"x\", the crate writes \"y\"",
            ),
            (r#"{"a":1}"#, "{}", "at $.a the example has 1, the crate writes nothing"),
            (
                "{}",
                r#"{"a":[]}"#,
                "at $.a the example has nothing, the crate writes []",
            ),
            ("[1,2]", "[1]", "at $ the example has 2 elements, the crate writes 1"),
            ("null", "0", "at $ the example has null, the crate writes 0"),
            (r#""""#, "null", "at $ the example has \"\", the crate writes null"),
            (r#""1 ""#, "1", "at $ the example has \"1 \", the crate writes 1"),
            ("[]", "{}", "at $ the example has [], the crate writes {}"),
            ("[[1]]", "[2]", "at $[0] the example has [1], the crate writes 2"),
        ] {
            assert_eq!(compared(shown, written).as_deref(), Some(told));
        }
        assert!(
            compared(&format!("\"{}\"", "ё".repeat(1000)), "1")
                .unwrap()
                .chars()
                .count()
                < 150
        );
    }
}
