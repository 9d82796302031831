//! Headers of operations and callbacks, of requests and of replies: names that headers can have, each once, and none that something
//! else sends.

use super::Check;
use super::headers::{holds_credentials, is_of_connection, is_token, refuse, values};
use crate::model::{AuthScheme, Field, KeyPlace, Operation, WireName};

pub(super) fn check(check: &mut Check<'_>) {
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let own: Vec<&Field> = operation
                .headers
                .iter()
                .filter(|field| !is_key(operation, field))
                .collect();
            names(check, &operation.headers, |field| is_key(operation, field));
            sent(check, operation, &own);
            for field in &operation.headers {
                values(check, field);
            }
            for case in operation.returns.cases() {
                names(check, &case.headers, |_| false);
            }
        }
        for callback in &resource.callbacks {
            names(check, &callback.headers, |_| false);
        }
    }
}

/// Whether it is that of the idempotency key, of which `keys` says whether it can be sent.
fn is_key(operation: &Operation, field: &Field) -> bool {
    let key = operation.idempotency_key.as_ref().map(|key| &key.at);
    matches!(key, Some(KeyPlace::Header(name)) if field.name.written().eq_ignore_ascii_case(name))
}

fn names(check: &mut Check<'_>, fields: &[Field], known: impl Fn(&Field) -> bool) {
    for (index, field) in fields.iter().enumerate().filter(|(_, field)| !known(field)) {
        let WireName::Plain(name) = &field.name else { continue };
        if !is_token(name) {
            refuse(
                check,
                field,
                &format!("`{}` is no name of a header", name.escape_debug()),
                "letters, digits and `-`, as on the wire: `X-Request-Id`",
            );
        } else if is_again(fields, index) {
            refuse(
                check,
                field,
                &format!("the header `{name}` stands twice"),
                "case tells no headers apart",
            );
        }
    }
}

/// What the client sends itself would be overwritten, or come twice.
fn sent(check: &mut Check<'_>, operation: &Operation, own: &[&Field]) {
    let accepted = operation
        .auth
        .iter()
        .filter_map(|index| check.platform.auth.get(*index));
    let accepted: Vec<&AuthScheme> = accepted.collect();
    for field in own {
        let name = field.name.written();
        // An operation may say what its body is.
        if is_of_connection(&name) && !name.eq_ignore_ascii_case("content-type") {
            refuse(
                check,
                field,
                &format!("`{name}` is set by the client itself"),
                "it follows from the connection or from the body; leave it out",
            );
        }
        if accepted.iter().any(|scheme| holds_credentials(scheme, &name)) {
            refuse(
                check,
                field,
                &format!("`{name}` holds the credentials of the operation"),
                "they are said once, under `auth` of platform.yaml; leave the header out",
            );
        }
    }
}

/// Whether a header of the list is one that stands before it, in other case.
pub(super) fn is_again(fields: &[Field], index: usize) -> bool {
    let written = |field: &Field| field.name.written();
    let name = fields.get(index).map(written).unwrap_or_default();
    let mut earlier = fields.iter().take(index);
    earlier.any(|other| written(other).eq_ignore_ascii_case(&name))
}
