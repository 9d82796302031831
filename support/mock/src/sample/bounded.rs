//! Values brought within the bounds of their field.

use serde_json::{Number, Value, json};
use tradewire_codegen::model::{Field, Literal, Scalar};

use crate::check::text_of;

/// A value of a field, brought within its bounds.
pub(super) fn bounded(field: &Field, scalar: Scalar, made: Value) -> Value {
    match made {
        Value::String(text) if matches!(scalar, Scalar::String | Scalar::Any) => Value::String(sized(field, &text)),
        Value::String(text) if scalar == Scalar::Decimal => {
            let bounds = number_bounds(field);
            let value = text.parse::<f64>().unwrap_or_default();
            let within = value.max(bounds.0).min(bounds.1);
            if (within - value).abs() > 0.0 {
                json!(within.to_string())
            } else {
                json!(text)
            }
        }
        Value::Number(number) if scalar != Scalar::Flag => {
            let (least, most) = number_bounds(field);
            let Some(value) = number.as_f64() else {
                return Value::Number(number);
            };
            let within = value.max(least).min(most);
            if scalar == Scalar::Number {
                return Number::from_f64(within).map_or(Value::Number(number), Value::Number);
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "bounds of a spec; what is beyond saturates"
            )]
            let whole = if least.is_finite() && within <= least {
                within.ceil() as i64
            } else {
                within.floor() as i64
            };
            json!(whole)
        }
        other => other,
    }
}

fn number_bounds(field: &Field) -> (f64, f64) {
    let of = |literal: &Option<Literal>| {
        literal
            .as_ref()
            .and_then(|literal| text_of(literal).parse::<f64>().ok())
    };
    (
        of(&field.limits.min).unwrap_or(f64::NEG_INFINITY),
        of(&field.limits.max).unwrap_or(f64::INFINITY),
    )
}

fn sized(field: &Field, text: &str) -> String {
    let least = usize::try_from(field.limits.min_length.unwrap_or_default())
        .unwrap_or_default()
        .min(4096);
    let most = field
        .limits
        .max_length
        .map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let mut text: String = text.chars().take(most).collect();
    while text.chars().count() < least {
        text.push('a');
    }
    text.trim_end().to_owned() + if text.ends_with(' ') { "a" } else { "" }
}
