//! From a path in a reply to the declaration that it concerns.

use super::Kind;
use super::paths::{Step, steps};
use crate::model::{Operation, Place, Platform, Type, TypeShape, WireName, field_of_key};

/// The declaration, if there is only one that a path may lead to: the struct that lacks a key, else the field.
pub(super) fn locate(platform: &Platform, operation: &Operation, kind: Kind, path: &str) -> Option<Place> {
    let mut steps = steps(path)?;
    if kind == Kind::UnknownKey {
        steps.pop()?;
    }
    let mut places: Vec<Option<Place>> = Vec::new();
    for case in operation.returns.cases() {
        let Some(ty) = &case.ty else { continue };
        let mut here: Vec<Step> = steps.clone();
        match &case.key {
            Some(key) if here.first() == Some(&Step::Key(key.clone())) => {
                here.remove(0);
            }
            Some(_) if !case.or_bare => continue,
            _ => {}
        }
        if case.only && here.first() == Some(&Step::Item) {
            here.remove(0);
        }
        let at = At {
            ty: ty.clone(),
            field: None,
        };
        for end in walk(platform, vec![at], &here) {
            let place = match kind {
                Kind::UnknownKey => struct_place(platform, &end.ty),
                _ => end.field,
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    match places.as_slice() {
        [one] => one.clone(),
        _ => None,
    }
}

/// The key that an unknown one is called.
pub(super) fn last_key(path: &str) -> Option<String> {
    match steps(path)?.pop()? {
        // A key that the client cut is not known.
        Step::Key(key) => Some(key).filter(|key| !key.ends_with('…')),
        Step::Item | Step::AnyKey => None,
    }
}

struct At {
    ty: Type,
    field: Option<Place>,
}

fn struct_place(platform: &Platform, ty: &Type) -> Option<Place> {
    let Type::Named(id) = platform.bare(ty) else {
        return None;
    };
    platform.def(*id).map(|def| def.place.clone())
}

fn walk(platform: &Platform, start: Vec<At>, steps: &[Step]) -> Vec<At> {
    let mut here = unfold(platform, start, 0);
    for step in steps {
        let next = here.iter().filter_map(|at| one(platform, at, step)).collect();
        here = unfold(platform, next, 0);
    }
    here
}

/// Aliases and `?` away, and a union as each of its variants.
fn unfold(platform: &Platform, all: Vec<At>, depth: usize) -> Vec<At> {
    let mut out = Vec::new();
    for at in all {
        match platform.shape(&at.ty) {
            Some(TypeShape::Union(union)) if depth < 8 => {
                let variants = union.variants.iter().map(|variant| At {
                    ty: variant.ty.clone(),
                    field: at.field.clone(),
                });
                out.extend(unfold(platform, variants.collect(), depth + 1));
            }
            _ => out.push(at),
        }
    }
    out
}

fn one(platform: &Platform, at: &At, step: &Step) -> Option<At> {
    match (step, platform.bare(&at.ty)) {
        (Step::Item, Type::List(inner)) | (Step::AnyKey, Type::Map(inner)) => Some(At {
            ty: (**inner).clone(),
            field: None,
        }),
        (Step::Key(key), ty) => {
            let field = field_of_key(&platform.as_struct(ty)?.fields, key)?;
            Some(At {
                ty: field.ty.clone(),
                field: Some(field.place.clone()),
            })
        }
        (Step::AnyKey, ty) => {
            let family = |name: &WireName| matches!(name, WireName::Family { .. });
            let field = platform
                .as_struct(ty)?
                .fields
                .iter()
                .find(|field| family(&field.name))?;
            Some(At {
                ty: field.ty.clone(),
                field: Some(field.place.clone()),
            })
        }
        (Step::Item, _) => None,
    }
}
