//! Idempotency keys: that they can be sent where they are said to stand.

use super::Check;
use super::headers::{holds_credentials, is_of_connection, is_token};
use super::references::nearest;
use crate::diagnostics::{Ground, Span, code};
use crate::model::{AtPath, Encoding, Field, IdempotencyKey, KeyPlace, Operation, Safety, Scalar, Type, field_of_key};

pub(super) fn check(check: &mut Check<'_>) {
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            if let Some(key) = &operation.idempotency_key {
                self::key(check, operation, key);
            }
        }
    }
}

fn key(check: &mut Check<'_>, operation: &Operation, key: &IdempotencyKey) {
    if operation.safety != Safety::Unsafe {
        let finding = check.below(
            code::NO_EFFECT,
            &operation.place,
            &["idempotency_key"],
            format!(
                "`idempotency_key` on `{}` has no effect: it may be repeated as it is",
                operation.name
            ),
        );
        check.report(finding.help("leave it out, or say `safety: unsafe`"));
    }
    match &key.at {
        KeyPlace::Header(name) => header(check, operation, key, name),
        KeyPlace::Field(path) => field(check, operation, key, path),
    }
}

/// Headers with a meaning of their own in each request.
const MEANT: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "cookie",
    "proxy-authorization",
    "user-agent",
];

/// Why a header holds something else than a key.
fn taken(check: &Check<'_>, name: &str) -> Option<&'static str> {
    let platform = check.platform;
    let is_it = |other: &str| other.eq_ignore_ascii_case(name);
    if platform.auth.iter().any(|scheme| holds_credentials(scheme, name)) {
        Some("holds credentials")
    } else if is_of_connection(name) || MEANT.iter().any(|meant| is_it(meant)) {
        Some("is set by the client itself")
    } else if platform.headers.iter().any(|common| is_it(&common.name.written())) {
        Some("is a header of all calls")
    } else {
        None
    }
}

fn header(check: &mut Check<'_>, operation: &Operation, key: &IdempotencyKey, name: &str) {
    if !is_token(name) {
        bad(
            check,
            operation,
            &format!("`{}` is no name of a header", name.escape_debug()),
            "such as `Idempotency-Key`",
        );
        return;
    }
    if let Some(why) = taken(check, name) {
        bad(
            check,
            operation,
            &format!("`{name}` {why}: no key can stand there"),
            "name the header that the vendor reads the key from, such as `Idempotency-Key`",
        );
        return;
    }
    let mut declared = operation.headers.iter();
    let own = declared.find(|field| field.name.written().eq_ignore_ascii_case(name));
    if own.is_some_and(|field| !is_text(check, &field.ty)) {
        bad(
            check,
            operation,
            &format!("the header `{name}` is no text"),
            "a key is a `string` or a `uuid`",
        );
        return;
    }
    room(check, operation, key, own);
}

/// The length of a written UUID.
const MADE: u64 = 36;

/// A key that the client makes has to fit where it stands, or each call that is given none fails. None is made where one is always given.
fn room(check: &mut Check<'_>, operation: &Operation, key: &IdempotencyKey, field: Option<&Field>) {
    let generate = ["idempotency_key", "generate"];
    if key.is_made
        && check.is_written(&operation.place, &generate)
        && let Some(field) = field.filter(|field| field.required)
    {
        let message = format!(
            "`generate` has no effect: `{}` is required, so a key is always given",
            field.name.written()
        );
        let finding = check.below(code::NO_EFFECT, &operation.place, &generate, message);
        check.report(finding.help("take the mark off the field where a key may be left out, or leave `generate` out"));
    }
    let most = field.and_then(|field| Some((field, field.limits.max_length?)));
    if let Some((field, most)) = most.filter(|(_, most)| key.is_made && *most < MADE) {
        let name = field.name.written();
        bad(
            check,
            operation,
            &format!("a key that is made has {MADE} characters, and `{name}` takes {most} at most"),
            "with `generate: false` the caller gives the key, and none is made",
        );
    }
}

/// The field at a dotted path of plain keys.
fn field_at<'p>(check: &Check<'p>, ty: &'p Type, path: &str) -> Option<&'p Field> {
    let (before, last) = path
        .rsplit_once('.')
        .map_or((None, path), |(before, last)| (Some(before), last));
    let within = match before.map(|before| check.platform.at_path(ty, before)) {
        None => ty,
        Some(AtPath::Type(within)) => within,
        Some(_) => return None,
    };
    field_of_key(&check.platform.as_struct(within)?.fields, last)
}

fn field(check: &mut Check<'_>, operation: &Operation, key: &IdempotencyKey, path: &str) {
    let Some(body) = &operation.body else {
        bad(
            check,
            operation,
            "the operation has no body for its key",
            "`{header: Idempotency-Key}`, or give it a body",
        );
        return;
    };
    let has_fields = matches!(
        body.encoding,
        Encoding::Json | Encoding::Form | Encoding::FormJson | Encoding::Query
    );
    let ty = body
        .ty
        .as_ref()
        .filter(|ty| has_fields && check.platform.as_struct(ty).is_some());
    let Some(ty) = ty else {
        bad(
            check,
            operation,
            "the body has no fields of which one could be the key",
            "a key stands in an object that is written as JSON, as a form or in the query",
        );
        return;
    };
    match check.platform.at_path(ty, path) {
        AtPath::Type(found) if is_text(check, found) => {
            let field = field_at(check, ty, path);
            room(check, operation, key, field);
        }
        AtPath::Type(_) => bad(
            check,
            operation,
            &format!("the field `{path}` is no text"),
            "a key is a `string` or a `uuid`",
        ),
        AtPath::Open | AtPath::Nowhere => {
            let message = format!("the body has no field `{path}` for the idempotency key");
            let mut finding = check.lacking(code::UNKNOWN_FIELD, &operation.place, message);
            finding.span = at_key(check, operation);
            let types = check.types([ty], Ground::Read);
            let fields = check.platform.as_struct(ty).map_or(&[][..], |shape| &shape.fields);
            let help = nearest(path, &[fields]);
            let help = help.unwrap_or_else(|| format!("declare it where it stands: `{path}: string`"));
            check.report(finding.help(help).rests_on_all(types));
        }
    }
}

fn is_text(check: &Check<'_>, ty: &Type) -> bool {
    matches!(check.platform.bare(ty), Type::Scalar(Scalar::String | Scalar::Uuid))
}

fn bad(check: &mut Check<'_>, operation: &Operation, message: &str, help: &str) {
    let mut finding = check.at(code::BAD_KEY, &operation.place, message);
    finding.span = at_key(check, operation);
    check.report(finding.help(help.to_owned()));
}

/// Where the operation names the place of its key.
fn at_key(check: &Check<'_>, operation: &Operation) -> Span {
    let span = check.span(&operation.place);
    let named = ["header", "field"].map(|key| check.trees.below(span, &["idempotency_key", key]));
    named.into_iter().find(|named| *named != span).unwrap_or(span)
}
