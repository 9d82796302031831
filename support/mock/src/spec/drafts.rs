//! What each operation does by itself, before anything is known of the others.

use std::collections::BTreeMap;

use tradewire_codegen::model::{Operation, Platform};

use super::paths::{self, Parsed};
use super::roles::{self, Act};

/// What an operation does, and where.
pub(super) struct Draft {
    pub at: usize,
    pub act: Act,
    pub parsed: Parsed,
    /// It changes a part of the thing.
    pub changes: bool,
}

/// Drafts by the collection that they are about.
pub(super) type Groups = BTreeMap<String, Vec<Draft>>;

/// The drafts of operations.
pub(super) fn drafts<'p>(platform: &Platform, operations: impl Iterator<Item = (usize, &'p Operation)>) -> Groups {
    let mut groups = Groups::new();
    for (at, operation) in operations {
        if let Some(draft) = draft(platform, at, operation) {
            groups.entry(draft.parsed.collection.clone()).or_default().push(draft);
        }
    }
    adopt(&mut groups);
    groups
}

fn draft(platform: &Platform, at: usize, operation: &Operation) -> Option<Draft> {
    let parsed = paths::parse(operation);
    let noun = paths::noun(&parsed.collection);
    let act = roles::act(platform, operation, &parsed, &noun)?;
    let own = Draft {
        at,
        act,
        parsed,
        changes: false,
    };
    // `/orders/{id}/address` is a part of an order.
    let is_part = own.parsed.part.is_some() && matches!(act, Act::Touch | Act::Update | Act::Get);
    let Some((above, name)) = holder(&own.parsed).filter(|_| is_part) else {
        return Some(own);
    };
    if act == Act::Get {
        return None;
    }
    let outer = own.parsed.parents.len().saturating_sub(1);
    Some(Draft {
        at,
        act: Act::Touch,
        changes: act == Act::Update,
        parsed: Parsed {
            collection: above,
            key: Some(name),
            parents: own.parsed.parents.into_iter().take(outer).collect(),
            part: own.parsed.part,
        },
    })
}

/// The collection above a part, and the placeholder that names the one in it.
fn holder(parsed: &Parsed) -> Option<(String, String)> {
    let (above, _) = parsed.collection.rsplit_once('/')?;
    let above = above.strip_suffix("/{}")?;
    Some((above.to_owned(), parsed.parents.last()?.clone()))
}

/// A list over all parents (`/fields`) of things that stand below one each (`/fields/{entity}/create`) is about these.
fn adopt(groups: &mut BTreeMap<String, Vec<Draft>>) {
    let lists: Vec<String> = groups
        .iter()
        .filter(|(_, drafts)| drafts.iter().all(|draft| matches!(draft.act, Act::List | Act::Count)))
        .map(|(name, _)| name.clone())
        .filter(|name| {
            groups
                .get(&format!("{name}/{{}}"))
                .is_some_and(|below| below.iter().any(|draft| draft.act == Act::Create))
        })
        .collect();
    for name in lists {
        if let Some(drafts) = groups.remove(&name) {
            groups.entry(format!("{name}/{{}}")).or_default().extend(drafts);
        }
    }
}
