//! Fields that name other fields: conditions and rules.

use std::collections::BTreeSet;

use super::Check;
use super::literal::misfit;
use crate::diagnostics::{Diagnostic, Ground, code, did_you_mean};
use crate::model::{AtPath, Condition, Field, GroupRule, Place};

pub(super) fn check(check: &mut Check<'_>) {
    let mut done: BTreeSet<&Place> = BTreeSet::new();
    for (def, shape) in check.structs() {
        for field in shape.fields.iter().filter(|field| field.required_when.is_some()) {
            if done.insert(&field.place) {
                condition(check, field, &shape.fields);
            }
        }
        for rule in &shape.rules {
            group(check, rule, &[&shape.fields], &def.place);
        }
    }
    for endpoint in check.endpoints() {
        let params = [endpoint.query, endpoint.headers, endpoint.path_params]
            .into_iter()
            .flatten();
        let conditional: Vec<&Field> = params.filter(|field| field.required_when.is_some()).collect();
        if conditional.is_empty() {
            continue;
        }
        let body = endpoint.body_fields(check.platform);
        let lists = [endpoint.query, body, endpoint.headers, endpoint.path_params];
        let siblings: Vec<Field> = lists.into_iter().flatten().cloned().collect();
        for field in conditional {
            condition(check, field, &siblings);
        }
    }
    operation_rules(check);
}

fn operation_rules(check: &mut Check<'_>) {
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let body = operation
                .body
                .as_ref()
                .and_then(|body| body.ty.as_ref())
                .and_then(|ty| check.platform.as_struct(ty));
            let body: &[Field] = body.map_or(&[], |shape| &shape.fields);
            for rule in &operation.rules {
                group(
                    check,
                    rule,
                    &[&operation.query, body, &operation.path_params, &operation.headers],
                    &operation.place,
                );
            }
        }
    }
}

fn condition(check: &mut Check<'_>, field: &Field, siblings: &[Field]) {
    let Some(condition) = &field.required_when else { return };
    let (Condition::Is { field: other, .. } | Condition::Present { field: other } | Condition::Absent { field: other }) =
        condition;
    let sibling = match check.platform.at_path_in(siblings, other) {
        AtPath::Type(ty) => ty,
        AtPath::Open => return,
        AtPath::Nowhere => {
            let finding = check.lacking(
                code::UNKNOWN_FIELD,
                &field.place,
                format!(
                    "`required_when` names `{other}`, which is no field beside `{}`",
                    field.name.written()
                ),
            );
            let types = check.types(siblings.iter().map(|field| &field.ty), Ground::Read);
            check.report(finding.maybe_help(nearest(other, &[siblings])).rests_on_all(types));
            return;
        }
    };
    if *other == field.name.written() {
        let finding = check.at(
            code::UNKNOWN_FIELD,
            &field.place,
            "a field cannot be required by itself",
        );
        check.report(finding);
    }
    if let Condition::Is { values, .. } = condition {
        let why: Vec<String> = values
            .iter()
            .filter_map(|value| misfit(check.platform, value, sibling))
            .collect();
        for why in why {
            let finding = check.at(
                code::BAD_LITERAL,
                &field.place,
                format!("`required_when` on `{other}` can never hold: {why}"),
            );
            let types = check.types([sibling], Ground::Read);
            check.report(finding.rests_on_all(types));
        }
    }
}

fn group(check: &mut Check<'_>, rule: &GroupRule, scopes: &[&[Field]], place: &Place) {
    for name in &rule.fields {
        let known = scopes
            .iter()
            .any(|fields| check.platform.at_path_in(fields, name) != AtPath::Nowhere);
        if !known {
            let finding: Diagnostic = check.lacking(
                code::UNKNOWN_FIELD,
                place,
                format!("a rule names `{name}`, which is no field here"),
            );
            let types = check.types(scopes.iter().copied().flatten().map(|field| &field.ty), Ground::Read);
            check.report(finding.maybe_help(nearest(name, scopes)).rests_on_all(types));
        }
    }
    // A family of keys cannot be marked as required; a rule is how one asks for any of its keys.
    if matches!(&rule.fields[..], [field] if !field.contains('{')) {
        let finding = check.at(
            code::CONFLICTING_KEYS,
            place,
            "a rule over one field says nothing that `required` does not",
        );
        check.report(finding);
    }
}

pub(super) fn nearest(wrong: &str, scopes: &[&[Field]]) -> Option<String> {
    let names: Vec<String> = scopes
        .iter()
        .copied()
        .flatten()
        .map(|field| field.name.written())
        .collect();
    did_you_mean(wrong, names.iter().map(String::as_str))
}
