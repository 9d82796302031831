//! What a change of the specs does to users: two revisions of the models, change by change, and the version that follows.
//!
//! What programs compile against is compared in plans (`rust`), what goes over the wire in the tables of plans (`wire`); `version`
//! weighs the changes, `report` tells them. Kinds of change, and what each asks for, are a table (`kind`), as `docs/semver.md` has it.

mod found;
mod kind;
mod pairs;
mod report;
mod rust;
mod side;
mod version;
mod wire;

pub use found::Change;
pub use kind::{ALL, Direction, Effect, Kind, Level};
pub use report::{by_effect, human, markdown, sort};
pub use version::{Step, needed};

use std::collections::BTreeMap;

use semver::Version;
use serde::Serialize;

use crate::model::Platform;
use found::{At, Found};
use kind::kind as kinds;

/// What is known beside the specs.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Items whose former form on the wire never worked: what breaks there is a fix.
    pub was_broken: Vec<String>,
    /// The latest released version of each package, as far as it is known.
    pub released: BTreeMap<String, Version>,
}

/// What a change of the specs does.
#[derive(Debug, Clone, Serialize)]
pub struct Impact {
    /// By name of the platform; those without a change are left out.
    pub crates: Vec<CrateImpact>,
    /// Of [`Options::was_broken`], what nothing broke in.
    #[serde(skip)]
    pub unused: Vec<String>,
}

impl Impact {
    /// Whether each version follows from the changes.
    #[must_use]
    pub fn follows(&self) -> bool {
        self.crates.iter().all(|one| one.version.follows)
    }
}

/// What becomes of one crate.
#[derive(Debug, Clone, Serialize)]
pub struct CrateImpact {
    /// Name of the platform.
    pub platform: String,
    /// Name of the package.
    pub package: String,
    /// The heaviest change; `None` if only the version changed.
    pub effect: Option<Effect>,
    /// What follows for the version.
    pub version: Step,
    /// The heaviest first.
    pub changes: Vec<Change>,
}

/// Compares two revisions of all platforms.
#[must_use]
pub fn impact(before: &[Platform], after: &[Platform], options: &Options) -> Impact {
    let mut names: Vec<&str> = before
        .iter()
        .chain(after)
        .map(|platform| platform.name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let of = |list: &'_ [Platform], name: &str| list.iter().position(|platform| platform.name == name);
    let mut unused = options.was_broken.clone();
    let mut crates = Vec::new();
    for name in names {
        let (earlier, later) = (
            of(before, name).and_then(|at| before.get(at)),
            of(after, name).and_then(|at| after.get(at)),
        );
        let mut changes = changes(earlier, later);
        for change in &mut changes {
            if change.arguable && options.was_broken.contains(&change.item) {
                change.effect = Effect::Fix;
                unused.retain(|item| *item != change.item);
            }
        }
        changes.sort_by_key(|change| std::cmp::Reverse(change.effect));
        let effect = changes.first().map(|change| change.effect);
        let package = format!("tradewire-{}", name.replace('_', "-"));
        let version = Step::of(earlier, later, options.released.get(&package), effect);
        if effect.is_some() || version.before != version.now {
            crates.push(CrateImpact {
                platform: name.to_owned(),
                package,
                effect,
                version,
                changes,
            });
        }
    }
    Impact { crates, unused }
}

/// The changes of one crate, the heaviest first.
fn changes(before: Option<&Platform>, after: Option<&Platform>) -> Vec<Change> {
    let mut found = Found::default();
    match (before, after) {
        (Some(before), Some(after)) => rust::compare(&mut found, &side::Sides::new(before, after)),
        (None, Some(after)) => {
            found.say(
                &At::new(&after.name, Direction::Neither),
                kinds::CRATE_ADDED,
                "the platform is new",
            );
        }
        (Some(before), None) => {
            found.say(
                &At::new(&before.name, Direction::Neither),
                kinds::CRATE_GONE,
                "the platform is gone",
            );
        }
        (None, None) => {}
    }
    found.into_sorted()
}
