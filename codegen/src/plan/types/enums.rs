//! Enumerations.

use crate::model::{Enum, ErrorCode, Literal, StatusMeaning, TypeDef};
use crate::naming::{self, Names as Scope};
use crate::plan::context::names::claim_or;
use crate::plan::context::plain_text;
use crate::plan::data::{DocPlan, EnumPlan, EnumRepr, EnumVariantPlan};
use crate::plan::docs;

/// The variant for values that nobody documented.
const OTHER: &str = "Other";

/// Plans one enumeration.
#[must_use]
pub fn plan_enum(name: &str, def: &TypeDef, body: &Enum) -> EnumPlan {
    let mut scope = Scope::reserving([OTHER]);
    let variants: Vec<EnumVariantPlan> = body
        .values
        .iter()
        .map(|value| {
            let wanted = value
                .rust
                .as_ref()
                .map_or_else(|| naming::variant_of(&value.wire), |rust| naming::variant(rust));
            let text = plain_text(&value.wire);
            EnumVariantPlan {
                rust: claim_or(&mut scope, &wanted, &format!("{}Value", wanted.trim_end_matches('_'))),
                docs: docs::of_value(&value.docs, &format!("`{text}`."), &def.docs.provenance),
                text,
                former: value.renamed_from.iter().map(|name| naming::variant(name)).collect(),
                integer: match value.wire {
                    Literal::Integer(number) => Some(number),
                    _ => None,
                },
            }
        })
        .collect();
    EnumPlan {
        name: name.to_owned(),
        docs: docs::of_type(&def.docs, &def.name),
        repr: repr_of(body),
        variants,
        other: (!is_closed(body)).then(|| OTHER.to_owned()),
    }
}

/// Whether no other value is kept. A closed enumeration without values could not exist.
#[must_use]
pub fn is_closed(body: &Enum) -> bool {
    body.closed && !body.values.is_empty()
}

/// What the values of an enumeration are on the wire.
#[must_use]
pub fn repr_of(body: &Enum) -> EnumRepr {
    let integers = body
        .values
        .iter()
        .filter(|value| matches!(value.wire, Literal::Integer(_)))
        .count();
    match integers {
        0 => EnumRepr::Text,
        all if all == body.values.len() => EnumRepr::Integer,
        _ => EnumRepr::Mixed,
    }
}

/// What is said of a code, and the question of the error that it answers.
fn code_docs(code: &ErrorCode) -> DocPlan {
    let mut plan = docs::of(&code.docs, &format!("`{}`.", code.wire));
    let question = code.means.map(|means| match means {
        StatusMeaning::Auth => "is_auth",
        StatusMeaning::NotFound => "is_not_found",
        StatusMeaning::AlreadyExists => "is_already_exists",
        StatusMeaning::RateLimited => "is_rate_limited",
        StatusMeaning::Invalid => "is_invalid",
        StatusMeaning::Unavailable => "is_unavailable",
        StatusMeaning::Partial => "is_partial",
    });
    plan.paragraphs
        .extend(question.map(|question| format!("`Error::{question}()` is true of it.")));
    plan
}

/// Plans the enumeration of known error codes.
#[must_use]
pub fn plan_error_codes(title: &str, codes: &[ErrorCode]) -> EnumPlan {
    let mut scope = Scope::reserving([OTHER]);
    let variants = codes
        .iter()
        .map(|code| {
            let wanted = naming::variant(code.rust.as_ref().unwrap_or(&code.wire));
            EnumVariantPlan {
                rust: claim_or(&mut scope, &wanted, &format!("{}Value", wanted.trim_end_matches('_'))),
                text: code.wire.clone(),
                integer: None,
                former: Vec::new(),
                docs: code_docs(code),
            }
        })
        .collect();
    EnumPlan {
        name: "ErrorCode".to_owned(),
        docs: DocPlan::line(format!("Known error codes and messages of {title}.")),
        repr: EnumRepr::Text,
        variants,
        other: Some(OTHER.to_owned()),
    }
}
