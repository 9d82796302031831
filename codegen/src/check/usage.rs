//! What is declared and never used.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::{Ground, code};
use crate::model::{Operation, TypeId};

pub(super) fn check(check: &mut Check<'_>) {
    types(check);
    declarations(check);
}

fn types(check: &mut Check<'_>) {
    let mut ids = check.platform.reached(check.extends);
    // What is made from an entity uses it.
    let entities = check.platform.types.iter().enumerate();
    let entities = entities.filter(|(index, _)| ids.contains(&TypeId(*index)));
    let entities: Vec<TypeId> = entities
        .filter_map(|(_, def)| def.form.map(|form| form.entity))
        .collect();
    ids.extend(entities);
    let declared: BTreeSet<&str> = check.platform.types.iter().map(|def| def.name.as_str()).collect();
    for (index, def) in check.platform.types.iter().enumerate() {
        if !def.inline && def.form.is_none() && !ids.contains(&TypeId(index)) {
            let finding = check.lacking(
                code::UNUSED_TYPE,
                &def.place,
                format!("nothing uses the type `{}`", def.name),
            );
            // What refers to it may be among what could not be read.
            let places = check.trees.may_mention(&def.name, |word| declared.contains(word));
            check.report(
                finding
                    .help("refer to it from an operation, or remove it")
                    .rests_on_all(places),
            );
        }
    }
}

fn declarations(check: &mut Check<'_>) {
    let platform = check.platform;
    let operations = || platform.resources.iter().flat_map(|resource| &resource.operations);
    if operations().next().is_none() {
        return;
    }
    let mut unused: Vec<(String, String)> = Vec::new();
    for (index, kind) in platform.pagination.iter().enumerate() {
        if !operations().any(|operation| operation.paging.as_ref().is_some_and(|paging| paging.kind == index)) {
            unused.push((
                format!("pagination kind `{}`", kind.name),
                format!("pagination.{}", kind.name),
            ));
        }
    }
    for (index, kind) in platform.errors.outcomes.iter().enumerate() {
        let is_it = |operation: &Operation| operation.outcomes.as_ref().is_some_and(|used| used.kind == Some(index));
        if !operations().any(is_it) {
            unused.push((
                format!("kind of outcomes `{}`", kind.name),
                format!("outcomes.{}", kind.name),
            ));
        }
    }
    for (index, limit) in platform.limits.iter().enumerate() {
        if !operations().any(|operation| operation.charges.iter().any(|charge| charge.limit == index)) {
            unused.push((format!("limit `{}`", limit.name), format!("limits.{}", limit.name)));
        }
    }
    for (index, scheme) in platform.auth.iter().enumerate() {
        if !operations().any(|operation| operation.auth.contains(&index)) {
            unused.push((
                format!("credentials `{}`", scheme.name),
                format!("auth.{}", scheme.name),
            ));
        }
    }
    for scope in platform.scopes.iter().flatten() {
        if !operations().any(|operation| operation.permissions.contains(scope)) {
            unused.push((format!("scope `{scope}`"), format!("scopes.{scope}")));
        }
    }
    let mut unused: Vec<(String, String)> = unused
        .into_iter()
        .map(|(what, key)| (format!("no operation uses the {what}"), key))
        .collect();
    for word in check.unused_peers {
        unused.push((format!("no `basis` names the peer `{word}`"), format!("peers.{word}")));
    }
    for (message, key) in unused {
        if let Some(place) = check.places.get(&key) {
            // A slip in the name of one makes it look unused.
            let files = check.files(Ground::Right);
            let finding = check.at(code::UNUSED_DECLARATION, place, message);
            check.report(finding.rests_on_all(files));
        }
    }
}
