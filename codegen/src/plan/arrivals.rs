//! Which types arrive from outside: in a reply, or in what a callback receives. They keep what they do not know.

use std::collections::BTreeSet;

use crate::model::{Field, Platform, Type, TypeId, TypeShape};

/// Every type that a reply or a callback can hold, at any depth.
#[must_use]
pub fn find(platform: &Platform) -> BTreeSet<TypeId> {
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
