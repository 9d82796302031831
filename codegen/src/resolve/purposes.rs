//! What stays of an entity for a purpose.

use crate::model::{Constraints, Field, GroupKind, Marks, Purpose, Struct, Type};

/// Leaves of a struct what is sent for a purpose.
pub(super) fn writing(shape: &mut Struct, purpose: Purpose) {
    let update = purpose == Purpose::Update;
    leave_out(shape, |field| {
        field.marks.read_only || update && field.marks.create_only
    });
    for field in &mut shape.fields {
        let named = field.marks.required;
        field.required = match (purpose, named) {
            (Purpose::Create, named) => named.map_or(field.required, |required| required.create),
            (Purpose::Update, named) => named.is_some_and(|required| required.update),
        };
        field.marks = Marks::default();
        if let Some(sent) = field.send.take() {
            field.one_or_many &= matches!(sent.ty, Type::List(_));
            (field.ty, field.nullable, field.place) = (sent.ty, sent.nullable, sent.place);
        }
        // Nothing reads it.
        field.also.clear();
        if update {
            // An update says what changes, so that nothing in it follows from what it does not say.
            field.required_when = None;
        } else {
            field.clear = None;
        }
    }
    if update {
        shape.rules.retain(|rule| rule.kind != GroupKind::AnyOf);
        for rule in &mut shape.rules {
            rule.kind = GroupKind::AtMostOneOf;
        }
    }
}

/// Leaves of a struct what is read.
pub(super) fn reading(shape: &mut Struct) {
    leave_out(shape, |field| field.marks.write_only);
    for field in &mut shape.fields {
        field.clear = None;
        (field.shown_as, field.merged_by) = (None, None);
        if let Some(sent) = field.send.take() {
            // What is checked or written is of the type that is sent.
            let read_alone = matches!(sent.ty, Type::List(_)) && !matches!(field.ty, Type::List(_));
            field.one_or_many &= !read_alone;
            (field.limits, field.format, field.default) = (Constraints::default(), None, None);
            (field.style, field.separator) = (None, None);
        }
    }
}

/// Takes fields out, with the rules and conditions that name them.
fn leave_out(shape: &mut Struct, gone: impl Fn(&Field) -> bool) {
    let names: Vec<String> = shape
        .fields
        .iter()
        .filter(|field| gone(field))
        .map(|field| field.name.written())
        .collect();
    if names.is_empty() {
        return;
    }
    let is_gone = |path: &String| {
        let first = path.split('.').next().unwrap_or_default();
        names.iter().any(|name| name == path || name == first)
    };
    shape.fields.retain(|field| !gone(field));
    shape.rules.retain(|rule| !rule.fields.iter().any(is_gone));
    for field in &mut shape.fields {
        use crate::model::Condition::{Absent, Is, Present};
        let lost = match &field.required_when {
            Some(Is { field, .. } | Present { field } | Absent { field }) => is_gone(field),
            None => false,
        };
        if lost {
            field.required_when = None;
        }
    }
}
