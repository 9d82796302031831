//! How an operation pages.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::Paginate;
use crate::model::{Field, Operation, PageKind, Paging, Platform, Type};
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
            let Some(paging) = operation.paging.as_ref().filter(|paging| paging.items == TO_BE_FOUND) else {
                continue;
            };
            let kind = platform.pagination.get(paging.kind);
            let place = match (operation.returns.ty.as_ref(), kind) {
                (Some(ty), Some(kind)) => lists(platform, operation, kind, ty),
                _ => Vec::new(),
            };
            let items = match place.as_slice() {
                [only] => Some(Paging {
                    items: only.clone(),
                    ..paging.clone()
                }),
                several => {
                    report_items(scope, platform, operation, several);
                    None
                }
            };
            found.push((at, index, items));
        }
    }
    for (resource, operation, paging) in found {
        let resource = platform.resources.get_mut(resource);
        if let Some(operation) = resource.and_then(|resource| resource.operations.get_mut(operation)) {
            operation.paging = paging;
        }
    }
}

/// Dotted paths of the lists that can be the elements.
fn lists(platform: &Platform, operation: &Operation, kind: &PageKind, ty: &Type) -> Vec<String> {
    let prefix = operation.returns.key.clone().unwrap_or_default();
    if platform.elements(ty).is_some() {
        return vec![prefix];
    }
    let Some(shape) = platform.as_struct(ty) else {
        return Vec::new();
    };
    let added = |field: &&Field| {
        [&platform.reply, &kind.fields]
            .iter()
            .any(|fields| fields.iter().any(|other| other.name == field.name))
    };
    let own = || shape.fields.iter().filter(|field| !added(field));
    let mut candidates: Vec<&Field> = own().filter(|field| platform.as_list(&field.ty).is_some()).collect();
    if candidates.is_empty() {
        candidates = own().filter(|field| platform.elements(&field.ty).is_some()).collect();
    }
    candidates
        .iter()
        .map(|field| {
            if prefix.is_empty() {
                field.name.written()
            } else {
                format!("{prefix}.{}", field.name.written())
            }
        })
        .collect()
}

fn report_items(scope: &mut Scope<'_>, platform: &Platform, operation: &Operation, several: &[String]) {
    let types = platform.reachable(&operation.returns.ty, &scope.extends);
    let types = types.iter().filter_map(|id| platform.def(*id)).map(|def| &def.place);
    let keys = types
        .chain([&operation.place])
        .map(|place| scope.sources.span_at(place));
    let grounds: Vec<Ground> = keys.map(|key| Ground::Read(scope.trees.extent(key))).collect();
    let message = if several.is_empty() {
        "the reply has no list that could be paged through".to_owned()
    } else {
        format!("the reply has several lists: `{}`", several.join("`, `"))
    };
    let span = scope.sources.span_at(&operation.place);
    let finding = Diagnostic::new(code::BAD_PAGING, span, message)
        .help("say where the elements stand: `paginate: {kind: …, items: path.of.the.list}`");
    scope.report(finding.rests_on_all(grounds));
}
