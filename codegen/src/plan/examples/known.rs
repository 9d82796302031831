//! Values that the documents show, by the name under which they stand: what examples in rustdoc are made of.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

use crate::model::{Direction, Example, Field, Operation, Platform, WireName};
use crate::naming;

/// As many values of one name are kept; a name that has more stands for different things.
const MOST: usize = 4;

/// Nothing that stands deeper is looked at.
const DEPTH: usize = 8;

/// Values by name, the names in the form of Rust: one platform may write `orderId` and `order_id`.
type Index = BTreeMap<String, Vec<Value>>;

/// Values that the documents of a platform show.
#[derive(Debug, Default)]
pub struct Known {
    operations: Vec<Vec<Index>>,
    resources: Vec<Index>,
    /// By the name of a single thing of a resource, where that resource is.
    singular: BTreeMap<String, usize>,
    platform: Index,
}

impl Known {
    /// Reads all examples of a platform.
    #[must_use]
    pub fn find(platform: &Platform) -> Self {
        let mut known = Self::default();
        for (at, resource) in platform.resources.iter().enumerate() {
            known.singular.entry(resource.singular.clone()).or_insert(at);
            let mut whole = Index::new();
            let mut operations = Vec::new();
            for operation in &resource.operations {
                let index = of_operation(operation);
                merge(&mut whole, &index);
                operations.push(index);
            }
            merge(&mut known.platform, &whole);
            known.operations.push(operations);
            known.resources.push(whole);
        }
        known
    }

    /// What may stand under a name in an operation, the likeliest first.
    #[must_use]
    pub fn values(&self, (resource, operation): (usize, usize), wire: &str) -> Vec<&Value> {
        let name = naming::field(wire);
        let own = self.operations.get(resource).and_then(|all| all.get(operation));
        let mut found: Vec<&Value> = Vec::new();
        found.extend(own.and_then(|index| index.get(&name)).into_iter().flatten());
        // `order_id` is the `id` of an order.
        let owner = name.strip_suffix("_id").and_then(|owner| self.singular.get(owner));
        let owner = owner.and_then(|at| self.resources.get(*at));
        found.extend(owner.and_then(|index| index.get("id")).into_iter().flatten());
        let beside = self.resources.get(resource);
        found.extend(beside.and_then(|index| index.get(&name)).into_iter().flatten());
        // The `id` of anything else is none of this.
        if name != "id" {
            found.extend(self.platform.get(&name).into_iter().flatten());
        }
        found
    }
}

fn of_operation(operation: &Operation) -> Index {
    let mut index = Index::new();
    let parameters = operation
        .path_params
        .iter()
        .chain(&operation.query)
        .chain(&operation.headers);
    for field in parameters {
        allowed(&mut index, field);
    }
    let with = |direction| {
        operation
            .examples
            .iter()
            .filter(move |example| example.direction == direction)
    };
    for example in with(Direction::Request).chain(with(Direction::Response)) {
        read(&mut index, example);
    }
    index
}

fn allowed(index: &mut Index, field: &Field) {
    let (WireName::Plain(name), Some(first)) = (&field.name, field.limits.allowed.first()) else {
        return;
    };
    if let Ok(value) = serde_json::from_str(&crate::plan::context::json_text(first)) {
        add(index, name, &value);
    }
}

/// Breadth first: what stands higher is likelier to be what is meant.
fn read(index: &mut Index, example: &Example) {
    let Ok(whole) = serde_json::from_str::<Value>(&example.text) else {
        return;
    };
    let mut queue = VecDeque::from([(&whole, 0)]);
    while let Some((value, depth)) = queue.pop_front() {
        if depth > DEPTH {
            continue;
        }
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    add(index, name, member);
                    queue.push_back((member, depth + 1));
                }
            }
            Value::Array(elements) => queue.extend(elements.iter().take(1).map(|element| (element, depth + 1))),
            _ => {}
        }
    }
}

fn add(index: &mut Index, name: &str, value: &Value) {
    if value.is_null() {
        return;
    }
    let values = index.entry(naming::field(name)).or_default();
    if values.len() < MOST && !values.contains(value) {
        values.push(value.clone());
    }
}

fn merge(into: &mut Index, from: &Index) {
    for (name, values) in from {
        for value in values.iter().filter(|value| !value.is_object() && !value.is_array()) {
            add(into, name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fixture;

    fn example(direction: Direction, text: &str) -> Example {
        Example {
            number: 1,
            direction,
            file: "specs/demo/examples/items.get.1.response.json".to_owned(),
            text: text.to_owned(),
        }
    }

    fn texts(values: &[&Value]) -> Vec<String> {
        values.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_an_operation_shows_itself_comes_first() {
        let mut get = fixture::operation("get", "GET", "/items/{id}");
        get.examples = vec![example(
            Direction::Response,
            r#"{"lines": [{"id": 5}], "id": 3, "siteCode": "a"}"#,
        )];
        let mut list = fixture::operation("list", "GET", "/items");
        list.examples = vec![example(Direction::Response, r#"[{"id": 7, "note": null}]"#)];
        let known = Known::find(&fixture::platform(vec![], vec![get, list]));
        assert_eq!(texts(&known.values((0, 0), "id")), ["3", "5", "3", "5", "7"]);
        assert_eq!(known.values((0, 1), "id")[0], 7);
        assert_eq!(known.values((0, 1), "item_id")[0], 3, "an item's id");
        assert_eq!(known.values((0, 1), "site_code")[0], "a", "however it is spelt");
        assert!(known.values((0, 1), "note").is_empty(), "nothing is no value");
        assert!(known.values((4, 0), "id").is_empty(), "and none of another thing");
    }

    #[test]
    fn what_is_no_json_shows_nothing() {
        let mut get = fixture::operation("get", "GET", "/items/{id}");
        get.examples = vec![example(Direction::Request, "{")];
        let known = Known::find(&fixture::platform(vec![], vec![get]));
        assert!(known.values((0, 0), "id").is_empty());
    }
}
