//! Former names: such as could have been names, and that nothing else has now.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Place, TypeShape};
use crate::naming;

pub(super) fn check(check: &mut Check<'_>) {
    let platform = check.platform;
    for resource in &platform.resources {
        let names = resource.operations.iter().map(|operation| Named {
            now: operation.name.clone(),
            former: &operation.renamed_from,
            place: &operation.place,
        });
        let names: Vec<Named<'_>> = names.collect();
        let form = Form {
            is_name: naming::is_snake_name,
            bad: code::BAD_NAME,
            help: "an operation is called in `snake_case`, and `renamed_from` has the key that it stood under",
        };
        unique(check, &names, &[], &form);
    }
    // Types are visible in all of the platform, and operations have structs beside them.
    let structs = platform.resources.iter().flat_map(|resource| {
        let name = |operation| crate::check::rust_names::operation_struct(resource, operation);
        resource.operations.iter().map(name)
    });
    let structs: Vec<String> = structs.collect();
    let types: Vec<Named<'_>> = platform
        .types
        .iter()
        .map(|def| Named {
            now: def.name.clone(),
            former: &def.renamed_from,
            place: &def.place,
        })
        .collect();
    let form = Form {
        is_name: naming::is_type_name,
        bad: code::BAD_TYPE_NAME,
        help: "a type is called in `UpperCamelCase`",
    };
    unique(check, &types, &structs, &form);
    for def in &platform.types {
        let TypeShape::Enum(shape) = &def.shape else { continue };
        let values = shape.values.iter().map(|value| {
            let derived = || naming::variant_of(&value.wire);
            Named {
                now: value.rust.as_ref().map_or_else(derived, |rust| naming::variant(rust)),
                former: &value.renamed_from,
                place: &value.place,
            }
        });
        let values: Vec<Named<'_>> = values.collect();
        let form = Form {
            is_name: naming::is_type_name,
            bad: code::BAD_RUST_NAME,
            help: "a variant is called in `UpperCamelCase`, and `renamed_from` has its name in Rust",
        };
        let other = if shape.closed {
            Vec::new()
        } else {
            vec!["Other".to_owned()]
        };
        unique(check, &values, &other, &form);
    }
}

/// A thing with the names that it had.
struct Named<'a> {
    now: String,
    former: &'a [String],
    place: &'a Place,
}

/// What a name has to be.
struct Form {
    is_name: fn(&str) -> bool,
    bad: crate::diagnostics::Code,
    help: &'static str,
}

/// Each former name is one, and stands for one thing. `others` are names of things that are no such.
fn unique(check: &mut Check<'_>, things: &[Named<'_>], others: &[String], form: &Form) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for thing in things {
        for name in thing.former {
            let keys = ["renamed_from"];
            if !(form.is_name)(name) {
                let message = format!("`{name}` cannot have been its name");
                let finding = check.below(form.bad, thing.place, &keys, message);
                check.report(finding.help(form.help));
            } else if *name == thing.now {
                let message = format!("`{name}` is its name now");
                let finding = check.below(code::NO_EFFECT, thing.place, &keys, message);
                check.report(finding.help("`renamed_from` has the name of before; leave it out where there is none"));
            } else if let Some(other) = things.iter().find(|other| other.now == *name) {
                taken(check, thing.place, name, Some(other.place));
            } else if others.contains(name) {
                taken(check, thing.place, name, None);
            } else if let Some(earlier) = first.insert(name, thing.place) {
                taken(check, thing.place, name, Some(earlier));
            }
        }
    }
}

fn taken(check: &mut Check<'_>, place: &Place, name: &str, other: Option<&Place>) {
    let message = format!("`{name}` would be two things");
    let mut finding = check.below(code::SAME_RUST_NAME, place, &["renamed_from"], message);
    if let Some(other) = other {
        finding = finding.related(check.span(other), "the other one");
    }
    check.report(finding.help("a name that stands for something else now is not kept: leave it out"));
}
