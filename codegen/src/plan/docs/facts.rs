//! What is known of a field, as sentences.

use crate::model::{Condition, Constraints, Field, Format, Literal};
use crate::plan::context::{json_text, plain_text};

/// Conditions, bounds and defaults of a field.
#[must_use]
pub fn field_facts(field: &Field) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(condition) = &field.required_when {
        facts.push(format!("Required {}.", condition_text(condition)));
    }
    facts.extend(constraint_facts(&field.limits));
    facts.extend(field.format.as_ref().map(format_fact));
    if !field.also.is_empty() {
        let names: Vec<String> = field.also.iter().map(|name| format!("`{name}`")).collect();
        facts.push(format!("Also read as {}.", names.join(", ")));
    }
    facts.extend(
        field
            .shown_as
            .as_ref()
            .map(|key| format!("Replies show it as `{key}`.")),
    );
    facts.extend(
        field
            .merged_by
            .as_ref()
            .map(|key| format!("Elements are told apart by `{key}`; what is not sent stays.")),
    );
    if let Some(default) = &field.default {
        facts.push(format!("Default: `{}`.", json_text(default)));
    }
    facts
}

fn condition_text(condition: &Condition) -> String {
    match condition {
        Condition::Is { field, values } => {
            let values: Vec<String> = values.iter().map(|value| format!("`{}`", json_text(value))).collect();
            format!("when `{field}` is {}", values.join(" or "))
        }
        Condition::Present { field } => format!("when `{field}` is given"),
        Condition::Absent { field } => format!("when `{field}` is not given"),
    }
}

fn constraint_facts(limits: &Constraints) -> Vec<String> {
    let mut facts = Vec::new();
    let text = |literal: &Literal| plain_text(literal);
    match (&limits.min, &limits.max) {
        (Some(min), Some(max)) => facts.push(format!("From {} to {}.", text(min), text(max))),
        (Some(min), None) => facts.push(format!("At least {}.", text(min))),
        (None, Some(max)) => facts.push(format!("At most {}.", text(max))),
        (None, None) => {}
    }
    facts.extend(range("character", limits.min_length, limits.max_length));
    if limits.not_blank {
        facts.push("Not blank.".to_owned());
    }
    facts.extend(range("element", limits.min_items, limits.max_items));
    if !limits.allowed.is_empty() {
        let values: Vec<String> = limits
            .allowed
            .iter()
            .map(|value| format!("`{}`", plain_text(value)))
            .collect();
        facts.push(format!("One of {}.", values.join(", ")));
    }
    if let Some(pattern) = &limits.pattern {
        facts.push(format!("Format: `{pattern}`."));
    }
    facts
}

/// A written form by an example.
fn format_fact(format: &Format) -> String {
    let mut example = String::new();
    let mut letters = format.text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            'Y' => example.push_str("2024"),
            'm' => example.push_str("02"),
            'd' => example.push_str("29"),
            'H' => example.push_str("18"),
            'i' => example.push_str("30"),
            's' => example.push_str("05"),
            'P' => example.push_str("+03:00"),
            'O' => example.push_str("+0300"),
            '\\' => example.extend(letters.next()),
            other => example.push(other),
        }
    }
    format!("Sent as `{example}`.")
}

fn range(unit: &str, min: Option<u64>, max: Option<u64>) -> Option<String> {
    let plural = |n: u64| if n == 1 { unit.to_owned() } else { format!("{unit}s") };
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("Exactly {min} {}.", plural(min))),
        (Some(min), Some(max)) => Some(format!("From {min} to {max} {}.", plural(max))),
        (Some(min), None) => Some(format!("At least {min} {}.", plural(min))),
        (None, Some(max)) => Some(format!("At most {max} {}.", plural(max))),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Type;
    use crate::plan::fixture::{field, string};

    #[test]
    fn what_comes_back_becomes_sentences() {
        let stores = Field {
            shown_as: Some("stock".to_owned()),
            merged_by: Some("code".to_owned()),
            ..field("stores", Type::List(Box::new(string())))
        };
        assert_eq!(
            field_facts(&stores),
            [
                "Replies show it as `stock`.",
                "Elements are told apart by `code`; what is not sent stays."
            ]
        );
    }

    #[test]
    fn limits_become_sentences() {
        let limits = Constraints {
            min: Some(Literal::Integer(1)),
            max_length: Some(255),
            min_items: Some(1),
            allowed: vec![Literal::Integer(20), Literal::String("a".into())],
            ..Constraints::default()
        };
        assert_eq!(
            constraint_facts(&limits),
            [
                "At least 1.",
                "At most 255 characters.",
                "At least 1 element.",
                "One of `20`, `a`."
            ]
        );
    }
}
