//! Entities: each of their types where it belongs, and marks where there is an entity.

use std::collections::{BTreeSet, VecDeque};

use super::Check;
use crate::diagnostics::{Diagnostic, code};
use crate::model::{Field, Marks, Place, Platform, Type, TypeId, TypeShape};

pub(super) fn check(check: &mut Check<'_>) {
    places(check);
    idle_marks(check);
}

/// A type of a request or a reply, and whose it is.
pub(super) struct Part<'a> {
    pub(super) ty: &'a Type,
    /// It goes from us to the platform.
    pub(super) sent: bool,
    place: &'a Place,
}

fn places(check: &mut Check<'_>) {
    let entities: BTreeSet<TypeId> = check
        .platform
        .types
        .iter()
        .filter_map(|def| def.form.map(|form| form.entity))
        .collect();
    if entities.is_empty() {
        return;
    }
    let mut findings = BTreeSet::new();
    for part in parts(check) {
        let found = misplaced(check.platform, &part, &entities);
        let names: BTreeSet<String> = found.iter().map(|(name, _)| format!("`{name}`")).collect();
        if names.is_empty() {
            continue;
        }
        let names: Vec<String> = names.into_iter().collect();
        let (is, here) = match (names.as_slice(), part.sent) {
            ([_], true) => ("is what is read", "it is sent"),
            (_, true) => ("are what is read", "they are sent"),
            ([_], false) => ("is only sent", "it is read"),
            (_, false) => ("are only sent", "they are read"),
        };
        let message = format!("{} {is}, and here {here}", names.join(", "));
        let helps: Vec<String> = found.into_iter().map(|(_, help)| help).collect();
        findings.insert((part.place, message, helps));
    }
    for (place, message, helps) in findings {
        let finding = check.at(code::BAD_FORM, place, message);
        check.report(helps.into_iter().fold(finding, Diagnostic::help));
    }
}

/// Types in a part that do not belong there, and how each is mended, with the fields where it stands. What stands inside such a type
/// changes with it.
fn misplaced(platform: &Platform, part: &Part<'_>, entities: &BTreeSet<TypeId>) -> Vec<(String, String)> {
    let mut found: Vec<(TypeId, Vec<String>)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut ahead: VecDeque<(TypeId, String)> = part.ty.id().map(|id| (id, String::new())).into_iter().collect();
    while let Some((id, path)) = ahead.pop_front() {
        let Some(def) = platform.def(id) else { continue };
        let wrong = match &def.form {
            None => part.sent && entities.contains(&id),
            Some(_) => !part.sent,
        };
        if wrong {
            match found.iter_mut().find(|(known, _)| *known == id) {
                Some((_, paths)) => paths.push(path),
                None => found.push((id, vec![path])),
            }
            continue;
        }
        if !seen.insert(id) {
            continue;
        }
        match &def.shape {
            TypeShape::Struct(shape) => {
                let below = shape
                    .fields
                    .iter()
                    .filter_map(|field| Some((field.ty.id()?, field.name.written())));
                ahead.extend(below.map(|(id, name)| {
                    let path = if path.is_empty() {
                        name
                    } else {
                        format!("{path}.{name}")
                    };
                    (id, path)
                }));
            }
            TypeShape::Union(union) => {
                let below = union.variants.iter().filter_map(|variant| variant.ty.id());
                ahead.extend(below.map(|id| (id, path.clone())));
            }
            TypeShape::Alias(ty) => ahead.extend(ty.id().map(|id| (id, path.clone()))),
            TypeShape::Enum(_) => {}
        }
    }
    let mended = found.into_iter().filter_map(|(id, paths)| {
        let def = platform.def(id)?;
        let mend = match &def.form {
            None => format!("`{0}.create` or `{0}.update`", def.name),
            Some(form) => format!("`{}`", platform.def(form.entity)?.name),
        };
        let paths: Vec<String> = paths.into_iter().filter(|path| !path.is_empty()).collect();
        let at = if paths.is_empty() {
            String::new()
        } else {
            format!(" at `{}`", paths.join("`, `"))
        };
        Some((def.name.clone(), format!("{mend}{at}")))
    });
    mended.collect()
}

/// Everything that goes over the wire.
pub(super) fn parts<'a>(check: &Check<'a>) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let fields = |fields: &'a [Field], sent: bool| {
        fields.iter().map(move |field| Part {
            ty: &field.ty,
            sent,
            place: &field.place,
        })
    };
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            for list in [&operation.path_params, &operation.query, &operation.headers] {
                parts.extend(fields(list, true));
            }
            let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
            parts.extend(whole([(body, true), (None, false)], &operation.place));
            for returns in operation.returns.cases() {
                parts.extend(whole([(returns.ty.as_ref(), false), (None, false)], &operation.place));
            }
        }
        for callback in &resource.callbacks {
            for list in [&callback.path_params, &callback.query, &callback.headers] {
                parts.extend(fields(list, false));
            }
            let body = callback.body.as_ref().and_then(|body| body.ty.as_ref());
            let bodies = [(body, false), (callback.returns.ty.as_ref(), true)];
            parts.extend(whole(bodies, &callback.place));
        }
    }
    parts
}

fn whole<'a>(bodies: [(Option<&'a Type>, bool); 2], place: &'a Place) -> impl Iterator<Item = Part<'a>> {
    bodies
        .into_iter()
        .filter_map(move |(ty, sent)| Some(Part { ty: ty?, sent, place }))
}

/// Marks of fields that stand in no entity: nothing follows from them.
fn idle_marks(check: &mut Check<'_>) {
    let platform = check.platform;
    let entities: BTreeSet<TypeId> = platform
        .types
        .iter()
        .filter_map(|def| def.form.map(|form| form.entity))
        .collect();
    let mut of_entities: BTreeSet<&Place> = BTreeSet::new();
    for (index, def) in platform.types.iter().enumerate() {
        // A field that is only written stands in the forms alone.
        if let TypeShape::Struct(shape) = &def.shape
            && (entities.contains(&TypeId(index)) || def.form.is_some())
        {
            of_entities.extend(shape.fields.iter().map(|field| &field.place));
        }
    }
    let idle: BTreeSet<(&Place, String)> = check
        .field_lists()
        .into_iter()
        .flatten()
        .filter(|field| field.marks != Marks::default() || field.send.is_some())
        .filter(|field| !of_entities.contains(&field.place))
        .map(|field| (&field.place, field.name.written()))
        .collect();
    for (place, name) in idle {
        let message = format!("the marks of `{name}` have no effect: nothing creates or updates what it belongs to");
        let finding = check.at(code::NO_EFFECT, place, message);
        check.report(finding.help("ask for the types of the entity by `Name.create` and `Name.update`"));
    }
}
