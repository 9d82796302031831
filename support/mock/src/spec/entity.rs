//! Which operations are about the same things.

use std::collections::BTreeMap;

use tradewire_codegen::model::{Platform, Type};

use super::keys::{self, Key};
use super::paths::{self, Parsed};
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

struct Draft {
    at: usize,
    act: Act,
    parsed: Parsed,
    /// It changes a part of the thing.
    changes: bool,
}

/// The roles of operations, and the collections that they have them in.
pub(super) fn of(platform: &Platform, operations: &[At]) -> (Vec<Option<Role>>, BTreeMap<String, Collection>) {
    let known = |at: usize| {
        let at = operations.get(at)?;
        platform.resources.get(at.resource)?.operations.get(at.operation)
    };
    let mut groups: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    for at in 0..operations.len() {
        let Some(operation) = known(at) else { continue };
        let mut parsed = paths::parse(operation);
        let noun = paths::noun(&parsed.collection);
        let mut changes = false;
        let Some(mut act) = roles::act(platform, operation, &parsed, &noun) else {
            continue;
        };
        // `/orders/{id}/address` is a part of an order unless things of its own stand there.
        if let (Some(part), Act::Touch | Act::Update | Act::Get) = (parsed.part.clone(), act) {
            if let Some((above, name)) = holder(&parsed) {
                changes = act == Act::Update;
                if act != Act::Get {
                    act = Act::Touch;
                }
                parsed = Parsed {
                    collection: above,
                    key: Some(name),
                    parents: parsed
                        .parents
                        .iter()
                        .take(parsed.parents.len().saturating_sub(1))
                        .cloned()
                        .collect(),
                    part: Some(part),
                };
                if act == Act::Get {
                    continue;
                }
            }
        }
        groups.entry(parsed.collection.clone()).or_default().push(Draft {
            at,
            act,
            parsed,
            changes,
        });
    }
    adopt(&mut groups);
    let mut roles: Vec<Option<Role>> = operations.iter().map(|_| None).collect();
    let mut collections = BTreeMap::new();
    for (name, drafts) in groups {
        let reads = drafts
            .iter()
            .filter(|draft| !draft.act.writes() && draft.act != Act::Touch)
            .count();
        let writes = drafts
            .iter()
            .filter(|draft| draft.act.writes() || draft.changes)
            .count();
        if writes == 0 || reads + writes < 2 {
            continue;
        }
        let noun = paths::noun(&name);
        let entity = entity(platform, &drafts, &noun, &known);
        let has_many = drafts.iter().any(|draft| {
            draft.parsed.key.is_some()
                || matches!(draft.act, Act::List | Act::Create | Act::CreateMany | Act::UpdateMany)
        });
        let id = keys::id_field(platform, entity.as_ref(), &noun);
        let mut own_keys = Vec::new();
        for draft in &drafts {
            let Some(operation) = known(draft.at) else { continue };
            let key = match &draft.parsed.key {
                Some(param) => Some(keys::of_path(platform, operation, entity.as_ref(), &noun, param)),
                None if has_many && matches!(draft.act, Act::Get | Act::Update | Act::Delete) => {
                    keys::of_params(platform, operation, entity.as_ref(), &noun)
                }
                None => None,
            };
            // One of many, and nothing says which.
            if has_many
                && key.is_none()
                && matches!(
                    draft.act,
                    Act::Get | Act::Update | Act::Delete | Act::Touch | Act::Download
                )
            {
                continue;
            }
            let fields = key.iter().flat_map(|key| key.fields.iter().cloned());
            own_keys.extend(fields.filter(|field| *field != id));
            let parents = draft.parsed.parents.iter().enumerate().map(|(at, param)| {
                let above = paths::above(&name, at).map(str::to_owned);
                let noun = above.as_deref().map(paths::noun).unwrap_or_default();
                (parent_key(platform, operation, &noun, param), above)
            });
            if let Some(slot) = roles.get_mut(draft.at) {
                *slot = Some(Role {
                    act: draft.act,
                    collection: name.clone(),
                    parents: parents.collect(),
                    key,
                    part: draft.parsed.part.clone().filter(|_| draft.act == Act::Touch),
                    reply: roles::reply(platform, operation, draft.act, &noun),
                    sent: operation
                        .body
                        .as_ref()
                        .and_then(|body| spots::sent(platform, body, &noun)),
                });
            }
        }
        own_keys.sort();
        own_keys.dedup();
        let collection = Collection {
            depth: name.matches("{}").count(),
            noun,
            entity,
            id,
            keys: own_keys,
            single: !has_many,
        };
        collections.insert(name, collection);
    }
    drop_strangers(&mut roles, &mut collections);
    (roles, collections)
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

/// Parameters that name what stands above are keys of it; which field of it they are, is seen where it is looked for.
fn parent_key(platform: &Platform, operation: &tradewire_codegen::model::Operation, noun: &str, param: &str) -> Key {
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
    known: &dyn Fn(usize) -> Option<&'p tradewire_codegen::model::Operation>,
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
