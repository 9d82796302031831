//! Changes as they are found.

use serde::Serialize;

use super::kind::{Direction, Effect, Kind, Level};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Stable name of its kind: `field-gone`.
    pub kind: &'static str,
    /// What it asks of the version.
    pub effect: Effect,
    /// Where it shows.
    pub level: Level,
    /// Which way the bytes go that it is about.
    pub direction: Direction,
    /// A path in the crate (`orders::Order`), the name of an operation (`orders.update`), or that of the crate.
    pub item: String,
    /// What has changed, one sentence without a full stop.
    pub what: String,
    /// It is a fix where the former form cannot have worked.
    pub arguable: bool,
    /// What users or the author can do.
    pub advice: Option<String>,
}

/// What a change is about.
#[derive(Debug, Clone)]
pub struct At {
    item: String,
    direction: Direction,
}

impl At {
    /// An item and the way it goes.
    pub fn new(item: impl Into<String>, direction: Direction) -> Self {
        Self {
            item: item.into(),
            direction,
        }
    }

    /// The same item, seen in one direction.
    pub fn towards(&self, direction: Direction) -> Self {
        Self::new(self.item.clone(), direction)
    }

    /// The way it goes.
    pub fn direction(&self) -> Direction {
        self.direction
    }
}

/// The changes of a crate.
#[derive(Debug, Default)]
pub struct Found {
    changes: Vec<Change>,
}

impl Found {
    /// Adds a change.
    pub fn say(&mut self, at: &At, kind: Kind, what: impl Into<String>) -> &mut Change {
        self.changes.push(Change {
            kind: kind.id,
            effect: kind.effect,
            level: kind.level,
            direction: at.direction,
            item: at.item.clone(),
            what: what.into(),
            arguable: kind.arguable,
            advice: None,
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Adds a change with a word on what can be done.
    pub fn advise(&mut self, at: &At, kind: Kind, what: impl Into<String>, advice: impl Into<String>) {
        self.say(at, kind, what).advice = Some(advice.into());
    }

    /// Adds a change if two values differ.
    pub fn unless_same<T: PartialEq>(&mut self, at: &At, kind: Kind, (before, after): (&T, &T), what: &str) {
        if before != after {
            self.say(at, kind, what);
        }
    }

    /// Whether something was said of an item.
    pub fn mentions(&self, at: &At) -> bool {
        self.changes.iter().any(|change| change.item == at.item)
    }

    /// The changes, the heaviest first; among equals in the order in which they were found.
    pub fn into_sorted(mut self) -> Vec<Change> {
        self.changes.sort_by_key(|change| std::cmp::Reverse(change.effect));
        self.changes
    }
}
