//! What stands in lists of errors.

use super::scope::Scope;
use super::signs::paths;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{EntriesDef, EntryKeysWord};
use crate::model::{Entries, EntryKeys};
use crate::yaml::At;

/// The entries of a platform, or of an operation, of which what is not said is as in `base`.
pub(super) fn entries(scope: &mut Scope<'_>, def: &EntriesDef, base: &Entries, at: At<'_>) -> Entries {
    for (key, said, base) in [
        ("at", &def.at, &base.at),
        ("row", &def.row, &base.row),
        ("id", &def.id, &base.id),
    ] {
        if said.as_ref().is_some_and(Vec::is_empty) && base.is_empty() {
            let message = "an empty list says nothing here";
            let finding = Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message);
            scope.report(finding.help(format!(
                "leave `{key}` out; an operation takes back so what `entries` of platform.yaml says"
            )));
        }
    }
    let mut told = |key: &str, said: &Option<Vec<String>>, listed: bool| {
        said.as_ref().map(|said| paths(scope, said, listed, at.get(key)))
    };
    let entries = Entries {
        at: told("at", &def.at, true).unwrap_or_else(|| base.at.clone()),
        message: told("message", &def.message, false).or_else(|| base.message.clone()),
        code: told("code", &def.code, false).or_else(|| base.code.clone()),
        field: told("field", &def.field, false).or_else(|| base.field.clone()),
        row: told("row", &def.row, false).unwrap_or_else(|| base.row.clone()),
        id: told("id", &def.id, false).unwrap_or_else(|| base.id.clone()),
        keys: def.keys.map_or(base.keys, keys),
        first_row: first_row(scope, def.first_row, at).unwrap_or(base.first_row),
    };
    if def.first_row.is_some() && entries.row.is_empty() && entries.keys != EntryKeys::Row {
        without_rows(scope, at);
    }
    entries
}

fn keys(word: EntryKeysWord) -> EntryKeys {
    match word {
        EntryKeysWord::Field => EntryKeys::Field,
        EntryKeysWord::Row => EntryKeys::Row,
        EntryKeysWord::Id => EntryKeys::Id,
    }
}

/// Rows are counted from 0 or 1.
pub(super) fn first_row(scope: &mut Scope<'_>, first: Option<u32>, at: At<'_>) -> Option<u32> {
    let first = first?;
    if first > 1 {
        scope.report(Diagnostic::new(
            code::OUT_OF_RANGE,
            at.get("first_row").span(),
            "`first_row` is 0 or 1",
        ));
    }
    Some(first.min(1))
}

pub(super) fn without_rows(scope: &mut Scope<'_>, at: At<'_>) {
    let finding = Diagnostic::new(
        code::NO_EFFECT,
        at.get("first_row").key_span(),
        "there are no rows to be counted",
    );
    scope.report(finding.help("name the key that has them: `row: [index]`"));
}
