//! The zone of a platform against what counts in it.

use super::Check;
use crate::diagnostics::{Ground, code};
use crate::model::{Scalar, Type};

pub(super) fn check(check: &mut Check<'_>) {
    let Some(place) = check.places.get("time_zone") else {
        return;
    };
    let used = check
        .field_lists()
        .into_iter()
        .flatten()
        .any(|field| is_local(&field.ty));
    let in_types = check.platform.types.iter().any(|def| match &def.shape {
        crate::model::TypeShape::Alias(ty) => is_local(ty),
        crate::model::TypeShape::Union(union) => union.variants.iter().any(|variant| is_local(&variant.ty)),
        _ => false,
    });
    if !used && !in_types {
        let finding = check.at(
            code::UNUSED_DECLARATION,
            place,
            "no `local_datetime` counts in the time zone",
        );
        // A slip may hide the field that counts in it.
        let grounds = check.files(Ground::Right);
        check.report(finding.rests_on_all(grounds));
    }
}

fn is_local(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::LocalDateTime,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_local(inner),
        Type::Named(_) | Type::Const(_) => false,
    }
}
