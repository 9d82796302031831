//! Holds JSON against a union.

use super::json_scalar::{at, node_kind, text};
use super::validate::{Misfit, Validator};
use crate::model::{Union, UnionKind, Variant};
use crate::yaml::Node;

impl<'p> Validator<'p> {
    pub(super) fn union(&mut self, union: &'p Union, node: &Node, holder: Option<&Node>) {
        match &union.kind {
            UnionKind::Tagged { tag } => {
                let name = node.entry(tag).and_then(|entry| text(&entry.value));
                match name.as_deref().and_then(|name| variant(union, name)) {
                    Some(found) => match self.platform.as_struct(&found.ty) {
                        Some(shape) => self.structure(shape, node, Some(tag)),
                        None => self.value(&found.ty, node, holder),
                    },
                    None => self.misfit(
                        node,
                        format!(
                            "the tag `{tag}` names no variant: {}",
                            name.unwrap_or_else(|| "it is missing".to_owned())
                        ),
                    ),
                }
            }
            UnionKind::Beside { field } => {
                let name = holder.and_then(|holder| at(holder, field)).and_then(text);
                match name.as_deref().and_then(|name| variant(union, name)) {
                    Some(found) => self.value(&found.ty, node, holder),
                    None => self.misfit(
                        node,
                        format!(
                            "`{field}` beside it names no variant: {}",
                            name.unwrap_or_else(|| "it is missing".to_owned())
                        ),
                    ),
                }
            }
            UnionKind::Untagged => self.untagged(union, node, holder),
        }
    }

    fn untagged(&mut self, union: &'p Union, node: &Node, holder: Option<&Node>) {
        let mut closest: Option<Vec<Misfit>> = None;
        for variant in &union.variants {
            let mut attempt = Validator {
                platform: self.platform,
                path: self.path.clone(),
                found: Vec::new(),
            };
            attempt.value(&variant.ty, node, holder);
            if attempt.found.is_empty() {
                return;
            }
            // A variant of the right kind with slips inside says more than one of another kind.
            let deep = attempt
                .found
                .iter()
                .all(|misfit| misfit.path != self.path || misfit.message.starts_with("the required"));
            let fewer = closest.as_ref().is_none_or(|best| attempt.found.len() < best.len());
            if deep && fewer {
                closest = Some(attempt.found);
            }
        }
        match closest {
            Some(found) => self.found.extend(found),
            None => {
                let forms: Vec<&str> = union.variants.iter().map(|variant| variant.name.as_str()).collect();
                self.misfit(
                    node,
                    format!(
                        "expected one of the forms {}, found {}",
                        forms.join(", "),
                        node_kind(node)
                    ),
                );
            }
        }
    }
}

fn variant<'p>(union: &'p Union, name: &str) -> Option<&'p Variant> {
    union.variants.iter().find(|variant| variant.name == name)
}
