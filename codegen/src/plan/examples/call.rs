//! The example of an operation: its call, and what is done with the reply.

use std::collections::BTreeSet;

use super::apart;
use super::complete::{complete, least, rules_at};
use super::layout::{imports, laid_out};
use super::place::{least_of, wire_of, wire_of_target};
use super::samples::Sampler;
use super::shown::show;
use super::useful;
use crate::naming::{self, Names as Scope};
use crate::plan::data::{OperationPlan, PartSource, RequiredPlan, RustType, SamplePlan, SetterForm};

/// Lines of the example, and its call if that needs nothing from the reader.
pub fn doc_example(
    samples: &Sampler<'_>,
    module: &str,
    handle: &str,
    operation: &OperationPlan,
) -> (Vec<String>, Option<SamplePlan>) {
    let lib = samples.lib();
    let mut uses = BTreeSet::new();
    let mut params = vec![format!("client: {lib}::Client")];
    let Some(args) = arguments(samples, module, operation, None, (&mut params, &mut uses)) else {
        return (Vec::new(), None);
    };
    let further = setters(samples, operation, &mut params, &mut uses);
    let shown = operation
        .output
        .as_ref()
        .map(|output| show(output, &format!("{lib}::{module}"), &uses));
    let (own, shown) = shown.unwrap_or_default();
    // What the reply is read with is no part of the call.
    let mut lines = imports(uses.iter().chain(&own));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    // What a spec names `Result` may be in scope.
    lines.push(format!(
        "# async fn example({}) -> core::result::Result<(), {lib}::Error> {{",
        params.join(", ")
    ));
    let call = format!("client.{handle}().{}({}){further}", operation.method, args.join(", "));
    lines.extend(sent(operation, &call));
    lines.extend(shown);
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    let sample = (params.len() == 1).then(|| SamplePlan {
        uses: uses.into_iter().collect(),
        call,
    });
    (lines, sample)
}

/// What a method is given, but for the argument at `but`; parameters of the example are added for what cannot be spelt.
pub fn arguments(
    samples: &Sampler<'_>,
    module: &str,
    operation: &OperationPlan,
    but: Option<usize>,
    (params, uses): (&mut Vec<String>, &mut BTreeSet<String>),
) -> Option<Vec<String>> {
    let mut args = Vec::new();
    if let Some(required) = &operation.required {
        let fields = by_name(samples, operation, required, params, uses)?;
        let name = samples.short(module, &required.rust, uses);
        args.push(format!("{name} {{ {} }}", fields.join(", ")));
    }
    let all = operation.args.iter().enumerate();
    for (_, arg) in all.filter(|(at, _)| Some(*at) != but) {
        let least = least_of(samples, operation, &arg.target);
        let here = samples.named(&wire_of_target(samples, operation, &arg.target).unwrap_or_default());
        if let Some(sample) = here.argument(&arg.form, least, uses) {
            args.push(sample);
        } else {
            params.push(format!("{}: {}", arg.name, samples.parameter(&arg.form)?));
            args.push(arg.name.clone());
        }
    }
    apart::keep(&mut args);
    Some(args)
}

/// The fields of the struct of what is required.
fn by_name(
    samples: &Sampler<'_>,
    operation: &OperationPlan,
    required: &RequiredPlan,
    params: &mut Vec<String>,
    uses: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    let mut locals = Scope::reserving(["client"]);
    let fields = required.fields.iter().map(|field| {
        let least = least_of(samples, operation, &field.target);
        let here = samples.named(&wire_of_target(samples, operation, &field.target).unwrap_or_default());
        if let Some(sample) = here.field(&field.ty, least, uses) {
            return Some(format!("{}: {sample}", field.rust));
        }
        let name = locals.claim(&field.rust);
        params.push(format!("{name}: {}", samples.spell(&field.ty)?));
        Some(if name == field.rust {
            name
        } else {
            format!("{}: {name}", field.rust)
        })
    });
    fields.collect()
}

/// What an element of a listing is called in examples.
#[must_use]
pub fn item_name(operation: &OperationPlan) -> String {
    let ty = operation.paginated.as_ref().map(|paginated| paginated.item.bare());
    match ty {
        // One name is taken.
        Some(RustType::Local { name, .. }) if name != "Client" => naming::field(name),
        _ => "item".to_owned(),
    }
}

/// What is done with a call: a listing is read to its end.
fn sent(operation: &OperationPlan, call: &str) -> Vec<String> {
    if operation.paginated.is_some() {
        let item = item_name(operation);
        let mut lines = laid_out("let mut items = ", call, ".items();");
        lines.extend([
            format!("while let Some({item}) = items.next().await {{"),
            format!("    println!(\"{{:?}}\", {item}?);"),
            "}".to_owned(),
        ]);
        return lines;
    }
    let bind = if operation.reply.output == RustType::Unit && operation.output.is_none() {
        ""
    } else {
        "let reply = "
    };
    laid_out(bind, call, ".send().await?;")
}

/// Calls of setters without which the operation breaks its rules; where there are none, of one that shows what can be set.
fn setters(
    samples: &Sampler<'_>,
    operation: &OperationPlan,
    params: &mut Vec<String>,
    uses: &mut BTreeSet<String>,
) -> String {
    let body = operation.parts.iter().find(|part| part.source == PartSource::Body);
    let body = body.and_then(|part| samples.structure(&part.ty));
    let required = operation.required.iter().flat_map(|required| &required.fields);
    let by_name = required.map(|field| (&field.target, SetterForm::Plain(field.ty.clone())));
    let by_position = operation.args.iter().map(|arg| (&arg.target, arg.form.clone()));
    let mut given = Vec::new();
    for (target, form) in by_name.chain(by_position) {
        let name = wire_of_target(samples, operation, target);
        given.extend(name.map(|name| {
            let json = samples.named(&name).json(&form);
            (name, json)
        }));
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
                let named = samples.named(name);
                let value = match named.argument(&setter.setter.form, least(&rules, name), uses) {
                    Some(sample) => sample,
                    None if may_ask => {
                        params.push(format!("{method}: {}", samples.parameter(&setter.setter.form)?));
                        method.clone()
                    }
                    None => return None,
                };
                calls.extend([".", method, "(", &value, ")"]);
                Some(named.json(&setter.setter.form))
            });
        }
    }
    if calls.is_empty() {
        calls.extend(useful::setter(
            samples,
            operation,
            |setter| wire_of(operation, body, &setter.target),
            uses,
        ));
    }
    calls
}
