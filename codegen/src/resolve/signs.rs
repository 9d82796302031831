//! Signs of failure, and paths to where something is said.

use super::scope::Scope;
use crate::diagnostics::{Code, Diagnostic, code};
use crate::dialect::SignDef;
use crate::model::Sign;
use crate::yaml::At;

pub(super) fn signs(scope: &mut Scope<'_>, defs: &[SignDef], at: At<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (index, sign) in defs.iter().enumerate() {
        let here = at.item(index);
        let path = sign.path.clone().unwrap_or_default();
        self::path(scope, &path, false, here.get("path"));
        match (&sign.is, sign.present) {
            (Some(_), false) => signs.extend(here.get("is").literal().map(|value| Sign::Is { path, value })),
            (None, true) => signs.push(Sign::Present { path }),
            _ => {
                let finding = Diagnostic::new(
                    code::CONFLICTING_KEYS,
                    here.span(),
                    "a sign of failure says one thing about its path",
                );
                scope.report(finding.help("give one of `is: value` and `present: true`"));
            }
        }
    }
    signs
}

/// Dotted paths, of which each step is a key. With `listed`, `[]` behind a key is each element.
pub(super) fn paths(scope: &mut Scope<'_>, paths: &[String], listed: bool, at: At<'_>) -> Vec<String> {
    for (index, path) in paths.iter().enumerate() {
        self::path(scope, path, listed, at.item(index));
    }
    paths.to_vec()
}

pub(super) fn path(scope: &mut Scope<'_>, path: &str, listed: bool, at: At<'_>) {
    if is_dotted(path, listed) {
        return;
    }
    let finding = Diagnostic::new(code::BAD_OUTCOMES, at.span(), format!("`{path}` is no dotted path"));
    scope.report(finding.help(if listed {
        "keys with dots between them, `[]` behind one for each element: `items[].errors`"
    } else {
        DOTTED
    }));
}

/// How a path is written.
const DOTTED: &str = "keys with dots between them: `detail.errors`";

/// Whether it is the path of one value below a body, not that of the body itself; a finding if it is none.
pub(super) fn below(scope: &mut Scope<'_>, code: Code, path: &str, at: At<'_>) -> bool {
    let fits = !path.is_empty() && is_dotted(path, false);
    if !fits {
        let finding = Diagnostic::new(code, at.span(), format!("`{path}` is no dotted path"));
        scope.report(finding.help(DOTTED));
    }
    fits
}

/// Keys with dots between them. With `listed`, `[]` may stand behind one.
fn is_dotted(path: &str, listed: bool) -> bool {
    let plain = |step: &str| !step.contains(['[', ']']);
    let fits = |(index, step): (usize, &str)| {
        let key = if listed { step.trim_end_matches("[]") } else { step };
        // A list that is the whole body has no key.
        plain(key) && (!key.is_empty() || (index == 0 && !step.is_empty()))
    };
    path.is_empty() || path.split('.').enumerate().all(fits)
}
