//! What failures look like.

use indexmap::IndexMap;

use super::docs::words;
use super::scope::Scope;
use super::signature::is_header_name;
use super::{basis, entries, literals, outcomes, signs};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{CodeDef, ErrorsDef, MeaningWord, StatusDef};
use crate::model::{Docs, Entries, ErrorCode, Errors, Provenance, Refusal, StatusMeaning};
use crate::yaml::At;

pub(super) fn errors(scope: &mut Scope<'_>, def: &ErrorsDef, at: At<'_>) -> Errors {
    let empty = CodeDef::default();
    let mut codes = Vec::new();
    for (wire, words) in &def.codes {
        let words = words.as_ref().unwrap_or(&empty);
        let here = at.get("codes").get(wire);
        let documented = Provenance::default();
        let provenance = basis::provenance(scope, words.basis.as_ref(), here.get("basis"), &documented);
        same_code(scope, wire, &codes, here);
        codes.push(ErrorCode {
            place: scope.place(here.key_span()),
            wire: wire.clone(),
            means: words.means.map(literals::code_meaning),
            docs: Docs {
                provenance,
                ..words!(words, doc, note).docs()
            },
            rust: words.rust.clone(),
        });
    }
    let (statuses, refusals) = statuses(scope, &def.statuses, at.get("statuses"));
    let entries = def.entries.as_ref();
    let usual = Entries::default();
    let mut paths = |key: &str, said: &[String]| signs::paths(scope, said, false, at.get(key));
    let (message, code, fields) = (
        paths("message", &def.message),
        paths("code", &def.code),
        paths("fields", &def.fields),
    );
    Errors {
        failure: signs::signs(scope, &def.failure, at.get("failure")),
        entries: entries.map_or_else(Entries::default, |entries| {
            entries::entries(scope, entries, &usual, at.get("entries"))
        }),
        outcomes: outcomes::kinds(scope, &def.outcomes, at.get("outcomes")),
        message,
        code,
        fields,
        codes,
        statuses,
        refusals,
    }
}

/// Codes are recognised without regard to case and to a full stop or exclamation mark at the end.
fn same_code(scope: &mut Scope<'_>, wire: &str, earlier: &[ErrorCode], at: At<'_>) {
    let plain = |text: &str| text.trim().trim_end_matches(['.', '!']).to_ascii_lowercase();
    if plain(wire).is_empty() {
        let finding = Diagnostic::new(code::BAD_ENUM, at.key_span(), format!("the code `{wire}` says nothing"));
        scope.report(finding.help("write the code or the message as the server sends it, or take it away"));
        return;
    }
    if let Some(same) = earlier.iter().find(|code| plain(&code.wire) == plain(wire)) {
        let message = format!("the code `{wire}` cannot be told from `{}`", same.wire);
        let finding = Diagnostic::new(code::BAD_ENUM, at.key_span(), message);
        scope
            .report(finding.help("case, and a full stop or exclamation mark at the end, make no difference; keep one"));
    }
}

fn statuses(
    scope: &mut Scope<'_>,
    defs: &IndexMap<String, StatusDef>,
    at: At<'_>,
) -> (Vec<(u16, StatusMeaning)>, Vec<Refusal>) {
    let (mut statuses, mut refusals) = (Vec::new(), Vec::new());
    for (text, def) in defs {
        let here = at.get(text);
        let status = match text.parse::<u16>() {
            Ok(status) if (100..=599).contains(&status) && text.len() == 3 => status,
            _ => {
                scope.report(
                    Diagnostic::new(
                        code::OUT_OF_RANGE,
                        here.key_span(),
                        format!("`{text}` is no HTTP status"),
                    )
                    .help("a status is from 100 to 599"),
                );
                continue;
            }
        };
        let (means, when) = match def {
            StatusDef::Word(word) => (Some(*word), None),
            StatusDef::Long(long) => (long.means, long.when.as_ref()),
        };
        match (means, when) {
            (Some(MeaningWord::RateLimited), Some(when)) if when.header.is_some() || when.empty_body => {
                if let Some(name) = when.header.as_deref().filter(|name| !is_header_name(name)) {
                    let message = format!("`{}` is no name of a header", name.escape_debug());
                    let span = here.get("when").get("header").span();
                    let finding = Diagnostic::new(code::BAD_HEADER, span, message);
                    scope.report(finding.help("letters, digits and `-`, as on the wire: `Retry-After`"));
                }
                refusals.push(Refusal {
                    status,
                    header: when.header.clone(),
                    empty_body: when.empty_body,
                });
            }
            (Some(MeaningWord::RateLimited), Some(_)) => scope.report(
                Diagnostic::new(
                    code::MISSING_KEY,
                    here.get("when").span(),
                    "`when` names no sign of the refusal",
                )
                .help("give `header: Retry-After`, `empty_body: true`, or both if both have to be there")
                .rests_on(Ground::Read(here.get("when").extent())),
            ),
            (Some(_), Some(_)) => scope.report(
                Diagnostic::new(
                    code::NO_EFFECT,
                    here.get("when").key_span(),
                    "only `rate_limited` is told by signs",
                )
                .help("they prove that nothing was done, so that the request may be sent again"),
            ),
            (Some(word), None) => statuses.push((status, literals::meaning(word))),
            (None, _) => {}
        }
    }
    (statuses, refusals)
}
