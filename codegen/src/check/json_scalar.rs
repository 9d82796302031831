//! Scalars of JSON: which type they fit, and how they are named in findings.

use crate::model::{Literal, Scalar};
use crate::yaml::{Node, Syntax};

/// What a scalar wants, if the value is not it.
pub(super) fn expected(scalar: Scalar, node: &Node) -> Option<&'static str> {
    use Literal::{Boolean, Integer, Number, String};
    let value = self::scalar(node);
    let (fits, wanted) = match scalar {
        Scalar::Any => (true, "anything"),
        Scalar::Integer => (matches!(value, Some(Integer(_))), "an integer"),
        Scalar::Number => (matches!(value, Some(Integer(_) | Number(_))), "a number"),
        Scalar::Decimal => {
            let numeric = |text: &str| text.trim().parse::<f64>().is_ok();
            (
                matches!(&value, Some(Integer(_) | Number(_))) || matches!(&value, Some(String(text)) if numeric(text)),
                "a decimal",
            )
        }
        Scalar::Boolean => (matches!(value, Some(Boolean(_))), "true or false"),
        Scalar::Flag => (
            matches!(value, Some(Boolean(_) | Integer(0 | 1))),
            "0, 1, true or false",
        ),
        Scalar::UnixSeconds => {
            let digits = |text: &str| text.parse::<i64>().is_ok();
            (
                matches!(value, Some(Integer(_))) || matches!(&value, Some(String(text)) if digits(text)),
                "UNIX seconds",
            )
        }
        Scalar::TimestampOrIso => (
            matches!(value, Some(Integer(_) | String(_))),
            "UNIX seconds or a written date-time",
        ),
        Scalar::String => (matches!(value, Some(String(_))), "a string"),
        Scalar::Date | Scalar::Time | Scalar::MonthDay | Scalar::DateTime | Scalar::LocalDateTime => {
            (matches!(value, Some(String(_))), "a date or time as text")
        }
        Scalar::Uuid | Scalar::Base64 | Scalar::File => (matches!(value, Some(String(_))), "text"),
    };
    (!fits).then_some(wanted)
}

pub(super) fn scalar(node: &Node) -> Option<Literal> {
    match &node.value {
        Syntax::Scalar(scalar) => Some(scalar.literal()),
        _ => None,
    }
}

/// Text of a scalar as a tag is written: integers in digits.
pub(super) fn text(node: &Node) -> Option<String> {
    match scalar(node)? {
        Literal::Null => None,
        Literal::Boolean(value) => Some(value.to_string()),
        Literal::Integer(value) => Some(value.to_string()),
        Literal::Number(text) | Literal::String(text) => Some(text),
    }
}

pub(super) fn at<'n>(node: &'n Node, path: &str) -> Option<&'n Node> {
    path.split('.')
        .try_fold(node, |here, key| here.entry(key).map(|entry| &entry.value))
}

pub(super) fn is_null(node: &Node) -> bool {
    scalar(node) == Some(Literal::Null)
}

/// A value in words, scalars shortened.
pub(super) fn node_kind(node: &Node) -> String {
    match (&node.value, scalar(node)) {
        (Syntax::List(_), _) => "a list".to_owned(),
        (Syntax::Map(_), _) => "an object".to_owned(),
        (_, Some(Literal::String(text))) => {
            let short: String = text.chars().take(40).collect();
            let dots = if short.len() < text.len() { "…" } else { "" };
            format!("the string {short:?}{dots}")
        }
        (_, Some(literal)) => super::literal::shown(&literal),
        (_, None) => "nothing".to_owned(),
    }
}
