//! What can stand in a path, a query, a header or a body of some encoding.

use std::collections::BTreeSet;

use super::{Check, EndpointView};
use crate::diagnostics::code;
use crate::model::{Body, Encoding, Field, ListStyle, Place, Scalar, Type, TypeId, TypeShape, UnionKind, WireName};

pub(super) fn check(check: &mut Check<'_>) {
    reply_headers(check);
    for endpoint in check.endpoints() {
        for field in endpoint.path_params {
            if !is_segment(check, &field.ty, 0) || matches!(field.name, WireName::Family { .. }) {
                refuse(
                    check,
                    field,
                    "a path segment",
                    "a scalar, an enumeration, or a union of such",
                );
            }
        }
        for field in endpoint.headers {
            let element = check.platform.as_list(&field.ty).unwrap_or(&field.ty);
            if !is_segment(check, element, 0) {
                refuse(check, field, "a header", "a scalar, an enumeration, or a list of such");
            }
            header_style(check, field);
        }
        for field in endpoint.query {
            if contains_file(check, &field.ty, &mut Vec::new()) {
                refuse(check, field, "a query", "anything but a file");
            }
            bracketed(check, field);
        }
        if let Some(body) = endpoint.body {
            of_method(check, &endpoint, body);
            self::body(check, &endpoint, body);
        }
        endpoint.path_params.iter().for_each(|field| separated(check, field));
    }
    let mut done: BTreeSet<&Place> = BTreeSet::new();
    for field in check.structs().into_iter().flat_map(|(_, shape)| &shape.fields) {
        if done.insert(&field.place) {
            separated(check, field);
        }
    }
    read_files(check);
}

/// A header has no brackets: its lists are one text, or several headers.
fn header_style(check: &mut Check<'_>, field: &Field) {
    if matches!(field.style, None | Some(ListStyle::Comma | ListStyle::Repeat)) {
        return;
    }
    let finding = check.at(
        code::NOT_A_PARAMETER,
        &field.place,
        format!(
            "the list `{}` cannot stand in a header in this style",
            field.name.written()
        ),
    );
    check.report(finding.help("`style: comma` (the default), `style: repeat`, or a `separator` of its own"));
}

/// Where a list is no text of its own.
fn separated(check: &mut Check<'_>, field: &Field) {
    // Of what is no list, `constraints` says so.
    if field.separator.is_some() && check.platform.as_list(&field.ty).is_some() {
        let finding = check.at(
            code::NO_EFFECT,
            &field.place,
            format!("`separator` on `{}` has no effect here", field.name.written()),
        );
        check.report(finding.help("it is for lists that stand in a query or in a header"));
    }
}

/// Headers of replies are handed out one by one.
fn reply_headers(check: &mut Check<'_>) {
    let platform = check.platform;
    let operations = platform.resources.iter().flat_map(|resource| &resource.operations);
    for field in operations.flat_map(|operation| operation.returns.cases().flat_map(|case| &case.headers)) {
        if !is_segment(check, &field.ty, 0) || matches!(field.name, WireName::Family { .. }) {
            refuse(check, field, "a header of a reply", "a scalar or an enumeration");
        }
    }
}

fn refuse(check: &mut Check<'_>, field: &Field, place: &str, wanted: &str) {
    let finding = check.at(
        code::NOT_A_PARAMETER,
        &field.place,
        format!("`{}` cannot stand in {place}", field.name.written()),
    );
    check.report(finding.help(format!("{place} takes {wanted}")));
}

fn bracketed(check: &mut Check<'_>, field: &Field) {
    if field.name.written().ends_with("[]") && !matches!(field.ty, Type::Const(_)) {
        let finding = check.at(
            code::NOT_A_PARAMETER,
            &field.place,
            format!("`{}` carries its brackets", field.name.written()),
        );
        check.report(finding.help("leave them out: `style: brackets` writes them for a list"));
    }
}

pub(super) fn is_segment(check: &Check<'_>, ty: &Type, depth: usize) -> bool {
    match check.platform.bare(ty) {
        Type::Scalar(scalar) => !matches!(scalar, Scalar::File | Scalar::Base64),
        Type::Const(_) => true,
        Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
        bare @ Type::Named(_) => match check.platform.shape(bare) {
            Some(TypeShape::Enum(_)) => true,
            Some(TypeShape::Union(union)) => {
                union.kind == UnionKind::Untagged
                    && depth < 4
                    && union
                        .variants
                        .iter()
                        .all(|variant| is_segment(check, &variant.ty, depth + 1))
            }
            _ => false,
        },
    }
}

fn body(check: &mut Check<'_>, endpoint: &EndpointView<'_>, body: &Body) {
    let Some(ty) = &body.ty else { return };
    let is_struct = check.platform.as_struct(ty).is_some();
    let keyed = matches!(
        body.encoding,
        Encoding::Form | Encoding::FormJson | Encoding::Query | Encoding::Multipart
    );
    let any = matches!(check.platform.bare(ty), Type::Scalar(Scalar::Any) | Type::Map(_));
    let union = matches!(check.platform.shape(ty), Some(TypeShape::Union(_)));
    if keyed && body.key.is_none() && !is_struct && !any && !union {
        let message = format!(
            "the body of `{}.{}` has no keys to be written as a form",
            endpoint.resource.name, endpoint.name
        );
        let finding = check.at(code::BAD_BODY, endpoint.place, message);
        check.report(finding.help("use `fields`, a struct, or give it a `key`"));
    }
    if body.one_or_many && check.platform.as_list(ty).is_none() {
        let finding = check.at(
            code::BAD_BODY,
            endpoint.place,
            "`one_or_many` belongs to a body that is a list",
        );
        check.report(finding.help("`type: [T]`"));
    }
    if body.encoding != Encoding::Multipart {
        files(check, endpoint, ty);
    }
}

/// Bodies that a request of their method does not have. What goes into the query is no body.
fn of_method(check: &mut Check<'_>, endpoint: &EndpointView<'_>, body: &Body) {
    if matches!(endpoint.method, "GET" | "HEAD") && body.encoding != Encoding::Query {
        let message = format!("a {} request has no body", endpoint.method);
        // What has no method line counts as GET.
        let mut finding = check.lacking(code::BAD_BODY, endpoint.place, message);
        finding.span = check.trees.below(finding.span, &["body"]);
        check.report(finding.help(
            "what a GET takes stands under `query`; `encoding: query` puts a body there, and `json_switch` moves that into JSON where the platform documents it",
        ));
    }
}

/// Files in a body that has no room for them, each where it is declared.
fn files(check: &mut Check<'_>, endpoint: &EndpointView<'_>, ty: &Type) {
    let mut places = Vec::new();
    for id in check.platform.reachable([ty], &[]) {
        if let Some(TypeShape::Struct(shape)) = check.platform.def(id).map(|def| &def.shape) {
            let fields = shape.fields.iter().filter(|field| holds_file(&field.ty));
            places.extend(fields.map(|field| &field.place));
        }
    }
    let elsewhere = places.is_empty() && contains_file(check, ty, &mut Vec::new());
    places.extend(elsewhere.then_some(endpoint.place));
    for place in places {
        // The same field in several bodies is one mistake.
        if check.told.insert((code::BAD_BODY, place.clone())) {
            let span = check.span(endpoint.place);
            let finding = check.at(code::BAD_BODY, place, "a `file` can only be sent as `multipart`");
            let finding = finding.help("`encoding: multipart` on the body; bytes inside JSON are `base64`");
            let apart = place != endpoint.place;
            check.report(if apart {
                finding.related(span, "sent in the body of this operation")
            } else {
                finding
            });
        }
    }
}

/// Replies that are to be a `file`, which is the word for what is sent.
fn read_files(check: &mut Check<'_>) {
    let platform = check.platform;
    for operation in platform.resources.iter().flat_map(|resource| &resource.operations) {
        if operation.returns.types().any(holds_file) {
            let finding = check.lacking(code::BAD_BODY, &operation.place, "a reply is no `file`");
            check.report(finding.help("a download is `returns: binary`, bytes inside JSON are `base64`"));
        }
    }
}

fn holds_file(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => holds_file(inner),
        Type::Named(_) | Type::Const(_) => false,
    }
}

/// Whether a file stands anywhere in a type.
fn contains_file(check: &Check<'_>, ty: &Type, seen: &mut Vec<TypeId>) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => contains_file(check, inner, seen),
        Type::Const(_) => false,
        Type::Named(id) => {
            if seen.contains(id) {
                return false;
            }
            seen.push(*id);
            match check.platform.def(*id).map(|def| &def.shape) {
                Some(TypeShape::Struct(shape)) => {
                    shape.fields.iter().any(|field| contains_file(check, &field.ty, seen))
                }
                Some(TypeShape::Union(union)) => union
                    .variants
                    .iter()
                    .any(|variant| contains_file(check, &variant.ty, seen)),
                Some(TypeShape::Alias(inner)) => contains_file(check, inner, seen),
                Some(TypeShape::Enum(_)) | None => false,
            }
        }
    }
}
