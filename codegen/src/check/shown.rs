//! What becomes of what is sent: keys under which it is shown, lists that are merged, operations that make as well as change.

use std::collections::BTreeSet;

use super::Check;
use super::forms::parts;
use super::references::nearest;
use crate::diagnostics::{Ground, code};
use crate::model::{
    Field, Operation, Place, Platform, Scalar, Type, TypeId, TypeShape, Upsert, WireName, field_of_key,
};

pub(super) fn check(check: &mut Check<'_>) {
    let lists = check.field_lists();
    let has_any = |fields: &&[Field]| {
        fields
            .iter()
            .any(|field| field.shown_as.is_some() || field.merged_by.is_some())
    };
    if lists.iter().any(has_any) {
        let sent = sent(check);
        let mut done: BTreeSet<&Place> = BTreeSet::new();
        for fields in lists {
            for field in fields {
                // Fields that `extends` copied are the same place.
                if (field.shown_as.is_some() || field.merged_by.is_some()) && done.insert(&field.place) {
                    unsent(check, field, &sent);
                    shown_as(check, field, fields);
                    merged_by(check, field);
                }
            }
        }
    }
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            upsert(check, operation);
        }
    }
}

/// Places of the fields that are sent in bodies or as parameters of a query: an operation may take the fields of a thing there.
fn sent<'a>(check: &Check<'a>) -> BTreeSet<&'a Place> {
    let platform = check.platform;
    let mut types: BTreeSet<TypeId> = BTreeSet::new();
    for part in parts(check).into_iter().filter(|part| part.sent) {
        types.extend(platform.reached_from(part.ty));
    }
    let mut places = BTreeSet::new();
    for (index, def) in platform.types.iter().enumerate() {
        if let TypeShape::Struct(shape) = &def.shape
            && types.contains(&TypeId(index))
        {
            places.extend(shape.fields.iter().map(|field| &field.place));
        }
    }
    let operations = platform.resources.iter().flat_map(|resource| &resource.operations);
    places.extend(operations.flat_map(|operation| operation.query.iter().map(|field| &field.place)));
    places
}

fn unsent(check: &mut Check<'_>, field: &Field, sent: &BTreeSet<&Place>) {
    // That has been told where its marks were read.
    if field.marks.read_only {
        return;
    }
    let keys = [
        ("shown_as", field.shown_as.is_some()),
        ("merged_by", field.merged_by.is_some()),
    ];
    for (key, _) in keys.iter().filter(|(_, given)| *given && !sent.contains(&field.place)) {
        let message = format!(
            "`{key}` of `{}` has no effect: it is not sent as a part of a thing",
            field.name.written()
        );
        let finding = check.below(code::NO_EFFECT, &field.place, &[key], message);
        check.report(finding.help("it belongs to a field of a body or a parameter of a query"));
    }
}

fn shown_as(check: &mut Check<'_>, field: &Field, siblings: &[Field]) {
    let Some(key) = &field.shown_as else { return };
    let own = field.name.written();
    let (code, message, help) = if matches!(field.name, WireName::Family { .. }) {
        let message = format!("`{own}` is no single field");
        (code::NO_EFFECT, message, "`shown_as` belongs to a field with one key")
    } else if *key == own {
        let message = format!("`shown_as` of `{own}` has no effect: that is its own key");
        (code::NO_EFFECT, message, "leave it out")
    } else if key.is_empty() || key.contains(['{', '}']) {
        (
            code::BAD_LITERAL,
            format!("`{key}` is no key"),
            "say the key that replies have: `shown_as: store`",
        )
    } else if field_of_key(siblings, key).is_some_and(|other| matches!(other.name, WireName::Plain(_))) {
        let message = format!("`{own}` and `{key}` are both sent, and would be shown as one");
        (code::CONFLICTING_KEYS, message, "a key of replies shows one field")
    } else {
        return;
    };
    let finding = check.below(code, &field.place, &["shown_as"], message);
    check.report(finding.help(help));
}

fn merged_by(check: &mut Check<'_>, field: &Field) {
    let Some(key) = &field.merged_by else { return };
    let platform = check.platform;
    let element = platform.as_list(&field.ty);
    if element.is_some_and(|element| matches!(platform.bare(element), Type::Scalar(Scalar::Any))) {
        return;
    }
    let types = check.types([&field.ty], Ground::Read);
    let Some(shape) = element.and_then(|element| platform.as_struct(element)) else {
        let message = format!(
            "`merged_by` on `{}` has no effect: it is no list of objects",
            field.name.written()
        );
        let finding = check.below(code::NO_EFFECT, &field.place, &["merged_by"], message);
        check.report(
            finding
                .rests_on_all(types)
                .help("leave `merged_by` out, or mend the type"),
        );
        return;
    };
    if !shape.open && field_of_key(&shape.fields, key).is_none() {
        let message = format!("`merged_by` names `{key}`, which is no field of the elements");
        let finding = check.below(code::UNKNOWN_FIELD, &field.place, &["merged_by"], message);
        let help = nearest(key, &[&shape.fields]);
        check.report(finding.rests_on_all(types).maybe_help(help));
    }
}

fn upsert(check: &mut Check<'_>, operation: &Operation) {
    let Some(upsert) = &operation.upsert else { return };
    let platform = check.platform;
    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    let types = check.types(body, Ground::Read);
    if operation.body.is_none() && operation.query.is_empty() {
        let message = format!("`upsert` on `{}` has no effect: it sends nothing", operation.name);
        let finding = check.below(code::NO_EFFECT, &operation.place, &["upsert"], message);
        check.report(finding.help("what a thing is made of stands in the body, or in the query"));
        return;
    }
    let Upsert::Asked(field) = upsert else { return };
    // In what is sent, in the thing in it, or in each element of a list in it.
    let mut scopes: Vec<&[Field]> = vec![&operation.query];
    if let Some(body) = body {
        let fields = inner(platform, body);
        scopes.extend(fields);
        scopes.extend(
            fields
                .into_iter()
                .flatten()
                .filter_map(|field| inner(platform, &field.ty)),
        );
    }
    let known = scopes.iter().find_map(|fields| field_of_key(fields, field));
    let finding = match known {
        None => {
            let message = format!("`upsert` names `{field}`, which is no field of what is sent");
            let finding = check.below(code::UNKNOWN_FIELD, &operation.place, &["upsert"], message);
            finding.maybe_help(nearest(field, &scopes))
        }
        Some(known)
            if !matches!(
                platform.bare(&known.ty),
                Type::Scalar(Scalar::Boolean | Scalar::Flag | Scalar::Any)
            ) =>
        {
            let message = format!("`upsert` names `{field}`, which is neither true nor false");
            let finding = check.below(code::BAD_LITERAL, &operation.place, &["upsert"], message);
            finding.help("name the field that asks for the change, or say `upsert: true`")
        }
        Some(_) => return,
    };
    check.report(finding.rests_on_all(types));
}

/// The fields of an object, or of the elements of a list of such.
fn inner<'p>(platform: &'p Platform, ty: &'p Type) -> Option<&'p [Field]> {
    let element = platform.as_list(ty).unwrap_or(ty);
    platform.as_struct(element).map(|shape| shape.fields.as_slice())
}
