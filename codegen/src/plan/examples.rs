//! Examples: the line of Rust that rustdoc shows, and the tests made of documented bodies.

use std::collections::BTreeSet;

use super::data::{
    CratePlan, Entry, EnumPlan, ExamplePlan, ExampleSubject, ModulePlan, OperationPlan, PartSource, ReplyReader,
    StructPlan, TypePlan,
};
use super::samples::Samples;
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
            operation.docs.example = doc_example(&samples, &module.name, &handle, operation);
        }
    }
}

fn structs_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), &StructPlan)> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Struct(plan) => Some(((module.name.clone(), plan.name.clone()), plan)),
        _ => None,
    })
}

fn variants_of(module: &ModulePlan) -> impl Iterator<Item = ((String, String), String)> {
    module.types.iter().filter_map(|ty| match ty {
        TypePlan::Enum(plan) => first_variant(plan).map(|variant| ((module.name.clone(), plan.name.clone()), variant)),
        TypePlan::Union(plan) => plan
            .variants
            .iter()
            .find(|variant| variant.payload.is_none())
            .map(|variant| ((module.name.clone(), plan.name.clone()), variant.rust.clone())),
        _ => None,
    })
}

fn first_variant(plan: &EnumPlan) -> Option<String> {
    plan.variants
        .iter()
        .find(|v| v.docs.deprecated.is_none())
        .map(|variant| variant.rust.clone())
}

fn doc_example(samples: &Samples<'_>, module: &str, handle: &str, operation: &OperationPlan) -> Vec<String> {
    let lib = samples.lib;
    let mut uses = BTreeSet::new();
    let mut params = vec![format!("client: {lib}::Client")];
    let mut args = Vec::new();
    if operation.entry == Entry::Operation {
        params.push(format!("operation: {lib}::{module}::{}", operation.rust));
        args.push("operation".to_owned());
    } else {
        for arg in &operation.args {
            if let Some(sample) = samples.argument(&arg.form, &mut uses) {
                args.push(sample);
            } else if let Some(ty) = samples.parameter(&arg.form) {
                params.push(format!("{}: {ty}", arg.name));
                args.push(arg.name.clone());
            } else {
                return Vec::new();
            }
        }
    }
    let bind = match operation.reply.reader {
        ReplyReader::Empty => "",
        _ if operation.paginated.is_some() => "let page = ",
        _ => "let reply = ",
    };
    let mut lines: Vec<String> = uses.iter().map(|path| format!("use {path};")).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    // What a spec names `Result` may be in scope.
    lines.push(format!(
        "# async fn example({}) -> core::result::Result<(), {lib}::Error> {{",
        params.join(", ")
    ));
    lines.push(format!(
        "{bind}client.{handle}().{}({}).send().await?;",
        operation.method,
        args.join(", ")
    ));
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    lines
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
