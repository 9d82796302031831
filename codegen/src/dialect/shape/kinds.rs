//! What kinds of values a schema takes, and what to say of one that it does not.

use serde_json::Value;

use super::super::PeriodDef;
use super::Where;
use crate::model::Literal;
use crate::yaml::{Node, Scalar, Syntax};

/// The words of a schema that lists some.
pub(super) fn words_of(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let alternatives = schema.get("oneOf")?.as_array()?;
    alternatives
        .iter()
        .map(|alternative| alternative.get("const").and_then(Value::as_str))
        .collect()
}

/// JSON kinds that a schema allows; empty: any.
pub(super) fn kind_of_schema(schema: &Value) -> Vec<&str> {
    if words_of(schema).is_some() {
        return vec!["string"];
    }
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn is_kind(node: &Node, kind: &str) -> bool {
    match &node.value {
        Syntax::List(_) => kind == "array",
        Syntax::Map(_) => kind == "object",
        Syntax::Scalar(scalar) => match scalar.literal() {
            Literal::Null => kind == "null",
            Literal::Boolean(_) => kind == "boolean",
            Literal::Integer(_) => kind == "integer" || kind == "number",
            Literal::Number(_) => kind == "number",
            Literal::String(_) => kind == "string",
        },
    }
}

/// A sentence of the schema as the end of another one.
pub(super) fn phrase(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    let first = chars.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// What stands in place of a value that a thing of the dialect never takes as it is.
pub(super) fn wanted(node: &Node, here: Where<'_>) -> Option<String> {
    let Syntax::Scalar(scalar) = &node.value else {
        return None;
    };
    match (here.name, scalar.literal()) {
        ("FieldDef", Literal::Boolean(_) | Literal::Integer(_) | Literal::Number(_)) => Some(format!(
            "a type stands here; a value that is always the same is `{{const: {}}}`",
            scalar.text
        )),
        ("VerifyChoice", Literal::Boolean(false)) => Some("`verify: none` is for what is not signed".to_owned()),
        _ => None,
    }
}

/// A length of time in seconds, where that is what a key is for.
fn in_seconds(text: &str, about: Option<&str>) -> Option<String> {
    about.filter(|about| about.starts_with("Seconds"))?;
    let millis = PeriodDef::Text(text.replace(' ', "")).millis()?;
    (millis > 0 && millis % 1000 == 0).then(|| format!("it is a number of seconds: `{}`", millis / 1000))
}

/// How a value of another kind is mended; `about` says what the key is for.
pub(super) fn mended(node: &Node, kinds: &[&str], about: Option<&str>) -> Option<String> {
    let given = about;
    let about = |text: String| match about {
        Some(about) => format!("{text}: {}", phrase(about)),
        None => text,
    };
    let Syntax::Scalar(scalar) = &node.value else {
        return None;
    };
    if node.kind() == "nothing" && scalar.text.is_empty() {
        return Some("leave the key out, or give it a value".to_owned());
    }
    let wants = |kind: &str| kinds.contains(&kind);
    if wants("boolean") && !wants("string") {
        return truth(scalar);
    }
    let number = wants("integer") || wants("number");
    if number && !wants("string") {
        if let Some(seconds) = in_seconds(&scalar.text, given) {
            return Some(seconds);
        }
        let digits: String = scalar.text.trim().chars().take_while(char::is_ascii_digit).collect();
        return match digits.as_str() {
            "" => None,
            whole if whole == scalar.text && scalar.plain => Some("it is too large to be meant".to_owned()),
            whole if whole == scalar.text => Some(format!("take off the quotes: `{whole}`")),
            start => Some(about(format!("write the number alone, `{start}`"))),
        };
    }
    if wants("array") && !wants("string") && !scalar.text.is_empty() {
        return Some(format!("a list of one is `[{}]`", scalar.text));
    }
    (wants("string") && scalar.plain).then(|| "quote it if it is meant as text".to_owned())
}

/// A truth value in other words, or in quotes.
fn truth(scalar: &Scalar) -> Option<String> {
    truth_of(&scalar.text)
}

/// The same of its text.
pub(super) fn truth_of(text: &str) -> Option<String> {
    let value = match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "1" | "true" => "true",
        "no" | "n" | "off" | "0" | "false" => "false",
        _ => return None,
    };
    Some(format!("write `{value}`, without quotes"))
}
