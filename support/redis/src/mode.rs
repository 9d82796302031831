//! Whether the store is there, and who is told when that changes.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a worker's places come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// From the store: all workers together keep the budget.
    Shared,
    /// The store is away. Each worker keeps to its share: the budget divided by the declared number of workers.
    Alone,
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shared => "shared",
            Self::Alone => "alone",
        })
    }
}

/// The store went, or came back.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Change {
    /// What it is now.
    pub mode: Mode,
    /// Why the store is away, in a line; nothing when it came back. It holds no credentials.
    pub reason: String,
}

type Hook = Arc<dyn Fn(&Change) + Send + Sync>;

/// The mode, as it is and as it is told.
#[derive(Clone, Default)]
pub(crate) struct Told {
    pub(crate) hook: Option<Hook>,
    pub(crate) is_shared: Arc<AtomicBool>,
}

impl Told {
    pub(crate) fn mode(&self) -> Mode {
        if self.is_shared.load(Ordering::Relaxed) {
            Mode::Shared
        } else {
            Mode::Alone
        }
    }

    pub(crate) fn change(&self, mode: Mode, reason: String) {
        self.is_shared.store(mode == Mode::Shared, Ordering::Relaxed);
        #[cfg(feature = "tracing")]
        match mode {
            Mode::Shared => tracing::info!(mode = "shared", "the budget's store is there"),
            Mode::Alone => tracing::warn!(mode = "alone", reason, "the budget's store is away"),
        }
        if let Some(hook) = &self.hook {
            // A hook that fails shall not end the budget with it; the panic's message is printed as ever.
            let _ = catch_unwind(AssertUnwindSafe(|| hook(&Change { mode, reason })));
        }
    }
}
