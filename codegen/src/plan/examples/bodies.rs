//! The tests that are made of documented bodies.

use crate::model::{Direction, Encoding, Example, Resource};
use crate::naming::Names as Scope;
use crate::plan::data::{ExamplePlan, ExampleSubject, ModulePlan, PartSource, ReplyReader};

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
