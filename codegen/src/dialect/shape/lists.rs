//! Lists: how many elements they have, and that each fits.

use serde_json::Value;

use super::commas::split_in_list;
use super::kinds::phrase;
use super::{Shape, Where, shown};
use crate::diagnostics::{Diagnostic, code};
use crate::yaml::{Node, Syntax};

impl<'a> Shape<'a> {
    pub(super) fn list(&mut self, node: &Node, items: &[Node], schema: &'a Value, here: Where<'_>) -> Option<Node> {
        let count = |key: &str| schema.get(key).and_then(Value::as_u64);
        let (least, most) = (count("minItems").unwrap_or(0), count("maxItems"));
        // Of a list of so many, all have to be understood.
        let whole = most.is_some();
        if items.is_empty() && least > 0 && !whole {
            let finding = Diagnostic::new(code::WRONG_KIND, here.span, "an empty list says nothing");
            let about = here.about.map(|about| format!(": {}", first_sentence(about)));
            let help = format!("leave the key out, or fill the list{}", about.unwrap_or_default());
            self.found.push(finding.label(format!("in {}", here.thing)).help(help));
            return None;
        }
        if whole && ((items.len() as u64) < least || most.is_some_and(|most| items.len() as u64 > most)) {
            let message = format!("expected a list of one element type, found {} elements", items.len());
            let finding = Diagnostic::new(code::WRONG_KIND, shown(node, here.span), message);
            let help = split_in_list(items)
                .unwrap_or_else(|| "`[T]` is a list of T; several JSON forms are `{union: [A, B]}`".to_owned());
            self.found.push(finding.help(help));
            return None;
        }
        if schema.get("uniqueItems").and_then(Value::as_bool) == Some(true) {
            self.told_twice(items, here);
        }
        let Some(element) = schema.get("items") else {
            return Some(node.clone());
        };
        let kept = items
            .iter()
            .filter_map(|item| {
                let here = Where {
                    span: item.span,
                    alternatives: &[],
                    ..here
                };
                self.node(item, element, here)
            })
            .collect::<Vec<_>>();
        let complete = kept.len() == items.len();
        (complete || !(whole || kept.is_empty() && least > 0)).then_some(Node {
            span: node.span,
            value: Syntax::List(kept),
        })
    }
}

impl Shape<'_> {
    /// Elements of a set that stand in it twice. They are kept: the second changes nothing.
    fn told_twice(&mut self, items: &[Node], here: Where<'_>) {
        let mut known = std::collections::BTreeSet::new();
        for item in items {
            let Syntax::Scalar(scalar) = &item.value else { continue };
            if !known.insert(scalar.text.as_str()) {
                let message = format!("`{}` stands in the list twice", scalar.text);
                let finding = Diagnostic::new(code::NO_EFFECT, item.span, message);
                self.found.push(
                    finding
                        .label(format!("in {}", here.thing))
                        .help("take one of them away, or name what was meant"),
                );
            }
        }
    }
}

/// What a key is for, in one line.
fn first_sentence(about: &str) -> String {
    let first = about.split(". ").next().unwrap_or(about);
    phrase(first).split_whitespace().collect::<Vec<_>>().join(" ")
}
