//! Types that must contain themselves: no value of them could ever be built.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::diagnostics::code;
use crate::model::circles;
use crate::model::{Type, TypeDef, TypeShape};

/// Fields that the mask of required ones has room for.
const MASK: usize = 128;

/// Types of one circle that are told each with its way back; of larger circles the first one stands for all.
const TOLD: usize = 16;

pub(super) fn check(check: &mut Check<'_>) {
    let targets: Vec<Vec<usize>> = check.platform.types.iter().map(must_hold).collect();
    let circles = circles::on_circles(&targets);
    let groups = circles::groups(&targets);
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for group in &groups {
        *sizes.entry(*group).or_default() += 1;
    }
    let mut told = BTreeSet::new();
    for (index, def) in check.platform.types.iter().enumerate() {
        let group = groups.get(index).copied().unwrap_or_default();
        let size = sizes.get(&group).copied().unwrap_or_default();
        if circles.get(index) == Some(&true) && (size <= TOLD || told.insert(group)) {
            let way = way_back(&targets, &groups, index);
            let names: Vec<&str> = way
                .iter()
                .filter_map(|at| check.platform.types.get(*at))
                .map(|def| def.name.as_str())
                .collect();
            let path = match names.get(..TOLD) {
                _ if names.is_empty() => String::new(),
                Some(first) if names.len() > TOLD => {
                    format!(" (by way of {} and {} more)", first.join(", "), names.len() - TOLD)
                }
                _ => format!(" (by way of {})", names.join(", ")),
            };
            let finding = check.at(
                code::ENDLESS_TYPE,
                &def.place,
                format!("`{}` must always contain another `{}`{path}", def.name, def.name),
            );
            check.report(finding.help("take the `!` off one of the fields, or put a list between"));
        }
        if let TypeShape::Struct(shape) = &def.shape
            && let Some(field) = shape.fields.iter().skip(MASK).find(|field| field.required)
        {
            let message = format!(
                "`{}` is required, but stands behind the first {MASK} fields of `{}`",
                field.name.written(),
                def.name
            );
            let finding = check.at(code::OUT_OF_RANGE, &field.place, message);
            check.report(finding.help("move it up: the order of fields has no meaning on the wire"));
        }
    }
}

/// The types that a value of this one always contains.
fn must_hold(def: &TypeDef) -> Vec<usize> {
    let named = |ty: &Type| match ty {
        Type::Named(id) => Some(id.0),
        _ => None,
    };
    match &def.shape {
        TypeShape::Struct(shape) => {
            let always = shape.fields.iter().filter(|field| field.required && !field.nullable);
            always.filter_map(|field| named(&field.ty)).collect()
        }
        TypeShape::Alias(ty) => named(ty).into_iter().collect(),
        // A union can always be JSON that fits no variant.
        TypeShape::Union(_) | TypeShape::Enum(_) => Vec::new(),
    }
}

/// The types on a way from one on a circle back to itself, within its group. One that did not lead there is not tried again.
fn way_back(targets: &[Vec<usize>], groups: &[usize], goal: usize) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut way = vec![(goal, 0)];
    while let Some((at, tried)) = way.last_mut() {
        let target = targets.get(*at).and_then(|targets| targets.get(*tried)).copied();
        *tried += 1;
        match target {
            Some(target) if target == goal => break,
            Some(target) if groups.get(target) == groups.get(goal) && seen.insert(target) => way.push((target, 0)),
            Some(_) => {}
            None => {
                way.pop();
            }
        }
    }
    way.into_iter().skip(1).map(|(at, _)| at).collect()
}
