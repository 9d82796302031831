//! Where a value of an example goes on the wire, and what rules say of it there.

use super::complete::{least, rules_at};
use super::samples::Sampler;
use crate::plan::data::{ArgTarget, FieldPlan, OperationPlan, PartSource, StructPlan};

/// How many elements a required value has at least, if it is a list.
pub fn least_of(samples: &Sampler<'_>, operation: &OperationPlan, target: &ArgTarget) -> u64 {
    let Some(name) = wire_of_target(samples, operation, target) else {
        return 1;
    };
    let rules = &operation.meta.rules;
    match target {
        ArgTarget::Part(_) => least(rules, &name),
        ArgTarget::Body(_) => least(
            &rules_at(rules, operation.meta.body.key.as_deref().unwrap_or_default()),
            &name,
        ),
    }
}

/// The name on the wire of what a required value goes into.
pub fn wire_of_target(samples: &Sampler<'_>, operation: &OperationPlan, target: &ArgTarget) -> Option<String> {
    let body = operation.parts.iter().find(|part| part.source == PartSource::Body);
    let body = body.and_then(|part| samples.structure(&part.ty));
    match target {
        ArgTarget::Part(part) => wire_of(operation, body, std::slice::from_ref(part)),
        ArgTarget::Body(name) => field_of(body, name).map(|field| field.wire.clone()),
    }
}

fn field_of<'p>(body: Option<&'p StructPlan>, name: &str) -> Option<&'p FieldPlan> {
    body?.fields.iter().find(|field| field.rust == name)
}

/// The name on the wire of a part, or of a field of the body.
pub fn wire_of(operation: &OperationPlan, body: Option<&StructPlan>, target: &[String]) -> Option<String> {
    match target {
        [part] => match &operation.parts.iter().find(|plan| plan.rust == *part)?.source {
            PartSource::Query(name)
            | PartSource::QueryFamily(name)
            | PartSource::Header(name)
            | PartSource::Path(name) => Some(name.clone()),
            PartSource::Body => None,
        },
        [_, field] => {
            let body = body?;
            let plain = body.fields.iter().find(|plan| plan.rust == *field);
            let family = || body.families.iter().find(|plan| plan.rust == *field);
            plain
                .map(|plan| plan.wire.clone())
                .or_else(|| family().map(|plan| plan.pattern.clone()))
        }
        _ => None,
    }
}
