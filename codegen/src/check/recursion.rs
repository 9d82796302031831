//! Types that must contain themselves: no value of them could ever be built.

use super::Check;
use crate::diagnostics::code;
use crate::model::{Type, TypeId, TypeShape, UnionKind};

/// Fields that the mask of required ones has room for.
const MASK: usize = 128;

pub(super) fn check(check: &mut Check<'_>) {
    for (index, def) in check.platform.types.iter().enumerate() {
        let id = TypeId(index);
        let mut way = Vec::new();
        if leads_back(check, id, id, &mut way) {
            let names: Vec<&str> = way.iter().filter_map(|id| check.platform.def(*id)).map(|def| def.name.as_str()).collect();
            let path = if names.len() > 1 { format!(" (by way of {})", names.get(1..).unwrap_or_default().join(", ")) } else { String::new() };
            let finding = check.at(code::ENDLESS_TYPE, &def.place, format!("`{}` must always contain another `{}`{path}", def.name, def.name));
            check.report(finding.help("take the `!` off one of the fields, or put a list between"));
        }
        if let TypeShape::Struct(shape) = &def.shape {
            if let Some(field) = shape.fields.iter().skip(MASK).find(|field| field.required) {
                let message = format!("`{}` is required, but stands behind the first {MASK} fields of `{}`", field.name.written(), def.name);
                let finding = check.at(code::OUT_OF_RANGE, &field.place, message);
                check.report(finding.help("move it up: the order of fields has no meaning on the wire"));
            }
        }
    }
}

/// Whether a value of `from` always contains one of `goal`.
fn leads_back(check: &Check<'_>, from: TypeId, goal: TypeId, way: &mut Vec<TypeId>) -> bool {
    if way.contains(&from) {
        return false;
    }
    way.push(from);
    let Some(def) = check.platform.def(from) else { return false };
    let back = match &def.shape {
        TypeShape::Struct(shape) => {
            shape.fields.iter().any(|field| field.required && !field.nullable && must_hold(check, &field.ty, goal, way))
        }
        TypeShape::Alias(ty) => must_hold(check, ty, goal, way),
        TypeShape::Union(union) if union.kind == UnionKind::Untagged => {
            !union.variants.is_empty() && union.variants.iter().all(|variant| must_hold(check, &variant.ty, goal, &mut way.clone()))
        }
        TypeShape::Union(_) | TypeShape::Enum(_) => false,
    };
    if !back {
        way.pop();
    }
    back
}

fn must_hold(check: &Check<'_>, ty: &Type, goal: TypeId, way: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Named(id) => *id == goal || leads_back(check, *id, goal, way),
        _ => false,
    }
}
