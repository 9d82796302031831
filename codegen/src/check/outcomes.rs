//! Whether the outcomes of a batch can be found: the list that was sent in the body, the outcomes in the reply, ids in both.

use super::Check;
use super::paging::in_reply;
use crate::diagnostics::code;
use crate::model::{AtPath, Body, Operation, Outcomes, Platform, ReturnKind, Sign, Type};

pub(super) fn check(check: &mut Check<'_>) {
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            if let Some(outcomes) = &operation.outcomes {
                one(check, operation, outcomes);
            }
        }
    }
}

fn one(check: &mut Check<'_>, operation: &Operation, outcomes: &Outcomes) {
    if !matches!(operation.returns.kind, ReturnKind::Json | ReturnKind::Undocumented) {
        return report(
            check,
            outcomes,
            "the reply is no JSON, so it has no outcomes".to_owned(),
            None,
        );
    }
    let sent = operation
        .body
        .as_ref()
        .map(|body| in_body(check.platform, body, &outcomes.sent));
    let sent = match sent {
        Some(AtPath::Open) => AtPath::Open,
        Some(AtPath::Type(ty)) if check.platform.as_list(ty).is_some() => {
            check.platform.as_list(ty).map_or(AtPath::Open, AtPath::Type)
        }
        Some(AtPath::Type(ty)) if is_open(check.platform, ty) => AtPath::Open,
        _ => {
            let message = format!("the body has no list at `{}`", outcomes.sent);
            return report(
                check,
                outcomes,
                message,
                Some("`sent` is the list whose elements have outcomes"),
            );
        }
    };
    let mut lists = Vec::new();
    for path in &outcomes.at {
        match in_reply(check.platform, &operation.returns, path, &[]) {
            AtPath::Nowhere => report(check, outcomes, format!("the reply has nothing at `{path}`"), None),
            AtPath::Open => lists.push(AtPath::Open),
            // A single outcome may stand bare.
            AtPath::Type(ty) => lists.push(AtPath::Type(check.platform.elements(ty).unwrap_or(ty))),
        }
    }
    let signs = outcomes.failure.iter().map(|sign| match sign {
        Sign::Is { path, .. } | Sign::Present { path } => path,
    });
    let ids = outcomes.ids.iter().map(|(here, _)| here);
    let texts = [&outcomes.row, &outcomes.message, &outcomes.code, &outcomes.fields];
    for path in signs.chain(ids).chain(texts.into_iter().flatten()) {
        if !lists.is_empty() && lists.iter().all(|outcome| is_nowhere(check.platform, *outcome, path)) {
            report(check, outcomes, format!("an outcome has nothing at `{path}`"), None);
        }
    }
    for path in outcomes.ids.iter().filter_map(|(_, there)| there.as_ref()) {
        if is_nowhere(check.platform, sent, path) {
            let message = format!("what is sent has no id at `{path}`");
            let help =
                "where it stands elsewhere: `id: {path in the outcome: path in what is sent}`, or `~` for nowhere";
            report(check, outcomes, message, Some(help));
        }
    }
}

fn report(check: &mut Check<'_>, outcomes: &Outcomes, message: String, help: Option<&str>) {
    let finding = check.at(code::BAD_OUTCOMES, &outcomes.place, message);
    check.report(finding.maybe_help(help.map(str::to_owned)));
}

/// What stands at a dotted path of the whole body, wrapper key included.
fn in_body<'p>(platform: &'p Platform, body: &'p Body, path: &str) -> AtPath<'p> {
    let Some(ty) = &body.ty else { return AtPath::Nowhere };
    let Some(key) = &body.key else {
        return platform.at_path(ty, path);
    };
    if path == key {
        return AtPath::Type(ty);
    }
    match path.strip_prefix(key.as_str()).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) => platform.at_path(ty, rest),
        None => AtPath::Nowhere,
    }
}

fn is_open(platform: &Platform, ty: &Type) -> bool {
    // Whatever stands below JSON of any form may be there.
    platform.at_path(ty, "0") == AtPath::Open
}

fn is_nowhere(platform: &Platform, around: AtPath<'_>, path: &str) -> bool {
    match around {
        AtPath::Type(ty) => platform.at_path(ty, path) == AtPath::Nowhere,
        AtPath::Open => false,
        AtPath::Nowhere => true,
    }
}
