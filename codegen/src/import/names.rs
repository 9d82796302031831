//! Names of the platform, its resources, operations and types.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::source::Source;
use super::{Object, members, text};
use crate::file_name;
use crate::naming;

/// The name of a folder, from the title of the document.
pub(super) fn platform(source: &Source) -> String {
    let title = source
        .root
        .pointer("/info/title")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let plain = deunicode::deunicode(title).to_ascii_lowercase();
    let plain: String = plain.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain
    } else {
        format!("platform{plain}")
    }
}

/// A type name for each component, all different.
pub(super) fn types(source: &Source) -> BTreeMap<String, String> {
    let mut taken = BTreeSet::new();
    let components = source.root.get("components").unwrap_or(&Value::Null);
    let all = members(components, "schemas");
    all.map(|(component, _)| {
        let wanted = if naming::is_type_name(component) {
            component.clone()
        } else {
            naming::type_name(component)
        };
        let mut name = wanted.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        (component.clone(), name)
    })
    .collect()
}

/// The resource of an operation: its first tag, or the first fixed part of its path.
pub(super) fn resource(operation: &Value, path: &str) -> String {
    let tag = operation
        .get("tags")
        .and_then(|tags| tags.get(0))
        .and_then(Value::as_str);
    let is_fixed = |part: &&str| !part.is_empty() && !part.contains('{') && !is_version(part) && *part != "api";
    let wanted = tag.or_else(|| path.split('/').find(is_fixed)).unwrap_or("api");
    let name = naming::field(&deunicode::deunicode(wanted))
        .trim_end_matches('_')
        .to_owned();
    if name == "platform" || file_name::problem_of_spec(&format!("{name}.yaml")).is_some() {
        format!("{name}_resource")
    } else {
        name
    }
}

/// `v1`, `2`
fn is_version(part: &str) -> bool {
    let digits = part.trim_start_matches(['v', 'V']);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The name of an operation within its resource, one that is not `taken`.
pub(super) fn operation(operation: &Value, (method, path): (&str, &str), resource: &str, taken: &Object) -> String {
    let id = text(operation, "operationId").map(|id| id.strip_suffix(".callback").unwrap_or(id));
    let own = id.and_then(|id| id.strip_prefix(&format!("{resource}.")));
    let wanted = match (own, id) {
        (Some(own), _) if naming::is_snake_name(own) => own.to_owned(),
        (_, Some(id)) => short(&naming::field(id), resource),
        (_, None) => by_method(method, path).to_owned(),
    };
    let wanted = if wanted.is_empty() {
        by_method(method, path).to_owned()
    } else {
        wanted
    };
    let mut name = wanted.clone();
    let mut number = 2;
    while taken.contains_key(&name) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    name
}

/// Words without those that only repeat the resource.
fn short(name: &str, resource: &str) -> String {
    let singular = naming::singular(resource);
    let own: BTreeSet<&str> = resource.split('_').chain(singular.split('_')).collect();
    let words: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !own.contains(word)).collect();
    kept.join("_")
}

fn by_method(method: &str, path: &str) -> &'static str {
    let is_single = path.trim_end_matches('/').ends_with('}');
    match (method, is_single) {
        ("GET", true) => "get",
        ("GET", false) => "list",
        ("POST", _) => "create",
        ("PUT" | "PATCH", _) => "update",
        ("DELETE", _) => "delete",
        ("HEAD", _) => "exists",
        _ => "call",
    }
}
