//! What rustdoc says about each item.

mod facts;
mod provenance;
pub mod zone;

use crate::model::{Docs, Field, GroupKind, GroupRule, Platform, Provenance, Purpose, TypeDef, WireName};
use crate::plan::data::DocPlan;
use facts::field_facts;
use zone::zone_fact;

/// Documentation of something that has words of its own; `name` is what to say when it has none, if anything.
#[must_use]
pub fn of(docs: &Docs, name: &str) -> DocPlan {
    let mut paragraphs = Vec::new();
    paragraphs.extend(text_paragraphs(docs.doc.as_deref().unwrap_or_default()));
    if paragraphs.is_empty() && !name.is_empty() {
        paragraphs.push(name.to_owned());
    }
    paragraphs.extend(docs.notes.iter().flat_map(|note| text_paragraphs(note)));
    paragraphs.extend(provenance::sentence(&docs.provenance));
    DocPlan {
        paragraphs,
        deprecated: docs.deprecated.clone(),
        ..DocPlan::default()
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

/// Documentation of a field or parameter: what it means, within which bounds, and how it is spelt on the wire if the Rust name does not
/// show it. Empty where the name is all there is to say. What it belongs to says `around` of itself.
#[must_use]
pub fn of_field(platform: &Platform, field: &Field, spelling: Option<String>, around: &Provenance) -> DocPlan {
    let mut plan = of(&without_provenance(&field.docs), "");
    let mut facts = field_facts(field);
    facts.extend(zone_fact(platform, &field.ty));
    facts.extend(spelling);
    facts.extend(provenance::beside(&field.docs.provenance, around));
    if facts.is_empty() {
        return plan;
    }
    let facts = facts.join(" ");
    match plan.paragraphs.first_mut() {
        Some(first) if field.docs.doc.is_some() => *first = format!("{} {facts}", sentence(first)),
        _ => plan.paragraphs.insert(0, facts),
    }
    plan
}

/// How a key is spelt, where its Rust name is spelt otherwise.
#[must_use]
pub fn spelling(rust: &str, wire: &WireName) -> Option<String> {
    let wire = wire_text(wire);
    (rust != wire).then(|| format!("On the wire `{wire}`."))
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

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ':', ';', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// With a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
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
