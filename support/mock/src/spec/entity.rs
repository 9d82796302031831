//! Which operations are about the same things.

use std::collections::BTreeMap;

use tradewire_codegen::model::{Operation, Platform, Type};

use super::drafts::{Draft, drafts};
use super::keys::{self, Key};
use super::links::{self, Link};
use super::paths;
use super::roles::{self, Act, Role};
use super::{At, spots};

/// Things of one sort.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collection {
    /// What one is called.
    pub noun: String,
    /// What one is, as far as replies show it.
    pub entity: Option<Type>,
    /// How many placeholders its path has.
    pub depth: usize,
    /// The field that each is given: `id` as a rule.
    pub id: String,
    /// Fields that name one, besides its id.
    pub keys: Vec<String>,
    /// There is one of them in each account.
    pub single: bool,
}

impl Collection {
    /// One of which nothing is remembered.
    pub fn unknown() -> Self {
        Self {
            noun: String::new(),
            entity: None,
            depth: 0,
            id: "id".to_owned(),
            keys: Vec::new(),
            single: false,
        }
    }
}

/// The roles of operations, the collections that they have them in, and which of these stand in lists of others.
pub(super) fn of(
    platform: &Platform,
    operations: &[At],
) -> (Vec<Option<Role>>, BTreeMap<String, Collection>, Vec<Link>) {
    let known = |at: usize| {
        let at = operations.get(at)?;
        platform.resources.get(at.resource)?.operations.get(at.operation)
    };
    let all = || (0..operations.len()).filter_map(|at| Some((at, known(at)?)));
    let entities = entities(platform, &all, &known);
    let mut roles: Vec<Option<Role>> = operations.iter().map(|_| None).collect();
    let mut collections = BTreeMap::new();
    for (name, drafts) in drafts(platform, all(), &entities) {
        let reads = drafts
            .iter()
            .filter(|draft| !draft.act.writes() && draft.act != Act::Touch);
        let writes = drafts
            .iter()
            .filter(|draft| draft.act.writes() || draft.changes)
            .count();
        if writes == 0 || reads.count() + writes < 2 {
            continue;
        }
        let noun = paths::noun(&name);
        let entity = entities.get(&name).cloned().flatten();
        let entity = entity.or_else(|| self::entity(platform, &drafts, &noun, &known));
        let reads_the_one = drafts
            .iter()
            .any(|draft| draft.act == Act::Get && draft.parsed.key.is_none());
        let has_many = drafts.iter().any(|draft| {
            // What is made may be one of many, if nothing reads it without naming it.
            draft.parsed.key.is_some() || draft.act.is_about_many() || draft.act == Act::Create && !reads_the_one
        });
        let mut collection = Collection {
            depth: name.matches("{}").count(),
            id: keys::id_field(platform, entity.as_ref(), &noun),
            noun,
            entity,
            keys: Vec::new(),
            single: !has_many,
        };
        for draft in &drafts {
            let role = known(draft.at).and_then(|operation| role(platform, operation, draft, &name, &mut collection));
            if let (Some(slot), Some(role)) = (roles.get_mut(draft.at), role) {
                *slot = Some(role);
            }
        }
        collection.keys.sort();
        collection.keys.dedup();
        collections.insert(name, collection);
    }
    drop_strangers(&mut roles, &mut collections);
    for (_, above) in roles.iter_mut().flatten().flat_map(|role| &mut role.parents) {
        let meant = above.as_deref().and_then(|name| links::meant(&collections, name));
        *above = meant.cloned().or(above.take());
    }
    let links = links::of(platform, &collections, &roles, &known);
    (roles, collections, links)
}

/// What the things of each collection are, as far as replies show them: its own, or else the lists of what stands above.
fn entities<'p, I: Iterator<Item = (usize, &'p Operation)>>(
    platform: &'p Platform,
    all: &dyn Fn() -> I,
    known: &dyn Fn(usize) -> Option<&'p Operation>,
) -> BTreeMap<String, Option<Type>> {
    let first = drafts(platform, all(), &BTreeMap::new());
    let shown = first.iter().map(|(name, drafts)| {
        let entity = entity(platform, drafts, &paths::noun(name), known);
        (name.clone(), entity)
    });
    let mut out: BTreeMap<String, Option<Type>> = shown.collect();
    let lacking: Vec<String> = out
        .iter()
        // What a reply has of its own is little more than the id of what was made.
        .filter(|(_, entity)| entity.as_ref().is_none_or(|ty| spots::is_inline(platform, ty)))
        .map(|(name, _)| name.clone())
        .collect();
    for name in lacking {
        if let Some(found) = links::element_by_name(platform, &out, &name) {
            out.insert(name, Some(found));
        }
    }
    out
}

/// The role of an operation in a collection, which learns by what fields its things are named.
fn role(
    platform: &Platform,
    operation: &Operation,
    draft: &Draft,
    name: &str,
    collection: &mut Collection,
) -> Option<Role> {
    let (noun, entity) = (collection.noun.as_str(), collection.entity.as_ref());
    let is_about_one = matches!(draft.act, Act::Get | Act::Update | Act::Delete);
    let key = match &draft.parsed.key {
        Some(param) => Some(keys::of_path(platform, operation, entity, noun, param)),
        None if is_about_one && !collection.single => keys::of_params(platform, operation, entity, noun),
        None => None,
    };
    // One of many, and nothing says which.
    let needs_key = is_about_one || matches!(draft.act, Act::Touch | Act::Download);
    if needs_key && key.is_none() && !collection.single {
        return None;
    }
    let parents = draft.parsed.parents.iter().enumerate().map(|(at, param)| {
        let above = paths::above(name, at).map(str::to_owned);
        let noun = above.as_deref().map(paths::noun).unwrap_or_default();
        (parent_key(platform, operation, &noun, param), above)
    });
    let role = Role {
        act: draft.act,
        collection: name.to_owned(),
        parents: parents.collect(),
        part: draft.parsed.part.clone().filter(|_| draft.act == Act::Touch),
        reply: roles::reply_about(platform, operation, draft.act, noun, entity),
        sent: operation
            .body
            .as_ref()
            .and_then(|body| spots::sent(platform, body, noun, entity)),
        key,
    };
    let fields = role.key.iter().flat_map(|key| key.fields.iter().cloned());
    let named: Vec<String> = fields.filter(|field| *field != collection.id).collect();
    collection.keys.extend(named);
    Some(role)
}

/// What the path of an operation names, where the operation itself remembers nothing: the order of `/orders/{id}/refund`.
pub(super) fn named_above(
    platform: &Platform,
    operation: &Operation,
    collections: &BTreeMap<String, Collection>,
) -> Vec<(Key, Option<String>)> {
    let named = paths::placeholders(&operation.path).into_iter().map(|(above, param)| {
        let key = parent_key(platform, operation, &paths::noun(&above), &param);
        let is_known = collections.contains_key(&above);
        (key, is_known.then_some(above))
    });
    named.collect()
}

/// Parameters that name what stands above are keys of it; which field of it they are, is seen where it is looked for.
fn parent_key(platform: &Platform, operation: &Operation, noun: &str, param: &str) -> Key {
    let mut key = keys::of_path(platform, operation, None, noun, param);
    let word = crate::words::snake(param);
    key.fields = if word == "id" || word.ends_with("_id") && !word.ends_with("external_id") {
        vec!["id".to_owned()]
    } else {
        vec![param.to_owned()]
    };
    key
}

/// What the things of a collection are: as one is shown, as they are listed, as one is made.
fn entity<'p>(
    platform: &'p Platform,
    drafts: &[Draft],
    noun: &str,
    known: &dyn Fn(usize) -> Option<&'p Operation>,
) -> Option<Type> {
    let of = |act: Act| {
        let mut own = drafts.iter().filter(move |draft| draft.act == act);
        own.find_map(|draft| {
            let spot = roles::reply(platform, known(draft.at)?, act, noun)?;
            roles::is_entity(platform, &spot.ty).then_some(spot.ty)
        })
    };
    let get = of(Act::Get);
    let shown = get.or_else(|| of(Act::List)).or_else(|| of(Act::Create));
    // What a listing shows may have more fields; the richer one is kept.
    shown.or_else(|| of(Act::CreateMany))
}

/// What is done to a thing needs the collection of that thing.
fn drop_strangers(roles: &mut [Option<Role>], collections: &mut BTreeMap<String, Collection>) {
    // One operation alone remembers for nobody.
    collections.retain(|name, _| roles.iter().flatten().filter(|role| role.collection == *name).count() > 1);
    for role in roles.iter_mut() {
        if role
            .as_ref()
            .is_some_and(|role| !collections.contains_key(&role.collection))
        {
            *role = None;
        }
    }
}
