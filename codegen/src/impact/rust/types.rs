//! The types of a module.

use super::{docs, enums, structs, unions};
use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::side::{Sides, both};
use crate::plan::{AliasPlan, ModulePlan, RustType, TypePlan};

/// Every type of both revisions, by module and name.
pub fn compare(found: &mut Found, sides: &Sides) {
    for module in &sides.before.plan.modules {
        for ty in &module.types {
            one(found, sides, &module.name, ty);
        }
    }
    for module in &sides.after.plan.modules {
        for ty in module.types.iter().filter(|ty| is_new(sides, &module.name, ty)) {
            let at = at(sides, &module.name, name(ty));
            found.say(&at, kind::TYPE_ADDED, format!("the {} is new", sort(ty)));
        }
    }
}

fn at(sides: &Sides, module: &str, name: &str) -> At {
    At::new(format!("{module}::{name}"), sides.direction(module, name))
}

fn name(ty: &TypePlan) -> &str {
    match ty {
        TypePlan::Struct(plan) => &plan.name,
        TypePlan::Enum(plan) => &plan.name,
        TypePlan::Union(plan) => &plan.name,
        TypePlan::Alias(plan) => &plan.name,
    }
}

fn sort(ty: &TypePlan) -> &'static str {
    match ty {
        TypePlan::Struct(_) => "struct",
        TypePlan::Enum(_) => "enumeration",
        TypePlan::Union(_) => "union",
        TypePlan::Alias(_) => "alias",
    }
}

fn find<'p>(modules: &'p [ModulePlan], module: &str, wanted: &str) -> Option<&'p TypePlan> {
    let module = modules.iter().find(|one| one.name == module)?;
    module.types.iter().find(|ty| name(ty) == wanted)
}

/// Whether a type of the later revision has no other one to be compared with.
fn is_new(sides: &Sides, module: &str, ty: &TypePlan) -> bool {
    let before = &sides.before.plan.modules;
    if find(before, module, name(ty)).is_some() {
        return false;
    }
    // The struct of an operation that is called otherwise now was told with it.
    let operations = before
        .iter()
        .filter(|one| one.name == module)
        .flat_map(|one| &one.operations);
    let is_struct = |one: &crate::plan::OperationPlan| {
        one.rust == name(ty) || one.required.as_ref().is_some_and(|required| required.rust == name(ty))
    };
    if matches!(ty, TypePlan::Alias(_)) && operations.clone().any(is_struct) {
        return false;
    }
    let is_target = |alias: &AliasPlan| matches!(&alias.target, RustType::Local { module: at, name: to } if at == module && to == name(ty));
    let aliases = sides
        .after
        .plan
        .modules
        .iter()
        .flat_map(|at| at.types.iter().map(move |ty| (&at.name, ty)));
    let mut kept = aliases.filter_map(|(at, ty)| match ty {
        TypePlan::Alias(alias) if is_target(alias) => Some((at, alias)),
        _ => None,
    });
    let came = kept.any(|(at, alias)| find(before, at, &alias.name).is_some_and(|earlier| sort(earlier) == sort(ty)));
    !came && twin_of(before, &sides.after.plan.modules, module, ty).is_none()
}

/// A type of the other revision that is called otherwise, or stands elsewhere, and is the same in all else; it is not in `here`.
fn twin_of<'p>(
    there: &'p [ModulePlan],
    here: &[ModulePlan],
    module: &str,
    ty: &TypePlan,
) -> Option<(&'p str, &'p TypePlan)> {
    let all = there
        .iter()
        .flat_map(|at| at.types.iter().map(move |other| (at.name.as_str(), other)));
    let mut candidates = all.filter(|(at, other)| find(here, at, name(other)).is_none());
    let is_moved =
        |(at, other): &(&str, &TypePlan)| name(other) == name(ty) && *at != module && sort(other) == sort(ty);
    let mut renamed = candidates.clone().filter(|(_, other)| same_but_name(other, ty));
    candidates.find(is_moved).or_else(|| {
        let first = renamed.next()?;
        // One of several that look alike could be any.
        renamed.next().is_none().then_some(first)
    })
}

/// Whether two types hold the same; of structs without fields and the like nothing can be told.
fn same_but_name(a: &TypePlan, b: &TypePlan) -> bool {
    match (a, b) {
        (TypePlan::Struct(a), TypePlan::Struct(b)) => {
            let keys = |plan: &crate::plan::StructPlan| -> Vec<(String, RustType)> {
                plan.fields
                    .iter()
                    .map(|field| (field.wire.clone(), field.ty.clone()))
                    .collect()
            };
            a.fields.len() > 1 && keys(a) == keys(b)
        }
        (TypePlan::Enum(a), TypePlan::Enum(b)) => {
            let texts = |plan: &crate::plan::EnumPlan| -> Vec<String> {
                plan.variants.iter().map(|variant| variant.text.clone()).collect()
            };
            a.variants.len() > 1 && texts(a) == texts(b)
        }
        (TypePlan::Union(a), TypePlan::Union(b)) => a.variants.len() > 1 && a.variants == b.variants,
        _ => false,
    }
}

fn one(found: &mut Found, sides: &Sides, module: &str, before: &TypePlan) {
    let modules = &sides.after.plan.modules;
    let here = at(sides, module, name(before));
    match find(modules, module, name(before)) {
        Some(TypePlan::Alias(alias)) if !matches!(before, TypePlan::Alias(_)) => {
            kept(found, sides, &here, before, alias);
        }
        Some(after) => same_sort(found, sides, &here, before, after),
        None => gone(found, sides, module, &here, before),
    }
}

/// An alias stands where a type stood: it does if it leads to one that is the same.
fn kept(found: &mut Found, sides: &Sides, here: &At, before: &TypePlan, alias: &AliasPlan) {
    let target = match &alias.target {
        RustType::Local { module, name } => find(&sides.after.plan.modules, module, name).map(|ty| (module, name, ty)),
        _ => None,
    };
    match target {
        Some((module, name, after)) if sort(before) == sort(after) => {
            found.say(
                here,
                kind::TYPE_KEPT,
                format!("it is called `{module}::{name}` now; the old name is an alias"),
            );
            same_sort(found, sides, &at(sides, module, name), before, after);
        }
        _ => {
            let says = format!("the {} is an alias of `{}` now", sort(before), alias.target.shown());
            found.say(here, kind::TYPE_SHAPE, says);
        }
    }
}

fn gone(found: &mut Found, sides: &Sides, module: &str, here: &At, before: &TypePlan) {
    let (there, earlier) = (&sides.after.plan.modules, &sides.before.plan.modules);
    match twin_of(there, earlier, module, before) {
        Some((now, after)) if name(after) == name(before) => {
            found.say(
                here,
                kind::TYPE_MOVED,
                format!("the {} stands in `{now}` now", sort(before)),
            );
            same_sort(found, sides, &at(sides, now, name(after)), before, after);
        }
        Some((now, after)) => {
            let says = format!("the {} is called `{now}::{}` now", sort(before), name(after));
            let advice = format!("`renamed_from: {}` keeps the old name as an alias", name(before));
            found.advise(here, kind::TYPE_RENAMED, says, advice);
            same_sort(found, sides, &at(sides, now, name(after)), before, after);
        }
        None => {
            found.say(here, kind::TYPE_GONE, format!("the {} is gone", sort(before)));
        }
    }
}

fn same_sort(found: &mut Found, sides: &Sides, at: &At, before: &TypePlan, after: &TypePlan) {
    match (before, after) {
        (TypePlan::Struct(a), TypePlan::Struct(b)) => structs::compare(found, at, sides, a, b),
        (TypePlan::Enum(a), TypePlan::Enum(b)) => enums::compare(found, at, a, b),
        (TypePlan::Union(a), TypePlan::Union(b)) => unions::compare(found, at, sides, a, b),
        (TypePlan::Alias(a), TypePlan::Alias(b)) => {
            if !sides.same(&a.target, &b.target) {
                found.say(at, kind::ALIAS_TARGET, both(&a.target, &b.target));
            }
            docs::of_item(found, at, &a.docs, &b.docs);
        }
        _ => {
            let says = format!("the {} is {} {} now", sort(before), article(after), sort(after));
            found.say(at, kind::TYPE_SHAPE, says);
        }
    }
}

fn article(ty: &TypePlan) -> &'static str {
    match ty {
        TypePlan::Struct(_) | TypePlan::Union(_) => "a",
        TypePlan::Enum(_) | TypePlan::Alias(_) => "an",
    }
}
