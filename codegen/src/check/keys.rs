//! Idempotency keys: that they can be sent where they are said to stand.

use super::Check;
use super::headers::is_token;
use crate::diagnostics::code;
use crate::model::{AtPath, Encoding, IdempotencyKey, KeyPlace, Operation, Safety, Scalar, Type};

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
        let finding = check.at(
            code::NO_EFFECT,
            &operation.place,
            format!(
                "`idempotency_key` on `{}` has no effect: it may be repeated as it is",
                operation.name
            ),
        );
        check.report(finding.help("leave it out, or say `safety: unsafe`"));
    }
    match &key.at {
        KeyPlace::Header(name) => header(check, operation, name),
        KeyPlace::Field(path) => field(check, operation, path),
    }
}

fn header(check: &mut Check<'_>, operation: &Operation, name: &str) {
    if !is_token(name) {
        bad(
            check,
            operation,
            &format!("`{}` is no name of a header", name.escape_debug()),
            "such as `Idempotency-Key`",
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
    }
}

fn field(check: &mut Check<'_>, operation: &Operation, path: &str) {
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
        AtPath::Type(found) if is_text(check, found) => {}
        AtPath::Type(_) => bad(
            check,
            operation,
            &format!("the field `{path}` is no text"),
            "a key is a `string` or a `uuid`",
        ),
        AtPath::Open | AtPath::Nowhere => {
            let finding = check.at(
                code::UNKNOWN_FIELD,
                &operation.place,
                format!("the body has no field `{path}` for the idempotency key"),
            );
            check.report(finding.help("declare it where it stands: `syncId: string`"));
        }
    }
}

fn is_text(check: &Check<'_>, ty: &Type) -> bool {
    matches!(check.platform.bare(ty), Type::Scalar(Scalar::String | Scalar::Uuid))
}

fn bad(check: &mut Check<'_>, operation: &Operation, message: &str, help: &str) {
    let finding = check.at(code::BAD_KEY, &operation.place, message);
    check.report(finding.help(help.to_owned()));
}
