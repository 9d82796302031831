//! Paths, and the methods of each.

use serde_json::{Value, json};

use super::merge::merged;
use super::{Context, Object};

/// The methods that a path item has a key for.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// The operations of each method of a path.
type Methods = Vec<(String, Vec<Value>)>;

impl Context<'_> {
    /// The paths object. Methods that it has no key for stand under `x-tradewire-methods`.
    pub(super) fn paths(&self) -> Object {
        let mut paths: Vec<(String, Methods)> = Vec::new();
        for resource in &self.platform.resources {
            for operation in &resource.operations {
                let made = self.operation(resource, operation);
                let item = match paths.iter().position(|(path, _)| *path == operation.path) {
                    Some(at) => at,
                    None => {
                        paths.push((operation.path.clone(), Vec::new()));
                        paths.len() - 1
                    }
                };
                let Some((_, methods)) = paths.get_mut(item) else {
                    continue;
                };
                match methods.iter_mut().find(|(method, _)| *method == operation.method) {
                    Some((_, several)) => several.push(made),
                    None => methods.push((operation.method.clone(), vec![made])),
                }
            }
        }
        paths.into_iter().map(|(path, methods)| (path, item(methods))).collect()
    }
}

fn item(methods: Methods) -> Value {
    let (mut item, mut others) = (Object::new(), Object::new());
    for (method, operations) in methods {
        if METHODS.contains(&method.as_str()) {
            item.insert(method.to_ascii_lowercase(), merged(operations));
        } else {
            others.insert(method, merged(operations));
        }
    }
    if !others.is_empty() {
        item.insert("x-tradewire-methods".to_owned(), json!(others));
    }
    Value::Object(item)
}
