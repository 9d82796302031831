//! Unions.

use super::docs;
use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::impact::side::{Sides, both};
use crate::plan::{UnionForm, UnionPlan, VariantPlan};

/// Compares two unions of one name.
pub fn compare(found: &mut Found, at: &At, sides: &Sides, before: &UnionPlan, after: &UnionPlan) {
    let UnionPlan {
        name: _,
        docs: docs_before,
        form,
        variants,
        other,
    } = before;
    if form != &after.form {
        let says = format!(
            "{} told {}, and now {}",
            "its variants were",
            told(form),
            told(&after.form)
        );
        found.say(at, kind::UNION_TOLD, says);
    }
    if other != &after.other {
        let says = format!("`{other}`, which keeps the rest, is called `{}` now", after.other);
        found.say(at, kind::VARIANT_GONE, says);
    }
    let named = pairs(variants, &after.variants, |variant| variant.rust.as_str());
    for variant in &named.gone {
        found.say(at, kind::VARIANT_GONE, format!("`{}` is gone", variant.rust));
    }
    for variant in &named.new {
        found.say(at, kind::VARIANT_ADDED, format!("`{}` is new", variant.rust));
    }
    for (earlier, later) in &named.both {
        variant(found, at, sides, (earlier, later), &after.form);
    }
    if named.reordered && after.form == UnionForm::Untagged {
        found.say(at, kind::UNION_TOLD, "its variants are tried in another order");
    }
    let words = named.both.iter().map(|(a, b)| (b.rust.as_str(), &a.docs, &b.docs));
    docs::of_item(found, at, docs_before, &after.docs);
    docs::of_members(found, at, words);
}

fn told(form: &UnionForm) -> String {
    match form {
        UnionForm::Tagged { tag } => format!("by `{tag}`"),
        UnionForm::Beside => "by a field beside them".to_owned(),
        UnionForm::Untagged => "by their form".to_owned(),
    }
}

fn variant(found: &mut Found, at: &At, sides: &Sides, (before, after): (&VariantPlan, &VariantPlan), form: &UnionForm) {
    let VariantPlan {
        rust,
        tag,
        payload,
        constant,
        from,
        docs: _,
    } = before;
    match (payload, &after.payload) {
        (Some(earlier), Some(later)) if sides.same(earlier, later) => {}
        (None, None) => {}
        (Some(earlier), Some(later)) => {
            found.say(at, kind::VARIANT_TYPE, format!("`{rust}`: {}", both(earlier, later)));
        }
        (Some(_), None) | (None, Some(_)) => {
            let now = if after.payload.is_some() {
                "holds a value now"
            } else {
                "holds nothing any more"
            };
            found.say(at, kind::VARIANT_TYPE, format!("`{rust}` {now}"));
        }
    }
    if *form != UnionForm::Untagged && *tag != after.tag {
        let says = format!("`{rust}` is told by `{}` in place of `{tag}`", after.tag);
        found.say(at, kind::UNION_TOLD, says);
    }
    if *constant != after.constant {
        let shown = |json: &Option<String>| json.clone().unwrap_or_else(|| "nothing".to_owned());
        let says = format!(
            "`{rust}` is written `{}` in place of `{}`",
            shown(&after.constant),
            shown(constant)
        );
        found.say(at, kind::VALUE_TEXT, says);
    }
    match (from, after.from) {
        (true, false) => {
            found.say(
                at,
                kind::CONVERSION_GONE,
                format!("what `{rust}` holds does not convert into the union any more"),
            );
        }
        (false, true) => {
            found.say(
                at,
                kind::CONVERSION_ADDED,
                format!("what `{rust}` holds converts into the union"),
            );
        }
        _ => {}
    }
}
