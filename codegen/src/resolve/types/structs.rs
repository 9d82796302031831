//! Structs: inline ones and the rules over their fields.

use indexmap::IndexMap;

use super::super::docs::words;
use super::super::scope::{Home, Scope};
use super::field;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{FieldDef, FieldLong, RuleDef};
use crate::model::{Docs, GroupKind, GroupRule, Struct, Type, TypeDef, TypeShape};
use crate::yaml::At;

/// A struct that is used only here; `at` is the mapping that has `fields`.
pub(in crate::resolve) fn inline(
    scope: &mut Scope<'_>,
    defs: &IndexMap<String, FieldDef>,
    long: &FieldLong,
    at: At<'_>,
    home: Home<'_>,
) -> Type {
    let shape = Struct {
        fields: field::fields(scope, defs, at.get("fields"), home),
        open: long.open,
        rules: rules(scope, &long.rules, at.get("rules")),
    };
    define(scope, TypeShape::Struct(shape), words!(long, doc).docs(), at, home)
}

/// Names a type that is used only here. What is said of its place is said of the type as well: it has no other words.
pub(in crate::resolve) fn define(
    scope: &mut Scope<'_>,
    shape: TypeShape,
    docs: Docs,
    at: At<'_>,
    home: Home<'_>,
) -> Type {
    let span = at.key_span();
    let place = scope.place(span);
    let def = TypeDef {
        name: home.name.to_owned(),
        inline: true,
        resource: home.resource,
        docs: Docs {
            provenance: home.basis.clone(),
            ..docs
        },
        place,
        shape,
        form: None,
        hidden: false,
        renamed_from: Vec::new(),
    };
    Type::Named(scope.add_inline(def, span))
}

pub(in crate::resolve) fn rules(scope: &mut Scope<'_>, defs: &[RuleDef], at: At<'_>) -> Vec<GroupRule> {
    let mut rules = Vec::new();
    for (index, def) in defs.iter().enumerate() {
        let given: Vec<(GroupKind, &Vec<String>)> = [
            (GroupKind::AnyOf, &def.any_of),
            (GroupKind::ExactlyOneOf, &def.exactly_one_of),
            (GroupKind::AtMostOneOf, &def.at_most_one_of),
        ]
        .into_iter()
        .filter_map(|(kind, fields)| fields.as_ref().map(|fields| (kind, fields)))
        .collect();
        match given.as_slice() {
            [(kind, fields)] if !fields.is_empty() => rules.push(GroupRule {
                kind: *kind,
                fields: (*fields).clone(),
            }),
            _ => {
                let finding = Diagnostic::new(
                    code::CONFLICTING_KEYS,
                    at.item(index).span(),
                    "a rule says one thing about some fields",
                );
                scope.report(
                    finding
                        .help("give one of `any_of`, `exactly_one_of`, `at_most_one_of`, with the fields it is about"),
                );
            }
        }
    }
    rules
}
