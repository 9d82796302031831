//! Examples: the line of Rust that rustdoc shows, and the tests made of documented bodies.

use std::collections::BTreeSet;

use super::complete::{complete, least, rules_at};
use super::context::json_string;
use super::data::{
    ArgPlan, ArgTarget, CratePlan, Entry, EnumPlan, ExamplePlan, ExampleSubject, ModulePlan, OperationPlan, PartSource,
    ReplyReader, SamplePlan, StructPlan, TypePlan,
};
use super::samples::Samples;
use super::shown::{header_examples, show};
use crate::model::{Direction, Encoding, Example, Resource};
use crate::naming::Names as Scope;

/// Writes the example of every operation of a crate.
pub fn add_doc_examples(krate: &mut CratePlan) {
    let modules = krate.modules.clone();
    let samples = Samples {
        lib: &krate.lib,
        structs: modules.iter().flat_map(structs_of).collect(),
        variants: modules.iter().flat_map(variants_of).collect(),
    };
    for module in &mut krate.modules {
        let Some(handle) = module.handle.as_ref().map(|handle| handle.method.clone()) else {
            continue;
        };
        for operation in &mut module.operations {
            (operation.docs.example, operation.sample) = doc_example(&samples, &module.name, &handle, operation);
        }
    }
    header_examples(&samples, &mut krate.headers);
}

fn structs_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), &StructPlan)> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Struct(plan) => Some(((module.name.clone(), plan.name.clone()), plan)),
        _ => None,
    })
}

fn variants_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), (String, Option<String>))> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Enum(plan) => first_variant(plan).map(|variant| ((module.name.clone(), plan.name.clone()), variant)),
        TypePlan::Union(plan) => plan
            .variants
            .iter()
            .find(|variant| variant.payload.is_none())
            .map(|variant| ((module.name.clone(), plan.name.clone()), (variant.rust.clone(), None))),
        _ => None,
    })
}

fn first_variant(plan: &EnumPlan) -> Option<(String, Option<String>)> {
    let first = plan.variants.iter().find(|v| v.docs.deprecated.is_none())?;
    let json = first
        .integer
        .map_or_else(|| json_string(&first.text), |number| number.to_string());
    Some((first.rust.clone(), Some(json)))
}

/// Lines of the example, and its call if that needs nothing from the reader.
fn doc_example(
    samples: &Samples<'_>,
    module: &str,
    handle: &str,
    operation: &OperationPlan,
) -> (Vec<String>, Option<SamplePlan>) {
    let lib = samples.lib;
    let mut uses = BTreeSet::new();
    let mut params = vec![format!("client: {lib}::Client")];
    let mut args = Vec::new();
    let mut further = String::new();
    if operation.entry == Entry::Operation {
        params.push(format!("operation: {lib}::{module}::{}", operation.rust));
        args.push("operation".to_owned());
    } else {
        for arg in &operation.args {
            let least = least_of(samples, operation, arg);
            if let Some(sample) = samples.argument(&arg.form, least, &mut uses) {
                args.push(sample);
            } else if let Some(ty) = samples.parameter(&arg.form) {
                params.push(format!("{}: {ty}", arg.name));
                args.push(arg.name.clone());
            } else {
                return (Vec::new(), None);
            }
        }
        further = setters(samples, operation, &mut params, &mut uses);
    }
    let bind = match operation.reply.reader {
        ReplyReader::Empty if operation.output.is_none() => "",
        _ if operation.paginated.is_some() => "let page = ",
        _ => "let reply = ",
    };
    let shown = operation
        .output
        .as_ref()
        .map(|output| show(output, &format!("{lib}::{module}"), &uses));
    let (own, shown) = shown.unwrap_or_default();
    // What the reply is read with is no part of the call.
    let mut lines: Vec<String> = uses.iter().chain(&own).map(|path| format!("use {path};")).collect();
    lines.sort_unstable();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    // What a spec names `Result` may be in scope.
    lines.push(format!(
        "# async fn example({}) -> core::result::Result<(), {lib}::Error> {{",
        params.join(", ")
    ));
    let call = format!("client.{handle}().{}({}){further}", operation.method, args.join(", "));
    lines.push(format!("{bind}{call}.send().await?;"));
    lines.extend(shown);
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    let sample = (params.len() == 1).then(|| SamplePlan {
        uses: uses.into_iter().collect(),
        call,
    });
    (lines, sample)
}

/// Calls of setters without which the operation breaks its rules.
fn setters(
    samples: &Samples<'_>,
    operation: &OperationPlan,
    params: &mut Vec<String>,
    uses: &mut BTreeSet<String>,
) -> String {
    let body = operation.parts.iter().find(|part| part.source == PartSource::Body);
    let body = body.and_then(|part| samples.structure(&part.ty));
    let mut required = body.into_iter().flat_map(|plan| &plan.required);
    let mut given = Vec::new();
    for arg in &operation.args {
        let name = match &arg.target {
            ArgTarget::Part(part) => wire_of(operation, body, std::slice::from_ref(part)),
            ArgTarget::Body => {
                let field = required.next().and_then(|at| body?.fields.get(*at));
                field.map(|field| field.wire.clone())
            }
        };
        given.extend(name.map(|name| (name, samples.json(&arg.form))));
    }
    let mut calls = String::new();
    let key = operation.meta.body.key.as_deref().unwrap_or_default();
    let places = if key.is_empty() { vec![""] } else { vec!["", key] };
    for place in places {
        let rules = rules_at(&operation.meta.rules, place);
        // One at a time: a rule about a body that is an argument was kept where that was made.
        for rule in [&rules[..]].into_iter().chain(rules.chunks(1)) {
            complete(rule, &mut given, &mut |name, may_ask| {
                let setter = operation
                    .setters
                    .iter()
                    .find(|setter| wire_of(operation, body, &setter.target).as_deref() == Some(name))?;
                let method = &setter.setter.name;
                let value = match samples.argument(&setter.setter.form, least(&rules, name), uses) {
                    Some(sample) => sample,
                    None if may_ask => {
                        params.push(format!("{method}: {}", samples.parameter(&setter.setter.form)?));
                        method.clone()
                    }
                    None => return None,
                };
                calls.extend([".", method, "(", &value, ")"]);
                Some(samples.json(&setter.setter.form))
            });
        }
    }
    calls
}

/// How many elements an argument has at least, if it is a list.
fn least_of(samples: &Samples<'_>, operation: &OperationPlan, arg: &ArgPlan) -> u64 {
    let rules = &operation.meta.rules;
    let key = operation.meta.body.key.as_deref().unwrap_or_default();
    let within = rules_at(rules, key);
    match &arg.target {
        ArgTarget::Part(part) => {
            let name = wire_of(operation, None, std::slice::from_ref(part));
            name.map_or(1, |name| least(rules, &name))
        }
        ArgTarget::Body => {
            let body = operation.parts.iter().find(|part| part.source == PartSource::Body);
            let body = body.and_then(|part| samples.structure(&part.ty));
            let fields = body
                .into_iter()
                .flat_map(|plan| plan.required.iter().map(|at| plan.fields.get(*at)));
            let at = operation
                .args
                .iter()
                .filter(|other| other.target == ArgTarget::Body)
                .position(|other| other == arg);
            let field = at.and_then(|at| fields.flatten().nth(at));
            field.map_or(1, |field| least(&within, &field.wire))
        }
    }
}

/// The name on the wire of a part, or of a field of the body.
fn wire_of(operation: &OperationPlan, body: Option<&StructPlan>, target: &[String]) -> Option<String> {
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

/// The tests of one resource, one for each operation or callback that has examples.
#[must_use]
pub fn plan_examples(resource: &Resource, module: &ModulePlan) -> Vec<ExamplePlan> {
    let mut names = Scope::default();
    let operations = resource
        .operations
        .iter()
        .zip(&module.operations)
        .map(|(declared, plan)| {
            let has_json = declared
                .body
                .as_ref()
                .is_some_and(|body| !matches!(body.encoding, Encoding::Multipart | Encoding::Binary | Encoding::Text));
            let body = plan
                .parts
                .iter()
                .find(|part| has_json && part.source == PartSource::Body)
                .map(|part| part.ty.clone());
            let subject = ExampleSubject::Operation {
                module: module.name.clone(),
                name: plan.rust.clone(),
                body,
                only: plan.reply.reader == ReplyReader::OnlyJson,
            };
            (plan.method.clone(), &declared.examples, subject)
        });
    let callbacks = resource
        .callbacks
        .iter()
        .zip(&module.callbacks)
        .map(|(declared, plan)| {
            let subject = ExampleSubject::Callback {
                module: module.name.clone(),
                name: plan.rust.clone(),
            };
            (crate::naming::field(&declared.name), &declared.examples, subject)
        });
    operations
        .chain(callbacks)
        .filter(|(_, examples, _)| !examples.is_empty())
        .map(|(name, examples, subject)| ExamplePlan {
            test: names.claim(&format!("{}_{}", module.name, name.trim_end_matches('_'))),
            subject,
            requests: files(examples, Direction::Request),
            responses: files(examples, Direction::Response),
        })
        .collect()
}

fn files(examples: &[Example], direction: Direction) -> Vec<String> {
    let mut found: Vec<&Example> = examples.iter().filter(|e| e.direction == direction).collect();
    found.sort_by_key(|example| (example.number, example.file.clone()));
    found.into_iter().map(|example| example.file.clone()).collect()
}
