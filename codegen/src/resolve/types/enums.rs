//! Enumerations.

use super::super::basis;
use super::super::docs::words;
use super::super::literals::literals;
use super::super::scope::{Home, Scope};
use super::structs::define;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{EnumDef, EnumValueDef, FieldLong, FormerNamesDef};
use crate::model::{Docs, Enum, EnumValue, Literal, Provenance, Type, TypeShape};
use crate::yaml::At;

/// An enumeration that is used only here; `at` is the mapping that has `enum`.
pub(in crate::resolve) fn inline(
    scope: &mut Scope<'_>,
    def: &EnumDef,
    long: &FieldLong,
    at: At<'_>,
    home: Home<'_>,
) -> Type {
    let shape = Enum {
        values: values(scope, def, at.get("enum"), home.basis),
        closed: long.closed,
    };
    define(scope, TypeShape::Enum(shape), words!(long, doc).docs(), at, home)
}

/// The values in the order of the spec.
pub(in crate::resolve) fn values(
    scope: &mut Scope<'_>,
    def: &EnumDef,
    at: At<'_>,
    around: &Provenance,
) -> Vec<EnumValue> {
    let mut values: Vec<EnumValue> = match def {
        EnumDef::List(_) => literals(at)
            .into_iter()
            .enumerate()
            .map(|(index, wire)| EnumValue {
                place: scope.place(at.item(index).span()),
                wire,
                docs: Docs {
                    provenance: around.clone(),
                    ..Docs::default()
                },
                rust: None,
                renamed_from: Vec::new(),
            })
            .collect(),
        EnumDef::Map(map) => {
            let empty = EnumValueDef::default();
            map.iter()
                .filter_map(|(key, words)| {
                    let words = words.as_ref().unwrap_or(&empty);
                    let wire = at.node()?.entry(key)?.key.literal();
                    let said = words.basis.as_ref();
                    let provenance = basis::provenance(scope, said, at.get(key).get("basis"), around);
                    Some(EnumValue {
                        place: scope.place(at.get(key).key_span()),
                        wire,
                        docs: Docs {
                            provenance,
                            ..words!(words, doc, note, deprecated).docs()
                        },
                        rust: words.rust.clone(),
                        renamed_from: FormerNamesDef::all(words.renamed_from.as_ref()).to_vec(),
                    })
                })
                .collect()
        }
    };
    for index in 0..values.len() {
        check_value(scope, &values, index, at);
    }
    if values.is_empty() {
        let finding = Diagnostic::new(code::BAD_ENUM, at.key_span(), "an enumeration has at least one value");
        scope.report(finding.help("use `string` or `integer` where no values are known"));
    }
    let mut seen = Vec::new();
    values.retain(|value| {
        let first = !seen.contains(&value.wire) && matches!(value.wire, Literal::String(_) | Literal::Integer(_));
        seen.push(value.wire.clone());
        first
    });
    values
}

fn check_value(scope: &mut Scope<'_>, values: &[EnumValue], index: usize, at: At<'_>) {
    let Some(value) = values.get(index) else { return };
    let span = match at.node().map(|node| &node.value) {
        Some(crate::yaml::Syntax::Map(entries)) => entries.get(index).map_or(at.span(), |entry| entry.key_span),
        _ => at.item(index).span(),
    };
    match &value.wire {
        Literal::String(_) | Literal::Integer(_) => {
            if values.iter().take(index).any(|earlier| earlier.wire == value.wire) {
                scope.report(Diagnostic::new(
                    code::BAD_ENUM,
                    span,
                    "this value stands in the list already",
                ));
            }
        }
        _ => {
            let finding = Diagnostic::new(code::BAD_ENUM, span, "a value is text or an integer");
            scope.report(finding.help("quote it if it is text on the wire; `{union: […]}` holds other constants"));
        }
    }
}
