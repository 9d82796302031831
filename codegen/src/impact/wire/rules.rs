//! What a request is held to before it is sent.

use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::plan::RuleTable;

/// Compares two sets of rules.
pub fn rules(found: &mut Found, at: &At, before: &[RuleTable], after: &[RuleTable]) {
    let mut gone: Vec<&RuleTable> = before.iter().filter(|rule| !after.contains(rule)).collect();
    for rule in after.iter().filter(|rule| !before.contains(rule)) {
        let former = gone.iter().position(|one| {
            bound(one)
                .zip(bound(rule))
                .is_some_and(|(a, b)| a.0 == b.0 && a.1 == b.1)
        });
        match former.map(|place| gone.remove(place)) {
            Some(former) => bounds(found, at, former, rule),
            None => {
                found.say(at, kind::RULE_ADDED, words(rule));
            }
        }
    }
    for rule in gone {
        found.say(at, kind::RULE_GONE, format!("not checked any more: {}", words(rule)));
    }
}

/// Path, whether it is the lower one, and number of a bound.
fn bound(rule: &RuleTable) -> Option<(&str, bool, u64)> {
    match rule {
        RuleTable::MinItems { path, min } => Some((path, true, *min)),
        RuleTable::MaxItems { path, max } => Some((path, false, *max)),
        _ => None,
    }
}

fn bounds(found: &mut Found, at: &At, before: &RuleTable, after: &RuleTable) {
    let (Some((path, is_lower, earlier)), Some((_, _, later))) = (bound(before), bound(after)) else {
        return;
    };
    let word = if is_lower { "least" } else { "most" };
    let says = format!("`{path}` has at {word} {later} elements, where it was {earlier}");
    let is_stricter = (later > earlier) == is_lower;
    found.say(at, if is_stricter { kind::RULE_ADDED } else { kind::RULE_GONE }, says);
}

fn words(rule: &RuleTable) -> String {
    let one_of = |fields: &[String]| format!("`{}`", fields.join("`, `"));
    let within = |at: &str| {
        if at.is_empty() {
            String::new()
        } else {
            format!(" in `{at}`")
        }
    };
    match rule {
        RuleTable::RequiredWhenIs { path, field, values } => {
            format!("`{path}` is required when `{field}` is {}", values.join(" or "))
        }
        RuleTable::RequiredWhenPresent { path, field } => format!("`{path}` is required when `{field}` is given"),
        RuleTable::RequiredWhenAbsent { path, field } => format!("`{path}` is required when `{field}` is not given"),
        RuleTable::AnyOf { at, fields } => format!("at least one of {}{}", one_of(fields), within(at)),
        RuleTable::ExactlyOneOf { at, fields } => format!("exactly one of {}{}", one_of(fields), within(at)),
        RuleTable::AtMostOneOf { at, fields } => format!("at most one of {}{}", one_of(fields), within(at)),
        RuleTable::MinItems { path, min } => format!("`{path}` has at least {min} elements"),
        RuleTable::MaxItems { path, max } => format!("`{path}` has at most {max} elements"),
    }
}
