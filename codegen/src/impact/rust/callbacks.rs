//! Callbacks: what the platform sends to us, and what we answer.

use super::operations::members;
use super::{docs, outputs};
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::impact::side::Sides;
use crate::impact::wire;
use crate::plan::{CallbackPlan, ModulePlan};

/// Compares the callbacks of a module.
pub fn compare(found: &mut Found, sides: &Sides, before: &ModulePlan, after: &ModulePlan) {
    let named = pairs(&before.callbacks, &after.callbacks, |callback| callback.rust.as_str());
    for gone in named.gone {
        found.say(&at(gone), kind::CALLBACK_GONE, format!("`{}` is gone", gone.rust));
    }
    for new in named.new {
        found.say(&at(new), kind::CALLBACK_ADDED, format!("`{}` is new", new.rust));
    }
    for (earlier, later) in named.both {
        let CallbackPlan {
            rust: _,
            docs: docs_before,
            parts,
            answer,
            meta,
        } = earlier;
        let at = at(later);
        members(found, &at, sides, (parts, &later.parts));
        outputs::replies(
            found,
            &at.towards(Direction::Sent),
            sides,
            (answer, &later.answer),
            (None, None),
        );
        wire::callback(found, &at, meta, &later.meta);
        docs::of_item(found, &at, docs_before, &later.docs);
    }
}

fn at(callback: &CallbackPlan) -> At {
    At::new(callback.meta.id.as_str(), Direction::Received)
}
