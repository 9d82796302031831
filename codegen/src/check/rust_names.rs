//! Names that a spec asks for by `rust:`. Names that are derived are mended where they clash; asked-for ones are not.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Field, Place, TypeShape};
use crate::naming;

pub(super) fn check(check: &mut Check<'_>) {
    for fields in check.field_lists() {
        self::fields(check, fields);
    }
    for def in &check.platform.types {
        if let TypeShape::Enum(shape) = &def.shape {
            let asked = shape
                .values
                .iter()
                .filter_map(|value| Some((value.rust.as_ref()?, &def.place)));
            unique(check, asked.collect(), naming::variant);
        }
    }
    let codes = check
        .platform
        .errors
        .codes
        .iter()
        .filter_map(|code| code.rust.as_ref())
        .cloned()
        .collect::<Vec<_>>();
    let place = Place {
        file: format!("specs/{}/platform.yaml", check.platform.name),
        line: 1,
        column: 1,
    };
    unique(
        check,
        codes.iter().map(|name| (name, &place)).collect(),
        naming::variant,
    );
    for resource in &check.platform.resources {
        let operations = resource
            .operations
            .iter()
            .filter_map(|operation| Some((operation.rust.as_ref()?, &operation.place)));
        let callbacks = resource
            .callbacks
            .iter()
            .filter_map(|callback| Some((callback.rust.as_ref()?, &callback.place)));
        unique(check, operations.chain(callbacks).collect(), naming::field);
    }
}

fn fields(check: &mut Check<'_>, fields: &[Field]) {
    let asked = fields
        .iter()
        .filter_map(|field| Some((field.rust.as_ref()?, &field.place)));
    unique(check, asked.collect(), naming::field);
}

/// Each name is an identifier and stands once. Case is mended by the plan (`rust: is_exactly` of an enum value is `IsExactly`).
fn unique(check: &mut Check<'_>, asked: Vec<(&String, &Place)>, mended: fn(&str) -> String) {
    let mut first: BTreeMap<String, &Place> = BTreeMap::new();
    for (name, place) in asked {
        if !naming::is_identifier(name) {
            let finding = check.at(code::BAD_RUST_NAME, place, format!("`rust: {name}` is no identifier"));
            check.report(finding.help(format!("a name such as `{}`", mended(name))));
        } else if let Some(earlier) = first.insert(mended(name), place) {
            let span = check.span(earlier);
            let finding = check.at(
                code::SAME_RUST_NAME,
                place,
                format!("`rust: {name}` is asked for twice"),
            );
            check.report(finding.related(span, "the other one"));
        }
    }
}
