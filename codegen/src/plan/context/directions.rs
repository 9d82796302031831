//! Which types arrive from outside, and which go out. What arrives keeps what it does not know; only what goes out is made by programs.

use std::collections::BTreeSet;

use crate::model::{Field, Platform, Type, TypeId, TypeShape};

/// Every type that a reply or a callback can hold, at any depth.
#[must_use]
pub fn arriving(platform: &Platform) -> BTreeSet<TypeId> {
    let mut open: Vec<TypeId> = Vec::new();
    fields(&platform.reply, &mut open);
    for resource in &platform.resources {
        for operation in &resource.operations {
            open.extend(operation.returns.types().filter_map(named));
        }
        for callback in &resource.callbacks {
            for params in [&callback.path_params, &callback.query, &callback.headers] {
                fields(params, &mut open);
            }
            let body = callback.body.as_ref().and_then(|body| body.ty.as_ref());
            open.extend(body.and_then(named));
        }
    }
    below(platform, open)
}

/// Every type that a request or the answer to a callback can hold, at any depth.
#[must_use]
pub fn leaving(platform: &Platform) -> BTreeSet<TypeId> {
    let mut open: Vec<TypeId> = Vec::new();
    fields(&platform.headers, &mut open);
    for resource in &platform.resources {
        for operation in &resource.operations {
            for params in [&operation.path_params, &operation.query, &operation.headers] {
                fields(params, &mut open);
            }
            let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
            open.extend(body.and_then(named));
        }
        for callback in &resource.callbacks {
            open.extend(callback.returns.types().filter_map(named));
        }
    }
    below(platform, open)
}

/// These types and all that they lead to.
fn below(platform: &Platform, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        match platform.types.get(id.0).map(|def| &def.shape) {
            Some(TypeShape::Struct(body)) => fields(&body.fields, &mut open),
            Some(TypeShape::Union(union)) => open.extend(union.variants.iter().filter_map(|v| named(&v.ty))),
            Some(TypeShape::Alias(target)) => open.extend(named(target)),
            Some(TypeShape::Enum(_)) | None => {}
        }
    }
    found
}

fn fields(fields: &[Field], open: &mut Vec<TypeId>) {
    open.extend(fields.iter().filter_map(|field| named(&field.ty)));
}

/// The named type in a list, a map or a type as such.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named(inner),
        Type::Scalar(_) | Type::Const(_) => None,
    }
}
