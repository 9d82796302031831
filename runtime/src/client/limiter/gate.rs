//! How many requests of the account are under way at once.
//!
//! Permits go in order of arrival. A free one is kept for whoever is next, who may have stopped polling meanwhile: so those behind
//! look again after a while, and pass over one that did not come. It keeps its number, and is next again when it comes.
//!
//! As in the line, nobody sleeps here and time is given. Leaving costs nothing, however many stand behind: only those who may now
//! take a permit are woken, and the one after them, who has to see that they come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

/// How long a permit is kept for one who does not come.
const LOOK: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    free: usize,
    waiting: BTreeMap<u64, Waiting>,
    next_number: u64,
}

#[derive(Debug, Default)]
struct Waiting {
    waker: Option<Waker>,
    /// There is something to look at.
    is_called: bool,
    /// A permit is kept for it …
    is_next: bool,
    /// … and was at this time.
    since: Option<Instant>,
}

/// A place in the line for permits. Dropped, it is gone.
#[derive(Debug)]
pub(crate) struct Ticket {
    gate: Arc<Gate>,
    number: u64,
}

/// A request may be under way until this is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    gate: Arc<Gate>,
}

/// What came of asking for a permit.
#[derive(Debug)]
pub(crate) enum Turn {
    Now(Permit),
    /// Later: it has to be asked again when the ticket is called, or at the end of this time.
    Later(Option<Duration>),
}

impl Gate {
    pub(super) fn new(parallel: u32) -> Arc<Self> {
        let free = usize::try_from(parallel).unwrap_or(usize::MAX).max(1);
        Arc::new(Self {
            state: Mutex::new(State {
                free,
                waiting: BTreeMap::new(),
                next_number: 0,
            }),
        })
    }

    pub(super) fn ticket(self: &Arc<Self>) -> Ticket {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let number = state.next_number;
        state.next_number += 1;
        Ticket {
            gate: Arc::clone(self),
            number,
        }
    }

    /// Does something with the state, and afterwards wakes those who may go on for it.
    fn with<T>(&self, act: impl FnOnce(&mut State) -> (T, Vec<Waker>)) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (outcome, woken) = act(&mut state);
        drop(state);
        woken.into_iter().for_each(Waker::wake);
        outcome
    }
}

impl State {
    /// Whether the one with this number takes a permit now.
    fn take(&mut self, number: u64, now: Instant) -> Result<(), Option<Duration>> {
        self.pass_over(number, now);
        let ahead = self.waiting.range(..number).take(self.free).count();
        if ahead < self.free {
            self.free -= 1;
            self.waiting.remove(&number);
            return Ok(());
        }
        let waiting = self.waiting.entry(number).or_default();
        waiting.is_called = false;
        waiting.is_next = false;
        waiting.since = None;
        Err((self.free > 0).then_some(LOOK))
    }

    /// Forgets those for whom a permit was kept long enough.
    fn pass_over(&mut self, number: u64, now: Instant) {
        while let Some(mut first) = self.waiting.first_entry() {
            let late = first.get_mut();
            let since = *late.since.get_or_insert(now);
            let is_late = late.is_next && now.saturating_duration_since(since) >= LOOK;
            if *first.key() >= number || !is_late {
                break;
            }
            first.remove();
        }
    }

    /// Tells those for whom there is a permit, and the one behind them.
    fn call(&mut self) -> Vec<Waker> {
        let mut woken = Vec::new();
        for (rank, waiting) in self.waiting.values_mut().take(self.free.saturating_add(1)).enumerate() {
            let is_next = rank < self.free;
            if self.free == 0 || waiting.is_next {
                continue;
            }
            waiting.is_next = is_next;
            waiting.since = None;
            waiting.is_called = true;
            woken.extend(waiting.waker.take());
        }
        woken
    }
}

impl Ticket {
    /// Takes a permit, if it is this one's turn.
    pub(crate) fn take(&self, now: Instant) -> Turn {
        let taken = self.gate.with(|state| (state.take(self.number, now), Vec::new()));
        match taken {
            Ok(()) => Turn::Now(Permit {
                gate: Arc::clone(&self.gate),
            }),
            Err(look) => Turn::Later(look),
        }
    }

    /// Whether it is worth asking again; if not, `waker` is woken as soon as it is.
    pub(crate) fn is_called(&self, waker: &Waker) -> bool {
        let called = |state: &mut State| {
            let Some(waiting) = state.waiting.get_mut(&self.number) else {
                return true;
            };
            if !waiting.is_called {
                match &mut waiting.waker {
                    Some(known) => known.clone_from(waker),
                    none => *none = Some(waker.clone()),
                }
            }
            waiting.is_called
        };
        self.gate.with(|state| (called(state), Vec::new()))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.gate.with(|state| {
            let gone = state.waiting.remove(&self.number);
            let woken = match gone {
                Some(gone) if gone.is_called => state.call(),
                _ => Vec::new(),
            };
            ((), woken)
        });
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.gate.with(|state| {
            state.free = state.free.saturating_add(1);
            ((), state.call())
        });
    }
}

#[cfg(test)]
mod tests;
