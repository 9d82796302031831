//! Types that stand for themselves, which no later pass could walk: an alias of itself, a union that is one of its own variants.

use super::scope::{Scope, Slot};
use crate::diagnostics::{Diagnostic, code};
use crate::model::{Scalar, Type, TypeId, TypeShape, UnionKind};

/// Reports them, and puts `any` in place of what leads back.
pub(super) fn cut(scope: &mut Scope<'_>) {
    for index in 0..scope.slots.len() {
        let goal = TypeId(index);
        if !stands_for(scope, goal, goal, &mut Vec::new()) {
            continue;
        }
        let (name, span) = (name_of(scope, goal), scope.span_of(goal));
        let finding = Diagnostic::new(code::ENDLESS_TYPE, span, format!("`{name}` stands for itself"));
        scope.report(finding.help("put a struct between, or remove the part that leads back"));
        if let Some(Slot::Done(def)) = scope.slots.get_mut(index) {
            def.shape = TypeShape::Alias(Type::Scalar(Scalar::Any));
        }
    }
}

fn name_of(scope: &Scope<'_>, id: TypeId) -> String {
    match scope.slots.get(id.0) {
        Some(Slot::Done(def)) => def.name.clone(),
        _ => String::new(),
    }
}

fn stands_for(scope: &Scope<'_>, from: TypeId, goal: TypeId, seen: &mut Vec<TypeId>) -> bool {
    if seen.contains(&from) {
        return false;
    }
    seen.push(from);
    let Some(Slot::Done(def)) = scope.slots.get(from.0) else {
        return false;
    };
    match &def.shape {
        TypeShape::Struct(_) | TypeShape::Enum(_) => false,
        TypeShape::Alias(ty) => alias_leads(scope, ty, goal, seen),
        TypeShape::Union(union) => {
            let told_by_value = !matches!(union.kind, UnionKind::Tagged { .. });
            told_by_value
                && union
                    .variants
                    .iter()
                    .any(|variant| same_value(scope, &variant.ty, goal, seen))
        }
    }
}

/// The same JSON value, perhaps by way of aliases and unions.
fn same_value(scope: &Scope<'_>, ty: &Type, goal: TypeId, seen: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Nullable(inner) => same_value(scope, inner, goal, seen),
        Type::Named(id) => *id == goal || stands_for(scope, *id, goal, seen),
        _ => false,
    }
}

/// An alias cannot name itself even inside a list: Rust would not end to expand it.
fn alias_leads(scope: &Scope<'_>, ty: &Type, goal: TypeId, seen: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Nullable(inner) => alias_leads(scope, inner, goal, seen),
        Type::List(inner) | Type::Map(inner) => only_aliases(scope, inner, goal, seen),
        Type::Named(id) => *id == goal || stands_for(scope, *id, goal, seen),
        Type::Scalar(_) | Type::Const(_) => false,
    }
}

fn only_aliases(scope: &Scope<'_>, ty: &Type, goal: TypeId, seen: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => only_aliases(scope, inner, goal, seen),
        Type::Named(id) => {
            let is_alias =
                matches!(scope.slots.get(id.0), Some(Slot::Done(def)) if matches!(def.shape, TypeShape::Alias(_)));
            is_alias && (*id == goal || !seen.contains(id) && stands_for(scope, *id, goal, seen))
        }
        Type::Scalar(_) | Type::Const(_) => false,
    }
}
