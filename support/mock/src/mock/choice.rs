//! Which of several operations with one method and path a request is for.

use tradewire_codegen::model::{Operation, WireName};

use crate::auth;
use crate::mock::Shared;
use crate::read::{Parts, Reading, read};
use crate::spec::Spec;
use crate::state::{LINK_PARAM, wrong_size};
use crate::violation::{Kind, Violation};

/// The operation of a request, and what it says to it.
pub(super) struct Chosen {
    pub at: usize,
    pub reading: Reading,
    /// All that is wrong, credentials first.
    pub found: Vec<Violation>,
}

/// The one that least is wrong with, and that knows most of what is sent. `None`: no operation has this method and path; what is wrong says whether
/// other methods do.
pub(super) fn choose(shared: &Shared, parts: &Parts<'_>) -> Result<Chosen, Box<Violation>> {
    let spec = &shared.spec;
    let routed = spec.route(parts.method, parts.path);
    let mut best: Option<((usize, std::cmp::Reverse<usize>), Chosen)> = None;
    for (at, steps) in &routed.found {
        let Some(operation) = spec.operation(*at) else { continue };
        let mut reading = read(&spec.platform, operation, steps, parts);
        // The parameter of our own addresses.
        let link = format!("query.{LINK_PARAM}");
        if operation.paging.is_some() && reading.found.iter().any(|found| found.field == link) {
            reading.found.retain(|found| found.field != link);
            let value = parts
                .query
                .iter()
                .find(|(name, _)| name == LINK_PARAM)
                .map(|(_, value)| value.clone());
            reading
                .query
                .extend(value.map(|value| (LINK_PARAM.to_owned(), value.into())));
        }
        let mut found: Vec<Violation> = auth::check(&spec.platform, operation, &shared.set.known, parts)
            .into_iter()
            .collect();
        found.append(&mut reading.found);
        let bounded = found
            .iter()
            .any(|found| found.kind == Kind::Bounds || found.kind == Kind::Value);
        found.extend(wrong_size(spec, operation, &reading).filter(|_| !bounded));
        let score = (found.len(), std::cmp::Reverse(known(operation, spec, &reading)));
        if best.as_ref().is_none_or(|(least, _)| score < *least) {
            best = Some((
                score,
                Chosen {
                    at: *at,
                    reading,
                    found,
                },
            ));
        }
    }
    let Some((_, mut chosen)) = best else {
        return Err(Box::new(Violation {
            operation: None,
            kind: Kind::Route,
            field: if routed.other_methods { "method" } else { "path" }.to_owned(),
            expected: if routed.other_methods {
                "another method"
            } else {
                "a path of the spec"
            }
            .to_owned(),
            found: format!("{} {}", parts.method, parts.path),
            place: None,
        }));
    };
    let id = spec.id(chosen.at).to_owned();
    for violation in &mut chosen.found {
        violation.operation = Some(id.clone());
    }
    Ok(chosen)
}

/// How much of what is sent an operation knows by name.
fn known(operation: &Operation, spec: &Spec, reading: &Reading) -> usize {
    let body = operation.body.as_ref();
    let fields = body
        .and_then(|body| body.ty.as_ref())
        .and_then(|ty| spec.platform.as_struct(ty))
        .map(|shape| shape.fields.as_slice());
    let content = body
        .and_then(|body| reading.content(body))
        .and_then(|content| content.as_object());
    let in_body = content
        .into_iter()
        .flat_map(|content| content.keys().map(|key| (fields.unwrap_or_default(), key)));
    let in_query = reading.query.keys().map(|key| (operation.query.as_slice(), key));
    in_body
        .chain(in_query)
        .map(|(fields, key)| {
            let plain = fields
                .iter()
                .any(|field| matches!(&field.name, WireName::Plain(name) if name == key));
            let family = fields.iter().any(|field| field.name.matches(key));
            usize::from(plain) + usize::from(family)
        })
        .sum()
}
