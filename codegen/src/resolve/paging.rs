//! How an operation pages.

use super::paging_items;
use super::scope::Scope;
use crate::dialect::Paginate;
use crate::model::{Paging, Platform};
use crate::yaml::At;

/// What stands for the place of the elements until every type is known.
const TO_BE_FOUND: &str = "?";

/// Index of the kind.
pub(super) fn kind(scope: &mut Scope<'_>, platform: &Platform, def: Option<&Paginate>, at: At<'_>) -> Option<usize> {
    let (name, at) = match def? {
        Paginate::Kind(name) => (name.clone(), at),
        Paginate::Long(long) => (long.kind.clone()?, at.get("kind")),
    };
    let index = platform.pagination.iter().position(|kind| kind.name == name);
    if index.is_none() {
        let known = platform.pagination.iter().map(|kind| kind.name.as_str());
        scope.undeclared("pagination kind", &name, at.span(), known);
    }
    index
}

/// The paging with the place of the elements as the spec gives it.
pub(super) fn unfinished(kind: usize, def: Option<&Paginate>) -> Paging {
    let items = match def {
        Some(Paginate::Long(long)) => long.items.clone(),
        _ => None,
    };
    Paging {
        kind,
        items: items.unwrap_or_else(|| TO_BE_FOUND.to_owned()),
    }
}

/// Finds the elements of every paginated reply that does not say where they are.
pub(super) fn find_items(scope: &mut Scope<'_>, platform: &mut Platform) {
    let mut found: Vec<(usize, usize, Option<Paging>)> = Vec::new();
    for (at, resource) in platform.resources.iter().enumerate() {
        for (index, operation) in resource.operations.iter().enumerate() {
            let Some(paging) = &operation.paging else { continue };
            if paging_items::without_list(scope, operation) {
                found.push((at, index, None));
                continue;
            }
            if paging.items != TO_BE_FOUND {
                continue;
            }
            let kind = platform.pagination.get(paging.kind);
            let items = kind.and_then(|kind| paging_items::only(scope, platform, operation, kind));
            found.push((
                at,
                index,
                items.map(|items| Paging {
                    items,
                    ..paging.clone()
                }),
            ));
        }
    }
    for (resource, operation, paging) in found {
        let resource = platform.resources.get_mut(resource);
        if let Some(operation) = resource.and_then(|resource| resource.operations.get_mut(operation)) {
            operation.paging = paging;
        }
    }
}
