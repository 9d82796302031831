//! What the script is given, and what it says. The order of everything here is that of `budget.lua`.

use std::time::Duration;

use crate::keys::Keys;
use crate::link::{Run, Said};
use crate::own::{Grant, Limit, Share};

/// State is kept for so long without any request, so that a worker that comes back is known.
const KEEP: Duration = Duration::from_secs(24 * 3600);

/// Steps of one run, as arguments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Steps {
    count: usize,
    args: Vec<String>,
}

/// Who runs the script.
#[derive(Debug, Clone)]
pub(crate) struct Worker {
    pub name: String,
    pub workers: u32,
    pub lease: Duration,
}

/// What the script said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The state does not know the worker; nothing was done.
    Unknown,
    Done {
        epoch: String,
        is_young: bool,
        answers: Vec<Placed>,
    },
}

/// What came of one asking, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    Granted(u64),
    Wait(Duration),
}

/// One asking.
pub(crate) struct Wanted<'w> {
    pub ticket: u64,
    pub number: u64,
    pub way: Duration,
    /// Limits, weights, and what this worker has and may have of each: requests, then permits.
    pub limits: &'w [(usize, u32, u32, u32, Share)],
}

pub(crate) fn micros(time: Duration) -> u64 {
    /// Beyond that a number of Lua is not exact any more; it is more than a hundred years.
    const MOST: u64 = 1 << 52;
    u64::try_from(time.as_micros()).unwrap_or(MOST).min(MOST)
}

impl Steps {
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    pub(crate) fn append(&mut self, more: Self) {
        self.count += more.count;
        self.args.extend(more.args);
    }

    fn step(&mut self, name: &str, args: impl IntoIterator<Item = String>) {
        self.count += 1;
        self.args.push(name.to_owned());
        self.args.extend(args);
    }

    fn on_grant(&mut self, name: &str, id: String, more: Option<String>, limits: Vec<String>, count: usize) {
        let head = [Some(id), more, Some(count.to_string())];
        self.step(name, head.into_iter().flatten().chain(limits));
    }

    /// `entries`: what the worker was granted that still weighs, with its age: how long ago it arrived, or how soon it will have.
    /// `more`: further ones follow, and the worker is not there before the last of them.
    pub(crate) fn enter(&mut self, run: &str, more: bool, entries: &[(usize, String, i64, u32, bool)]) {
        let entries = entries.iter().flat_map(|(limit, id, arrived, weight, held)| {
            [
                (limit + 1).to_string(),
                id.clone(),
                arrived.to_string(),
                weight.to_string(),
                u8::from(*held).to_string(),
            ]
        });
        let count = (entries.clone().count() / 5).to_string();
        let head = [run.to_owned(), u8::from(more).to_string(), count];
        self.step("enter", head.into_iter().chain(entries));
    }

    pub(crate) fn left(&mut self, worker: &Worker, ticket: u64) {
        self.step("left", [worker.id(ticket)]);
    }

    pub(crate) fn forgo(&mut self, worker: &Worker, number: u64, grant: &Grant) {
        let count = grant.weights.len();
        self.on_grant("forgo", worker.id(number), None, weights(grant), count);
    }

    pub(crate) fn replied(&mut self, worker: &Worker, number: u64, grant: &Grant) {
        let count = grant.weights.len();
        self.on_grant(
            "replied",
            worker.id(number),
            Some("0".to_owned()),
            weights(grant),
            count,
        );
    }

    pub(crate) fn over(&mut self, worker: &Worker, number: u64, grant: &Grant) {
        self.on_grant("over", worker.id(number), None, limits(grant), grant.weights.len());
    }

    pub(crate) fn renew(&mut self, worker: &Worker, number: u64, held: &[usize]) {
        let limits = held.iter().map(|limit| (limit + 1).to_string()).collect();
        self.on_grant("renew", worker.id(number), None, limits, held.len());
    }

    pub(crate) fn pause(&mut self, wait: Duration, limits: &[usize]) {
        let head = [micros(wait).to_string(), limits.len().to_string()];
        let limits = limits.iter().map(|limit| (limit + 1).to_string());
        self.step("pause", head.into_iter().chain(limits));
    }

    pub(crate) fn counted(&mut self, limit: usize, (used, of): (u32, u32), reset: Option<Duration>, grant: &Grant) {
        let weight = grant.weights.iter().find(|(at, _)| *at == limit);
        let weight = weight.map_or(0, |(_, weight)| *weight);
        let reset = reset.map_or_else(|| "-1".to_owned(), |reset| micros(reset).to_string());
        self.step(
            "counted",
            [
                (limit + 1).to_string(),
                used.to_string(),
                of.to_string(),
                reset,
                grant.granted.to_string(),
                weight.to_string(),
            ],
        );
    }

    pub(crate) fn ask(&mut self, worker: &Worker, wanted: &Wanted<'_>) {
        let head = [
            worker.id(wanted.ticket),
            worker.id(wanted.number),
            micros(wanted.way).to_string(),
            wanted.limits.len().to_string(),
        ];
        let limits = wanted.limits.iter().flat_map(|(limit, weight, mine, holds, share)| {
            [
                (limit + 1).to_string(),
                weight.to_string(),
                mine.to_string(),
                share.requests.to_string(),
                holds.to_string(),
                share.at_once.to_string(),
            ]
        });
        self.step("ask", head.into_iter().chain(limits));
    }

    /// One run of the script.
    pub(crate) fn run(self, keys: &Keys, limits: &[Limit], epoch: &str, worker: &Worker) -> Run {
        let mut args = vec![
            epoch.to_owned(),
            worker.name.clone(),
            worker.workers.to_string(),
            micros(worker.lease).to_string(),
            micros(KEEP).to_string(),
            limits.len().to_string(),
        ];
        for limit in limits {
            let charged = limit.charged;
            let requests = if charged.requests == u32::MAX {
                0
            } else {
                charged.requests.max(1)
            };
            args.extend([
                limit.name.clone(),
                requests.to_string(),
                u8::from(charged.is_own).to_string(),
                micros(limit.window()).to_string(),
                charged.parallel.map_or(0, |parallel| parallel.max(1)).to_string(),
            ]);
        }
        args.push(self.count.to_string());
        args.extend(self.args);
        Run {
            keys: keys.all(limits.iter().map(|limit| limit.name.as_str())),
            args,
        }
    }
}

impl Worker {
    /// Tickets and grants are told apart by where they stand.
    pub(crate) fn id(&self, number: u64) -> String {
        format!("{}:{number}", self.name)
    }
}

fn weights(grant: &Grant) -> Vec<String> {
    let weights = grant.weights.iter();
    weights
        .flat_map(|(limit, weight)| [(limit + 1).to_string(), weight.to_string()])
        .collect()
}

fn limits(grant: &Grant) -> Vec<String> {
    grant.weights.iter().map(|(limit, _)| (limit + 1).to_string()).collect()
}

/// Reads what the script said to so many askings.
pub(crate) fn outcome(said: &[Said], asked: usize) -> Result<Outcome, String> {
    let wrong = || "the script does not say what it should; another version of it may be in use".to_owned();
    let number = |at: usize| match said.get(at) {
        Some(Said::Number(number)) => Ok(*number),
        _ => Err(wrong()),
    };
    if number(0)? == 1 {
        return Ok(Outcome::Unknown);
    }
    let Some(Said::Text(epoch)) = said.get(1) else {
        return Err(wrong());
    };
    let is_young = number(2)? == 1;
    let mut answers = Vec::with_capacity(asked);
    for at in 0..asked {
        let value = u64::try_from(number(4 + 2 * at)?).map_err(|_| wrong())?;
        answers.push(match number(3 + 2 * at)? {
            1 => Placed::Granted(value),
            _ => Placed::Wait(Duration::from_micros(value)),
        });
    }
    Ok(Outcome::Done {
        epoch: epoch.clone(),
        is_young,
        answers,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_script_says_is_read() {
        use Said::{Number, Text};
        let said = [
            Number(0),
            Text("7-a".into()),
            Number(1),
            Number(1),
            Number(55),
            Number(0),
            Number(9),
        ];
        let expected = Outcome::Done {
            epoch: "7-a".into(),
            is_young: true,
            answers: vec![Placed::Granted(55), Placed::Wait(Duration::from_micros(9))],
        };
        assert_eq!(outcome(&said, 2), Ok(expected));
        assert_eq!(
            outcome(&[Number(1), Text(String::new()), Number(1)], 3),
            Ok(Outcome::Unknown)
        );
        for broken in [&said[..6], &said[..1], &[], &[Text("0".into())]] {
            assert!(outcome(broken, 2).is_err(), "{broken:?}");
        }
        assert!(outcome(&[Number(0), Text("e".into()), Number(0), Number(0), Number(-1)], 1).is_err());
    }

    #[test]
    fn times_stay_exact_in_lua() {
        assert_eq!(micros(Duration::from_millis(3)), 3000);
        assert_eq!(micros(Duration::MAX), 1 << 52);
    }
}
