//! Bounds of numbers, texts and lists.

use serde_json::Value;
use tradewire_codegen::model::{Field, Literal};

use super::{is, is_literal_text, text_of};

/// What a value breaks of what its field says: what would be right, and what is there.
pub(super) fn broken(field: &Field, value: &Value) -> Vec<(String, String)> {
    let limits = &field.limits;
    let mut out = Vec::new();
    let mut wrong = |expected: String, found: String| out.push((expected, found));
    // Of a list it is the elements that are listed.
    let each: &[Value] = match value {
        Value::Array(elements) => elements,
        other => std::slice::from_ref(other),
    };
    let listed = |value: &Value| limits.allowed.iter().any(|allowed| said(allowed, value));
    if !limits.allowed.is_empty() && !each.iter().all(listed) {
        let allowed: Vec<String> = limits.allowed.iter().map(text_of).collect();
        wrong(format!("one of {}", allowed.join(", ")), super::short(value));
    }
    if let Some(number) = number(value) {
        let bound = |literal: &Option<Literal>| {
            literal
                .as_ref()
                .and_then(|literal| text_of(literal).parse::<f64>().ok())
        };
        if bound(&limits.min).is_some_and(|min| number < min) {
            wrong(
                format!("{} or more", limits.min.as_ref().map(text_of).unwrap_or_default()),
                number.to_string(),
            );
        }
        if bound(&limits.max).is_some_and(|max| number > max) {
            wrong(
                format!("{} or less", limits.max.as_ref().map(text_of).unwrap_or_default()),
                number.to_string(),
            );
        }
    }
    if let Some(text) = value.as_str() {
        let length = text.chars().count() as u64;
        if limits.min_length.is_some_and(|least| length < least) {
            wrong(
                format!("{} letters or more", limits.min_length.unwrap_or_default()),
                format!("{length} letters"),
            );
        }
        if limits.max_length.is_some_and(|most| length > most) {
            wrong(
                format!("{} letters or less", limits.max_length.unwrap_or_default()),
                format!("{length} letters"),
            );
        }
    }
    if limits.not_blank && is_blank(value) {
        wrong("what is not blank".to_owned(), "nothing in it".to_owned());
    }
    if let Value::Array(elements) = value {
        let count = elements.len() as u64;
        if limits.min_items.is_some_and(|least| count < least) {
            wrong(
                format!("{} elements or more", limits.min_items.unwrap_or_default()),
                format!("{count} elements"),
            );
        }
        if limits.max_items.is_some_and(|most| count > most) {
            wrong(
                format!("{} elements or less", limits.max_items.unwrap_or_default()),
                format!("{count} elements"),
            );
        }
    }
    out
}

/// Decimals may be written either way.
fn said(allowed: &Literal, value: &Value) -> bool {
    is(allowed, value) || !is_literal_text(allowed) && value.as_str() == Some(text_of(allowed).as_str())
}

/// A number, also where a decimal is written as text.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
