//! Holds replies against the types of their operations.

use serde_json::Value;

use super::compare::{Raw, Walk};
use super::forms::is;
use super::{Finding, Report};
use crate::captured::{Captured, Passed, matches, of_other_hosts, template};
use crate::model::{Field, Operation, Place, Platform, ReturnKind, Returns, Sign, Type};

/// Holds everything captured against an operation, or each exchange against that of its method and path.
#[must_use]
pub fn hold(platform: &Platform, operation: Option<(&str, &Operation)>, captured: &Captured) -> Report {
    let mut report = Report {
        platform: platform.name.clone(),
        notes: captured.notes.clone(),
        ..Report::default()
    };
    if let Some((resource, operation)) = operation {
        for sample in &captured.samples {
            one(platform, resource, operation, &sample.value, &mut report);
        }
    }
    let others = of_other_hosts(platform, &captured.exchanges);
    for (exchange, is_other) in captured.exchanges.iter().zip(others) {
        if is_other {
            report.pass(Passed::OtherHost);
            continue;
        }
        let found = matches(platform, &exchange.method, &exchange.path, &exchange.query);
        let wanted = |(resource, known): &&(&str, &Operation)| {
            operation.is_none_or(|(home, operation)| home == *resource && operation.name == known.name)
        };
        let fitting: Vec<_> = found.iter().filter(wanted).collect();
        if fitting.is_empty() {
            if operation.is_some() {
                report.pass(Passed::OtherOperation);
            } else if found.is_empty() && Passed::is_no_call(exchange) {
                report.pass(Passed::NoCall);
            } else {
                let route = format!("{} {}", exchange.method, template(&exchange.path).template);
                *report.unmatched.entry(route).or_default() += 1;
            }
            continue;
        }
        match (Passed::of(exchange), &exchange.reply) {
            (Some(why), _) => report.pass(why),
            (None, None) => report.pass(Passed::NoBody),
            (None, Some(reply)) => {
                // Operations that share method and path: the one that it fits best.
                let tried = fitting.iter().map(|(resource, operation)| {
                    let mut own = Report::default();
                    one(platform, resource, operation, reply, &mut own);
                    (own.findings.len(), (*resource, *operation))
                });
                if let Some((_, (resource, operation))) = tried.min_by_key(|(count, _)| *count) {
                    one(platform, resource, operation, reply, &mut report);
                }
            }
        }
    }
    report
}

fn one(platform: &Platform, resource: &str, operation: &Operation, reply: &Value, report: &mut Report) {
    if is_failure(platform, reply) {
        report.pass(Passed::Failure);
        return;
    }
    let kind = operation
        .paging
        .as_ref()
        .and_then(|paging| platform.pagination.get(paging.kind));
    let beside: Vec<&Field> = platform
        .reply
        .iter()
        .chain(kind.map_or(&[][..], |kind| &kind.fields))
        .collect();
    let tried = operation.returns.cases().filter_map(|case| {
        let ty = case.ty.as_ref()?;
        matches!(case.kind, ReturnKind::Json).then(|| response(platform, case, ty, &beside, reply))
    });
    let Some(found) = tried.min_by_key(Vec::len) else {
        report.pass(Passed::NotDescribed);
        return;
    };
    let id = format!("{resource}.{}", operation.name);
    *report.replies.entry(id.clone()).or_default() += 1;
    for raw in found {
        let finding = Finding {
            operation: id.clone(),
            kind: raw.kind,
            path: raw.path,
            expected: raw.expected,
            found: raw.found.to_owned(),
        };
        report.add(finding, 1, (raw.place, raw.within), raw.value.as_ref());
    }
}

fn is_failure(platform: &Platform, reply: &Value) -> bool {
    let at = |path: &str| {
        path.split('.')
            .filter(|key| !key.is_empty())
            .try_fold(reply, |here, key| here.get(key))
    };
    platform.errors.failure.iter().any(|sign| match sign {
        Sign::Is { path, value } => at(path).is_some_and(|found| is(value, found)),
        Sign::Present { path } => at(path).is_some_and(|found| !found.is_null()),
    })
}

fn response(platform: &Platform, returns: &Returns, ty: &Type, beside: &[&Field], reply: &Value) -> Vec<Raw> {
    let mut walk = Walk::top(platform);
    let list = Type::List(Box::new(ty.clone()));
    let ty = if returns.only { &list } else { ty };
    match &returns.key {
        Some(key) if !(returns.or_bare && reply.get(key).is_none()) => {
            let place = Place {
                file: String::new(),
                line: 1,
                column: 1,
            };
            let mut fields = vec![Field {
                required: true,
                ..Field::plain(key, ty.clone(), place)
            }];
            fields.extend(
                beside
                    .iter()
                    .filter(|field| !field.name.matches(key))
                    .map(|field| (*field).clone()),
            );
            walk.object(&fields, false, reply, None, None);
        }
        _ => match platform.as_struct(ty).filter(|shape| !shape.open) {
            Some(shape) => {
                let missing = platform
                    .reply
                    .iter()
                    .filter(|field| shape.fields.iter().all(|own| own.name != field.name));
                let fields: Vec<Field> = shape.fields.iter().chain(missing).cloned().collect();
                walk.object(&fields, false, reply, None, ty_place(platform, ty));
            }
            None => walk.value(ty, reply, None, None),
        },
    }
    walk.found
}

fn ty_place<'p>(platform: &'p Platform, ty: &'p Type) -> Option<&'p Place> {
    match platform.bare(ty) {
        Type::Named(id) => platform.def(*id).map(|def| &def.place),
        _ => None,
    }
}
