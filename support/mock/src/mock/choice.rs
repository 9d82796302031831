//! Which of several operations with one method and path a request is for.

use std::cmp::Reverse;

use tradewire_codegen::model::{Operation, WireName};

use super::control::asks_example;
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

/// What is wrong, then what is known and what is required of what is sent; the least is the best.
type Score = (usize, Reverse<(usize, usize)>);

/// The one that least is wrong with, then the one that knows most of what is sent, then the one that could not do without most of it. `None`:
/// no operation has this method and path; what is wrong says whether other methods do.
pub(super) fn choose(shared: &Shared, parts: &Parts<'_>) -> Result<Chosen, Box<Violation>> {
    let spec = &shared.spec;
    let routed = spec.route(parts.method, parts.path);
    let mut best: Option<(Score, Chosen)> = None;
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
        // The same of a parameter is told once.
        let is_told = |size: &Violation| {
            let same =
                |found: &&Violation| found.field == size.field && matches!(found.kind, Kind::Bounds | Kind::Value);
            found.iter().any(|found| same(&found))
        };
        let size = wrong_size(spec, operation, &reading).filter(|size| !is_told(size));
        found.extend(size);
        // Of a documented answer nobody knows whose it is: it stays with the plain listing, which has some.
        let needed = if asks_example(parts) {
            0
        } else {
            needed(operation, &reading)
        };
        let score = (found.len(), Reverse((known(operation, spec, &reading), needed)));
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

/// How many of the parameters that are sent an operation requires: a listing of changes, where the plain one takes its parameters too.
fn needed(operation: &Operation, reading: &Reading) -> usize {
    let is_needed = |key: &&String| {
        let mut fields = operation.query.iter();
        fields.any(|field| field.required && field.name.matches(key))
    };
    reading.query.keys().filter(is_needed).count()
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
