//! Lists of a thing whose elements are things of a collection of their own: the variants of a product.

use std::collections::BTreeMap;

use tradewire_codegen::model::{Field, Operation, Platform, Struct, Type, TypeShape, WireName};

use super::entity::Collection;
use super::paths;
use super::roles::Role;
use crate::words::{singular, snake};

/// One collection that stands in a list of another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// The collection that has the list.
    pub above: String,
    /// The field that is the list.
    pub field: String,
    /// The collection of its elements.
    pub below: String,
    /// The elements stand under keys.
    pub by_key: bool,
    /// The field of an element that names what it stands below, where no path does: `order` of a payment.
    pub names: Option<String>,
}

/// Elements of a list or a map, also where it may be either; whether they stand under keys.
fn elements<'p>(platform: &'p Platform, ty: &'p Type) -> Option<(&'p Type, bool)> {
    match platform.bare(ty) {
        Type::List(element) => Some((element, false)),
        Type::Map(element) => Some((element, true)),
        _ => match platform.shape(ty) {
            Some(TypeShape::Union(union)) => union.variants.iter().find_map(|one| match platform.bare(&one.ty) {
                Type::List(element) => Some((element.as_ref(), false)),
                Type::Map(element) => Some((element.as_ref(), true)),
                _ => None,
            }),
            _ => None,
        },
    }
}

fn shape<'p>(platform: &'p Platform, entity: Option<&'p Type>) -> Option<&'p Struct> {
    platform.as_struct(entity?)
}

/// The collection that a path stands for: it, or the only one whose things are called so (`variants/{}` of those in `products/{}/variants`).
pub(super) fn meant<'c, T>(collections: &'c BTreeMap<String, T>, name: &str) -> Option<&'c String> {
    if let Some((own, _)) = collections.get_key_value(name) {
        return Some(own);
    }
    let noun = paths::noun(name);
    let ends = |known: &&String| !known.ends_with("{}") && paths::noun(known) == noun;
    let mut called = collections.keys().filter(ends);
    called.next().filter(|_| called.next().is_none())
}

/// The collection above another, by its path; and whether a placeholder of the path says which one.
fn above<'c, T>(collections: &'c BTreeMap<String, T>, below: &str) -> Option<(&'c String, bool)> {
    let (path, _) = below.rsplit_once('/')?;
    match path.strip_suffix("/{}") {
        Some(path) => meant(collections, path).map(|name| (name, true)),
        None => collections.get_key_value(path).map(|(name, _)| (name, false)),
    }
}

/// The type of elements of the list that a thing has of those below it, by what the list is called.
pub(super) fn element_by_name(
    platform: &Platform,
    entities: &BTreeMap<String, Option<Type>>,
    below: &str,
) -> Option<Type> {
    let (above, _) = above(entities, below)?;
    let shape = shape(platform, entities.get(above)?.as_ref())?;
    let noun = paths::noun(below);
    let field = shape.fields.iter().find(|field| is_called(field, &noun))?;
    let (element, _) = elements(platform, &field.ty)?;
    platform.as_struct(element).map(|_| element.clone())
}

fn is_called(field: &Field, noun: &str) -> bool {
    matches!(&field.name, WireName::Plain(name) if singular(&snake(name)) == noun)
}

/// All links of a platform.
pub(super) fn of<'p>(
    platform: &'p Platform,
    collections: &BTreeMap<String, Collection>,
    roles: &[Option<Role>],
    known: &dyn Fn(usize) -> Option<&'p Operation>,
) -> Vec<Link> {
    let mut links = Vec::new();
    for (below, collection) in collections {
        let Some((above, by_path)) = above(collections, below) else {
            continue;
        };
        let (Some(owner), Some(entity)) = (collections.get(above), &collection.entity) else {
            continue;
        };
        let Some(outer) = shape(platform, owner.entity.as_ref()) else {
            continue;
        };
        let lists = outer.fields.iter().filter(|field| {
            elements(platform, &field.ty).is_some_and(|(element, _)| platform.bare(element) == platform.bare(entity))
        });
        let lists: Vec<&Field> = lists.collect();
        let called = lists.iter().find(|field| is_called(field, &collection.noun));
        let Some(field) = called.or(if let [only] = lists.as_slice() {
            Some(only)
        } else {
            None
        }) else {
            continue;
        };
        let names = (!by_path).then(|| names(platform, &owner.noun, below, roles, known));
        // Nothing tells what one stands below.
        if matches!(names, Some(None)) {
            continue;
        }
        let by_key = elements(platform, &field.ty).is_some_and(|(_, by_key)| by_key);
        links.push(Link {
            above: above.clone(),
            field: field.name.written(),
            below: below.clone(),
            by_key,
            names: names.flatten(),
        });
    }
    links
}

/// The field of what is sent that is called as what stands above: `order` of a payment.
fn names<'p>(
    platform: &'p Platform,
    noun: &str,
    below: &str,
    roles: &[Option<Role>],
    known: &dyn Fn(usize) -> Option<&'p Operation>,
) -> Option<String> {
    let own = roles
        .iter()
        .enumerate()
        .filter_map(|(at, role)| Some((at, role.as_ref()?)));
    own.filter(|(at, role)| role.collection == below && known(*at).is_some())
        .find_map(|(_, role)| {
            let shape = platform.as_struct(&role.sent.as_ref()?.ty)?;
            let field = shape.fields.iter().find(|field| {
                platform.as_struct(&field.ty).is_some()
                    && matches!(&field.name, WireName::Plain(name) if snake(name) == noun)
            })?;
            Some(field.name.written())
        })
}
