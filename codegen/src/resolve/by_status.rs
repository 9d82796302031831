//! Replies that differ by the status of success.

use super::returns;
use super::scope::{Context, Scope};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::ReturnsLong;
use crate::model::{Field, ReturnKind, Returns};
use crate::naming;
use crate::yaml::{At, Node};

/// Keys that go with it.
const BESIDE: &[&str] = &["by_status", "doc", "note", "basis", "remark", "remarks"];

pub(super) fn returns(
    scope: &mut Scope<'_>,
    long: &ReturnsLong,
    at: At<'_>,
    context: &Context<'_>,
    added: &[&[Field]],
) -> Returns {
    let place = at.get("by_status");
    let entries = at.node().map(Node::entries).unwrap_or_default();
    let keys = entries.iter().map(|entry| entry.key.text.as_str());
    for key in keys.filter(|key| !BESIDE.contains(key)) {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get(key).key_span(),
            format!("`{key}` and `by_status` exclude each other"),
        );
        scope.report(finding.help(
            "each status says for itself what comes: `by_status: {200: {type: Report, key: report}, 204: none}`",
        ));
    }
    if long.by_status.len() < 2 {
        let finding = Diagnostic::new(code::NO_EFFECT, place.key_span(), "nothing differs by status");
        let finding = finding.help("name every status of success here, or give the type alone");
        scope.report(finding.rests_on(Ground::Read(place.extent())));
    }
    let mut cases = Vec::new();
    for (text, def) in &long.by_status {
        let here = place.get(text);
        let status = match text.parse::<u16>() {
            Ok(status) if (200..300).contains(&status) && text.len() == 3 => status,
            _ => {
                let finding = Diagnostic::new(
                    code::OUT_OF_RANGE,
                    here.key_span(),
                    format!("`{text}` is no status of a success"),
                );
                scope.report(finding.help(match text.parse::<u16>() {
                    Ok(300..400) => {
                        "it sends elsewhere: the client follows, and `redirects` says where to; list the statuses of replies that hold the result"
                    }
                    _ => "from 200 to 299; what comes with others is an error, and `errors` says how it looks",
                }));
                continue;
            }
        };
        let type_name = format!("{}{}", context.type_name, naming::status(status));
        let own = Context {
            type_name: &type_name,
            ..*context
        };
        let (case, _) = returns::returns(scope, Some(def), here, &own, added);
        let wrong = [("by_status", !case.by_status.is_empty()), ("only", case.only)];
        for (key, _) in wrong.iter().filter(|(_, there)| *there) {
            let finding = Diagnostic::new(
                code::CONFLICTING_KEYS,
                here.get(key).key_span(),
                format!("`{key}` cannot stand below `by_status`"),
            );
            scope.report(finding.help("give the operation as a whole one of both"));
        }
        if case.by_status.is_empty() {
            cases.push((status, Returns { only: false, ..case }));
        }
    }
    Returns {
        by_status: cases,
        ..returns::of_kind(ReturnKind::ByStatus)
    }
}
