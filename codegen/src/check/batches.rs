//! Batch limits: that there is something that they count.

use super::Check;
use crate::diagnostics::{Ground, code};
use crate::model::{Operation, Scalar, Type};

pub(super) fn check(check: &mut Check<'_>) {
    let resources = &check.platform.resources;
    let operations = resources.iter().flat_map(|resource| &resource.operations);
    for operation in operations.filter(|operation| operation.batch_limit.is_some()) {
        if !sends_several(check, operation) {
            let message = format!("`batch_limit` on `{}` has no effect: it sends no list", operation.name);
            let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
            let types = check.types(body, Ground::Read);
            let finding = check.below(code::NO_EFFECT, &operation.place, &["batch_limit"], message);
            let help = "the elements are those of the list that is the body, of a list in it, or of one in the query";
            check.report(finding.help(help).rests_on_all(types));
        }
    }
}

fn sends_several(check: &Check<'_>, operation: &Operation) -> bool {
    let is_several = |ty: &Type| {
        let bare = check.platform.bare(ty);
        check.platform.as_list(ty).is_some() || matches!(bare, Type::Map(_) | Type::Scalar(Scalar::Any))
    };
    let in_body = operation.body.as_ref().is_some_and(|body| {
        let of = |ty: &Type| {
            let fields = check.platform.as_struct(ty).map_or(&[][..], |shape| &shape.fields);
            is_several(ty) || fields.iter().any(|field| is_several(&field.ty))
        };
        body.one_or_many || body.ty.as_ref().is_none_or(of)
    });
    in_body || operation.query.iter().any(|field| is_several(&field.ty))
}
