//! An impact as text.

mod changelog;
mod human;
mod markdown;

pub use human::human;
pub use markdown::markdown;

use super::kind::{Direction, Effect, Level};
use super::{Change, CrateImpact};

/// From the heaviest to the lightest.
const EFFECTS: [Effect; 4] = [Effect::Breaking, Effect::Additive, Effect::Fix, Effect::Documentation];

/// How the changes of one weight are headed.
fn heading(effect: Effect) -> &'static str {
    match effect {
        Effect::Breaking => "Breaking",
        Effect::Additive => "New",
        Effect::Fix => "Fixes",
        Effect::Documentation => "Documentation",
    }
}

/// The changes of one weight.
fn of(one: &CrateImpact, effect: Effect) -> impl Iterator<Item = &Change> {
    one.changes.iter().filter(move |change| change.effect == effect)
}

/// The changes by weight, the heaviest first, each with its heading.
#[must_use]
pub fn by_effect(one: &CrateImpact) -> Vec<(&'static str, Vec<&Change>)> {
    let all = EFFECTS.map(|effect| (heading(effect), of(one, effect).collect::<Vec<_>>()));
    all.into_iter().filter(|(_, changes)| !changes.is_empty()).collect()
}

/// Level and direction in a word or two: `wire, received`.
#[must_use]
pub fn sort(change: &Change) -> String {
    let level = match change.level {
        Level::Rust => "Rust",
        Level::Wire => "wire",
    };
    let direction = match change.direction {
        Direction::Sent => ", sent",
        Direction::Received => ", received",
        Direction::Both => ", both ways",
        Direction::Neither => "",
    };
    format!("{level}{direction}")
}

/// The version in a sentence.
fn version(one: &CrateImpact) -> String {
    let step = &one.version;
    let said = match (&step.before, &step.now) {
        (None, None) => return "not to be released: no version has to follow".to_owned(),
        (None, Some(now)) => return format!("version {now}, the first one"),
        (Some(before), None) => return format!("version {before} was the last one"),
        (Some(before), Some(now)) if before == now => format!("version {now}"),
        (Some(before), Some(now)) => format!("version {before} -> {now}"),
    };
    let released = match &step.released {
        Some(released) => format!(" (released: {released})"),
        None => String::new(),
    };
    match &step.needed {
        Some(needed) if !step.follows => {
            format!(
                "{said}{released} does not follow: at least {needed}; set `version: {needed}` in specs/{}/platform.yaml",
                one.platform
            )
        }
        _ => format!("{said}{released} follows"),
    }
}
