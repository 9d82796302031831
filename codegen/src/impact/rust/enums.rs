//! Enumerations.

use super::docs;
use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::plan::{EnumPlan, EnumRepr, EnumVariantPlan};

/// Compares two enumerations of one name.
pub fn compare(found: &mut Found, at: &At, before: &EnumPlan, after: &EnumPlan) {
    let EnumPlan {
        name: _,
        docs: docs_before,
        repr,
        variants,
        other,
    } = before;
    match (other, &after.other) {
        (Some(other), None) => {
            let says = format!("`{other}` is gone: a value that is not listed is an error");
            found.say(at, kind::ENUM_CLOSED, says);
        }
        (None, Some(other)) => {
            found.say(
                at,
                kind::ENUM_OPENED,
                format!("`{other}` is new: values that are not listed are kept there"),
            );
        }
        _ => {}
    }
    if *repr != after.repr {
        let says = format!("its values were {} and are {}", form(*repr), form(after.repr));
        found.say(at, kind::ENUM_FORM, says);
    }
    values(found, at, variants, after);
    let documented = pairs(variants, &after.variants, |variant| variant.rust.as_str());
    let words = documented.both.iter().map(|(a, b)| (b.rust.as_str(), &a.docs, &b.docs));
    docs::of_item(found, at, docs_before, &after.docs);
    docs::of_members(found, at, words);
}

fn form(repr: EnumRepr) -> &'static str {
    match repr {
        EnumRepr::Text => "texts",
        EnumRepr::Integer => "integers",
        EnumRepr::Mixed => "texts and integers",
    }
}

fn values(found: &mut Found, at: &At, before: &[EnumVariantPlan], after: &EnumPlan) {
    let by_name = pairs(before, &after.variants, |variant| variant.rust.as_str());
    let mut new = by_name.new;
    for gone in by_name.gone {
        let twin = new.iter().position(|variant| written(variant) == written(gone));
        match twin.map(|place| new.remove(place)) {
            Some(twin) => {
                let kept = twin.former.contains(&gone.rust);
                let says = format!("`{}` is called `{}` now", gone.rust, twin.rust);
                found.say(at, if kept { kind::VALUE_KEPT } else { kind::VALUE_RENAMED }, says);
            }
            None => {
                found.say(
                    at,
                    kind::VALUE_GONE,
                    format!("`{}` (`{}`) is gone", gone.rust, gone.text),
                );
            }
        }
    }
    for variant in new {
        let says = format!("`{}` (`{}`) is new", variant.rust, variant.text);
        match &after.other {
            Some(other) => {
                let advice = format!("programs that match `{:?}` in `{other}` have to follow", variant.text);
                found.advise(at, kind::VALUE_ADDED, says, advice);
            }
            None => {
                found.say(at, kind::VALUE_ADDED_CLOSED, says);
            }
        }
    }
    for (earlier, later) in by_name.both {
        if written(earlier) != written(later) {
            let says = format!("`{}`: `{}` is now written `{}`", later.rust, earlier.text, later.text);
            found.say(at, kind::VALUE_TEXT, says);
        }
    }
}

/// How a value stands on the wire. The name that is shown and the names of before are matters of Rust.
fn written(variant: &EnumVariantPlan) -> (&str, Option<i64>) {
    let EnumVariantPlan {
        rust: _,
        text,
        integer,
        former: _,
        docs: _,
    } = variant;
    (text, *integer)
}
