//! One request, from its bytes to those of the answer.

use bytes::Bytes;
use http::Request;
use tradewire_codegen::model::Operation;

use super::choice::{Chosen, choose};
use super::replayed;
use super::{Answer, KEPT, Mock, Seen, State};
use crate::answer::{Failure, Reply, Shaper, Why};
use crate::fault::{self, Conduct, Fault};
use crate::read::Parts;
use crate::spec::Collection;
use crate::state::Turn;
use crate::violation::{Kind, Violation};
use crate::webhooks;

pub(super) fn answer(mock: &Mock, request: &Request<Bytes>) -> Answer {
    let parts = Parts::of(request);
    let shared = &mock.shared;
    let chosen = choose(shared, &parts);
    let id = chosen.as_ref().ok().map(|chosen| shared.spec.id(chosen.at).to_owned());
    let asked = parts.header("x-mock-fault").map(str::parse::<Fault>);
    let mut conduct = Conduct::default();
    let mut found = Vec::new();
    let mut reply = match asked.clone() {
        Some(Err(error)) => Reply {
            status: 400,
            content_type: Some("text/plain; charset=utf-8".to_owned()),
            body: error.to_string().into(),
            ..Reply::default()
        },
        asked => {
            let mut state = mock.state();
            let State { planned, chance, .. } = &mut *state;
            let mut faults = fault::due(planned, id.as_deref().unwrap_or_default(), chance);
            faults.extend(asked.and_then(Result::ok));
            let mut reply = match faults.iter().find_map(|fault| fault.refusal(&shared.spec.platform)) {
                Some(refusal) => refusal,
                None => carried_out(mock, &mut state, chosen, &parts, &mut found),
            };
            for fault in &faults {
                fault.spoil(&mut reply, &mut conduct);
            }
            let skew = faults.iter().find_map(|fault| {
                if let Fault::Skew(seconds) = fault {
                    Some(*seconds)
                } else {
                    None
                }
            });
            with_date(mock, &mut reply, skew.unwrap_or_default());
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
            });
        }
    }
    mock.tell(&found);
    if parts.method == "HEAD" {
        reply.body = Bytes::new();
    }
    Answer {
        response: reply.into_response(),
        conduct,
    }
}

fn with_date(mock: &Mock, reply: &mut Reply, skew: i64) {
    let now = mock.clock().system_time();
    let by = std::time::Duration::from_secs(skew.unsigned_abs().min(100_000_000));
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
    found: &mut Vec<Violation>,
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
            found.push(*violation);
            return Failure::new(why).reply(platform, None);
        }
    };
    let Some(operation) = shared.spec.operation(chosen.at) else {
        return Failure::new(Why::Route).reply(platform, None);
    };
    let mut headers = Vec::new();
    if shared.set.limits {
        let (refusal, told) = state.windows.count(platform, &operation.charges, mock.clock());
        headers = told;
        if let Some(mut refusal) = refusal {
            refusal.headers.extend(headers);
            return refusal;
        }
    }
    let is_auth = |violation: &Violation| violation.kind == Kind::Auth;
    found.extend(chosen.found.iter().cloned());
    let refused = chosen.found.iter().any(is_auth) || shared.set.strict && !chosen.found.is_empty();
    let mut reply = if refused {
        Failure::of(&chosen.found).reply(platform, Some(operation))
    } else {
        done(mock, state, operation, &chosen, parts)
    };
    reply.headers.extend(headers);
    reply
}

fn done(mock: &Mock, state: &mut State, operation: &Operation, chosen: &Chosen, parts: &Parts<'_>) -> Reply {
    let shared = &mock.shared;
    let (spec, set) = (&shared.spec, &shared.set);
    let shaper = Shaper {
        platform: &spec.platform,
        seed: set.seed,
    };
    if let Some(number) = parts
        .header("x-mock-example")
        .and_then(|number| number.parse::<u32>().ok())
    {
        return shaper.any(operation, Some(number));
    }
    let key = operation
        .idempotency_key
        .as_ref()
        .filter(|_| set.memory)
        .and_then(|key| replayed::key(operation, key, chosen, parts));
    if let Some(known) = key.as_ref().and_then(|key| state.replays.get(key)) {
        return known.clone();
    }
    let reply = fresh(mock, state, operation, chosen, parts);
    if let Some(key) = key.filter(|_| reply.status < 400) {
        state.replays.insert(key, reply.clone());
    }
    reply
}

/// The answer to a request that did not come before.
fn fresh(mock: &Mock, state: &mut State, operation: &Operation, chosen: &Chosen, parts: &Parts<'_>) -> Reply {
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
    if let Some(role) = spec.listing(chosen.at) {
        let nothing = Collection::unknown();
        return turn(&role, &nothing, &mut state.store).invented();
    }
    shaper.any(operation, None)
}
