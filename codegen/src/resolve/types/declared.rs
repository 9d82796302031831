//! Declared types, with what they copy from others.

use super::super::basis;
use super::super::docs::words;
use super::super::scope::{Home, Scope, Slot};
use super::{enums, field, structs, type_of, unions};
use crate::diagnostics::{Diagnostic, Ground, code, did_you_mean};
use crate::dialect::{FormerNamesDef, TypeEntry};
use crate::model::{Docs, Enum, Provenance, Scalar, Struct, Type, TypeDef, TypeId, TypeShape};
use crate::yaml::At;

/// Resolves every declared type.
pub(in crate::resolve) fn resolve_all(scope: &mut Scope<'_>) {
    for index in 0..scope.declared.len() {
        resolve(scope, TypeId(index));
    }
}

/// Resolves a declared type and what it extends, as far as they are still waiting. The last base comes first, so that a long line of
/// bases takes no long stack of calls.
fn resolve(scope: &mut Scope<'_>, id: TypeId) {
    let mut line = Vec::new();
    let mut next = Some(id);
    while let Some(at) = next {
        match scope.slots.get_mut(at.0) {
            Some(slot @ Slot::Waiting) => *slot = Slot::Resolving,
            _ => break,
        }
        line.push(at);
        let base = scope
            .declared
            .get(at.0)
            .and_then(|declared| declared.entry.extends.as_ref());
        next = base.and_then(|base| scope.lookup(base));
    }
    while let Some(at) = line.pop() {
        finish(scope, at);
    }
}

/// Resolves a declared type whose base is done, unless that extends it in turn.
fn finish(scope: &mut Scope<'_>, id: TypeId) {
    let Some(declared) = scope.declared.get(id.0) else {
        return;
    };
    let (name, entry, at, resource) = (declared.name, declared.entry, declared.at, declared.resource);
    if let (Some(_), true) = (&entry.rust, at.has("rust")) {
        let finding = Diagnostic::new(
            code::NO_EFFECT,
            at.get("rust").key_span(),
            "`rust` has no effect on a type without parameters",
        );
        scope.report(finding.help("its key is its name"));
    }
    let basis = Provenance::default();
    let home = Home {
        name,
        resource,
        basis: &basis,
    };
    // It may be asked for in the middle of a type that has parameters, which mean nothing here.
    let around = scope.templates.pause();
    let def = read(scope, id, Declaration { entry, at }, home);
    scope.templates.resume(around);
    if let Some(slot) = scope.slots.get_mut(id.0) {
        *slot = Slot::Done(Box::new(def));
    }
}

/// What a spec says of a type, and where.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Declaration<'a> {
    pub(in crate::resolve) entry: &'a TypeEntry,
    pub(in crate::resolve) at: At<'a>,
}

/// Reads a declared type; `home` has its name and module.
pub(in crate::resolve) fn read(scope: &mut Scope<'_>, id: TypeId, said: Declaration<'_>, home: Home<'_>) -> TypeDef {
    let Declaration { entry, at } = said;
    let provenance = basis::provenance(scope, entry.basis.as_ref(), at.get("basis"), &Provenance::default());
    let home = Home {
        basis: &provenance,
        ..home
    };
    let shape = shape(scope, id, entry, at, home);
    let docs = Docs {
        provenance: provenance.clone(),
        ..words!(entry, doc, note, notes, source, deprecated).docs()
    };
    TypeDef {
        name: home.name.to_owned(),
        inline: false,
        resource: home.resource,
        docs,
        place: scope.place(at.key_span()),
        shape,
        form: None,
        hidden: false,
        renamed_from: FormerNamesDef::all(entry.renamed_from.as_ref()).to_vec(),
    }
}

fn shape(scope: &mut Scope<'_>, id: TypeId, entry: &TypeEntry, at: At<'_>, home: Home<'_>) -> TypeShape {
    let there = [
        ("fields", entry.fields.is_some()),
        ("enum", entry.enum_.is_some()),
        ("union", entry.union.is_some()),
        ("alias", entry.alias.is_some()),
    ];
    let given: Vec<&str> = there.iter().filter(|(_, there)| *there).map(|(key, _)| *key).collect();
    if given.len() > 1 || given.is_empty() && entry.extends.is_none() {
        let message = if given.is_empty() {
            "the type says nothing".to_owned()
        } else {
            format!("`{}` exclude each other", given.join("`, `"))
        };
        let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.key_span(), message);
        let finding = finding.help("give one of `fields`, `enum`, `union`, `alias`, or `extends`");
        scope.report(finding.rests_on(Ground::Read(at.extent())));
    }
    idle_keys(scope, entry, at);
    if let Some(base) = &entry.extends {
        return extended(scope, id, base, entry, at, home);
    }
    if let Some(defs) = &entry.fields {
        let fields = field::fields(scope, defs, at.get("fields"), home);
        let rules = structs::rules(scope, &entry.rules, at.get("rules"));
        TypeShape::Struct(Struct {
            fields,
            open: entry.open,
            rules,
        })
    } else if let Some(values) = &entry.enum_ {
        TypeShape::Enum(Enum {
            values: enums::values(scope, values, at.get("enum"), home.basis),
            closed: entry.closed,
        })
    } else if let Some(union) = &entry.union {
        TypeShape::Union(unions::read(scope, union, at.get("union"), home))
    } else if let Some(alias) = &entry.alias {
        TypeShape::Alias(type_of::element(scope, alias, at.get("alias"), home))
    } else {
        TypeShape::Alias(Type::Scalar(Scalar::Any))
    }
}

fn idle_keys(scope: &mut Scope<'_>, entry: &TypeEntry, at: At<'_>) {
    let structural = entry.fields.is_some() || entry.extends.is_some();
    let idle = [
        ("open", entry.open && !structural),
        ("rules", !entry.rules.is_empty() && !structural),
        ("closed", entry.closed && entry.enum_.is_none()),
        ("omit", !entry.omit.is_empty() && entry.extends.is_none()),
    ];
    for (key, _) in idle.iter().filter(|(_, idle)| *idle) {
        scope.report(Diagnostic::new(
            code::NO_EFFECT,
            at.get(key).key_span(),
            format!("`{key}` has no effect on this type"),
        ));
    }
}

fn extended(scope: &mut Scope<'_>, id: TypeId, base: &str, entry: &TypeEntry, at: At<'_>, home: Home<'_>) -> TypeShape {
    let shape = base_shape(scope, id, base, at.get("extends"));
    if entry.union.is_some() || entry.alias.is_some() {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get("extends").key_span(),
            "only structs and enumerations can extend another type",
        );
        scope.report(finding);
    }
    match shape {
        Some(TypeShape::Enum(mut copied)) if entry.fields.is_none() => {
            if let Some(values) = &entry.enum_ {
                for value in enums::values(scope, values, at.get("enum"), home.basis) {
                    copied.values.retain(|earlier| earlier.wire != value.wire);
                    copied.values.push(value);
                }
            }
            copied.closed = entry.closed;
            TypeShape::Enum(copied)
        }
        Some(TypeShape::Struct(copied)) if entry.enum_.is_none() => {
            TypeShape::Struct(extended_struct(scope, id, copied, entry, at, home))
        }
        Some(_) => {
            let finding = Diagnostic::new(
                code::BAD_EXTENDS,
                at.get("extends").span(),
                format!("`{base}` is of another kind"),
            );
            let finding = finding.help("a struct extends a struct, an enumeration an enumeration");
            let bases = scope.bases(id, at.get("extends").span());
            scope.report(finding.rests_on_all(bases));
            TypeShape::Alias(Type::Scalar(Scalar::Any))
        }
        None => TypeShape::Struct(extended_struct(
            scope,
            id,
            Struct {
                open: true,
                ..Struct::default()
            },
            entry,
            at,
            home,
        )),
    }
}

/// What is copied from; `None` when there is no such type (the finding is made here).
fn base_shape(scope: &mut Scope<'_>, id: TypeId, base: &str, at: At<'_>) -> Option<TypeShape> {
    let found = match scope.lookup(base) {
        Some(known) => Some(known),
        None => match type_of::named(scope, base, at) {
            Type::Named(made) => Some(made),
            _ => None,
        },
    };
    let base_id = found?;
    if scope.forms.has(base_id) {
        let finding = Diagnostic::new(code::BAD_EXTENDS, at.span(), format!("`{base}` is made from an entity"));
        scope.report(finding.help("extend the entity itself"));
        return None;
    }
    scope.extends.push((id, base_id));
    match scope.slots.get(base_id.0) {
        Some(Slot::Done(def)) => Some(def.shape.clone()),
        _ => {
            let finding = Diagnostic::new(
                code::BAD_EXTENDS,
                at.span(),
                format!("`{base}` extends this type in turn"),
            );
            scope.report(finding);
            None
        }
    }
}

fn extended_struct(
    scope: &mut Scope<'_>,
    id: TypeId,
    mut copied: Struct,
    entry: &TypeEntry,
    at: At<'_>,
    home: Home<'_>,
) -> Struct {
    let bases: Vec<Ground> = if entry.omit.is_empty() {
        Vec::new()
    } else {
        scope.bases(id, at.get("extends").span())
    };
    for (index, omitted) in entry.omit.iter().enumerate() {
        let before = copied.fields.len();
        copied.fields.retain(|field| field.name.written() != *omitted);
        if copied.fields.len() == before {
            let known: Vec<String> = copied.fields.iter().map(|field| field.name.written()).collect();
            let finding = Diagnostic::new(
                code::BAD_EXTENDS,
                at.get("omit").item(index).span(),
                format!("the extended type has no field `{omitted}`"),
            );
            let help = did_you_mean(omitted, known.iter().map(String::as_str));
            scope.report(finding.maybe_help(help).rests_on_all(bases.iter().copied()));
        }
    }
    copied
        .rules
        .retain(|rule| !rule.fields.iter().any(|name| entry.omit.contains(name)));
    for own in entry
        .fields
        .as_ref()
        .map(|defs| field::fields(scope, defs, at.get("fields"), home))
        .unwrap_or_default()
    {
        match copied.fields.iter_mut().find(|field| field.name == own.name) {
            Some(field) => *field = own,
            None => copied.fields.push(own),
        }
    }
    copied
        .rules
        .extend(structs::rules(scope, &entry.rules, at.get("rules")));
    copied.open |= entry.open;
    copied
}
