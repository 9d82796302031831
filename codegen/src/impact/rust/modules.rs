//! Modules, their handles, and what stands in them.

use super::{callbacks, docs, operations, types};
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::pairs::pairs;
use crate::impact::side::Sides;
use crate::plan::{HandlePlan, ModulePlan};

/// Compares all modules, and the types in them.
pub fn compare(found: &mut Found, sides: &Sides) {
    let modules = pairs(&sides.before.plan.modules, &sides.after.plan.modules, |module| {
        module.name.as_str()
    });
    for module in modules.gone {
        let at = at(module);
        found.say(&at, kind::MODULE_GONE, "the module is gone, with all that stood in it");
    }
    for module in modules.new {
        found.say(&at(module), kind::MODULE_ADDED, "the module is new");
    }
    for (before, after) in modules.both {
        handles(found, before, after);
        operations::compare(found, sides, before, after);
        callbacks::compare(found, sides, before, after);
        docs::of_item(found, &at(after), &before.docs, &after.docs);
    }
    types::compare(found, sides);
}

fn at(module: &ModulePlan) -> At {
    let ModulePlan {
        name,
        spec: _,
        docs: _,
        handle: _,
        operations: _,
        callbacks: _,
        types: _,
    } = module;
    At::new(name, Direction::Neither)
}

fn handles(found: &mut Found, before: &ModulePlan, after: &ModulePlan) {
    let at = at(after);
    let says = |handle: &HandlePlan| {
        let HandlePlan { rust, method } = handle;
        format!("`Client::{method}()`, the handle `{rust}`")
    };
    match (&before.handle, &after.handle) {
        (Some(earlier), Some(later)) if earlier == later => {}
        (None, None) => {}
        (Some(earlier), Some(later)) => {
            let says = format!("{} is {} now", says(earlier), says(later));
            found.say(&at, kind::HANDLE_GONE, says);
        }
        (Some(earlier), None) => {
            found.say(&at, kind::HANDLE_GONE, format!("{} is gone", says(earlier)));
        }
        (None, Some(later)) => {
            found.say(&at, kind::HANDLE_ADDED, format!("{} is new", says(later)));
        }
    }
}
