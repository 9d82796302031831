//! Unions.

use indexmap::IndexMap;

use super::super::scope::{Home, Scope};
use super::structs::define;
use super::type_of;
use crate::diagnostics::{Diagnostic, code, did_you_mean};
use crate::dialect::{FieldDef, UnionDef, UnionLong};
use crate::model::{Docs, Literal, Type, TypeShape, Union, UnionKind, Variant};
use crate::naming;
use crate::yaml::At;

/// A union that is used only here; `at` is the mapping that has `union`.
pub(in crate::resolve) fn inline(
    scope: &mut Scope<'_>,
    def: &UnionDef,
    docs: Docs,
    at: At<'_>,
    home: Home<'_>,
) -> Type {
    let union = read(scope, def, at.get("union"), home);
    define(scope, TypeShape::Union(union), docs, at, home)
}

pub(in crate::resolve) fn read(scope: &mut Scope<'_>, def: &UnionDef, at: At<'_>, home: Home<'_>) -> Union {
    let union = match def {
        UnionDef::List(items) => {
            let variants = items
                .iter()
                .enumerate()
                .map(|(index, def)| unnamed(scope, def, at.item(index), home))
                .collect();
            Union {
                kind: UnionKind::Untagged,
                variants,
                default: None,
            }
        }
        UnionDef::Named(map) => Union {
            kind: UnionKind::Untagged,
            variants: named(scope, map, at, home),
            default: None,
        },
        UnionDef::Long(long) => told_by_field(scope, long, at, home),
    };
    if union.variants.is_empty() {
        scope.report(Diagnostic::new(
            code::BAD_UNION,
            at.key_span(),
            "a union has at least one variant",
        ));
    }
    union
}

fn told_by_field(scope: &mut Scope<'_>, long: &UnionLong, at: At<'_>, home: Home<'_>) -> Union {
    let variants = named(scope, &long.variants, at.get("variants"), home);
    let kind = match (&long.tag, &long.beside) {
        (Some(tag), None) => UnionKind::Tagged { tag: tag.clone() },
        (None, Some(field)) => UnionKind::Beside { field: field.clone() },
        _ => {
            let finding = Diagnostic::new(
                code::CONFLICTING_KEYS,
                at.key_span(),
                "`variants` go with one of `tag` and `beside`",
            );
            scope.report(
                finding.help("`tag` names a field of the object itself, `beside` one of the object that holds it"),
            );
            UnionKind::Untagged
        }
    };
    let default = long.default.clone().filter(|default| {
        let is_one = variants.iter().any(|variant| variant.name == *default);
        if !is_one {
            let finding = Diagnostic::new(
                code::BAD_UNION,
                at.get("default").span(),
                format!("`default` names no variant: `{default}`"),
            );
            let names = variants.iter().map(|variant| variant.name.as_str());
            scope.report(match did_you_mean(default, names.clone()) {
                Some(hint) => finding.help(hint),
                None => finding.help(format!("the variants are {}", names.collect::<Vec<_>>().join(", "))),
            });
        }
        is_one
    });
    Union {
        kind,
        variants,
        default,
    }
}

fn named(scope: &mut Scope<'_>, map: &IndexMap<String, FieldDef>, at: At<'_>, home: Home<'_>) -> Vec<Variant> {
    map.iter()
        .map(|(name, def)| variant(scope, name.clone(), def, at.get(name), home))
        .collect()
}

/// An alternative without a name is called after its type.
fn unnamed(scope: &mut Scope<'_>, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Variant {
    let name = match def {
        FieldDef::Short(text) => match crate::dialect::expression(text) {
            Ok(read) => expression_name(&read.kind),
            Err(_) => text.clone(),
        },
        FieldDef::List(_) => "list".to_owned(),
        FieldDef::Map(_) => "map".to_owned(),
        FieldDef::Long(long) => match (&long.name, at.get("const").literal()) {
            (Some(name), _) => name.clone(),
            (None, Some(literal)) if long.const_.is_some() => constant_name(&literal),
            (None, _) if long.fields.is_some() => "object".to_owned(),
            (None, _) if long.enum_.is_some() => "known".to_owned(),
            _ => "other_form".to_owned(),
        },
    };
    variant(scope, name, def, at, home)
}

fn expression_name(kind: &crate::dialect::ExpressionKind) -> String {
    use crate::dialect::ExpressionKind::{Applied, Form, List, Map, Name};
    match kind {
        Name(name) => name.clone(),
        Applied(name, arguments) => {
            let mut words: Vec<String> = arguments
                .iter()
                .map(|argument| expression_name(&argument.kind))
                .collect();
            words.push(name.clone());
            words.join("_")
        }
        Form(entity, _) => expression_name(entity),
        List(_) => "list".to_owned(),
        Map(_) => "map".to_owned(),
    }
}

fn constant_name(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) | Literal::String(text) if !text.is_empty() => text.clone(),
        _ => "empty".to_owned(),
    }
}

fn variant(scope: &mut Scope<'_>, name: String, def: &FieldDef, at: At<'_>, home: Home<'_>) -> Variant {
    let inline = format!("{}{}", home.name, naming::variant(&name));
    let ty = type_of::alternative(scope, def, at, Home { name: &inline, ..home });
    let (doc, rust) = match def {
        FieldDef::Long(long) => (long.doc.clone(), long.rust.clone()),
        _ => (None, None),
    };
    Variant {
        name,
        ty,
        rust,
        place: scope.place(at.key_span()),
        docs: Docs {
            doc,
            provenance: home.basis.clone(),
            ..Docs::default()
        },
    }
}
