//! Scalars and constants of the model against JSON.

use serde_json::Value;

use crate::model::{Literal, Platform, Scalar, Type, TypeShape};

pub(super) fn tag_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

pub(super) fn accepts_null(platform: &Platform, ty: &Type) -> bool {
    match platform.target(ty) {
        Type::Nullable(_) | Type::Const(Literal::Null) | Type::Scalar(Scalar::Any) => true,
        target => match platform.shape(target) {
            Some(TypeShape::Union(union)) => {
                let null = |ty: &Type| {
                    matches!(
                        platform.target(ty),
                        Type::Nullable(_) | Type::Const(Literal::Null) | Type::Scalar(Scalar::Any)
                    )
                };
                union.variants.iter().any(|variant| null(&variant.ty))
            }
            _ => false,
        },
    }
}

/// The JSON form of a value, in the runtime's words.
pub(super) fn word(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

pub(super) fn is(literal: &Literal, value: &Value) -> bool {
    match (literal, value) {
        (Literal::Null, Value::Null) => true,
        (Literal::Boolean(wanted), Value::Bool(found)) => wanted == found,
        (Literal::Integer(wanted), Value::Number(found)) => found.as_i64() == Some(*wanted),
        (Literal::Number(wanted), Value::Number(found)) => wanted.parse::<f64>().ok() == found.as_f64(),
        (Literal::String(wanted), Value::String(found)) => wanted == found,
        _ => false,
    }
}

pub(super) fn fits(scalar: Scalar, value: &Value) -> bool {
    let integer = value.as_i64().is_some();
    match scalar {
        Scalar::Any => true,
        Scalar::Integer => integer,
        Scalar::Number => value.is_number(),
        Scalar::Decimal => value.is_number() || value.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok()),
        Scalar::Boolean => value.is_boolean(),
        Scalar::Flag => value.is_boolean() || matches!(value.as_i64(), Some(0 | 1)),
        Scalar::UnixSeconds => integer || value.as_str().is_some_and(|text| text.parse::<i64>().is_ok()),
        Scalar::TimestampOrIso => integer || value.is_string(),
        _ => value.is_string(),
    }
}
