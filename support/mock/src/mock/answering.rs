//! One request, from its bytes to those of the answer.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use tradewire_codegen::model::Operation;

use super::choice::{Chosen, choose};
use super::control::{self, Control};
use super::replayed;
use super::{Answer, KEPT, Mock, Seen, State};
use crate::answer::{Failure, Reply, Shaper, Why};
use crate::fault::{self, Conduct, Fault};
use crate::limits::{Place, too_many_at_once};
use crate::read::Parts;
use crate::spec::Collection;
use crate::state::{Turn, above};
use crate::violation::Violation;
use crate::webhooks;

pub(super) fn answer(mock: &Mock, request: &Request<Bytes>) -> Answer {
    let parts = Parts::of(request);
    let shared = &mock.shared;
    let chosen = choose(shared, &parts);
    let at = chosen.as_ref().ok().map(|chosen| chosen.at);
    let id = at.map(|at| shared.spec.id(at).to_owned());
    let mut out = Outcome::default();
    let came = mock.clock().unix_millis();
    let mut reply = match control::read(&parts, at.and_then(|at| shared.spec.operation(at))) {
        Ok(asked) => asked_for(mock, &parts, chosen, asked, &mut out),
        Err(mut violation) => {
            violation.operation.clone_from(&id);
            let reply = control::refusal(&violation);
            out.found.push(*violation);
            reply
        }
    };
    if let Some(id) = &id {
        reply.headers.push(("x-mock-operation".to_owned(), id.clone()));
    }
    let status = reply.status;
    {
        let mut state = mock.state();
        if state.seen.len() < KEPT {
            state.seen.push(Seen {
                operation: id,
                method: parts.method.to_owned(),
                path: parts.path.to_owned(),
                status,
                at_millis: came,
            });
        }
    }
    mock.tell(&out.found);
    if parts.method == "HEAD" {
        reply.body = Bytes::new();
    }
    Answer {
        response: reply.into_response(),
        conduct: out.conduct,
        place: out.place.map(Arc::new),
    }
}

/// What comes of a request besides its reply.
#[derive(Default)]
struct Outcome {
    conduct: Conduct,
    found: Vec<Violation>,
    place: Option<Place>,
}

/// The reply to a request, with what goes wrong on purpose.
fn asked_for(
    mock: &Mock,
    parts: &Parts<'_>,
    chosen: Result<Chosen, Box<Violation>>,
    mut asked: Control,
    out: &mut Outcome,
) -> Reply {
    let spec = &mock.shared.spec;
    let mut state = mock.state();
    let at = chosen.as_ref().ok().map(|chosen| chosen.at);
    let id = at.map(|at| spec.id(at)).unwrap_or_default();
    let State { planned, chance, .. } = &mut *state;
    let mut faults = fault::due(planned, id, chance);
    faults.extend(asked.fault.take());
    // Of a batch a part can be done.
    let is_batch = mock.shared.set.memory && at.and_then(|at| spec.role(at)).is_some_and(|role| role.act.is_batch());
    let halves = is_batch && faults.contains(&Fault::Partial);
    let refusals = faults.iter().filter(|fault| !halves || **fault != Fault::Partial);
    let mut refusal = refusals.filter_map(|fault| fault.refusal(&spec.platform));
    let mut reply = match refusal.next() {
        Some(refusal) => refusal,
        None => carried_out(
            mock,
            &mut state,
            chosen,
            parts,
            &Asked {
                example: asked.example,
                halves,
            },
            out,
        ),
    };
    for fault in &faults {
        fault.spoil(&mut reply, &mut out.conduct);
    }
    let skew = faults.iter().find_map(|fault| match fault {
        Fault::Skew(seconds) => Some(*seconds),
        _ => None,
    });
    with_date(mock, &mut reply, skew.unwrap_or_default());
    reply
}

/// How a request is to be carried out.
struct Asked {
    /// By the documented answer of this number.
    example: Option<u32>,
    /// By doing the first half of a batch.
    halves: bool,
}

fn with_date(mock: &Mock, reply: &mut Reply, skew: i64) {
    let now = mock.clock().system_time();
    let by = std::time::Duration::from_secs(skew.unsigned_abs().min(Fault::MOST_SKEW.unsigned_abs()));
    let shown = if skew < 0 {
        now.checked_sub(by)
    } else {
        now.checked_add(by)
    };
    let shown = shown.filter(|shown| {
        shown
            .duration_since(std::time::UNIX_EPOCH)
            .is_ok_and(|since| since.as_secs() < 253_402_300_800)
    });
    reply
        .headers
        .push(("date".to_owned(), httpdate::fmt_http_date(shown.unwrap_or(now))));
}

fn carried_out(
    mock: &Mock,
    state: &mut State,
    chosen: Result<Chosen, Box<Violation>>,
    parts: &Parts<'_>,
    asked: &Asked,
    out: &mut Outcome,
) -> Reply {
    let shared = &mock.shared;
    let platform = &shared.spec.platform;
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(violation) => {
            let why = if violation.field == "method" {
                Why::Method
            } else {
                Why::Route
            };
            out.found.push(*violation);
            return Failure::new(why).reply(platform, None);
        }
    };
    let Some(operation) = shared.spec.operation(chosen.at) else {
        return Failure::new(Why::Route).reply(platform, None);
    };
    let mut headers = Vec::new();
    if shared.set.limits {
        match shared.under_way.enter(platform, &operation.charges) {
            Ok(place) => out.place = place,
            Err(_) => return too_many_at_once(platform),
        }
        let (refusal, told) = state.windows.count(platform, &operation.charges, mock.clock());
        headers = told;
        if let Some(mut refusal) = refusal {
            refusal.headers.extend(headers);
            return refusal;
        }
    }
    out.found.extend(chosen.found.iter().cloned());
    let mut reply = if shared.set.strict && !chosen.found.is_empty() {
        Failure::of(&chosen.found).reply(platform, Some(operation))
    } else {
        done(mock, state, operation, &chosen, parts, asked)
    };
    reply.headers.extend(headers);
    reply
}

fn done(
    mock: &Mock,
    state: &mut State,
    operation: &Operation,
    chosen: &Chosen,
    parts: &Parts<'_>,
    asked: &Asked,
) -> Reply {
    let shared = &mock.shared;
    let (spec, set) = (&shared.spec, &shared.set);
    let shaper = Shaper {
        platform: &spec.platform,
        seed: set.seed,
    };
    if let Some(number) = asked.example {
        return shaper.documented(operation, number);
    }
    let key = operation
        .idempotency_key
        .as_ref()
        .filter(|_| set.memory)
        .and_then(|key| replayed::key(operation, key, chosen, parts));
    if let Some(known) = key.as_ref().and_then(|key| state.replays.get(key)) {
        return known.clone();
    }
    let reply = fresh(mock, state, operation, chosen, parts, asked);
    if let Some(key) = key.filter(|_| reply.status < 400) {
        state.replays.insert(key, reply.clone());
    }
    reply
}

/// The answer to a request that did not come before.
fn fresh(
    mock: &Mock,
    state: &mut State,
    operation: &Operation,
    chosen: &Chosen,
    parts: &Parts<'_>,
    asked: &Asked,
) -> Reply {
    let shared = &mock.shared;
    let (spec, set) = (&shared.spec, &shared.set);
    let shaper = Shaper {
        platform: &spec.platform,
        seed: set.seed,
    };
    let role = spec.role(chosen.at).filter(|_| set.memory);
    let collection = role.and_then(|role| spec.collections.get(&role.collection));
    let address = (parts.path, parts.query.as_slice());
    let turn = |role, collection, store| Turn {
        spec,
        store,
        clock: mock.clock(),
        seed: set.seed,
        samples: set.samples,
        operation,
        role,
        collection,
        reading: &chosen.reading,
        bytes: parts.body,
        path_and_query: address,
        halves: asked.halves,
        events: Vec::new(),
    };
    if let (Some(role), Some(collection)) = (role, collection) {
        let mut turn = turn(role, collection, &mut state.store);
        let reply = turn.run();
        let events = std::mem::take(&mut turn.events);
        for event in events {
            let room = KEPT.saturating_sub(state.deliveries.len());
            state
                .deliveries
                .extend(webhooks::caused(spec, set, &event).into_iter().take(room));
        }
        return reply.unwrap_or_else(|failure| failure.reply(&spec.platform, Some(operation)));
    }
    // Whatever is done there, it is done to something that is there.
    if set.memory
        && let Err(failure) = above(spec, &state.store, &chosen.reading, spec.named(chosen.at))
    {
        return failure.reply(&spec.platform, Some(operation));
    }
    if let Some(role) = spec.listing(chosen.at) {
        let nothing = Collection::unknown();
        return turn(&role, &nothing, &mut state.store).invented();
    }
    shaper.any(operation)
}
