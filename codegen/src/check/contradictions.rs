//! Rules that nothing can keep: requests that could never be sent, and fields that could never be given.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::diagnostics::code;
use crate::model::{Condition, Field, GroupKind, GroupRule, Place};

pub(super) fn check(check: &mut Check<'_>) {
    let structs = check.structs();
    let mut forms = BTreeMap::new();
    for (def, _) in &structs {
        *forms.entry(&def.place).or_insert(0) += 1;
    }
    for (def, shape) in &structs {
        let fields: Vec<&Field> = shape.fields.iter().collect();
        // Of an entity, a rule may be idle in one form and there for another.
        let own = if forms.get(&def.place) == Some(&1) {
            &shape.rules[..]
        } else {
            &[]
        };
        report(check, &fields, &[&shape.rules], own, &def.place);
    }
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
            let body = body.and_then(|ty| check.platform.as_struct(ty));
            let params = [&operation.query, &operation.path_params, &operation.headers];
            let fields: Vec<&Field> = params.into_iter().flatten().collect();
            let within: Vec<&Field> = body.iter().flat_map(|shape| &shape.fields).collect();
            if operation.rules.is_empty() {
                report(check, &fields, &[], &[], &operation.place);
                continue;
            }
            // Those of the operation are about parameters and fields of the body alike.
            let own = body.map_or(&[][..], |shape| &shape.rules);
            if always(&within, &[own]).1.is_none() {
                let all: Vec<&Field> = fields.into_iter().chain(within).collect();
                report(
                    check,
                    &all,
                    &[&operation.rules, own],
                    &operation.rules,
                    &operation.place,
                );
            }
        }
    }
}

/// `own` are the rules that are for this alone: each has to have an effect here.
fn report(check: &mut Check<'_>, fields: &[&Field], rules: &[&[GroupRule]], own: &[GroupRule], place: &Place) {
    let (always, why) = always(fields, rules);
    if let Some(why) = why.or_else(|| idle(own, &always)) {
        let finding = check.at(code::CONTRADICTION, place, format!("its rules cannot be kept: {why}"));
        check.report(finding.help("take the mark or the rule away that the document does not have"));
    }
}

/// Fields that are always there, because they are required or because the rules leave nothing else; and why that cannot be, where some
/// of them exclude each other. Conditions on values are left out: nobody knows the values.
fn always(fields: &[&Field], rules: &[&[GroupRule]]) -> (BTreeSet<String>, Option<String>) {
    let mut always: BTreeSet<String> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name.written())
        .collect();
    let rules: Vec<&GroupRule> = rules.iter().copied().flatten().collect();
    loop {
        let before = always.len();
        for field in fields {
            if let Some(Condition::Present { field: other }) = &field.required_when
                && always.contains(other)
            {
                always.insert(field.name.written());
            }
        }
        for rule in rules.iter().filter(|rule| rule.kind != GroupKind::AtMostOneOf) {
            if rule.fields.iter().any(|field| always.contains(field)) {
                continue;
            }
            let mut left = rule.fields.iter().filter(|field| !is_excluded(&rules, &always, field));
            match (left.next(), left.next()) {
                (None, _) => {
                    let why = format!("each of {} is excluded by another", listed(&rule.fields));
                    return (always, Some(why));
                }
                (Some(only), None) => {
                    always.insert(only.clone());
                }
                _ => {}
            }
        }
        for rule in rules.iter().filter(|rule| rule.kind != GroupKind::AnyOf) {
            let both: Vec<String> = rule
                .fields
                .iter()
                .filter(|field| always.contains(*field))
                .cloned()
                .collect();
            if both.len() > 1 {
                let why = format!("{} are always there and exclude each other", listed(&both));
                return (always, Some(why));
            }
        }
        if always.len() == before {
            return (always, None);
        }
    }
}

/// A field beside one that is always there, of which a rule lets only one be given.
fn idle(rules: &[GroupRule], always: &BTreeSet<String>) -> Option<String> {
    let excluding = rules.iter().filter(|rule| rule.kind != GroupKind::AnyOf);
    excluding.into_iter().find_map(|rule| {
        let there = rule.fields.iter().find(|field| always.contains(*field))?;
        let never = rule.fields.iter().find(|field| *field != there)?;
        Some(format!(
            "`{never}` can never be given: `{there}` is always there and excludes it"
        ))
    })
}

fn is_excluded(rules: &[&GroupRule], always: &BTreeSet<String>, field: &String) -> bool {
    rules.iter().any(|rule| {
        rule.kind != GroupKind::AnyOf
            && rule.fields.contains(field)
            && rule.fields.iter().any(|other| other != field && always.contains(other))
    })
}

fn listed(fields: &[String]) -> String {
    let names: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    names.join(", ")
}
