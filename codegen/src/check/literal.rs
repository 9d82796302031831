//! Whether a scalar of a spec fits a type.

use crate::model::{Literal, Platform, Scalar, Type, TypeShape};

/// Why a scalar does not fit; `None` if it does, or if nobody can tell.
pub(super) fn misfit(platform: &Platform, literal: &Literal, ty: &Type) -> Option<String> {
    match platform.bare(ty) {
        Type::Scalar(scalar) => {
            scalar_misfit(literal, *scalar).map(|wanted| format!("expected {wanted}, found {}", shown(literal)))
        }
        bare @ Type::Named(_) => match platform.shape(bare) {
            Some(TypeShape::Enum(shape)) => {
                let known = shape.values.iter().any(|value| value.wire == *literal);
                (!known).then(|| format!("{} is not among the values of the enumeration", shown(literal)))
            }
            Some(TypeShape::Union(union)) => {
                let reasons: Vec<_> = union
                    .variants
                    .iter()
                    .map(|variant| misfit(platform, literal, &variant.ty))
                    .collect();
                reasons
                    .iter()
                    .all(Option::is_some)
                    .then(|| format!("{} fits no form of the union", shown(literal)))
            }
            _ => None,
        },
        Type::Const(constant) => (constant != literal).then(|| format!("the value is always {}", shown(constant))),
        // A list's default is often written as text (`a,b`).
        Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}

fn scalar_misfit(literal: &Literal, scalar: Scalar) -> Option<&'static str> {
    use Literal::{Boolean, Integer, Null, Number, String};
    let fits = match (scalar, literal) {
        (_, Null)
        | (Scalar::Any | Scalar::TimestampOrIso, _)
        | (Scalar::Integer | Scalar::Number | Scalar::Decimal, Integer(_))
        | (Scalar::Number | Scalar::Decimal, Number(_))
        | (Scalar::Boolean | Scalar::Flag, Boolean(_))
        | (Scalar::Flag, Integer(0 | 1)) => true,
        (Scalar::Decimal, String(text)) => text.parse::<f64>().is_ok(),
        (Scalar::Boolean | Scalar::Flag | Scalar::Integer | Scalar::Number | Scalar::Decimal, _) => false,
        (Scalar::UnixSeconds, value) => matches!(value, Integer(_) | String(_)),
        (_, value) => matches!(value, String(_)),
    };
    let wanted = match scalar {
        Scalar::Integer => "an integer",
        Scalar::Number | Scalar::Decimal => "a number",
        Scalar::Boolean => "`true` or `false`",
        Scalar::Flag => "`true`, `false`, 0 or 1",
        _ => "text (quote it)",
    };
    (!fits).then_some(wanted)
}

pub(super) fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => format!("{text:?}"),
    }
}
