//! Fields of a struct as they stand in JSON and in forms.

use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::plan::{ConstPlan, FieldPlan, Presence};

/// Compares keys, spellings and forms of the fields that both have, and what is always sent.
pub fn fields(
    found: &mut Found,
    at: &At,
    (before, after): (&[FieldPlan], &[FieldPlan]),
    (constants_before, constants_after): (&[ConstPlan], &[ConstPlan]),
) {
    for (earlier, later) in pairs(before, after, |field| field.rust.as_str()).both {
        keys(found, at, earlier, later);
        if earlier.format != later.format {
            let says = format!(
                "`{}` is written {} in place of {}",
                later.rust,
                form(later),
                form(earlier)
            );
            found.say(&at.towards(Direction::Sent), kind::FIELD_FORM, says);
        }
        if earlier.one_or_many != later.one_or_many {
            let now = if later.one_or_many {
                "stands bare"
            } else {
                "stands in a list"
            };
            found.say(
                at,
                kind::FIELD_SINGLE,
                format!("a single element of `{}` {now}", later.rust),
            );
        }
        if let (Presence::Patch(a), Presence::Patch(b)) = (&earlier.presence, &later.presence)
            && a != b
        {
            let says = format!("`{}` is emptied by `{b}` in place of `{a}`", later.rust);
            found.say(&at.towards(Direction::Sent), kind::FIELD_CLEARED, says);
        }
    }
    if at.direction() == Direction::Received {
        // A constant is read past.
        return;
    }
    let sent = at.towards(Direction::Sent);
    let constants = pairs(constants_before, constants_after, |constant| constant.wire.as_str());
    for gone in constants.gone {
        found.say(
            &sent,
            kind::FIELD_CONSTANT,
            format!("`{}: {}` is not sent any more", gone.wire, gone.json),
        );
    }
    for new in constants.new {
        found.say(
            &sent,
            kind::FIELD_CONSTANT,
            format!("`{}: {}` is always sent", new.wire, new.json),
        );
    }
    for (earlier, later) in constants.both {
        let ConstPlan {
            wire,
            index: _,
            json,
            text: _,
        } = earlier;
        if *json != later.json {
            found.say(
                &sent,
                kind::FIELD_CONSTANT,
                format!("`{wire}` is always `{}` in place of `{json}`", later.json),
            );
        }
    }
}

fn form(field: &FieldPlan) -> String {
    field
        .format
        .as_ref()
        .map_or_else(|| "as usual".to_owned(), |form| format!("as `{form}`"))
}

fn keys(found: &mut Found, at: &At, before: &FieldPlan, after: &FieldPlan) {
    let still_read = after.also.contains(&before.wire);
    if before.wire != after.wire {
        let says = format!(
            "`{}` has the key `{}` in place of `{}`",
            after.rust, after.wire, before.wire
        );
        let change = found.say(at, kind::FIELD_KEY, says);
        if !still_read && at.direction().is_received() {
            change.advice = Some(format!("`also: [{}]` reads the old key, too", before.wire));
        }
    }
    let received = at.towards(Direction::Received);
    let read = |field: &FieldPlan, key: &String| field.wire == *key || field.also.contains(key);
    for key in after.also.iter().filter(|key| !read(before, key)) {
        found.say(
            &received,
            kind::FIELD_SPELLINGS_ADDED,
            format!("`{}` is read from `{key}`, too", after.rust),
        );
    }
    for key in before.also.iter().filter(|key| !read(after, key)) {
        found.say(
            &received,
            kind::FIELD_SPELLINGS_GONE,
            format!("`{}` is not read from `{key}` any more", after.rust),
        );
    }
}
