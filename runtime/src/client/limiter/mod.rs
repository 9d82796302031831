//! Keeps an account within the request budget its platform declares.
//!
//! One [`Limiter`] serves all clones of a client. A caller takes a place in line and learns when it may go, so callers go in
//! the order they came and never all at once. No window of the server sees more requests than the budget, whether it counts in fixed
//! or in sliding windows. A place that is dropped before its time goes to those behind it.
//!
//! Each place has a time of its own rather than a place at the head of a queue: a caller that stopped polling (a stream that
//! nobody reads for a while) must not hold up the others.
//!
//! `line` has the reckoning and the reasons for it, over those who wait (`queue`), the requests that still weigh (`window`) and what a
//! server asked for (`pause`); `tally` keeps count of many. `budget` is the lock around it, and `place` has places that free themselves
//! when dropped. `gate` counts the requests that are under way, and `several` takes a call through all limits that count it.

mod budget;
mod gate;
mod line;
mod pause;
mod place;
mod queue;
mod several;
mod tally;
mod window;

pub(crate) use self::budget::Limiter;
pub(crate) use self::gate::Turn;
pub(crate) use self::pause::longest as longest_pause;
pub(crate) use self::several::{Counted, Held, Left, Permits, Places};

#[cfg(test)]
mod tests;
