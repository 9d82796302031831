//! What rustdoc says about operations: how a call behaves, what it gives, and what can be set.

use std::fmt::Write as _;

use crate::model::{InReply, KeyPlace, Operation, PageKind, PageStrategy, Platform, RateLimit, Safety, Upsert};
use crate::plan::data::{DocPlan, DocSpan, LinkedText, OperationPlan, RustType};
use crate::plan::docs;

/// Documentation of an operation, without its example.
#[must_use]
pub fn of_operation(platform: &Platform, operation: &Operation) -> DocPlan {
    let title = format!("{}.", docs::capital(&operation.name.replace('_', " ")));
    let mut plan = docs::of(&docs::without_provenance(&operation.docs), &title);
    let mut request = format!("`{} {}`", operation.method, operation.path);
    if !operation.aliases.is_empty() {
        let _ = write!(request, " (also {})", operation.aliases.join(", "));
    }
    plan.paragraphs.insert(1, request);
    plan.paragraphs.extend(docs::provenance(&operation.docs));
    if !operation.permissions.is_empty() {
        let names: Vec<String> = operation.permissions.iter().map(|p| format!("`{p}`")).collect();
        plan.paragraphs.push(format!("Permission: {}.", names.join(", ")));
    }
    let mut behaviour = vec![safety(operation)];
    behaviour.extend(limits(platform, operation));
    plan.paragraphs.push(behaviour.join(" "));
    if operation.outcomes.is_some() {
        let told = "Where elements fail, the call is an error of kind `Partial`, whatever the status: `failed_elements()` tells which and why, \
                    and `partial()` has the reply.";
        plan.paragraphs.push(told.to_owned());
    }
    plan.paragraphs.extend(operation.rules.iter().map(docs::group_rule));
    plan
}

/// Adds what can only be said when everything has a name: links to what comes back and to what can be set, and the documentation of
/// the operation as a value.
pub fn link(plan: &mut OperationPlan, module: &str, handle: &str) {
    let made_by = format!("{handle}::{}", plan.method);
    let mut value = vec![
        DocSpan::text(format!("Operation `{}` as a plain value: what ", plan.meta.id)),
        DocSpan::link(made_by.clone(), made_by),
        DocSpan::text(" sends."),
    ];
    if !plan.setters.is_empty() {
        value.push(DocSpan::text(
            " Each method that sets something here is one of the call, too.",
        ));
    }
    plan.value_docs.linked = vec![value];
    plan.docs.linked.extend(gives(plan, module));
    plan.docs.linked.extend(settable(plan));
}

fn gives(plan: &OperationPlan, module: &str) -> Option<LinkedText> {
    let output = &plan.reply.output;
    if *output == RustType::Unit {
        return None;
    }
    let mut text = vec![DocSpan::text("Gives "), type_link(output, module)];
    match &plan.paginated {
        Some(paginated) if *output == RustType::List(Box::new(paginated.item.clone())) => {
            text.push(DocSpan::text(" a page; `items()` reads on through all of them."));
        }
        Some(paginated) => {
            text.push(DocSpan::text(" a page; `items()` gives each "));
            text.push(type_link(&paginated.item, module));
            text.push(DocSpan::text(" of all pages."));
        }
        None => text.push(DocSpan::text(".")),
    }
    Some(text)
}

/// Setters by name, each with a link to the page of the operation, which has them all.
fn settable(plan: &OperationPlan) -> Option<LinkedText> {
    let mut text = vec![DocSpan::text("Can be set: ")];
    for (at, setter) in plan.setters.iter().enumerate() {
        if at > 0 {
            text.push(DocSpan::text(", "));
        }
        let name = &setter.setter.name;
        text.push(DocSpan::link(name.clone(), format!("{}::{name}", plan.rust)));
    }
    text.push(DocSpan::text("."));
    (!plan.setters.is_empty()).then_some(text)
}

/// A type with a link to what is named in it; plain code where nothing is.
#[must_use]
pub fn type_link(ty: &RustType, module: &str) -> DocSpan {
    let shown = ty.shown();
    match named(ty) {
        Some(RustType::Local { module: home, name }) if home == module => DocSpan::link(shown, name.clone()),
        Some(RustType::Local { module: home, name }) => DocSpan::link(shown, format!("crate::{home}::{name}")),
        Some(RustType::Runtime(runtime)) => DocSpan::link(shown, format!("::tradewire::{runtime:?}")),
        _ => DocSpan::text(format!("`{shown}`")),
    }
}

fn named(ty: &RustType) -> Option<&RustType> {
    match ty {
        RustType::Local { .. } | RustType::Runtime(_) => Some(ty),
        RustType::Optional(inner)
        | RustType::List(inner)
        | RustType::Map(inner)
        | RustType::Boxed(inner)
        | RustType::Patch(inner) => named(inner),
        _ => None,
    }
}

fn safety(operation: &Operation) -> String {
    let words = match (operation.safety, &operation.idempotency_key) {
        (Safety::Read, _) => "Only reads; retried after a failure.",
        (Safety::Idempotent, _) => "Idempotent; retried after a failure.",
        (Safety::Unsafe, None) => "Not idempotent; retried only when the server certainly did nothing.",
        (Safety::Unsafe, Some(key)) => {
            let place = match &key.at {
                KeyPlace::Header(name) => format!("header `{name}`"),
                KeyPlace::Field(path) => format!("field `{path}`"),
            };
            return if key.is_made {
                format!(
                    "Done once for each key in the {place}, so retried after a failure; a key is made where none is given."
                )
            } else {
                format!(
                    "Done once for each key in the {place}: with one it is retried after a failure, without one only when the server \
                     certainly did nothing."
                )
            };
        }
    };
    words.to_owned()
}

fn limits(platform: &Platform, operation: &Operation) -> Vec<String> {
    let mut facts: Vec<String> = operation
        .charges
        .iter()
        .filter_map(|charge| Some(limit(platform.limits.get(charge.limit)?, charge.weight)))
        .collect();
    if operation.redirects_anywhere {
        facts.push("The server may hand the result to another host, which is asked without credentials.".to_owned());
    }
    facts.extend(operation.upsert.as_ref().map(upsert));
    if let Some(most) = operation.batch_limit {
        facts.push(format!("At most {most} elements in one call."));
    }
    let kind = operation.paging.as_ref().and_then(|p| platform.pagination.get(p.kind));
    facts.extend(kind.map(paging));
    facts
}

fn upsert(upsert: &Upsert) -> String {
    match upsert {
        Upsert::Always => "Makes what is not there, changes what is.".to_owned(),
        Upsert::Asked(field) => format!("Makes what is not there; what is there changes only where `{field}` is true."),
    }
}

/// `Limit: 45 requests in 3 seconds, counts for 5; at most 5 at once.`
fn limit(limit: &RateLimit, weight: u32) -> String {
    let rate = limit.requests.map(|requests| {
        let window = match (limit.per_millis, limit.per_millis % 1000) {
            (1000, _) => "a second".to_owned(),
            (millis, 0) => format!("in {} seconds", millis / 1000),
            (millis, _) => format!("in {millis} milliseconds"),
        };
        let counts = if weight > 1 {
            format!(", counts for {weight}")
        } else {
            String::new()
        };
        let noun = if requests == 1 { "request" } else { "requests" };
        format!("{requests} {noun} {window}{counts}")
    });
    let parallel = limit.parallel.map(|parallel| match parallel {
        1 => "one at a time".to_owned(),
        several => format!("at most {several} at once"),
    });
    let parts: Vec<String> = rate.into_iter().chain(parallel).collect();
    format!("Limit: {}.", parts.join("; "))
}

fn paging(kind: &PageKind) -> String {
    let way = match &kind.strategy {
        PageStrategy::Page { param } => format!("Paginated by `{param}`"),
        PageStrategy::Keyset { set } => {
            let params: Vec<String> = set.iter().map(|(param, _)| format!("`{param}`")).collect();
            format!("Read on from the last element by {}", params.join(" and "))
        }
        PageStrategy::Offset { param } => format!("Paginated by `{param}`, the number of elements to pass over"),
        PageStrategy::Cursor { param, .. } => format!("Paginated by the cursor `{param}`"),
        PageStrategy::Link { next: InReply::Body(_) } => {
            "Paginated by the address of the next page in the reply".to_owned()
        }
        PageStrategy::Link {
            next: InReply::Header(name),
        } => {
            format!("Paginated by the address of the next page in the header `{name}`")
        }
    };
    let size = match (&kind.size, kind.fixed_size, kind.max_size, kind.sizes.as_slice()) {
        (_, Some(fixed), ..) => format!(", {fixed} elements a page"),
        (Some(param), None, Some(max), []) => format!(", at most {max} elements a page (`{param}`)"),
        (Some(param), None, _, sizes @ [_, ..]) => {
            let mut sizes: Vec<String> = sizes.iter().map(u32::to_string).collect();
            let last = sizes.pop().unwrap_or_default();
            format!(", {} or {last} elements a page (`{param}`)", sizes.join(", "))
        }
        _ => String::new(),
    };
    format!("{way}{size}.")
}
