//! Replies.

use indexmap::IndexMap;

use super::docs::words;
use super::scope::{Context, Home, Scope};
use super::types::{field, structs, type_of, unions};
use super::{basis, by_status};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{FieldDef, ReturnEncodingWord, ReturnsDef, ReturnsLong};
use crate::model::{Docs, Field, ReturnKind, Returns, Struct, Type, TypeShape};
use crate::naming;
use crate::yaml::At;

/// The reply, and words on it that belong to the operation. `added` are the fields that the platform and the paging put into
/// inline replies.
pub(super) fn returns(
    scope: &mut Scope<'_>,
    def: Option<&ReturnsDef>,
    at: At<'_>,
    context: &Context<'_>,
    added: &[&[Field]],
) -> (Returns, Docs) {
    let item = format!("{}Item", context.type_name);
    let reply = format!("{}Reply", context.type_name);
    let home = Home {
        name: &item,
        resource: context.resource,
        basis: context.basis,
    };
    let returns = match def {
        None => of_kind(ReturnKind::Undocumented),
        Some(ReturnsDef::Type(FieldDef::Short(word))) if word_kind(word).is_some() => {
            of_kind(word_kind(word).unwrap_or(ReturnKind::None))
        }
        Some(ReturnsDef::Type(def)) => json(type_of::element(scope, def, at, home)),
        Some(ReturnsDef::Fields(defs)) => {
            let home = Home { name: &reply, ..home };
            // Every key here is a field, `doc` too.
            let shape = Struct {
                fields: fields(scope, defs, at, added, home),
                ..Struct::default()
            };
            json(structs::define(
                scope,
                TypeShape::Struct(shape),
                Docs::default(),
                at,
                home,
            ))
        }
        Some(ReturnsDef::Long(long)) => {
            return (
                self::long(scope, long, at, context, added),
                words!(long, doc, note).docs(),
            );
        }
    };
    (returns, Docs::default())
}

pub(super) fn of_kind(kind: ReturnKind) -> Returns {
    Returns {
        kind,
        ty: None,
        key: None,
        or_bare: false,
        only: false,
        headers: Vec::new(),
        by_status: Vec::new(),
    }
}

fn json(ty: Type) -> Returns {
    Returns {
        ty: Some(ty),
        ..of_kind(ReturnKind::Json)
    }
}

/// The words that stand in place of a type. `any` is a type like others.
fn word_kind(word: &str) -> Option<ReturnKind> {
    match word {
        "none" => Some(ReturnKind::None),
        "text" => Some(ReturnKind::Text),
        "csv" => Some(ReturnKind::Csv),
        "binary" => Some(ReturnKind::Binary),
        _ => None,
    }
}

/// The fields of a reply object of its own, with those that the platform and the paging add.
fn fields(
    scope: &mut Scope<'_>,
    defs: &IndexMap<String, FieldDef>,
    at: At<'_>,
    added: &[&[Field]],
    home: Home<'_>,
) -> Vec<Field> {
    let mut fields = field::fields(scope, defs, at, home);
    for field in added.iter().copied().flatten() {
        if !fields.iter().any(|own| own.name == field.name) {
            fields.push(field.clone());
        }
    }
    fields
}

fn long(scope: &mut Scope<'_>, long: &ReturnsLong, at: At<'_>, context: &Context<'_>, added: &[&[Field]]) -> Returns {
    if at.has("by_status") {
        return by_status::returns(scope, long, at, context, added);
    }
    let home = Home {
        name: context.type_name,
        resource: context.resource,
        basis: context.basis,
    };
    let headers = field::fields(scope, &long.headers, at.get("headers"), home);
    // Headers alone are a reply as well.
    let bare = !headers.is_empty() && long.type_.is_none() && long.fields.is_none() && long.union.is_none();
    let body = if bare && long.encoding.is_none() {
        of_kind(ReturnKind::None)
    } else {
        body(scope, long, at, context, added)
    };
    Returns { headers, ..body }
}

/// Keys about a JSON value, where there is none.
fn no_value(scope: &mut Scope<'_>, at: At<'_>, on: &str) {
    for key in ["key", "or_bare", "only", "name", "open"] {
        if at.has(key) {
            let message = format!("`{key}` has no effect on {on}");
            scope.report(Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message));
        }
    }
}

fn body(scope: &mut Scope<'_>, long: &ReturnsLong, at: At<'_>, context: &Context<'_>, added: &[&[Field]]) -> Returns {
    let given = [
        ("type", long.type_.is_some()),
        ("fields", long.fields.is_some()),
        ("union", long.union.is_some()),
    ];
    let given: Vec<&str> = given.iter().filter(|(_, there)| *there).map(|(key, _)| *key).collect();
    // `type: binary` says the same as `encoding: binary`.
    if let (Some(FieldDef::Short(word)), [_]) = (&long.type_, given.as_slice())
        && let Some(kind) = word_kind(word)
    {
        if long.encoding.is_some() {
            let message = format!("`type: {word}` and `encoding` exclude each other");
            let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.get("encoding").key_span(), message);
            scope.report(finding.help(format!("`type: {word}` says all of it")));
        }
        no_value(scope, at, &format!("`{word}`"));
        return of_kind(kind);
    }
    let raw = match long.encoding {
        None | Some(ReturnEncodingWord::Json) => None,
        Some(ReturnEncodingWord::Text) => Some(ReturnKind::Text),
        Some(ReturnEncodingWord::Csv) => Some(ReturnKind::Csv),
        Some(ReturnEncodingWord::Binary) => Some(ReturnKind::Binary),
    };
    if given.len() > 1 || given.is_empty() && raw.is_none() || raw.is_some() && !given.is_empty() {
        let message = match (given.is_empty(), raw) {
            (true, _) => "the reply has no type".to_owned(),
            (false, Some(_)) => "a reply that is no JSON has no type".to_owned(),
            (false, None) => format!("`{}` exclude each other", given.join("`, `")),
        };
        let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.key_span(), message);
        let finding = finding.help(
            "give one of `type`, `fields`, `union`; a reply field with the name of such a key goes under `fields:`",
        );
        scope.report(finding.rests_on(Ground::Read(at.extent())));
    }
    if let Some(kind) = raw {
        no_value(scope, at, "a reply that is no JSON");
        return of_kind(kind);
    }
    if long.or_bare && long.key.is_none() {
        let finding = Diagnostic::new(
            code::NO_EFFECT,
            at.get("or_bare").key_span(),
            "`or_bare` has no effect without `key`",
        );
        scope.report(finding);
    }
    let name = match &long.name {
        Some(name) if naming::is_type_name(name) => name.clone(),
        Some(name) => {
            scope.bad_type_name(name, at.get("name").span());
            format!("{}Reply", context.type_name)
        }
        None => format!("{}Reply", context.type_name),
    };
    let provenance = basis::provenance(scope, long.basis.as_ref(), at.get("basis"), context.basis);
    let home = Home {
        name: &name,
        resource: context.resource,
        basis: &provenance,
    };
    let added = if long.key.is_some() { &[] } else { added };
    let ty = if let Some(defs) = &long.fields {
        let shape = Struct {
            fields: fields(scope, defs, at.get("fields"), added, home),
            open: long.open,
            rules: Vec::new(),
        };
        structs::define(scope, TypeShape::Struct(shape), words!(long, doc).docs(), at, home)
    } else if let Some(union) = &long.union {
        unions::inline(scope, union, words!(long, doc).docs(), at, home)
    } else if let Some(def) = &long.type_ {
        let item = long
            .name
            .clone()
            .unwrap_or_else(|| format!("{}Item", context.type_name));
        type_of::element(scope, def, at.get("type"), Home { name: &item, ..home })
    } else {
        Type::Scalar(crate::model::Scalar::Any)
    };
    Returns {
        ty: Some(ty),
        key: long.key.clone(),
        or_bare: long.or_bare,
        only: long.only,
        ..of_kind(ReturnKind::Json)
    }
}
