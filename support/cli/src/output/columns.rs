//! Which columns there are, where nobody said.

use std::collections::BTreeMap;

use tradewire::Json;

/// How many elements are looked at before the first row is printed.
pub const LOOKED_AT: usize = 100;

/// Names of columns, and what came that has none.
#[derive(Debug, Default)]
pub struct Columns {
    names: Vec<String>,
    /// Keys of later elements, with how many had them.
    missed: BTreeMap<String, u64>,
}

impl Columns {
    /// These, or those of the first elements.
    pub fn of(fields: &[String], first: &[Json]) -> Self {
        let mut names = fields.to_vec();
        if names.is_empty() {
            for element in first {
                for key in keys(element) {
                    if !names.iter().any(|name| name == key) {
                        names.push(key.to_owned());
                    }
                }
            }
        }
        Self {
            names,
            missed: BTreeMap::new(),
        }
    }

    /// Their names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The cells of an element. What is no object is one cell.
    pub fn row(&mut self, element: &Json, is_chosen: bool) -> Vec<String> {
        if !is_chosen {
            for key in keys(element) {
                if !self.names.iter().any(|name| name == key) {
                    *self.missed.entry(key.to_owned()).or_default() += 1;
                }
            }
        }
        let value = |name: &String| match element {
            Json::Object(_) => super::at(element, name),
            other if name == VALUE => Some(other),
            _ => None,
        };
        self.names.iter().map(|name| super::cell(value(name))).collect()
    }

    /// What came and has no column.
    pub fn missed(&self) -> Option<String> {
        if self.missed.is_empty() {
            return None;
        }
        let keys: Vec<String> = self
            .missed
            .iter()
            .map(|(key, count)| format!("{key} ({count})"))
            .collect();
        Some(format!(
            "columns are those of the first {LOOKED_AT} elements, or of the run that this one goes on with; later elements also had: {}; name columns with --fields, or use --format jsonl",
            keys.join(", ")
        ))
    }
}

/// The column of elements that are no objects.
const VALUE: &str = "value";

fn keys(element: &Json) -> Vec<&str> {
    match element {
        Json::Object(object) => object.iter().map(|(key, _)| key).collect(),
        _ => vec![VALUE],
    }
}
