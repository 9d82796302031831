//! Headers of all calls: that they can be sent, and that nothing else sends them.

use super::Check;
use super::header_lists::is_again;
use super::params::is_segment;
use crate::diagnostics::code;
use crate::model::{AuthKind, AuthScheme, Field, Literal, Type, TypeShape, WireName};

/// What belongs to the connection, or follows from the body.
const TAKEN: &[&str] = &[
    "connection",
    "content-length",
    "content-type",
    "expect",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

pub(super) fn check(check: &mut Check<'_>) {
    let platform = check.platform;
    for (index, field) in platform.headers.iter().enumerate() {
        let WireName::Plain(name) = &field.name else {
            refuse(
                check,
                field,
                "a family cannot be a header of all calls",
                "write the name of the header",
            );
            continue;
        };
        if !is_token(name) {
            refuse(
                check,
                field,
                &format!("`{}` is no name of a header", name.escape_debug()),
                "the key is the header's name: `X-Api-Version: {const: \"2\"}`",
            );
            continue;
        }
        if is_of_connection(name) {
            refuse(
                check,
                field,
                &format!("`{name}` is set by the client itself"),
                "it follows from the connection or from the body; a body says `content_type`",
            );
        }
        if platform.auth.iter().any(|scheme| holds_credentials(scheme, name)) || field.secret {
            refuse(
                check,
                field,
                &format!("`{name}` holds credentials"),
                "what nobody may see stands under `auth`",
            );
        }
        if is_again(&platform.headers, index) {
            refuse(
                check,
                field,
                &format!("the header `{name}` stands twice"),
                "case tells no headers apart",
            );
        }
        if !is_segment(check, &field.ty, 0) {
            refuse(
                check,
                field,
                &format!("`{name}` cannot be a header of all calls"),
                "it takes a scalar or an enumeration",
            );
        }
        values(check, field);
    }
}

/// Fixed values that no header can have: each call would fail.
pub(super) fn values(check: &mut Check<'_>, field: &Field) {
    let unfit = |value: &Literal| matches!(value, Literal::String(text) if text.chars().any(|c| c.is_ascii_control() && c != '\t'));
    let found = match check.platform.bare(&field.ty) {
        Type::Const(value) => Some(value).filter(|value| unfit(value)),
        named => match check.platform.shape(named) {
            Some(TypeShape::Enum(shape)) => shape.values.iter().map(|value| &value.wire).find(|value| unfit(value)),
            _ => None,
        },
    };
    if let Some(Literal::String(text)) = found {
        let message = format!("no header can have the value `{}`", text.escape_debug());
        refuse(check, field, &message, "a value is one line without control characters");
    }
}

/// Whether the header belongs to the connection, or follows from the body.
pub(super) fn is_of_connection(name: &str) -> bool {
    TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name))
}

/// Whether a way to sign sends the header.
pub(super) fn holds_credentials(scheme: &AuthScheme, name: &str) -> bool {
    match &scheme.kind {
        AuthKind::Basic { .. } | AuthKind::OAuth1 { .. } => name.eq_ignore_ascii_case("authorization"),
        AuthKind::Header { header, .. } => name.eq_ignore_ascii_case(header),
        AuthKind::Query { .. } => false,
    }
}

pub(super) fn refuse(check: &mut Check<'_>, field: &Field, message: &str, help: &str) {
    let finding = check.at(code::BAD_HEADER, &field.place, message);
    check.report(finding.help(help.to_owned()));
}

/// Whether a text can be the name of a header.
pub(super) fn is_token(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}
