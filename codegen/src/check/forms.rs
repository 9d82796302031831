//! Entities: each of their types where it belongs, and marks where there is an entity.

use std::collections::BTreeSet;

use super::Check;
use crate::diagnostics::code;
use crate::model::{Field, Marks, Place, Type, TypeId, TypeShape};

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
    let mut findings = Vec::new();
    for part in parts(check) {
        for id in check.platform.reached_from(part.ty) {
            let Some(def) = check.platform.def(id) else { continue };
            let (message, help) = match (part.sent, &def.form) {
                (true, None) if entities.contains(&id) => (
                    format!("`{}` is what is read, and here it is sent", def.name),
                    format!("`{0}.create` or `{0}.update`", def.name),
                ),
                (false, Some(form)) => (
                    format!("`{}` is only sent, and here it is read", def.name),
                    check
                        .platform
                        .def(form.entity)
                        .map_or(String::new(), |entity| format!("`{}`", entity.name)),
                ),
                _ => continue,
            };
            findings.push((part.place, message, help));
        }
    }
    for (place, message, help) in findings {
        let finding = check.at(code::BAD_FORM, place, message);
        check.report(finding.help(help));
    }
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
