//! Things of a state against the types that the spec has for them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tradewire_codegen::model::{Field, Struct, Type, TypeShape, UnionKind, field_of_key};

use super::paths::hint;
use crate::check::Checker;
use crate::spec::{Act, Spec};
use crate::violation::{Kind, Violation};

/// What is wrong with a thing of a collection. Its fields are those that replies show and those that requests send, as both are remembered; none of
/// them has to be there.
pub(crate) fn thing(spec: &Spec, collection: &str, data: &Map<String, Value>, path: &str) -> Vec<String> {
    let Some(known) = spec.collections.get(collection) else {
        return Vec::new();
    };
    let own = |role: &&crate::spec::Role| role.collection == collection;
    let sent = spec
        .roles
        .iter()
        .flatten()
        .filter(own)
        .filter_map(|role| role.sent.as_ref());
    let mut types: Vec<&Type> = known.entity.iter().chain(sent.map(|spot| &spot.ty)).collect();
    types.dedup();
    let named: Vec<&str> = known
        .keys
        .iter()
        .map(String::as_str)
        .chain([known.id.as_str(), SIZE])
        .collect();
    held(spec, &types, &named, data, path)
}

/// What files are said to have.
const SIZE: &str = "size";

/// What is wrong with an entry of the history of a collection.
pub(super) fn entry(spec: &Spec, collection: &str, data: &Map<String, Value>, path: &str) -> Vec<String> {
    let mut roles = spec.roles.iter().flatten();
    let role = roles.find(|role| role.act == Act::History && role.collection == collection);
    match role.and_then(|role| role.reply.as_ref()) {
        Some(spot) => held(spec, &[&spot.ty], &[], data, path),
        None => Vec::new(),
    }
}

fn held(spec: &Spec, types: &[&Type], named: &[&str], data: &Map<String, Value>, path: &str) -> Vec<String> {
    let shapes: Vec<&Struct> = types.iter().flat_map(|ty| shapes(spec, ty)).collect();
    // Of a thing without a type nothing is known.
    if shapes.is_empty() {
        return Vec::new();
    }
    let tags: Vec<&str> = types.iter().filter_map(|ty| tag(spec, ty)).collect();
    let is_open = shapes.iter().any(|shape| shape.open);
    let mut out = Vec::new();
    for (key, value) in data {
        let fields: Vec<&Field> = shapes
            .iter()
            .filter_map(|shape| field_of_key(&shape.fields, key))
            .collect();
        let path = format!("{path}.{key}");
        if fields.is_empty() && !is_open && !named.contains(&key.as_str()) && !tags.contains(&key.as_str()) {
            let all: BTreeSet<String> = shapes
                .iter()
                .flat_map(|shape| &shape.fields)
                .map(|field| field.name.written())
                .collect();
            let hint = hint(key, all.iter().map(String::as_str), "there are");
            out.push(format!("{path}: there is no such field; {hint}"));
        }
        out.extend(common(spec, &fields, value, data, &path));
    }
    out
}

/// The objects that a type may be.
fn shapes<'s>(spec: &'s Spec, ty: &'s Type) -> Vec<&'s Struct> {
    match spec.platform.shape(ty) {
        Some(TypeShape::Struct(shape)) => vec![shape],
        Some(TypeShape::Union(union)) => union
            .variants
            .iter()
            .filter_map(|variant| spec.platform.as_struct(&variant.ty))
            .collect(),
        _ => Vec::new(),
    }
}

/// The field that tells what a thing is, where it may be one of several.
fn tag<'s>(spec: &'s Spec, ty: &'s Type) -> Option<&'s str> {
    match spec.platform.shape(ty) {
        Some(TypeShape::Union(union)) => match &union.kind {
            UnionKind::Tagged { tag } => Some(tag),
            _ => None,
        },
        _ => None,
    }
}

/// What all of these fields have against a value: what one request sends and another one's reply shows may look either way, or be both put together.
fn common(spec: &Spec, fields: &[&Field], value: &Value, holder: &Map<String, Value>, path: &str) -> Vec<String> {
    // Nothing is remembered of it.
    if value.is_null() {
        return Vec::new();
    }
    let against = |field: &&Field| {
        let mut checker = Checker::at(&spec.platform, path);
        checker.field(field, value, holder);
        checker
            .found
            .retain(|found| matches!(found.kind, Kind::Type | Kind::Value | Kind::Unknown));
        checker.found
    };
    let mut all = fields.iter().map(against);
    let Some(mut found) = all.next() else { return Vec::new() };
    for other in all {
        found.retain(|one| other.iter().any(|other| other.field == one.field));
    }
    found.iter().map(line).collect()
}

fn line(found: &Violation) -> String {
    let place = found
        .place
        .as_ref()
        .map(|place| format!(" ({}:{}:{})", place.file, place.line, place.column));
    format!(
        "{}: expected {}, found {}{}",
        found.field,
        found.expected,
        found.found,
        place.unwrap_or_default()
    )
}
