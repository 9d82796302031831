//! Which elements of a batch failed, as a reply says it.

use indexmap::IndexMap;

use super::entries::{first_row, without_rows};
use super::scope::Scope;
use super::signs::{path, paths, signs};
use crate::diagnostics::{Diagnostic, Ground, code, did_you_mean};
use crate::dialect::{IdsDef, OutcomesDef, OutcomesUse};
use crate::model::{Operation, Outcomes, OutcomesKind, OutcomesSaid, Platform};
use crate::yaml::At;

/// What stands for the place of what was sent until every type is known.
const TO_BE_FOUND: &str = "?";

/// The kinds that platform.yaml declares.
pub(super) fn kinds(scope: &mut Scope<'_>, defs: &IndexMap<String, OutcomesDef>, at: At<'_>) -> Vec<OutcomesKind> {
    let mut kinds = Vec::new();
    for (name, def) in defs {
        let here = at.get(name);
        if def.kind.is_some() {
            let finding = Diagnostic::new(code::NO_EFFECT, here.get("kind").key_span(), "this is a kind itself");
            scope.report(finding.help("an operation names it: `outcomes: {kind: …}`"));
        }
        kinds.push(OutcomesKind {
            name: name.clone(),
            said: said(scope, def, here),
        });
    }
    kinds
}

/// What one operation says, on top of its kind.
pub(super) fn outcomes(scope: &mut Scope<'_>, platform: &Platform, def: &OutcomesUse, at: At<'_>) -> Option<Outcomes> {
    let (name, named_at, own) = match def {
        OutcomesUse::Kind(name) => (Some(name), at, OutcomesSaid::default()),
        OutcomesUse::Long(long) => (long.kind.as_ref(), at.get("kind"), said(scope, long, at)),
    };
    let kinds = &platform.errors.outcomes;
    let kind = match name {
        None => None,
        Some(name) => {
            let index = kinds.iter().position(|kind| kind.name == *name);
            if index.is_none() {
                let message = format!("no kind of outcomes `{name}` in platform.yaml");
                let finding = Diagnostic::new(code::UNKNOWN_NAME, named_at.span(), message);
                scope.report(finding.maybe_help(did_you_mean(name, kinds.iter().map(|kind| kind.name.as_str()))));
                return None;
            }
            index
        }
    };
    let base = kind.and_then(|index| kinds.get(index)).map(|kind| kind.said.clone());
    let said = over(base.unwrap_or_default(), own);
    let (at_paths, ordered) = match (said.each, said.failed) {
        (Some(each), None) => (each, true),
        (None, Some(failed)) => (failed, false),
        (each, _) => {
            let message = match each {
                Some(_) => "the outcomes stand in lists of two sorts",
                None => "it is not said where the outcomes stand",
            };
            let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.key_span(), message);
            let grounds = said_in(scope, at);
            scope.report(
                finding
                    .help("give one of `each: [results]` (all, in the order sent) and `failed: [rejected]`")
                    .rests_on_all(grounds),
            );
            return None;
        }
    };
    let failure = said.failure.unwrap_or_default();
    if ordered && failure.is_empty() {
        let finding = Diagnostic::new(
            code::MISSING_KEY,
            at.key_span(),
            "nothing tells which of the outcomes are failures",
        );
        let grounds = said_in(scope, at);
        scope.report(
            finding
                .help("`each` needs signs: `failure: [{path: errors, present: true}]`")
                .rests_on_all(grounds),
        );
        return None;
    }
    if said.first_row.is_some() && said.row.is_none() {
        without_rows(scope, at);
    }
    Some(Outcomes {
        kind,
        sent: said.sent.unwrap_or_else(|| TO_BE_FOUND.to_owned()),
        at: at_paths,
        ordered,
        failure,
        ids: said.ids.unwrap_or_default(),
        row: said.row.unwrap_or_default(),
        first_row: said.first_row.unwrap_or_default(),
        message: said.message.unwrap_or_default(),
        code: said.code.unwrap_or_default(),
        fields: said.fields.unwrap_or_default(),
        place: scope.place(at.key_span()),
    })
}

/// What says something of outcomes: the operation, and the kinds of platform.yaml.
fn said_in(scope: &Scope<'_>, at: At<'_>) -> Vec<Ground> {
    let kinds = scope.trees.section("errors").map(Ground::Read);
    kinds.chain([Ground::Read(at.extent())]).collect()
}

fn said(scope: &mut Scope<'_>, def: &OutcomesDef, at: At<'_>) -> OutcomesSaid {
    if let Some(sent) = &def.sent {
        path(scope, sent, false, at.get("sent"));
    }
    let ids = def.id.as_ref().map(|ids| match ids {
        IdsDef::Same(same) => same.iter().map(|path| (path.clone(), Some(path.clone()))).collect(),
        IdsDef::Paths(paths) => paths.iter().map(|(path, sent)| (path.clone(), sent.clone())).collect(),
    });
    let ids: Option<Vec<(String, Option<String>)>> = ids;
    for id in ids
        .iter()
        .flatten()
        .flat_map(|(here, there)| [Some(here), there.as_ref()])
    {
        path(scope, id.map_or("", String::as_str), false, at.get("id"));
    }
    let failure = def.failure.as_ref();
    let failure = failure.map(|failure| signs(scope, failure, at.get("failure")));
    let first_row = first_row(scope, def.first_row, at);
    let mut told =
        |key: &str, said: &Option<Vec<String>>| said.as_ref().map(|said| paths(scope, said, false, at.get(key)));
    OutcomesSaid {
        sent: def.sent.clone(),
        each: told("each", &def.each),
        failed: told("failed", &def.failed),
        failure,
        ids,
        row: told("row", &def.row),
        first_row,
        message: told("message", &def.message),
        code: told("code", &def.code),
        fields: told("fields", &def.fields),
    }
}

/// What an operation says of its own replaces what its kind says.
fn over(base: OutcomesSaid, own: OutcomesSaid) -> OutcomesSaid {
    OutcomesSaid {
        sent: own.sent.or(base.sent),
        each: own.each.or(base.each),
        failed: own.failed.or(base.failed),
        failure: own.failure.or(base.failure),
        ids: own.ids.or(base.ids),
        row: own.row.or(base.row),
        first_row: own.first_row.or(base.first_row),
        message: own.message.or(base.message),
        code: own.code.or(base.code),
        fields: own.fields.or(base.fields),
    }
}

/// Finds the list that was sent where an operation does not say which it is.
pub(super) fn find_sent(scope: &mut Scope<'_>, platform: &mut Platform) {
    let mut found: Vec<(usize, usize, Option<String>)> = Vec::new();
    for (at, resource) in platform.resources.iter().enumerate() {
        for (index, operation) in resource.operations.iter().enumerate() {
            let open = operation
                .outcomes
                .as_ref()
                .filter(|outcomes| outcomes.sent == TO_BE_FOUND);
            let Some(outcomes) = open else { continue };
            let lists = lists(platform, operation);
            let only = match lists.as_slice() {
                [only] => Some(only.clone()),
                several => {
                    let message = if several.is_empty() {
                        "the body has no list whose elements could have outcomes".to_owned()
                    } else {
                        format!("the body has several lists: `{}`", several.join("`, `"))
                    };
                    let span = scope.sources.span_at(&outcomes.place);
                    let finding = Diagnostic::new(code::BAD_OUTCOMES, span, message);
                    let finding = finding.help("say what was sent: `outcomes: {sent: path.of.the.list, …}`");
                    // The list may be what an error cut out of the body.
                    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
                    let types = platform.reachable(body, &scope.extends);
                    let types = types.iter().filter_map(|id| platform.def(*id)).map(|def| &def.place);
                    let places: Vec<_> = types.chain([&operation.place]).collect();
                    let keys = places.into_iter().map(|place| scope.sources.span_at(place));
                    let grounds: Vec<Ground> = keys.map(|key| Ground::Read(scope.trees.extent(key))).collect();
                    scope.report(finding.rests_on_all(grounds));
                    None
                }
            };
            found.push((at, index, only));
        }
    }
    for (resource, operation, sent) in found {
        let resource = platform.resources.get_mut(resource);
        if let Some(operation) = resource.and_then(|resource| resource.operations.get_mut(operation)) {
            operation.outcomes = operation
                .outcomes
                .take()
                .zip(sent)
                .map(|(outcomes, sent)| Outcomes { sent, ..outcomes });
        }
    }
}

/// Dotted paths of the lists in the body of an operation.
fn lists(platform: &Platform, operation: &Operation) -> Vec<String> {
    let Some(body) = &operation.body else { return Vec::new() };
    let Some(ty) = &body.ty else { return Vec::new() };
    let prefix = body.key.clone().unwrap_or_default();
    if platform.as_list(ty).is_some() {
        return vec![prefix];
    }
    let fields = platform.as_struct(ty).map_or(&[][..], |shape| &shape.fields);
    let lists = fields.iter().filter(|field| platform.as_list(&field.ty).is_some());
    let path = |name: String| {
        if prefix.is_empty() {
            name
        } else {
            format!("{prefix}.{name}")
        }
    };
    lists.map(|field| path(field.name.written())).collect()
}
