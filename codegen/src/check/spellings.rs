//! Other keys under which fields are read.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use super::forms::parts;
use crate::diagnostics::code;
use crate::model::{
    Field, InReply, Operation, PageKind, PageStrategy, Place, Platform, SignedPart, SpotAt, Struct, Type, TypeId,
    TypeShape, Verify, WireName, field_of_key,
};

/// Fields that a reader finds by a table of keys; what stands behind is found by its own name alone.
const TABLE: usize = 128;

pub(super) fn check(check: &mut Check<'_>) {
    let any = |fields: &[Field]| fields.iter().any(|field| !field.also.is_empty());
    if !check.field_lists().into_iter().any(any) {
        return;
    }
    for (_, shape) in check.structs() {
        names(check, shape);
    }
    unread(check);
    paths(check);
}

/// Each key means one field.
fn names(check: &mut Check<'_>, shape: &Struct) {
    let mut meant: BTreeMap<&str, &Field> = BTreeMap::new();
    for (index, field) in shape.fields.iter().enumerate() {
        if matches!(field.name, WireName::Family { .. }) || matches!(field.ty, Type::Const(_)) {
            if !field.also.is_empty() {
                let message = format!("`{}` is no single field that is read", field.name.written());
                refuse(check, field, message, "`also` belongs to a field with one key");
            }
            continue;
        }
        if index >= TABLE && !field.also.is_empty() {
            let message = format!("`{}` stands behind the 128th field", field.name.written());
            refuse(
                check,
                field,
                message,
                "move it up: only the first 128 are read by other keys",
            );
        }
        for name in &field.also {
            let known = field_of_key(&shape.fields, name);
            let why = if name.contains(['{', '}']) || name.is_empty() {
                Some(format!("`{name}` is no key"))
            } else if let Some(known) = known {
                Some(format!("`{name}` is read as `{}`", known.name.written()))
            } else {
                let earlier = meant.insert(name, field);
                earlier.map(|earlier| format!("`{name}` is read as `{}`", earlier.name.written()))
            };
            if let Some(why) = why {
                refuse(check, field, why, "a key leads to one field");
            }
        }
    }
}

fn refuse(check: &mut Check<'_>, field: &Field, message: String, help: &str) {
    let finding = check.at(code::BAD_SPELLING, &field.place, message);
    check.report(finding.help(help));
}

/// Parameters, and fields of what is never read.
fn unread(check: &mut Check<'_>) {
    let mut read: BTreeSet<TypeId> = BTreeSet::new();
    for part in parts(check).into_iter().filter(|part| !part.sent) {
        read.extend(check.platform.reached_from(part.ty));
    }
    let mut places: BTreeSet<&Place> = BTreeSet::new();
    let platform = check.platform;
    for (index, def) in platform.types.iter().enumerate() {
        // What an entity is made into is written, and has none.
        if let TypeShape::Struct(shape) = &def.shape
            && read.contains(&TypeId(index))
        {
            places.extend(shape.fields.iter().map(|field| &field.place));
        }
    }
    places.extend(platform.reply.iter().map(|field| &field.place));
    for kind in &platform.pagination {
        places.extend(kind.fields.iter().map(|field| &field.place));
    }
    let mut idle: BTreeSet<(&Place, String)> = BTreeSet::new();
    for field in check.field_lists().into_iter().flatten() {
        if !field.also.is_empty() && !places.contains(&field.place) {
            idle.insert((&field.place, field.name.written()));
        }
    }
    for (place, name) in idle {
        let message = format!("`also` of `{name}` has no effect: nothing reads it from JSON");
        let finding = check.at(code::NO_EFFECT, place, message);
        check.report(finding);
    }
}

/// What is looked for in the text of a reply by one key.
fn paths(check: &mut Check<'_>) {
    let mut findings: BTreeSet<(&Place, String)> = BTreeSet::new();
    let platform = check.platform;
    for resource in &platform.resources {
        for operation in &resource.operations {
            let Some(paging) = &operation.paging else { continue };
            let kind = platform.pagination.get(paging.kind);
            for path in kind.map(|kind| paging_paths(kind, &paging.items)).unwrap_or_default() {
                let field = on_path(platform, operation, &path);
                findings.extend(field.map(|field| (&field.place, format!("paging looks for `{path}`"))));
            }
        }
        for callback in &resource.callbacks {
            let body = callback.body.as_ref().and_then(|body| body.ty.as_ref());
            let signed = callback.verify.as_ref().map(signed_paths).unwrap_or_default();
            let topic = platform.events.topic.as_ref().and_then(field_path);
            let signed = signed.into_iter().map(|path| (path, "the signature is about"));
            let looked_for = signed.chain(topic.map(|path| (path, "events are told apart by")));
            for (path, words) in looked_for {
                let field = body.and_then(|body| below(platform, body, path));
                findings.extend(field.map(|field| (&field.place, format!("{words} `{path}`"))));
            }
        }
    }
    for (place, message) in findings {
        let finding = check.at(code::BAD_SPELLING, place, format!("{message}, by this key alone"));
        check.report(finding.help("leave out its `also`"));
    }
}

fn signed_paths(verify: &Verify) -> Vec<&String> {
    let parts = verify.signs.iter().filter_map(|part| match part {
        SignedPart::Field(path) => Some(path),
        SignedPart::Body | SignedPart::Timestamp | SignedPart::Text(_) | SignedPart::Header(_) => None,
    });
    let spots = verify.timestamp.iter().map(|timestamp| &timestamp.spot);
    let spots = spots.chain([&verify.signature]);
    parts.chain(spots.filter_map(|spot| field_path(&spot.at))).collect()
}

fn field_path(at: &SpotAt) -> Option<&String> {
    match at {
        SpotAt::Field(path) => Some(path),
        SpotAt::Header(_) => None,
    }
}

fn paging_paths(kind: &PageKind, items: &str) -> Vec<String> {
    let mut paths = vec![items.to_owned()];
    let told = [&kind.total_pages, &kind.total_items, &kind.more]
        .into_iter()
        .flatten()
        .chain(kind.next());
    paths.extend(told.filter_map(InReply::path).map(ToOwned::to_owned));
    if let PageStrategy::Keyset { set } = &kind.strategy {
        paths.extend(set.iter().map(|(_, field)| format!("{items}.{field}")));
    }
    paths
}

fn on_path<'p>(platform: &'p Platform, operation: &'p Operation, path: &str) -> Option<&'p Field> {
    let ty = operation.returns.ty.as_ref()?;
    let path = match &operation.returns.key {
        Some(key) => path.strip_prefix(key.as_str())?,
        None => path,
    };
    below(platform, ty, path)
}

/// The first field on a dotted path that has other keys; elements of lists and maps are passed into.
fn below<'p>(platform: &'p Platform, ty: &'p Type, path: &str) -> Option<&'p Field> {
    let mut here = ty;
    for key in path.split('.').filter(|key| !key.is_empty()) {
        while let Some(element) = platform.elements(here) {
            here = element;
        }
        let field = field_of_key(&platform.as_struct(here)?.fields, key)?;
        if !field.also.is_empty() {
            return Some(field);
        }
        here = &field.ty;
    }
    None
}
