//! What rustdoc says about each item.

use std::fmt::Write as _;

use super::data::DocPlan;
use super::facts::field_facts;
use super::provenance;
use super::zone::zone_fact;
use crate::model::{
    Docs, Field, GroupKind, GroupRule, InReply, KeyPlace, Operation, PageKind, PageStrategy, Platform, Provenance,
    Purpose, RateLimit, Safety, TypeDef, WireName,
};

/// Documentation of something that has words of its own; `name` is what to say when it has none.
#[must_use]
pub fn of(docs: &Docs, name: &str) -> DocPlan {
    let mut paragraphs = Vec::new();
    paragraphs.extend(text_paragraphs(docs.doc.as_deref().unwrap_or_default()));
    if paragraphs.is_empty() {
        paragraphs.push(name.to_owned());
    }
    paragraphs.extend(docs.notes.iter().flat_map(|note| text_paragraphs(note)));
    paragraphs.extend(provenance::sentence(&docs.provenance));
    DocPlan {
        paragraphs,
        example: Vec::new(),
        deprecated: docs.deprecated.clone(),
    }
}

/// Documentation of a named type.
#[must_use]
pub fn of_type(docs: &Docs, name: &str) -> DocPlan {
    let mut plan = of(docs, &format!("{}.", spaced(name)));
    if let Some(source) = &docs.source {
        plan.paragraphs.push(format!("Documented as “{}”.", one_line(source)));
    }
    plan
}

/// As [`of_type`], for what may be made from an entity.
#[must_use]
pub fn of_def(platform: &Platform, def: &TypeDef) -> DocPlan {
    let mut plan = of_type(&def.docs, &def.name);
    if let Some(form) = &def.form
        && let Some(entity) = platform.def(form.entity)
    {
        let what = match form.purpose {
            Purpose::Create => "created",
            Purpose::Update => "updated",
        };
        plan.paragraphs.insert(0, format!("`{}` as it is {what}.", entity.name));
    }
    plan
}

/// Documentation of a value of an enumeration or an alternative of a union, whose type says `around` of itself.
#[must_use]
pub fn of_value(docs: &Docs, name: &str, around: &Provenance) -> DocPlan {
    let mut plan = of(&without_provenance(docs), name);
    plan.paragraphs.extend(provenance::beside(&docs.provenance, around));
    plan
}

/// Documentation of a field or parameter. What it belongs to says `around` of itself.
#[must_use]
pub fn of_field(platform: &Platform, field: &Field, around: &Provenance) -> DocPlan {
    let wire = wire_text(&field.name);
    let mut plan = of(&without_provenance(&field.docs), &format!("`{wire}`."));
    let mut facts = field_facts(field);
    facts.extend(zone_fact(platform, &field.ty));
    facts.extend(provenance::beside(&field.docs.provenance, around));
    if !facts.is_empty()
        && let Some(first) = plan.paragraphs.first_mut()
    {
        *first = format!("{} {}", sentence(first), facts.join(" "));
    }
    plan
}

/// Documentation of an operation, without its example.
#[must_use]
pub fn of_operation(platform: &Platform, operation: &Operation) -> DocPlan {
    let title = format!("{}.", capital(&operation.name.replace('_', " ")));
    let mut plan = of(&without_provenance(&operation.docs), &title);
    let mut request = format!("`{} {}`", operation.method, operation.path);
    if !operation.aliases.is_empty() {
        let _ = write!(request, " (also {})", operation.aliases.join(", "));
    }
    plan.paragraphs.insert(1, request);
    plan.paragraphs.extend(provenance(&operation.docs));
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
    plan.paragraphs.extend(operation.rules.iter().map(group_rule));
    plan
}

/// Where an operation is documented, and how plainly.
#[must_use]
pub fn provenance(docs: &Docs) -> Option<String> {
    let source = docs.source.as_ref().map(|source| format!("“{}”", one_line(source)));
    match source {
        Some(source) => Some(provenance::sourced(&docs.provenance, &source)),
        None => provenance::sentence(&docs.provenance),
    }
}

/// The same words, for what says apart how plainly it is documented.
#[must_use]
pub fn without_provenance(docs: &Docs) -> Docs {
    Docs {
        provenance: Provenance::default(),
        ..docs.clone()
    }
}

/// A rule over several fields as a sentence.
#[must_use]
pub fn group_rule(rule: &GroupRule) -> String {
    let fields: Vec<String> = rule.fields.iter().map(|f| format!("`{f}`")).collect();
    let amount = match rule.kind {
        GroupKind::AnyOf => "At least one",
        GroupKind::ExactlyOneOf => "Exactly one",
        GroupKind::AtMostOneOf => "At most one",
    };
    format!("{amount} of {} must be given.", fields.join(", "))
}

/// The wire form of a name.
#[must_use]
pub fn wire_text(name: &WireName) -> String {
    match name {
        WireName::Plain(name) => name.clone(),
        WireName::Family {
            prefix,
            suffix,
            placeholder,
            ..
        } => {
            format!("{prefix}{{{placeholder}}}{suffix}")
        }
    }
}

/// Text cut into paragraphs at blank lines, each on one line.
#[must_use]
pub fn text_paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            paragraphs.push(String::new());
        } else if let Some(last) = paragraphs.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(&one_line(line));
        }
    }
    paragraphs.retain(|p| !p.is_empty());
    paragraphs
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    if let Some(most) = operation.batch_limit {
        facts.push(format!("At most {most} elements in one call."));
    }
    let kind = operation.paging.as_ref().and_then(|p| platform.pagination.get(p.kind));
    facts.extend(kind.map(paging));
    facts
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
            let sizes: Vec<String> = sizes.iter().map(u32::to_string).collect();
            format!(", {} elements a page (`{param}`)", sizes.join(", "))
        }
        _ => String::new(),
    };
    format!("{way}{size}.")
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ':', ';', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `OrderLineItem` as `Order line item`.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push(' ');
            text.extend(c.to_lowercase());
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_cut_at_blank_lines() {
        assert_eq!(text_paragraphs(" a\n b\t c \n\n\n d"), ["a b c", "d"]);
        assert!(text_paragraphs(" \n\n").is_empty());
    }
}
