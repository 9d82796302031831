//! What each operation does by itself, before anything is known of the others.

use std::collections::BTreeMap;

use tradewire_codegen::model::{Operation, Platform, Type};

use super::paths::{self, Parsed};
use super::roles::{self, Act};
use super::spots;

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

/// The drafts of operations. What things of a collection are is known or not.
pub(super) fn drafts<'p>(
    platform: &Platform,
    operations: impl Iterator<Item = (usize, &'p Operation)>,
    entities: &BTreeMap<String, Option<Type>>,
) -> Groups {
    let mut groups = Groups::new();
    let mut all = BTreeMap::new();
    for (at, operation) in operations {
        all.insert(at, operation);
        if let Some(draft) = draft(platform, at, operation, entities) {
            groups.entry(draft.parsed.collection.clone()).or_default().push(draft);
        }
    }
    adopt(&mut groups);
    lead_home(platform, &mut groups, &all);
    groups
}

/// Collections of which things are only read, and those where things of that name are made: all `/option_values` of `/option_names/{id}/option_values`.
fn readings(groups: &Groups) -> Vec<(String, String)> {
    let reads = |drafts: &[Draft]| drafts.iter().all(|draft| matches!(draft.act, Act::List | Act::Get));
    let makes = |drafts: &[Draft]| {
        drafts
            .iter()
            .any(|draft| matches!(draft.act, Act::Create | Act::CreateMany))
    };
    let root = |name: &str| name.rsplit_once('/').map_or("", |(root, _)| root).to_owned();
    let all = groups
        .iter()
        .filter(|(_, drafts)| reads(drafts))
        .filter_map(|(name, _)| {
            let ending = format!("/{{}}/{}", name.rsplit('/').next()?);
            let below = |other: &&String| other.starts_with(&root(name)) && other.ends_with(&ending);
            let mut homes = groups.keys().filter(below);
            let home = homes.next().filter(|_| homes.next().is_none())?;
            groups
                .get(home)
                .is_some_and(|drafts| makes(drafts))
                .then(|| (name.clone(), home.clone()))
        });
    all.collect()
}

/// An operation that stands alone where it is may be about the things of another collection, which it names in its reply: `orders` that
/// `/orders/statuses` lists, `notFoundOffers` that `/prices/upload` tells beside `/offers`.
fn lead_home(platform: &Platform, groups: &mut Groups, operations: &BTreeMap<usize, &Operation>) {
    let alone: Vec<(String, String)> = groups
        .iter()
        .filter_map(|(name, drafts)| {
            let [draft] = drafts.as_slice() else { return None };
            let operation = operations.get(&draft.at)?;
            let (above, _) = name.rsplit_once('/')?;
            let home = match draft.act {
                Act::List => (paths::noun(above) == spots::listed_noun(platform, operation)?).then(|| above.to_owned()),
                Act::UpdateMany => roles::told_unknown(operation).map(|noun| format!("{above}/{noun}")),
                _ => None,
            }?;
            groups.contains_key(&home).then(|| (name.clone(), home))
        })
        .collect();
    let mut alone = alone;
    alone.extend(readings(groups));
    for (name, home) in alone {
        let Some(mut drafts) = groups.remove(&name) else {
            continue;
        };
        for draft in &mut drafts {
            draft.parsed.collection.clone_from(&home);
        }
        groups.entry(home).or_default().append(&mut drafts);
    }
}

fn draft(
    platform: &Platform,
    at: usize,
    operation: &Operation,
    entities: &BTreeMap<String, Option<Type>>,
) -> Option<Draft> {
    let parsed = paths::parse(operation);
    let noun = paths::noun(&parsed.collection);
    let entity = entities.get(&parsed.collection).and_then(Option::as_ref);
    let act = roles::act(platform, operation, &parsed, (&noun, entity))?;
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
