//! Whether the outcomes of a batch can be found: the list that was sent in the body, the outcomes in the reply, ids in both.

use super::Check;
use super::paging::in_reply;
use crate::diagnostics::{Diagnostic, Span, code};
use crate::model::{AtPath, Body, Operation, Outcomes, Platform, ReturnKind, Sign, Type};

pub(super) fn check(check: &mut Check<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            for finding in one(check, operation) {
                // What a kind says wrong is one mistake, for however many operations.
                let same = |known: &&mut Diagnostic| known.span == finding.span && known.message == finding.message;
                match found.iter_mut().find(same) {
                    Some(known) => known.related.extend(finding.related),
                    None => found.push(finding),
                }
            }
        }
    }
    for finding in found {
        check.report(finding);
    }
}

fn one(check: &Check<'_>, operation: &Operation) -> Vec<Diagnostic> {
    let mut told = Told {
        check,
        outcomes: match &operation.outcomes {
            Some(outcomes) => outcomes,
            None => return Vec::new(),
        },
        found: Vec::new(),
    };
    told.look(operation);
    told.found
}

/// What is found of the outcomes of one operation.
struct Told<'c, 'a> {
    check: &'c Check<'a>,
    outcomes: &'a Outcomes,
    found: Vec<Diagnostic>,
}

impl<'a> Told<'_, 'a> {
    fn look(&mut self, operation: &'a Operation) {
        let (platform, outcomes) = (self.check.platform, self.outcomes);
        let (why, help) = match operation.returns.kind {
            ReturnKind::Json | ReturnKind::Undocumented => ("", ""),
            ReturnKind::ByStatus => (
                "the reply differs by status, and outcomes are read from one form",
                "give the reply with the outcomes alone, and its `status`; or leave `outcomes` out, so that each status hands out its reply as it is",
            ),
            ReturnKind::None => (
                "the reply has no body, so it has no outcomes",
                "give the type of the reply by `returns`, or leave `outcomes` out",
            ),
            ReturnKind::Text | ReturnKind::Csv | ReturnKind::Binary => {
                ("the reply is no JSON, so it has no outcomes", "leave `outcomes` out")
            }
        };
        if !why.is_empty() {
            return self.report("", why.to_owned(), Some(help));
        }
        let sent = operation
            .body
            .as_ref()
            .map(|body| in_body(platform, body, &outcomes.sent));
        let sent = match sent {
            Some(AtPath::Open) => AtPath::Open,
            Some(AtPath::Type(ty)) if platform.as_list(ty).is_some() => {
                platform.as_list(ty).map_or(AtPath::Open, AtPath::Type)
            }
            Some(AtPath::Type(ty)) if is_open(platform, ty) => AtPath::Open,
            _ => {
                let message = format!("the body has no list at `{}`", outcomes.sent);
                return self.report("sent", message, Some("`sent` is the list whose elements have outcomes"));
            }
        };
        let mut lists = Vec::new();
        let key = if outcomes.ordered { "each" } else { "failed" };
        for path in &outcomes.at {
            match in_reply(platform, &operation.returns, path, &[]) {
                AtPath::Nowhere => self.report(key, format!("the reply has nothing at `{path}`"), None),
                AtPath::Open => lists.push(AtPath::Open),
                // A single outcome may stand bare.
                AtPath::Type(ty) => lists.push(AtPath::Type(platform.elements(ty).unwrap_or(ty))),
            }
        }
        let signs = outcomes.failure.iter().map(|sign| match sign {
            Sign::Is { path, .. } | Sign::Present { path } => ("failure", path),
        });
        let ids = outcomes.ids.iter().map(|(here, _)| ("id", here));
        let texts = [
            ("row", &outcomes.row),
            ("message", &outcomes.message),
            ("code", &outcomes.code),
            ("fields", &outcomes.fields),
        ];
        let texts = texts
            .into_iter()
            .flat_map(|(key, paths)| paths.iter().map(move |path| (key, path)));
        for (key, path) in signs.chain(ids).chain(texts) {
            if !lists.is_empty() && lists.iter().all(|outcome| is_nowhere(platform, *outcome, path)) {
                self.report(key, format!("an outcome has nothing at `{path}`"), None);
            }
        }
        for path in outcomes.ids.iter().filter_map(|(_, there)| there.as_ref()) {
            if is_nowhere(platform, sent, path) {
                let message = format!("what is sent has no id at `{path}`");
                let help =
                    "where it stands elsewhere: `id: {path in the outcome: path in what is sent}`, or `~` for nowhere";
                self.report("id", message, Some(help));
            }
        }
    }

    /// A finding at what says it: the key of the operation, else that of its kind.
    fn report(&mut self, key: &str, message: String, help: Option<&str>) {
        let (check, own) = (self.check, self.check.span(&self.outcomes.place));
        let kinds = &check.platform.errors.outcomes;
        let kind = self.outcomes.kind.and_then(|index| kinds.get(index));
        let kind = kind.and_then(|kind| check.places.get(&format!("outcomes.{}", kind.name)));
        let said = |span: Span| Some(check.trees.below(span, &[key])).filter(|at| *at != span);
        let of_kind = || said(check.span(kind?));
        let (span, of_kind) = match (said(own), of_kind()) {
            (Some(own), _) => (own, false),
            (None, Some(kind)) => (kind, true),
            (None, None) => (own, false),
        };
        let finding = Diagnostic::new(code::BAD_OUTCOMES, span, message);
        let finding = finding.maybe_help(help.map(str::to_owned));
        self.found.push(if of_kind {
            finding.related(own, "of this operation")
        } else {
            finding
        });
    }
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
