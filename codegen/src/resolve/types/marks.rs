//! In which types of an entity a field stands.

use super::super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{FieldLong, RequiredDef, RequiredWord};
use crate::model::{Marks, RequiredIn};
use crate::yaml::At;

/// The marks of a field; `required` says that it has a `!` already.
pub(super) fn read(scope: &mut Scope<'_>, long: &FieldLong, at: At<'_>, required: bool) -> Marks {
    let marks = Marks {
        read_only: long.read_only,
        write_only: long.write_only,
        create_only: long.create_only,
        required: named(&long.required),
    };
    let given: Vec<&str> = [
        ("read_only", marks.read_only),
        ("write_only", marks.write_only),
        ("create_only", marks.create_only),
    ]
    .into_iter()
    .filter_map(|(key, given)| given.then_some(key))
    .collect();
    if marks.read_only && given.len() > 1 {
        let message = format!("`{}` exclude each other", given.join("`, `"));
        scope.report(
            Diagnostic::new(code::CONFLICTING_KEYS, at.get("read_only").key_span(), message)
                .help("what is read only stands in no request"),
        );
    }
    if required && marks.required.is_some() {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get("required").key_span(),
            "`!` and `required` say two things",
        );
        scope.report(finding.help("`!` is for reading and creating; leave it out where `required` names them"));
    }
    let idle = |key: &str, because: &str| {
        let message = format!("`{key}` has no effect beside `{because}`");
        Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message)
    };
    let needs = marks.required.unwrap_or_default();
    let contrary = [
        (
            "required",
            "read_only",
            marks.read_only && (needs.create || needs.update),
        ),
        ("required", "write_only", marks.write_only && needs.read),
        ("required", "create_only", marks.create_only && needs.update),
        ("send", "read_only", marks.read_only && long.send.is_some()),
        ("send", "write_only", marks.write_only && long.send.is_some()),
        ("clear", "read_only", marks.read_only && long.clear.is_some()),
        ("shown_as", "read_only", marks.read_only && long.shown_as.is_some()),
        ("merged_by", "read_only", marks.read_only && long.merged_by.is_some()),
        ("filters", "read_only", marks.read_only && long.filters.is_some()),
        ("clear", "create_only", marks.create_only && long.clear.is_some()),
        // An update keeps, sets or clears it.
        ("required", "clear", needs.update && long.clear.is_some()),
        ("also", "write_only", marks.write_only && !long.also.is_empty()),
        (
            "required_when",
            "read_only",
            marks.read_only && long.required_when.is_some(),
        ),
    ];
    for (key, because, _) in contrary.iter().filter(|(.., wrong)| *wrong) {
        let why = match (*key, *because) {
            ("required", "clear") => Some("an update may keep what it can clear; leave `update` out, or `clear`"),
            ("also", _) => Some("other keys are for what is read, and this is only sent"),
            ("required_when", _) => Some("conditions are held before sending, and this is only read"),
            _ => None,
        };
        scope.report(idle(key, because).maybe_help(why.map(str::to_owned)));
    }
    marks
}

fn named(required: &RequiredDef) -> Option<RequiredIn> {
    let words = required.words();
    let has = |word| words.contains(&word);
    (!words.is_empty()).then(|| RequiredIn {
        read: has(RequiredWord::Read),
        create: has(RequiredWord::Create),
        update: has(RequiredWord::Update),
    })
}
