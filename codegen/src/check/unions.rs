//! Whether the variants of a union can be told apart.

use super::Check;
use crate::diagnostics::{Ground, code, did_you_mean};
use crate::model::{AtPath, Literal, Scalar, Type, TypeDef, TypeId, TypeShape, Union, UnionKind, field_of_key};

pub(super) fn check(check: &mut Check<'_>) {
    for (index, def) in check.platform.types.iter().enumerate() {
        let TypeShape::Union(union) = &def.shape else { continue };
        match &union.kind {
            UnionKind::Tagged { tag } => tagged(check, def, union, tag),
            UnionKind::Beside { field } => beside(check, TypeId(index), def, field),
            UnionKind::Untagged => untagged(check, def, union),
        }
    }
}

fn tagged(check: &mut Check<'_>, def: &TypeDef, union: &Union, tag: &str) {
    for variant in &union.variants {
        match check.platform.as_struct(&variant.ty) {
            Some(shape) if field_of_key(&shape.fields, tag).is_some() => {
                let message = format!(
                    "variant `{}` of `{}` lists the tag `{tag}` itself",
                    variant.name, def.name
                );
                let finding = check.lacking(code::BAD_UNION, &def.place, message);
                check.report(finding.help("leave the field out of the variant's type: the union reads and writes it"));
            }
            Some(_) => {}
            None => {
                let message = format!(
                    "variant `{}` of `{}` is no struct, so that it has no `{tag}`",
                    variant.name, def.name
                );
                let types = check.types([&variant.ty], Ground::Read);
                let finding = check.lacking(code::BAD_UNION, &def.place, message);
                check.report(finding.rests_on_all(types));
            }
        }
    }
}

fn beside(check: &mut Check<'_>, id: TypeId, def: &TypeDef, field: &str) {
    let mut held = false;
    for (holder, shape) in check.structs() {
        let here = shape.fields.iter().any(|member| holds(check, &member.ty, id));
        held |= here;
        if here && check.platform.at_path_in(&shape.fields, field) == AtPath::Nowhere {
            let message = format!(
                "`{}` holds `{}`, which is told apart by a field `{field}` beside it, but has no such field",
                holder.name, def.name
            );
            let names: Vec<String> = shape.fields.iter().map(|field| field.name.written()).collect();
            let finding = check.lacking(code::BAD_UNION, &holder.place, message);
            check.report(finding.maybe_help(did_you_mean(field, names.iter().map(String::as_str))));
        }
    }
    if !held {
        let finding = check.lacking(
            code::BAD_UNION,
            &def.place,
            format!("no struct holds `{}`, so that nothing stands beside it", def.name),
        );
        check.report(
            finding.help("a union with `beside` is the type of a field of a struct, itself or in a list or map"),
        );
    }
}

/// Whether a field of this type holds the union itself, perhaps in lists and maps.
fn holds(check: &Check<'_>, ty: &Type, id: TypeId) -> bool {
    match check.platform.bare(ty) {
        Type::Named(found) => *found == id,
        Type::List(inner) | Type::Map(inner) => holds(check, inner, id),
        _ => false,
    }
}

fn untagged(check: &mut Check<'_>, def: &TypeDef, union: &Union) {
    for (index, variant) in union.variants.iter().enumerate() {
        let earlier = union
            .variants
            .iter()
            .take(index)
            .find(|earlier| covers(check, &earlier.ty, &variant.ty));
        if let Some(earlier) = earlier {
            let message = format!(
                "variant `{}` of `{}` is never chosen: `{}` before it takes every value of its",
                variant.name, def.name, earlier.name
            );
            let types = check.types([&earlier.ty, &variant.ty], Ground::Read);
            let finding = check.lacking(code::BAD_UNION, &def.place, message).rests_on_all(types);
            check.report(
                finding.help(
                    "constants are tried first, then the first variant that fits wins; put the narrower one first",
                ),
            );
        }
    }
}

/// Whether the first type takes every JSON value of the second.
fn covers(check: &Check<'_>, first: &Type, second: &Type) -> bool {
    let (first, second) = (check.platform.bare(first), check.platform.bare(second));
    match (first, second) {
        // Constants are tried before anything else.
        (_, Type::Const(_)) => first == second,
        (Type::Scalar(Scalar::Any), _) | (Type::Scalar(Scalar::Number), Type::Scalar(Scalar::Integer)) => true,
        (Type::Scalar(Scalar::String), Type::Scalar(scalar)) => text_only(*scalar),
        (Type::Scalar(first), Type::Scalar(second)) => first == second,
        (Type::Scalar(Scalar::String), Type::Named(_)) => {
            let texts = |value: &crate::model::EnumValue| matches!(value.wire, Literal::String(_));
            matches!(check.platform.shape(second), Some(TypeShape::Enum(shape)) if shape.values.iter().all(texts))
        }
        (Type::List(first), Type::List(second)) | (Type::Map(first), Type::Map(second)) => covers(check, first, second),
        (Type::Map(value), Type::Named(_)) => {
            matches!(check.platform.bare(value), Type::Scalar(Scalar::Any))
                && check.platform.as_struct(second).is_some()
        }
        (first, second) => first == second,
    }
}

/// Scalars that are always text on the wire.
fn text_only(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::String
            | Scalar::Date
            | Scalar::Time
            | Scalar::MonthDay
            | Scalar::DateTime
            | Scalar::LocalDateTime
            | Scalar::Uuid
            | Scalar::Base64
    )
}
