//! What a path says of the thing behind it.

use tradewire_codegen::model::Operation;

use crate::words::{ACTIONS, VERBS, Verb, singular, snake};

/// A path without what is done there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    /// The collection: steps in the singular, `{}` for a placeholder: `order/{}/line`.
    pub collection: String,
    /// Placeholders in it, in order.
    pub parents: Vec<String>,
    /// The placeholder behind it, which tells the one that is meant.
    pub key: Option<String>,
    /// The literal behind the key, if there is one: a part of the thing, or what is done with it.
    pub part: Option<String>,
}

/// The placeholder that a step is, apart from an ending as `.json`.
fn placeholder(step: &str) -> Option<&str> {
    let inner = step.strip_prefix('{')?;
    let (name, behind) = inner.split_once('}')?;
    (behind.is_empty() || behind.starts_with('.')).then_some(name)
}

fn literal(step: &str) -> &str {
    step.split('.').next().unwrap_or(step)
}

pub(super) fn parse(operation: &Operation) -> Parsed {
    let mut steps: Vec<&str> = operation.path.split('/').filter(|step| !step.is_empty()).collect();
    let is_action = |step: &str| {
        let step = literal(step);
        ACTIONS.contains(&step) || snake(step) == operation.name
    };
    while steps.len() > 1
        && steps
            .last()
            .is_some_and(|step| placeholder(step).is_none() && is_action(step))
    {
        steps.pop();
    }
    let (mut part, mut key) = (None, None);
    let first = operation.name.split('_').next().unwrap_or_default();
    // What is made has no key yet: `/fields/{entity}/create` is below an entity.
    let makes = VERBS.iter().any(|(word, verb)| *word == first && *verb == Verb::Create);
    if let [.., before, last] = steps.as_slice() {
        if let Some(name) = placeholder(last).filter(|_| !makes) {
            key = Some(name.to_owned());
            steps.pop();
            // `/products/sku/{sku}`
            if steps.len() > 1 && steps.last().is_some_and(|step| literal(step) == name) {
                steps.pop();
            }
        } else if placeholder(before).is_some() && placeholder(last).is_none() {
            part = Some(literal(last).to_owned());
        }
    }
    let parents = steps
        .iter()
        .filter_map(|step| placeholder(step))
        .map(str::to_owned)
        .collect();
    let named: Vec<String> = steps
        .iter()
        .map(|step| placeholder(step).map_or_else(|| singular(literal(step)), |_| "{}".to_owned()))
        .collect();
    Parsed {
        collection: named.join("/"),
        parents,
        key,
        part,
    }
}

/// Placeholders of a path, each with what stands before it, in the form of a collection: `order` and `id` of `/orders/{id}/refund`.
pub(super) fn placeholders(path: &str) -> Vec<(String, String)> {
    let (mut before, mut out) = (Vec::new(), Vec::new());
    for step in path.split('/').filter(|step| !step.is_empty()) {
        if let Some(name) = placeholder(step) {
            out.push((before.join("/"), name.to_owned()));
            before.push("{}".to_owned());
        } else {
            before.push(singular(literal(step)));
        }
    }
    out
}

/// The collection in which a placeholder of another names one: `order` of `order/{}/line`.
pub(super) fn above(collection: &str, placeholder: usize) -> Option<&str> {
    let at = collection.match_indices("{}").nth(placeholder)?.0;
    collection.get(..at)?.strip_suffix('/')
}

/// What one of a collection is called: the last word of its path.
pub(super) fn noun(collection: &str) -> String {
    let last = collection.rsplit('/').find(|step| *step != "{}").unwrap_or(collection);
    snake(last)
}
