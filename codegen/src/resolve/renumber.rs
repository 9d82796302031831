//! Puts the types in order: those of platform.yaml first, then by resource, each in the order of its file.

use crate::model::{Body, Field, Platform, Returns, Type, TypeId, TypeShape};

/// Sorts the types and rewrites every id.
pub(super) fn renumber(platform: &mut Platform, extends: &mut [(TypeId, TypeId)]) {
    let types = std::mem::take(&mut platform.types);
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by_key(|index| {
        types
            .get(*index)
            .map(|def| (def.resource, def.inline, def.place.line, def.place.column))
    });
    let mut new_ids = vec![TypeId(0); types.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = new_ids.get_mut(*old) {
            *slot = TypeId(new);
        }
    }
    let mut old: Vec<_> = types.into_iter().map(Some).collect();
    platform.types = order
        .iter()
        .filter_map(|index| old.get_mut(*index).and_then(Option::take))
        .collect();
    let mut rename = |id: &mut TypeId| *id = new_ids.get(id.0).copied().unwrap_or(*id);
    each_id(platform, &mut rename);
    for (derived, base) in extends {
        rename(derived);
        rename(base);
    }
}

/// Marks what only the types made from it use, and what only such a type uses: they are not generated.
pub(super) fn hide(platform: &mut Platform, extends: &[(TypeId, TypeId)]) {
    if platform.types.iter().all(|def| def.form.is_none()) {
        return;
    }
    let reached = platform.reached(extends);
    for (index, def) in platform.types.iter_mut().enumerate() {
        def.hidden = !reached.contains(&TypeId(index));
    }
}

fn each_id(platform: &mut Platform, rename: &mut impl FnMut(&mut TypeId)) {
    in_fields(&mut platform.headers, rename);
    platform
        .reply
        .iter_mut()
        .for_each(|field| in_type(&mut field.ty, rename));
    platform
        .pagination
        .iter_mut()
        .for_each(|kind| in_fields(&mut kind.fields, rename));
    for def in &mut platform.types {
        def.form.iter_mut().for_each(|form| rename(&mut form.entity));
        match &mut def.shape {
            TypeShape::Struct(shape) => in_fields(&mut shape.fields, rename),
            TypeShape::Enum(_) => {}
            TypeShape::Union(union) => union
                .variants
                .iter_mut()
                .for_each(|variant| in_type(&mut variant.ty, rename)),
            TypeShape::Alias(ty) => in_type(ty, rename),
        }
    }
    for resource in &mut platform.resources {
        for operation in &mut resource.operations {
            for fields in [&mut operation.path_params, &mut operation.query, &mut operation.headers] {
                in_fields(fields, rename);
            }
            in_bodies(operation.body.as_mut(), &mut operation.returns, rename);
        }
        for callback in &mut resource.callbacks {
            for fields in [&mut callback.path_params, &mut callback.query, &mut callback.headers] {
                in_fields(fields, rename);
            }
            in_bodies(callback.body.as_mut(), &mut callback.returns, rename);
        }
    }
}

fn in_bodies(body: Option<&mut Body>, returns: &mut Returns, rename: &mut impl FnMut(&mut TypeId)) {
    if let Some(ty) = body.and_then(|body| body.ty.as_mut()) {
        in_type(ty, rename);
    }
    in_returns(returns, rename);
}

fn in_returns(returns: &mut Returns, rename: &mut impl FnMut(&mut TypeId)) {
    if let Some(ty) = returns.ty.as_mut() {
        in_type(ty, rename);
    }
    in_fields(&mut returns.headers, rename);
    for (_, case) in &mut returns.by_status {
        in_returns(case, rename);
    }
}

fn in_fields(fields: &mut [Field], rename: &mut impl FnMut(&mut TypeId)) {
    for field in fields {
        in_type(&mut field.ty, rename);
        field.send.iter_mut().for_each(|sent| in_type(&mut sent.ty, rename));
    }
}

fn in_type(ty: &mut Type, rename: &mut impl FnMut(&mut TypeId)) {
    match ty {
        Type::Named(id) => rename(id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => in_type(inner, rename),
        Type::Scalar(_) | Type::Const(_) => {}
    }
}
