//! Words of documentation, and deprecation.

use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::plan::DocPlan;

/// Compares what is said of an item as a whole; of one that changed otherwise, new words are no news.
pub fn of_item(found: &mut Found, at: &At, before: &DocPlan, after: &DocPlan) {
    deprecation(found, at, "it", before, after);
    if !found.mentions(at) && words(before) != words(after) {
        found.say(at, kind::DOCS, "its documentation has other words");
    }
}

/// Compares what is said of members of an item; one change for all of them.
pub fn of_members<'d>(found: &mut Found, at: &At, members: impl Iterator<Item = (&'d str, &'d DocPlan, &'d DocPlan)>) {
    let mut other: Vec<&str> = Vec::new();
    for (name, before, after) in members {
        deprecation(found, at, &format!("`{name}`"), before, after);
        if words(before) != words(after) {
            other.push(name);
        }
    }
    if let [first, rest @ ..] = other.as_slice() {
        let more = match rest.len() {
            0 => String::new(),
            1 => " and one other".to_owned(),
            more => format!(" and {more} others"),
        };
        found.say(
            at,
            kind::DOCS,
            format!("the documentation of `{first}`{more} has other words"),
        );
    }
}

/// A deprecation is told by a warning of the compiler.
fn deprecation(found: &mut Found, at: &At, what: &str, before: &DocPlan, after: &DocPlan) {
    match (&before.deprecated, &after.deprecated) {
        (None, Some(_)) => {
            found.say(at, kind::DEPRECATED, format!("{what} is deprecated"));
        }
        (Some(_), None) => {
            found.say(at, kind::UNDEPRECATED, format!("{what} is not deprecated any more"));
        }
        (None, None) | (Some(_), Some(_)) => {}
    }
}

/// What is said, with the words of the deprecation. Links and examples follow from other items, and change with them.
fn words(docs: &DocPlan) -> (&[String], Option<&str>) {
    let DocPlan {
        paragraphs,
        linked: _,
        example: _,
        deprecated,
    } = docs;
    (paragraphs, deprecated.as_deref().filter(|words| !words.is_empty()))
}
