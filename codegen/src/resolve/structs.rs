//! Structs: inline ones and the rules over their fields.

use indexmap::IndexMap;

use super::field::{self, Home};
use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{FieldDef, RuleDef};
use crate::model::{Docs, GroupKind, GroupRule, Struct, Type, TypeDef, TypeShape};
use crate::yaml::At;

/// A struct that is used only here; `at` is the mapping that has `fields`.
pub(super) fn inline(
    scope: &mut Scope<'_>,
    defs: &IndexMap<String, FieldDef>,
    open: bool,
    rules: &[RuleDef],
    at: At<'_>,
    home: Home<'_>,
) -> Type {
    let fields = field::fields(scope, defs, at.get("fields"), home);
    let rules = self::rules(scope, rules, at.get("rules"));
    define(scope, Struct { fields, open, rules }, at, home)
}

/// Names a struct that is used only here.
pub(super) fn define(scope: &mut Scope<'_>, shape: Struct, at: At<'_>, home: Home<'_>) -> Type {
    define_shape(scope, TypeShape::Struct(shape), at, home)
}

/// Names a type that is used only here.
pub(super) fn define_shape(scope: &mut Scope<'_>, shape: TypeShape, at: At<'_>, home: Home<'_>) -> Type {
    let doc = at.get("doc");
    let in_list = at.node().is_some() && at.key_span() == at.span() && at.has("doc");
    let docs = Docs {
        doc: match doc.literal() {
            Some(crate::model::Literal::String(text)) if in_list => Some(text.trim().to_owned()),
            _ => None,
        },
        provenance: home.basis.clone(),
        ..Docs::default()
    };
    let span = at.key_span();
    let place = scope.place(span);
    let def = TypeDef {
        name: home.name.to_owned(),
        inline: true,
        resource: home.resource,
        docs,
        place,
        shape,
    };
    Type::Named(scope.add_inline(def, span))
}

pub(super) fn rules(scope: &mut Scope<'_>, defs: &[RuleDef], at: At<'_>) -> Vec<GroupRule> {
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
