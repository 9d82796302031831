//! Keys by which a platform knows that a request came before.

use super::scope::{Home, Scope};
use super::signs;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::IdempotencyKeyDef;
use crate::model::{Docs, Field, IdempotencyKey, KeyPlace, Scalar, Type};
use crate::yaml::At;

/// The key of an operation; a header that it does not declare is added to its `headers`.
pub(super) fn idempotency_key(
    scope: &mut Scope<'_>,
    def: Option<&IdempotencyKeyDef>,
    headers: &mut Vec<Field>,
    at: At<'_>,
    home: Home<'_>,
) -> Option<IdempotencyKey> {
    let def = def?;
    let is_made = def.generate.unwrap_or(true);
    let place = match (&def.header, &def.field) {
        (Some(header), None) => {
            let is_declared = |field: &Field| field.name.written().eq_ignore_ascii_case(header);
            if !headers.iter().any(is_declared) {
                headers.push(key_header(scope, header, is_made, at, home));
            }
            KeyPlace::Header(header.clone())
        }
        (None, Some(field)) => {
            if field.contains(['[', ']']) {
                let finding = Diagnostic::new(
                    code::BAD_KEY,
                    at.get("field").span(),
                    format!("`{field}` stands in a list: there is one key for each request"),
                );
                scope.report(finding.help(IN_LISTS));
                return None;
            }
            if !signs::below(scope, code::BAD_KEY, field, at.get("field")) {
                return None;
            }
            KeyPlace::Field(field.clone())
        }
        _ => {
            let finding = Diagnostic::new(
                code::CONFLICTING_KEYS,
                at.key_span(),
                "an idempotency key stands in one place",
            );
            scope.report(finding.help("give one of `header: Idempotency-Key` and `field: path.in.the.body`"));
            return None;
        }
    };
    Some(IdempotencyKey { at: place, is_made })
}

/// Keys of elements are values like others.
const IN_LISTS: &str = "name a field of the body itself; keys of the elements of a list are for the caller to set, and `safety: idempotent` says \
     that they make the request safe to repeat";

fn key_header(scope: &Scope<'_>, name: &str, is_made: bool, at: At<'_>, home: Home<'_>) -> Field {
    let otherwise = if is_made {
        "Unless it is set, one is made for each call."
    } else {
        "With it, the request may be sent again."
    };
    Field {
        docs: Docs {
            doc: Some(format!(
                "The key by which the server knows that a request came before. {otherwise}"
            )),
            provenance: home.basis.clone(),
            ..Docs::default()
        },
        rust: Some("idempotency_key".to_owned()),
        ..Field::plain(name, Type::Scalar(Scalar::String), scope.place(at.key_span()))
    }
}
