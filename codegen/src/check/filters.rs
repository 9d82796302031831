//! Whether the listed things have what filters are about.

use std::collections::BTreeSet;

use super::Check;
use super::paging::in_reply;
use super::references::nearest;
use crate::diagnostics::{Ground, code};
use crate::model::{AtPath, Field, FilterBy, Filters, Operation, Place, Platform, Type, TypeShape, field_of_key};

pub(super) fn check(check: &mut Check<'_>) {
    let mut listing: BTreeSet<&Place> = BTreeSet::new();
    let mut told: BTreeSet<&Place> = BTreeSet::new();
    let platform = check.platform;
    for operation in platform.resources.iter().flat_map(|resource| &resource.operations) {
        let things = listed(platform, operation);
        if things.is_empty() {
            continue;
        }
        for (field, about) in asked(platform, operation) {
            listing.insert(&field.place);
            if !told.contains(&field.place) && !leads(check, operation, &things, field, about) {
                told.insert(&field.place);
            }
        }
    }
    for field in check.field_lists().into_iter().flatten() {
        let Some(about) = &field.filters else { continue };
        // Fields that `extends` copied are the same place. That it is only read has been told where its marks were.
        if field.marks.read_only || !told.insert(&field.place) {
            continue;
        }
        let own = field.name.written();
        let (message, help) = if !listing.contains(&field.place) {
            let message = format!("`filters` of `{own}` has no effect: it is not sent to a listing");
            (
                message,
                "it belongs to a parameter or a field of what is sent to an operation whose reply has a list",
            )
        } else if about.field == own && about.by == FilterBy::Equal {
            let message = format!("`filters` of `{own}` has no effect: it is called so");
            (message, "leave it out")
        } else {
            continue;
        };
        let finding = check.below(code::NO_EFFECT, &field.place, &["filters"], message);
        check.report(finding.help(help));
    }
}

/// The types of what an operation lists: of the elements that it pages through, else of those of each list in the reply.
fn listed<'p>(platform: &'p Platform, operation: &'p Operation) -> Vec<&'p Type> {
    if let Some(paging) = &operation.paging {
        let beside = platform
            .pagination
            .get(paging.kind)
            .map_or(&[][..], |kind| &kind.fields);
        return match in_reply(platform, &operation.returns, &paging.items, beside) {
            AtPath::Type(ty) => platform.elements(ty).into_iter().collect(),
            _ => Vec::new(),
        };
    }
    let mut out = Vec::new();
    for ty in operation.returns.types() {
        out.extend(platform.elements(ty));
        let fields = platform.as_struct(ty).into_iter().flat_map(|shape| &shape.fields);
        out.extend(fields.filter_map(|field| platform.elements(&field.ty)));
    }
    out
}

/// What an operation is sent that says what it is about: parameters, fields of objects among them, and fields of the body.
fn asked<'p>(platform: &'p Platform, operation: &'p Operation) -> Vec<(&'p Field, &'p Filters)> {
    let within = |ty: &'p Type| platform.as_struct(ty).into_iter().flat_map(|shape| &shape.fields);
    let params = operation
        .query
        .iter()
        .flat_map(|field| std::iter::once(field).chain(within(&field.ty)));
    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    let all = params.chain(body.into_iter().flat_map(within));
    all.filter_map(|field| Some((field, field.filters.as_ref()?))).collect()
}

/// Whether one of the things has such a field; else it is told.
fn leads(check: &mut Check<'_>, operation: &Operation, things: &[&Type], field: &Field, about: &Filters) -> bool {
    let platform = check.platform;
    let mut here: Vec<&Type> = things.to_vec();
    for key in about.field.split('.') {
        let fields: Vec<&[Field]> = here.iter().flat_map(|ty| scopes(platform, ty)).collect();
        here = fields
            .iter()
            .filter_map(|fields| field_of_key(fields, key))
            .map(|field| &field.ty)
            .collect();
        if here.is_empty() {
            let message = format!(
                "`filters` names `{}`: what `{}` lists has no `{key}` there",
                about.field, operation.name
            );
            let finding = check.below(code::UNKNOWN_FIELD, &field.place, &["filters"], message);
            let types = check.types(operation.returns.types(), Ground::Read);
            check.report(finding.rests_on_all(types).maybe_help(nearest(key, &fields)));
            return false;
        }
    }
    true
}

/// The fields of an object, of the elements of a list or a map, or of the objects that a union may be.
fn scopes<'p>(platform: &'p Platform, ty: &'p Type) -> Vec<&'p [Field]> {
    let mut ty = ty;
    while let Some(element) = platform.elements(ty) {
        ty = element;
    }
    match platform.shape(ty) {
        Some(TypeShape::Struct(shape)) => vec![&shape.fields],
        Some(TypeShape::Union(union)) => {
            let structs = union.variants.iter().filter_map(|variant| {
                let ty = platform.elements(&variant.ty).unwrap_or(&variant.ty);
                platform.as_struct(ty)
            });
            structs.map(|shape| shape.fields.as_slice()).collect()
        }
        _ => Vec::new(),
    }
}
