//! The example of a method that sends a list batch by batch.

use std::collections::BTreeSet;

use super::call::arguments;
use super::layout::{imports, laid_out};
use super::samples::Sampler;
use crate::plan::data::OperationPlan;

/// The example of the method: which elements were not taken, and why.
#[must_use]
pub fn example(samples: &Sampler<'_>, module: &str, handle: &str, plan: &OperationPlan) -> Vec<String> {
    let (mut uses, mut params) = (BTreeSet::new(), vec![format!("client: {}::Client", samples.lib())]);
    let Some(batch) = &plan.batch else { return Vec::new() };
    let instead_of = batch.instead_of.as_ref().map(|(at, _)| *at);
    let args = arguments(samples, module, plan, instead_of, (&mut params, &mut uses));
    let (Some(mut args), Some(item)) = (args, samples.spell(&batch.item)) else {
        return Vec::new();
    };
    params.push(format!("{}: Vec<{item}>", batch.argument));
    args.insert(
        instead_of.map_or(args.len(), |at| at + usize::from(plan.required.is_some())),
        batch.argument.clone(),
    );
    let mut lines = imports(&uses);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!("# async fn example({}) {{", params.join(", ")));
    let call = format!("client.{handle}().{}({})", batch.method, args.join(", "));
    lines.extend(laid_out("let mut outcomes = ", &call, ";"));
    let shown = [
        "while let Some(outcome) = outcomes.next().await {",
        "    if !outcome.is_sent() {",
        "        println!(\"{outcome}\");",
        "    }",
        "}",
        "# }",
    ];
    lines.extend(shown.map(str::to_owned));
    lines
}
