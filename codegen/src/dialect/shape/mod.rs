//! Holds a tree against the schema of the dialect: unknown keys, wrong kinds, unknown words, missing keys, all at once.
//!
//! What is wrong is cut out of the tree, so that the passes behind this one can go on with the rest of the file.

mod commas;
mod keys;
mod kinds;
mod lists;

use serde_json::{Map, Value};

use self::kinds::{is_kind, kind_of_schema, mended, wanted, words_of};
use super::synonyms::{Spot, meant, synonym};
use super::wording::{a_kind, a_thing, list_words};
use crate::diagnostics::{Diagnostic, Diagnostics, Fix, Span, code, did_you_mean, slip_of};
use crate::model::Literal;
use crate::yaml::{Entry, Node, Scalar, Syntax};

/// Checks a tree and gives back the part of it that fits. `other` is the schema of the other kind of file, whose keys are known there.
#[must_use]
pub fn check_shape(root: &Node, schema: &Value, other: &Value, found: &mut Diagnostics) -> Option<Node> {
    let mut shape = Shape {
        root: schema,
        other,
        found,
    };
    let name = schema.get("title").and_then(Value::as_str).unwrap_or_default();
    let here = Where {
        span: root.span,
        thing: a_thing(name).unwrap_or("a spec file"),
        name,
        about: None,
        alternatives: &[],
    };
    shape.node(root, schema, here)
}

/// What a value is part of.
#[derive(Clone, Copy)]
struct Where<'a> {
    span: Span,
    thing: &'a str,
    /// What the schema calls it.
    name: &'a str,
    /// What the key that leads here is for.
    about: Option<&'a str>,
    /// What else may stand here.
    alternatives: &'a [Value],
}

struct Shape<'a> {
    root: &'a Value,
    other: &'a Value,
    found: &'a mut Diagnostics,
}

impl<'a> Shape<'a> {
    fn node(&mut self, node: &Node, schema: &'a Value, here: Where<'_>) -> Option<Node> {
        let (schema, name) = self.follow(schema);
        let here = Where {
            thing: name.and_then(a_thing).unwrap_or(here.thing),
            name: name.unwrap_or(here.name),
            ..here
        };
        if let Some(words) = words_of(schema) {
            return self.word(node, &words, here);
        }
        if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
            return self.any_of(node, alternatives, here);
        }
        if !self.kind_fits(node, schema, here) {
            return None;
        }
        match &node.value {
            Syntax::Scalar(scalar) => self.scalar(node, scalar, schema),
            Syntax::List(items) => self.list(node, items, schema, here),
            Syntax::Map(entries) => Some(self.map(node, entries, schema, here)),
        }
    }

    /// Follows a `$ref`; the name is that of the last definition.
    fn follow(&self, mut schema: &'a Value) -> (&'a Value, Option<&'a str>) {
        let mut name = None;
        while let Some(target) = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|text| text.strip_prefix("#/$defs/"))
        {
            let Some(definition) = self.root.get("$defs").and_then(|all| all.get(target)) else {
                break;
            };
            (schema, name) = (definition, Some(target));
        }
        (schema, name)
    }

    fn word(&mut self, node: &Node, words: &[&str], here: Where<'_>) -> Option<Node> {
        let text = match &node.value {
            Syntax::Scalar(scalar) => scalar.text.as_str(),
            _ => "",
        };
        if words.contains(&text) {
            return Some(node.clone());
        }
        let found = if text.is_empty() {
            node.kind().to_owned()
        } else {
            format!("`{text}`")
        };
        let finding = Diagnostic::new(
            code::UNKNOWN_WORD,
            shown(node, here.span),
            format!("expected {}, found {found}", list_words(words)),
        );
        let spot = Spot::Word(here.name);
        let spelt = || meant(spot, text, words.iter().copied()).map(|word| format!("did you mean `{word}`?"));
        let help = synonym(spot, text)
            .or_else(spelt)
            .or_else(|| did_you_mean(text, words.iter().copied()))
            .or_else(|| kinds::truth_of(text).filter(|_| takes_truth(here)));
        let word = meant(spot, text, words.iter().copied()).or_else(|| slip_of(text, words.iter().copied()));
        let fix = word.map(|word| Fix::new(node.span, text, word));
        self.found.push(finding.maybe_help(help).fix(fix));
        None
    }

    /// The alternative of the right kind; among several for mappings the one that knows most keys.
    fn any_of(&mut self, node: &Node, alternatives: &'a [Value], here: Where<'_>) -> Option<Node> {
        let fitting: Vec<&'a Value> = alternatives
            .iter()
            .filter(|alternative| {
                kind_of_schema(self.follow(alternative).0)
                    .iter()
                    .any(|kind| is_kind(node, kind))
            })
            .collect();
        let chosen = match fitting.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => self.most_keys(node, several),
        };
        let here = Where { alternatives, ..here };
        if let Some(alternative) = chosen {
            return self.node(node, alternative, here);
        }
        let kinds: Vec<&str> = alternatives
            .iter()
            .flat_map(|alternative| kind_of_schema(self.follow(alternative).0))
            .collect();
        self.wrong_kind(node, &kinds, here);
        None
    }

    fn most_keys(&self, node: &Node, alternatives: &[&'a Value]) -> Option<&'a Value> {
        let known = |schema: &Value| {
            let properties = schema.get("properties").and_then(Value::as_object);
            node.entries()
                .iter()
                .filter(|entry| properties.is_some_and(|all| all.contains_key(&entry.key.text)))
                .count()
        };
        let mut best: Option<(usize, &'a Value)> = None;
        for alternative in alternatives {
            let schema = self.follow(alternative).0;
            // A mapping with free keys takes what no other form knows a key of.
            let free = schema.get("properties").is_none();
            let score = known(schema) * 2 + usize::from(free);
            if best.is_none_or(|(top, _)| score >= top) {
                best = Some((score, alternative));
            }
        }
        best.map(|(_, schema)| schema)
    }

    fn kind_fits(&mut self, node: &Node, schema: &Value, here: Where<'_>) -> bool {
        let kinds = kind_of_schema(schema);
        if kinds.is_empty() || kinds.iter().any(|kind| is_kind(node, kind)) {
            return true;
        }
        self.wrong_kind(node, &kinds, here);
        false
    }

    fn wrong_kind(&mut self, node: &Node, kinds: &[&str], here: Where<'_>) {
        let mut expected: Vec<&str> = Vec::new();
        for words in kinds.iter().map(|kind| a_kind(kind)) {
            if !expected.contains(&words) {
                expected.push(words);
            }
        }
        let message = format!("expected {}, found {}", expected.join(" or "), node.kind());
        let finding =
            Diagnostic::new(code::WRONG_KIND, shown(node, here.span), message).label(format!("in {}", here.thing));
        let help = wanted(node, here).or_else(|| mended(node, kinds, here.about));
        self.found.push(finding.maybe_help(help));
    }

    fn scalar(&mut self, node: &Node, scalar: &Scalar, schema: &Value) -> Option<Node> {
        if let Literal::Integer(number) = scalar.literal() {
            let minimum = schema.get("minimum").and_then(Value::as_i64);
            let maximum = schema.get("maximum").and_then(Value::as_i64);
            if minimum.is_some_and(|least| number < least) || maximum.is_some_and(|most| number > most) {
                let range = match (minimum, maximum) {
                    (Some(least), Some(most)) => format!("from {least} to {most}"),
                    (Some(least), None) => format!("of at least {least}"),
                    _ => format!("of at most {}", maximum.unwrap_or(i64::MAX)),
                };
                self.found.push(Diagnostic::new(
                    code::OUT_OF_RANGE,
                    node.span,
                    format!("expected a number {range}, found {number}"),
                ));
                return None;
            }
        }
        Some(node.clone())
    }

    fn map(&mut self, node: &Node, entries: &[Entry], schema: &'a Value, here: Where<'_>) -> Node {
        let empty = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
        // The reference must outlive this call for the recursion below.
        let lookup = |key: &str| schema.get("properties").and_then(|all| all.get(key));
        let others = schema.get("additionalProperties").filter(|others| !others.is_boolean());
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        let mut kept = Vec::new();
        let mut unknown = Vec::new();
        let split = self.split_types(entries);
        for entry in entries.iter().filter(|entry| !split.contains(&entry.key_span)) {
            let property = lookup(&entry.key.text);
            let inner = Where {
                span: entry.key_span,
                about: property
                    .and_then(|schema| schema.get("description"))
                    .and_then(Value::as_str),
                alternatives: &[],
                ..here
            };
            let value = match property.or(others) {
                Some(schema) if property.is_none() && self.is_sunk_section(entry, schema) => {
                    self.sunk_section(entry);
                    None
                }
                Some(schema) => self.node(&entry.value, schema, inner),
                None if closed => {
                    unknown.push(entry);
                    None
                }
                None => Some(entry.value.clone()),
            };
            kept.extend(value.map(|value| Entry { value, ..entry.clone() }));
        }
        self.unknown_keys(&unknown, entries, properties, here);
        self.missing_keys(schema, entries, &unknown, here);
        Node {
            span: node.span,
            value: Syntax::Map(kept),
        }
    }
}

/// Whether a truth value could stand here, too.
fn takes_truth(here: Where<'_>) -> bool {
    let mut kinds = here.alternatives.iter().flat_map(kind_of_schema);
    kinds.any(|kind| kind == "boolean")
}

/// A scalar itself, or what leads to a collection or to nothing.
fn shown(node: &Node, otherwise: Span) -> Span {
    match &node.value {
        Syntax::Scalar(scalar) if !(scalar.plain && scalar.text.is_empty()) => node.span,
        _ => otherwise,
    }
}
