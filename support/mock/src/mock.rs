//! The mock: a request in, an answer out.

mod answering;
mod choice;
mod control;
mod memory;
mod replayed;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response};

use crate::answer::Reply;
use crate::arguments::Arguments;
use crate::builder::Builder;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::coverage::Coverage;
use crate::error::Error;
use crate::fault::{Conduct, Fault, Planned, When};
use crate::limits::{Place, UnderWay, Windows};
use crate::spec::Spec;
use crate::stored::Store;
use crate::violation::Violation;
use crate::webhooks::{self, Delivery};

/// A platform on your own machine. Clones are the same one.
#[derive(Clone)]
pub struct Mock {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub spec: Spec,
    pub set: Builder,
    pub state: Mutex<State>,
    pub under_way: UnderWay,
}

/// What changes while it runs.
pub(crate) struct State {
    pub store: Store,
    pub windows: Windows,
    pub planned: Vec<Planned>,
    pub chance: Chance,
    pub violations: Vec<Violation>,
    pub seen: Vec<Seen>,
    pub deliveries: Vec<Delivery>,
    /// What came back on callbacks that were sent: name, and status if anything came.
    pub answers: Vec<(String, Option<u16>)>,
    /// Answers by operation and idempotency key.
    pub replays: BTreeMap<(String, String), Reply>,
}

/// An answer, and how it is sent. Where a limit says how many requests may be under way at once, its request is as long as this is kept.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer.
    pub response: Response<Bytes>,
    /// What a fault makes of sending it.
    pub conduct: Conduct,
    /// The request is under way as long as somebody has this.
    pub(crate) place: Option<Arc<Place>>,
}

/// A request that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// `orders.create`; `None` where no operation has its method and path.
    pub operation: Option<String>,
    /// HTTP verb.
    pub method: String,
    /// Without the query, which may hold credentials.
    pub path: String,
    /// Status of the answer.
    pub status: u16,
    /// When it came, in milliseconds since 1970, by the clock of the mock.
    pub at_millis: i64,
}

/// Violations and requests beyond this are not kept; nobody reads so many.
pub(crate) const KEPT: usize = 100_000;

impl std::fmt::Debug for Mock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mock")
            .field("platform", &self.shared.spec.platform.name)
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// The mock.
    #[must_use]
    pub fn build(self) -> Mock {
        Mock::of(self)
    }
}

impl Mock {
    /// Sets one up from a folder of specs, and the name of a platform in it.
    ///
    /// # Errors
    /// The folder cannot be read, has no such platform, or its specs have errors.
    pub fn builder(specs: impl AsRef<Path>, platform: &str) -> Result<Builder, Error> {
        Builder::from_folder(specs.as_ref(), platform)
    }

    pub(crate) fn of(set: Builder) -> Self {
        let spec = Spec::of(set.platform.clone());
        let mut store = Store::default();
        if set.memory {
            crate::state::seed(&spec, &mut store, set.samples, set.seed);
        }
        let state = State {
            store,
            windows: Windows::default(),
            planned: set.planned.clone(),
            chance: Chance::named(set.seed, "faults"),
            violations: Vec::new(),
            seen: Vec::new(),
            deliveries: Vec::new(),
            answers: Vec::new(),
            replays: BTreeMap::new(),
        };
        Self {
            shared: Arc::new(Shared {
                spec,
                set,
                state: Mutex::new(state),
                under_way: UnderWay::default(),
            }),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a request. Its address may be whole, or path and query.
    ///
    /// The header `x-mock-fault` asks for a [`Fault`], `x-mock-example` for the documented answer of that number; one that is wrong is answered
    /// with 400 and what would be right. The answer has the operation in `x-mock-operation`, and in `x-mock-ignored` the filters of a list that
    /// no field of what is listed answers.
    #[must_use]
    pub fn handle(&self, request: &Request<Bytes>) -> Answer {
        answering::answer(self, request)
    }

    /// What requests did wrong so far, oldest first.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.state().violations.clone()
    }

    /// Forgets what requests did wrong.
    pub fn forget_violations(&self) {
        self.state().violations.clear();
    }

    /// The requests so far, oldest first.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// Lets something go wrong with the next request; after those that were asked for before.
    pub fn fault(&self, fault: Fault) {
        self.plan(fault, None);
    }

    /// Lets something go wrong with the next request for an operation.
    pub fn fault_of(&self, operation: &str, fault: Fault) {
        self.plan(fault, Some(operation.to_owned()));
    }

    fn plan(&self, fault: Fault, operation: Option<String>) {
        self.state().planned.push(Planned {
            fault,
            when: When::Next,
            operation,
        });
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.shared.set.clock
    }

    /// Which operations remember, and what they do.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage::of(&self.shared.spec)
    }

    /// Names of all operations: `orders.create`.
    #[must_use]
    pub fn operations(&self) -> Vec<String> {
        self.shared.spec.operations.iter().map(|at| at.id.clone()).collect()
    }

    /// Arguments for an operation, made from its types: right by the spec, and the same for the same seed. `None` where there is no such operation.
    #[must_use]
    pub fn arguments(&self, operation: &str, seed: u64) -> Option<Arguments> {
        let spec = &self.shared.spec;
        let operation = spec.operation(spec.by_id(operation)?)?;
        Some(crate::arguments::made(&spec.platform, operation, seed))
    }

    /// All arguments that are as these with one thing less, and still right by the spec; the greatest thing first. None where there is no such
    /// operation. For tests that look for the least that fails.
    #[must_use]
    pub fn smaller_arguments(&self, operation: &str, arguments: &Arguments) -> Vec<Arguments> {
        let spec = &self.shared.spec;
        let operation = spec.by_id(operation).and_then(|at| spec.operation(at));
        operation.map_or_else(Vec::new, |operation| {
            crate::arguments::smaller(&spec.platform, operation, arguments)
        })
    }

    /// The callbacks that writes have caused since this was last asked. A mock on a socket that was told where to sends them itself, and none are
    /// left here.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivery> {
        std::mem::take(&mut self.state().deliveries)
    }

    /// What came back on callbacks so far, oldest first: the name of each, and the status of its answer; `None` where none came. It is here when the
    /// answer was looked at, too.
    #[must_use]
    pub fn answers(&self) -> Vec<(String, Option<u16>)> {
        self.state().answers.clone()
    }

    pub(crate) fn note_answer(&self, callback: &str, status: Option<u16>) {
        let mut state = self.state();
        if state.answers.len() < KEPT {
            state.answers.push((callback.to_owned(), status));
        }
    }

    /// A callback as the platform would send it, by its name (`delivery_module.calculate`): the documented one, or one made from its types.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn callback(&self, name: &str) -> Result<Delivery, Error> {
        webhooks::made(&self.shared.spec, &self.shared.set, name)
    }

    /// Holds the answer to a callback against the spec; what is wrong is told here and among the [violations](Self::violations).
    pub fn answered(&self, delivery: &Delivery, response: &Response<Bytes>) -> Vec<Violation> {
        let found = webhooks::answered(&self.shared.spec, delivery, response);
        self.tell(&found);
        self.note_answer(&delivery.callback, Some(response.status().as_u16()));
        found
    }

    pub(crate) fn tell(&self, found: &[Violation]) {
        if let Some(told) = &self.shared.set.told {
            for violation in found {
                told(violation);
            }
        }
        let mut state = self.state();
        let room = KEPT.saturating_sub(state.violations.len());
        state.violations.extend(found.iter().take(room).cloned());
    }
}
