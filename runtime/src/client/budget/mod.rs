//! One request budget for several processes.
//!
//! Platforms count requests by account. A client keeps within the account's limits by itself, all of its clones together; programs that
//! run in several processes need a place where all of them ask: a [`Budget`], given to [`Builder::budget`](crate::Builder::budget).
//! The crate `tradewire-redis` keeps one in Redis or Valkey.
//!
//! # What a budget is asked and told
//!
//! Each call that a limit counts has an [`Ask`] with a ticket: a number that no other call of the process has. Before each attempt:
//!
//! 1. The client keeps the call in its own line first, as it does without a shared budget, and asks when the call may go by that.
//! 2. [`Budget::ask`] is called, again and again until it answers [`Answer::Go`] or the call's time is up.
//! 3. After `Go` exactly one of [`News::Left`] (it was not sent) and [`News::Over`] (its reply is read, or it came to nothing) is told.
//!    Before or after `Over`, what the server said is told: [`News::Replied`] once, the others where they apply.
//! 4. A refused attempt asks once more with the same ticket.
//!
//! # What it has to keep
//!
//! - **All limits or none.** A request goes when each of its limits has room, and weighs in all of them in one step.
//! - **The window.** A request arrives at some time between `Go` and `Replied`, and after `Go` within [`Ask::way`]. So it weighs from `Go`
//!   until a whole window after `Replied`, or after the way if that is not told.
//! - **Permits.** Where [`Charged::parallel`] is set, so many may be between `Go` and `Over`. A process that died tells nothing, so what
//!   it held has to come free by itself.
//! - **Fairness.** Lower tickets of a process go before higher ones of the same limits. Processes take turns: none that asks waits for
//!   ever while others go.
//! - **Cancelling.** A future of `ask` may be dropped at any time. Either the client asks again with that ticket, or it tells `Left`:
//!   then the ticket waits no more, and a place that was given without anybody seeing it is free.
//! - **No waiting in `tell`.** It is called where futures are dropped, so it hands the news on and returns.
//! - **Clocks.** Durations are in real time; a budget has a clock of its own.

mod ask;
mod turn;

pub use self::ask::{Answer, Ask, Budget, BudgetError, Charged, News};
pub(crate) use self::turn::{Seat, Shared, SharedTurn};
