//! Scalars in the examples of rustdoc.
//!
//! What the documents show is taken if it is short and plain: a spec may hold anything, and an example is code. So a text has letters, digits
//! and a few signs that mean nothing in a literal.

use serde_json::Value;

use crate::plan::context::json_string;
use crate::plan::data::{RuntimeType, RustType};

/// A value as an example has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelt {
    /// The expression.
    pub text: String,
    /// Its JSON text, where rules may ask for it.
    pub json: Option<String>,
}

/// Longest text that is taken from the documents, in characters.
const LONGEST: usize = 40;

/// What stands for a text of which nothing is known.
const NO_TEXT: &str = "…";

/// As an argument that takes anything that converts; `None` for what is no scalar, or has no literal.
#[must_use]
pub fn into(ty: &RustType, shown: &[&Value]) -> Option<Spelt> {
    match ty {
        RustType::Text | RustType::Runtime(_) => self::shown(ty, shown).or_else(|| usual(ty)),
        _ => None,
    }
}

/// As a value of just this type.
#[must_use]
pub fn plain(ty: &RustType, shown: &[&Value]) -> Option<Spelt> {
    let spelt = self::shown(ty, shown).or_else(|| usual(ty))?;
    match ty {
        RustType::Text => Some(Spelt {
            text: format!("{}.to_owned()", spelt.text),
            ..spelt
        }),
        RustType::Integer | RustType::Float | RustType::Boolean => Some(spelt),
        RustType::Runtime(_) => Some(Spelt {
            text: format!("{}.into()", spelt.text),
            ..spelt
        }),
        _ => None,
    }
}

/// The first of the values that is one of this type.
#[must_use]
pub fn shown(ty: &RustType, shown: &[&Value]) -> Option<Spelt> {
    let elements = shown
        .iter()
        .map(|value| value.as_array().and_then(|elements| elements.first()).unwrap_or(value));
    elements.into_iter().find_map(|value| taken(ty, value))
}

fn taken(ty: &RustType, value: &Value) -> Option<Spelt> {
    match ty {
        RustType::Text => text(value).map(|text| quoted(&text)),
        RustType::Integer => value.as_i64().map(number),
        RustType::Float => {
            let float = value.as_f64()?;
            Some(Spelt {
                text: format!("{float:?}"),
                json: None,
            })
        }
        RustType::Boolean => value.as_bool().map(|value| literal(&value.to_string())),
        RustType::Runtime(runtime) => match runtime {
            RuntimeType::Decimal => whole(value).map(|value| unknown(value.to_string())),
            RuntimeType::Date => dated(value, "0000-00-00"),
            RuntimeType::Time => dated(value, "00:00"),
            RuntimeType::LocalDateTime => dated(value, "0000-00-00 00:00:00"),
            RuntimeType::DateTime => dated(value, "0000-00-00T00:00:00+00:00"),
            RuntimeType::UnixSeconds | RuntimeType::Timestamp => value.as_i64().map(|value| unknown(value.to_string())),
            _ => None,
        },
        _ => None,
    }
}

/// A number without a fraction, which is what a decimal can be made from in passing.
fn whole(value: &Value) -> Option<i32> {
    let text = value.to_string();
    let digits = text.trim_matches('"');
    digits.strip_suffix(".0").unwrap_or(digits).parse().ok()
}

/// Where the documents show nothing.
fn usual(ty: &RustType) -> Option<Spelt> {
    Some(match ty {
        RustType::Text => unknown(format!("\"{NO_TEXT}\"")),
        RustType::Integer => number(1),
        RustType::Float => unknown("1.5".to_owned()),
        RustType::Boolean => literal("true"),
        RustType::Runtime(runtime) => unknown(
            match runtime {
                RuntimeType::Flag => "true",
                RuntimeType::Decimal => "100",
                RuntimeType::Date => "\"2024-02-29\"",
                RuntimeType::Time => "\"18:30\"",
                RuntimeType::LocalDateTime => "\"2024-02-29 18:30:00\"",
                RuntimeType::DateTime => "\"2024-02-29T18:30:00+03:00\"",
                RuntimeType::UnixSeconds | RuntimeType::Timestamp => "1709220600",
                _ => return None,
            }
            .to_owned(),
        ),
        _ => return None,
    })
}

fn literal(text: &str) -> Spelt {
    Spelt {
        text: text.to_owned(),
        json: Some(text.to_owned()),
    }
}

fn number(value: i64) -> Spelt {
    literal(&value.to_string())
}

fn unknown(text: String) -> Spelt {
    Spelt { text, json: None }
}

fn quoted(text: &str) -> Spelt {
    Spelt {
        text: format!("\"{text}\""),
        json: Some(json_string(text)),
    }
}

/// A text with nothing in it that could be more than text.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_i64()?.to_string(),
        _ => return None,
    };
    let is_plain = |c: char| c.is_alphanumeric() || " -_.,:@+/".contains(c);
    let fits = text.chars().all(is_plain) && text.chars().any(char::is_alphanumeric);
    let is_short = text.chars().count() <= LONGEST && text.trim() == text;
    (fits && is_short).then_some(text)
}

/// A date or time in the form that `form` has, zeros standing for digits; seconds and the rest may be missing from a time.
fn dated(value: &Value, form: &str) -> Option<Spelt> {
    let text = value.as_str()?;
    let same = |(is, wanted): (char, char)| {
        if wanted == '0' {
            is.is_ascii_digit()
        } else {
            is == wanted || wanted == '+' && is == '-'
        }
    };
    let fits = text.len() == form.len() && text.chars().zip(form.chars()).all(same);
    fits.then(|| unknown(format!("\"{text}\"")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn spelt(ty: &RustType, values: &[Value]) -> Option<String> {
        let values: Vec<&Value> = values.iter().collect();
        into(ty, &values).or_else(|| plain(ty, &values)).map(|spelt| spelt.text)
    }

    #[test]
    fn the_first_value_that_fits_is_taken() {
        assert_eq!(
            spelt(&RustType::Integer, &[json!("x"), json!(17)]).as_deref(),
            Some("17")
        );
        assert_eq!(
            spelt(&RustType::Text, &[json!("blue-1")]).as_deref(),
            Some("\"blue-1\"")
        );
        assert_eq!(
            spelt(&RustType::Text, &[json!([7])]).as_deref(),
            Some("\"7\""),
            "of a list, an element"
        );
        let date = RustType::Runtime(RuntimeType::Date);
        assert_eq!(
            spelt(&date, &[json!("soon"), json!("2019-12-31")]).as_deref(),
            Some("\"2019-12-31\"")
        );
        assert_eq!(spelt(&date, &[]).as_deref(), Some("\"2024-02-29\""));
    }

    #[test]
    fn what_could_be_more_than_text_is_not_taken() {
        for hostile in [
            "\"; panic!(); \"",
            "a\\",
            "```",
            "{x}",
            "a\nb",
            "",
            " a",
            "#",
            "\u{202e}abc",
            "<b>",
        ] {
            assert_eq!(
                spelt(&RustType::Text, &[json!(hostile)]).as_deref(),
                Some("\"…\""),
                "{hostile}"
            );
        }
        let long = "a".repeat(LONGEST + 1);
        assert_eq!(spelt(&RustType::Text, &[json!(long)]).as_deref(), Some("\"…\""));
    }
}
