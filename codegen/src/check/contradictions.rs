//! Rules that nothing can keep: requests that could never be sent.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Condition, Field, GroupKind, GroupRule, Place};

pub(super) fn check(check: &mut Check<'_>) {
    for (def, shape) in check.structs() {
        let fields: Vec<&Field> = shape.fields.iter().collect();
        report(check, &fields, &[&shape.rules], &def.place);
    }
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
            let body = body.and_then(|ty| check.platform.as_struct(ty));
            let params = [&operation.query, &operation.path_params, &operation.headers];
            let fields: Vec<&Field> = params.into_iter().flatten().collect();
            let within: Vec<&Field> = body.iter().flat_map(|shape| &shape.fields).collect();
            if operation.rules.is_empty() {
                report(check, &fields, &[], &operation.place);
                continue;
            }
            // Those of the operation are about parameters and fields of the body alike.
            let own = body.map_or(&[][..], |shape| &shape.rules);
            if contradiction(&within, &[own]).is_none() {
                let all: Vec<&Field> = fields.into_iter().chain(within).collect();
                report(check, &all, &[&operation.rules, own], &operation.place);
            }
        }
    }
}

fn report(check: &mut Check<'_>, fields: &[&Field], rules: &[&[GroupRule]], place: &Place) {
    if let Some(why) = contradiction(fields, rules) {
        let finding = check.at(
            code::CONTRADICTION,
            place,
            format!("no request can keep its rules: {why}"),
        );
        check.report(finding.help("take the mark or the rule away that the document does not have"));
    }
}

/// Fields that are always there, because they are required or because the rules leave nothing else, of which some exclude each
/// other. Conditions on values are left out: nobody knows the values.
fn contradiction(fields: &[&Field], rules: &[&[GroupRule]]) -> Option<String> {
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
                (None, _) => return Some(format!("each of {} is excluded by another", listed(&rule.fields))),
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
                return Some(format!("{} are always there and exclude each other", listed(&both)));
            }
        }
        if always.len() == before {
            return None;
        }
    }
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
