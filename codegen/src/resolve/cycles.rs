//! Types that stand for themselves, which no later pass could walk: an alias of itself, a union that is one of its own variants.

use std::collections::BTreeMap;

use super::scope::{Scope, Slot};
use crate::diagnostics::{Diagnostic, code};
use crate::model::circles;
use crate::model::{Scalar, Type, TypeId, TypeShape, UnionKind};

/// Reports them, and puts `any` in place of what leads back.
pub(super) fn cut(scope: &mut Scope<'_>) {
    let mut targets: Vec<Vec<usize>> = (0..scope.slots.len()).map(|at| stands_for(scope, at)).collect();
    // What is cut may have been on the circles of others.
    let mut left: Vec<usize> = on_circles(&targets, &(0..targets.len()).collect::<Vec<_>>());
    while let Some(goal) = left.first().copied() {
        let (name, span) = (name_of(scope, goal), scope.span_of(TypeId(goal)));
        let finding = Diagnostic::new(code::ENDLESS_TYPE, span, format!("`{name}` stands for itself"));
        scope.report(finding.help("put a struct between, or remove the part that leads back"));
        if let Some(Slot::Done(def)) = scope.slots.get_mut(goal) {
            def.shape = TypeShape::Alias(Type::Scalar(Scalar::Any));
        }
        if let Some(targets) = targets.get_mut(goal) {
            targets.clear();
        }
        left = on_circles(&targets, &left);
    }
}

/// Those of the types that lie on a circle, which has no others on it.
fn on_circles(targets: &[Vec<usize>], of: &[usize]) -> Vec<usize> {
    let places: BTreeMap<usize, usize> = of.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let place = |at: &usize| places.get(at).copied();
    let among: Vec<Vec<usize>> = of
        .iter()
        .map(|at| targets.get(*at).into_iter().flatten().filter_map(place).collect())
        .collect();
    let circles = circles::on_circles(&among);
    of.iter()
        .zip(circles)
        .filter(|(_, is_on)| *is_on)
        .map(|(at, _)| *at)
        .collect()
}

fn name_of(scope: &Scope<'_>, at: usize) -> String {
    match scope.slots.get(at) {
        Some(Slot::Done(def)) => def.name.clone(),
        _ => String::new(),
    }
}

/// The types that a type stands for in the same JSON value, or that Rust would put in its place.
fn stands_for(scope: &Scope<'_>, at: usize) -> Vec<usize> {
    let Some(Slot::Done(def)) = scope.slots.get(at) else {
        return Vec::new();
    };
    match &def.shape {
        TypeShape::Struct(_) | TypeShape::Enum(_) => Vec::new(),
        TypeShape::Alias(ty) => alias_leads(scope, ty).into_iter().collect(),
        TypeShape::Union(union) => {
            let told_by_value = !matches!(union.kind, UnionKind::Tagged { .. });
            let variants = union.variants.iter().filter(|_| told_by_value);
            variants.filter_map(|variant| same_value(&variant.ty)).collect()
        }
    }
}

/// The same JSON value, perhaps by way of aliases and unions.
fn same_value(ty: &Type) -> Option<usize> {
    match ty {
        Type::Nullable(inner) => same_value(inner),
        Type::Named(id) => Some(id.0),
        _ => None,
    }
}

/// An alias cannot name itself even inside a list: Rust would not end to expand it.
fn alias_leads(scope: &Scope<'_>, ty: &Type) -> Option<usize> {
    match ty {
        Type::Nullable(inner) => alias_leads(scope, inner),
        Type::List(inner) | Type::Map(inner) => only_aliases(scope, inner),
        Type::Named(id) => Some(id.0),
        Type::Scalar(_) | Type::Const(_) => None,
    }
}

fn only_aliases(scope: &Scope<'_>, ty: &Type) -> Option<usize> {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::Map(inner) => only_aliases(scope, inner),
        Type::Named(id) => {
            let is_alias =
                matches!(scope.slots.get(id.0), Some(Slot::Done(def)) if matches!(def.shape, TypeShape::Alias(_)));
            is_alias.then_some(id.0)
        }
        Type::Scalar(_) | Type::Const(_) => None,
    }
}
