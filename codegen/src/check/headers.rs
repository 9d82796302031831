//! Headers of all calls: that they can be sent, and that nothing else sends them.

use super::Check;
use super::params::is_segment;
use crate::diagnostics::code;
use crate::model::{AuthKind, Field, WireName};

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
        if TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name)) {
            refuse(
                check,
                field,
                &format!("`{name}` is set by the client itself"),
                "it follows from the connection or from the body; a body says `content_type`",
            );
        }
        let sends = |kind: &AuthKind| match kind {
            AuthKind::Basic { .. } | AuthKind::OAuth1 { .. } => name.eq_ignore_ascii_case("authorization"),
            AuthKind::Header { header, .. } => name.eq_ignore_ascii_case(header),
            AuthKind::Query { .. } => false,
        };
        if platform.auth.iter().any(|scheme| sends(&scheme.kind)) || field.secret {
            refuse(
                check,
                field,
                &format!("`{name}` holds credentials"),
                "what nobody may see stands under `auth`",
            );
        }
        let earlier = platform.headers.iter().take(index);
        if earlier
            .into_iter()
            .any(|other| other.name.written().eq_ignore_ascii_case(name))
        {
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
    }
}

fn refuse(check: &mut Check<'_>, field: &Field, message: &str, help: &str) {
    let finding = check.at(code::BAD_HEADER, &field.place, message);
    check.report(finding.help(help.to_owned()));
}

/// Whether a text can be the name of a header.
pub(super) fn is_token(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}
