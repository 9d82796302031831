//! Arguments with less in them, for who looks for the least that shows a failure.

use serde_json::{Map, Value};
use tradewire_codegen::model::{Operation, Platform, Type, field_of_key};

use super::Arguments;
use crate::check::{Checker, Shape};

/// All arguments that are as these with one thing less: an entry of an object, or an element of a list, with all that is in it. They fit the spec
/// as these do. The greatest thing comes first, so that who takes the first one that still fails is soon done.
pub(crate) fn smaller(platform: &Platform, operation: &Operation, arguments: &Arguments) -> Vec<Arguments> {
    let mut out: Vec<(usize, Arguments)> = Vec::new();
    let mut take = |less: Arguments, size: usize| {
        if fits(platform, operation, &less) {
            out.push((size, less));
        }
    };
    for (path, size) in removable(&Value::Object(arguments.query.clone())) {
        let mut less = arguments.clone();
        less.query = object(without(Value::Object(less.query), &path));
        take(less, size);
    }
    for (path, size) in removable(&Value::Object(arguments.headers.clone())) {
        let mut less = arguments.clone();
        less.headers = object(without(Value::Object(less.headers), &path));
        take(less, size);
    }
    if let Some(body) = &arguments.body {
        for (path, size) in removable(body) {
            let mut less = arguments.clone();
            less.body = Some(without(body.clone(), &path));
            take(less, size);
        }
    }
    out.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    out.into_iter().map(|(_, less)| less).collect()
}

/// A step to an entry of an object or an element of a list, by its place.
type Path = Vec<usize>;

/// All that stands in a value, each with how much it is.
fn removable(value: &Value) -> Vec<(Path, usize)> {
    let inner: Vec<&Value> = match value {
        Value::Array(elements) => elements.iter().collect(),
        Value::Object(entries) => entries.values().collect(),
        _ => Vec::new(),
    };
    let mut out = Vec::new();
    for (at, inner) in inner.into_iter().enumerate() {
        out.push((vec![at], size(inner)));
        out.extend(removable(inner).into_iter().map(|(mut path, size)| {
            path.insert(0, at);
            (path, size)
        }));
    }
    out
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

fn without(mut value: Value, path: &[usize]) -> Value {
    let mut here = Some(&mut value);
    let Some((last, outer)) = path.split_last() else {
        return value;
    };
    for step in outer {
        here = match here {
            Some(Value::Array(elements)) => elements.get_mut(*step),
            Some(Value::Object(entries)) => entries.values_mut().nth(*step),
            _ => None,
        };
    }
    match here {
        Some(Value::Array(elements)) if *last < elements.len() => {
            elements.remove(*last);
        }
        Some(Value::Object(entries)) => {
            let key = entries.keys().nth(*last).cloned();
            key.and_then(|key| entries.shift_remove(&key));
        }
        _ => {}
    }
    value
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}

/// Whether the spec has nothing against them.
fn fits(platform: &Platform, operation: &Operation, arguments: &Arguments) -> bool {
    let mut checker = Checker::at(platform, "");
    let shape = |fields| Shape {
        fields,
        open: true,
        rules: &[],
        tag: None,
    };
    // What stands under the name of a family is an object of values.
    let plain = |object: &Map<String, Value>, fields: &[tradewire_codegen::model::Field]| {
        let is_one = |key: &String| field_of_key(fields, key).is_some_and(|field| field.name.written() == *key);
        let known = object.iter().filter(|(key, _)| is_one(key) && !key.contains('{'));
        Value::Object(known.map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    checker.object(
        &shape(&operation.query),
        &plain(&arguments.query, &operation.query),
        None,
    );
    checker.object(
        &shape(&operation.headers),
        &plain(&arguments.headers, &operation.headers),
        None,
    );
    let content = arguments.body.as_ref();
    if let (Some(content), Some(ty)) = (content, operation.body.as_ref().and_then(|body| body.ty.as_ref())) {
        content_fits(&mut checker, platform, ty, content, &arguments.files);
    }
    let mut all = arguments.query.clone();
    if let Some(Value::Object(content)) = content {
        all.extend(content.clone());
    }
    let rules = Shape {
        rules: &operation.rules,
        ..shape(&[])
    };
    checker.object(&rules, &Value::Object(all), None);
    checker.found.is_empty()
}

/// Files stand apart from the other parts of a body.
fn content_fits(checker: &mut Checker<'_>, platform: &Platform, ty: &Type, content: &Value, files: &[String]) {
    let mut whole = content.clone();
    if let Value::Object(entries) = &mut whole {
        let named = platform
            .as_struct(ty)
            .map(|shape| shape.fields.as_slice())
            .unwrap_or_default();
        for name in files {
            let is_list = field_of_key(named, name).is_some_and(|field| platform.as_list(&field.ty).is_some());
            let file = Value::from("a file");
            entries.insert(name.clone(), if is_list { Value::Array(vec![file]) } else { file });
        }
    }
    checker.value(ty, &whole, None, None);
}
