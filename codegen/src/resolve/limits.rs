//! Rate limits, waits that a server names, and what counts an operation.

use indexmap::IndexMap;

use super::basis;
use super::docs::words;
use super::scope::Scope;
use super::signature::is_header_name;
use super::weights;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{CountedDef, LimitDef, TimeHeaderDef, TimeUnitWord};
use crate::model::{Charge, Docs, Provenance, RateLimit, TimeHeader, TimeUnit};
use crate::yaml::At;

pub(super) fn limits(scope: &mut Scope<'_>, defs: &IndexMap<String, LimitDef>, at: At<'_>) -> Vec<RateLimit> {
    let mut limits = Vec::new();
    for (name, def) in defs {
        let here = at.get(name);
        for (key, value) in [("requests", def.requests), ("parallel", def.parallel)] {
            if value == Some(0) {
                let message = format!("`{key}` is at least 1");
                scope.report(Diagnostic::new(code::OUT_OF_RANGE, here.get(key).span(), message));
            }
        }
        let per_millis = window(scope, def, here);
        together(scope, def, here);
        for (key, header) in [
            ("header", &def.header),
            ("remaining", &def.remaining),
            ("limit", &def.limit),
        ] {
            named(scope, header.as_deref(), here.get(key));
        }
        if let Some(reset) = &def.reset {
            named(scope, reset.header.as_deref(), here.get("reset").get("header"));
        }
        let provenance = basis::provenance(scope, def.basis.as_ref(), here.get("basis"), &Provenance::default());
        limits.push(RateLimit {
            name: name.clone(),
            docs: Docs {
                provenance,
                ..words!(def, doc, note).docs()
            },
            requests: def.requests.map(|requests| requests.max(1)),
            per_millis,
            header: def.header.clone(),
            remaining: def.remaining.clone(),
            most: def.limit.clone(),
            reset: def.reset.as_ref().and_then(time_header),
            parallel: def.parallel.map(|parallel| parallel.max(1)),
        });
    }
    limits
}

/// The window in milliseconds.
fn window(scope: &mut Scope<'_>, def: &LimitDef, at: At<'_>) -> u64 {
    let Some(per) = &def.per else { return 1000 };
    match per.millis() {
        Some(millis) if millis > 0 => millis,
        read => {
            let message = if read.is_some() {
                "`per` is longer than nothing"
            } else {
                "`per` is no length of time"
            };
            let finding = Diagnostic::new(code::OUT_OF_RANGE, at.get("per").span(), message);
            scope.report(finding.help("seconds, or a number with its unit: `500ms`, `3s`, `5m`, `1h`"));
            1000
        }
    }
}

/// Keys of a limit that need each other.
fn together(scope: &mut Scope<'_>, def: &LimitDef, at: At<'_>) {
    let missing = match (def.requests.is_some(), def.per.is_some()) {
        (true, false) => Some((
            "the limit counts requests in no time",
            "add `per: 1s`, or whatever its window is",
        )),
        (false, true) => Some((
            "the limit has a window and counts nothing",
            "add `requests: 10`, or whatever it allows",
        )),
        (false, false) if def.parallel.is_none() => Some((
            "the limit limits nothing",
            "give `requests` and `per`, `parallel`, or all of them",
        )),
        _ => None,
    };
    if let Some((message, help)) = missing {
        let finding = Diagnostic::new(code::MISSING_KEY, at.key_span(), message).help(help);
        // It may be there, and hold what could not be read.
        scope.report(finding.rests_on(Ground::Right(at.extent())));
    }
    let counts = def.requests.is_some();
    let idle = [
        ("header", def.header.is_some() && !counts, "a limit with `requests`"),
        (
            "remaining",
            def.remaining.is_some() && !counts,
            "a limit with `requests`",
        ),
        ("limit", def.limit.is_some() && def.remaining.is_none(), "`remaining`"),
        (
            "reset",
            def.reset.is_some() && def.remaining.is_none() && def.header.is_none(),
            "`remaining` or `header`",
        ),
    ];
    for (key, _, of) in idle.iter().filter(|(_, is_idle, _)| *is_idle) {
        let message = format!("`{key}` has no effect: it belongs to {of}");
        scope.report(Diagnostic::new(code::NO_EFFECT, at.get(key).key_span(), message));
    }
    if def.header.is_some() && def.remaining.is_some() {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get("remaining").key_span(),
            "the server tells its count in one way",
        );
        scope.report(finding.help("give `header` for `used/limit`, or `remaining`"));
    }
}

/// A header that no reply can have would never correct anything.
fn named(scope: &mut Scope<'_>, header: Option<&str>, at: At<'_>) {
    if let Some(name) = header.filter(|name| !is_header_name(name)) {
        let message = format!("`{}` is no name of a header", name.escape_debug());
        let finding = Diagnostic::new(code::BAD_LIMIT, at.span(), message);
        scope.report(finding.help("letters, digits and `-`, as on the wire: `X-RateLimit-Remaining`"));
    }
}

fn time_header(def: &TimeHeaderDef) -> Option<TimeHeader> {
    Some(TimeHeader {
        name: def.header.clone()?,
        unit: match def.unit? {
            TimeUnitWord::Seconds => TimeUnit::Seconds,
            TimeUnitWord::Milliseconds => TimeUnit::Milliseconds,
            TimeUnitWord::UnixSeconds => TimeUnit::UnixSeconds,
            TimeUnitWord::UnixMilliseconds => TimeUnit::UnixMilliseconds,
            TimeUnitWord::HttpDate => TimeUnit::HttpDate,
        },
    })
}

/// Headers in which the server names a wait.
pub(super) fn retry_after(scope: &mut Scope<'_>, defs: &[TimeHeaderDef], at: At<'_>) -> Vec<TimeHeader> {
    let mut headers: Vec<TimeHeader> = Vec::new();
    for (index, def) in defs.iter().enumerate() {
        named(scope, def.header.as_deref(), at.item(index).get("header"));
        let Some(header) = time_header(def) else { continue };
        let is_known = |known: &TimeHeader| known.name.eq_ignore_ascii_case(&header.name);
        if headers.iter().any(is_known) {
            let message = format!("the header `{}` stands twice", header.name);
            let finding = Diagnostic::new(code::NO_EFFECT, at.item(index).span(), message);
            scope.report(finding.help("a header has one unit; the first counts"));
            continue;
        }
        headers.push(header);
    }
    headers
}

/// What counts the operations that say nothing else.
pub(super) fn usual(scope: &mut Scope<'_>, limits: &[RateLimit], def: Option<&CountedDef>, at: At<'_>) -> Vec<Charge> {
    match def {
        Some(def) => {
            let charges = charges(scope, limits, def, 1, at);
            if let CountedDef::Weighted(_) = def {
                weights::each(scope, limits, &charges, at);
            }
            charges
        }
        None => {
            let index = limits.iter().position(|limit| limit.name == "default");
            index.map(|limit| Charge { limit, weight: 1 }).into_iter().collect()
        }
    }
}

/// What counts an operation.
pub(super) fn counted(
    scope: &mut Scope<'_>,
    (limits, usual): (&[RateLimit], &[Charge]),
    (def, weight): (Option<&CountedDef>, Option<u32>),
    at: At<'_>,
) -> Vec<Charge> {
    if weight == Some(0) {
        let finding = Diagnostic::new(code::OUT_OF_RANGE, at.get("weight").span(), "`weight` is at least 1");
        scope.report(finding.help("what nothing counts says `limit: []`"));
    }
    if let (Some(CountedDef::Weighted(_)), Some(_)) = (def, weight) {
        let finding = Diagnostic::new(
            code::CONFLICTING_KEYS,
            at.get("weight").key_span(),
            "`limit` says what the operation counts for in each limit",
        );
        scope.report(finding.help("leave `weight` out"));
    }
    let own = weight.unwrap_or(1).max(1);
    let charges = match def {
        Some(def) => charges(scope, limits, def, own, at.get("limit")),
        None => usual
            .iter()
            .map(|charge| Charge {
                weight: charge.weight.saturating_mul(own),
                ..*charge
            })
            .collect(),
    };
    weights::idle(scope, limits, &charges, (def, weight), at);
    let names_none = match def {
        None => true,
        Some(CountedDef::Several(names)) => names.is_empty(),
        Some(_) => false,
    };
    if charges.is_empty() && weight.is_some() && names_none {
        scope.report(Diagnostic::new(
            code::NO_EFFECT,
            at.get("weight").key_span(),
            "`weight` has no effect: no limit counts the operation",
        ));
    }
    for charge in &charges {
        let Some(limit) = limits.get(charge.limit) else {
            continue;
        };
        if limit.requests.is_some_and(|requests| charge.weight > requests) {
            let key = if weight.is_some() {
                at.get("weight")
            } else {
                at.get("limit")
            };
            let message = format!(
                "the operation counts for {} requests, and the limit `{}` allows {}: it could never be sent",
                charge.weight,
                limit.name,
                limit.requests.unwrap_or_default()
            );
            scope.report(Diagnostic::new(code::BAD_LIMIT, key.span(), message));
        }
    }
    charges
}

fn charges(scope: &mut Scope<'_>, limits: &[RateLimit], def: &CountedDef, weight: u32, at: At<'_>) -> Vec<Charge> {
    let named: Vec<(&String, u32, At<'_>)> = match def {
        CountedDef::One(name) => vec![(name, weight, at)],
        CountedDef::Several(names) => {
            let names = names.iter().enumerate();
            names.map(|(index, name)| (name, weight, at.item(index))).collect()
        }
        CountedDef::Weighted(weights) => weights
            .iter()
            .map(|(name, weight)| (name, *weight, at.get(name)))
            .collect(),
    };
    let mut charges: Vec<Charge> = Vec::new();
    for (name, weight, here) in named {
        if weight == 0 {
            let finding = Diagnostic::new(code::OUT_OF_RANGE, here.span(), "a weight is at least 1");
            scope.report(finding.help("leave a limit out that does not count the operation"));
        }
        let Some(limit) = limits.iter().position(|limit| limit.name == *name) else {
            let span = if matches!(def, CountedDef::Weighted(_)) {
                here.key_span()
            } else {
                here.span()
            };
            scope.undeclared("limit", name, span, limits.iter().map(|limit| limit.name.as_str()));
            continue;
        };
        if charges.iter().any(|charge| charge.limit == limit) {
            let finding = Diagnostic::new(code::BAD_LIMIT, here.span(), format!("`{name}` stands twice"));
            scope.report(finding.help("an operation that counts for several says so: `weight: 2`"));
            continue;
        }
        charges.push(Charge {
            limit,
            weight: weight.max(1),
        });
    }
    charges
}
