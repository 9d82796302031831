//! A file of differences, for whoever keeps the description of the platform.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::DriftReport;
use super::drift_line::about;

/// Different lines that one log remembers; what comes beyond is only counted.
const MOST: usize = 10_000;

/// Longest file, unless said otherwise.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Writes what replies had that their description did not foresee to a file, one difference a line, as JSON.
///
/// A line has platform, operation, kind, path, kinds of JSON and a count; it never has a value, and keys that look like ids or addresses of mail
/// are `{key}`. The same difference is written when it is met first and whenever its count has doubled, so that the file grows with
/// what is new and not with the traffic. It has no more than 4 MiB, or [`max_bytes`](Self::max_bytes).
///
/// No failure of the file reaches a call: it is counted ([`failures`](Self::failures)), and told to `tracing` where that is on. Lines are written while
/// the reply is read, a few hundred bytes at a time. Clones write to one file; several programs need a file each.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let log = tradewire::DriftLog::append("drift.jsonl")?;
/// // … and to the builder of a client: `.on_drift(log.hook())`
/// # let _ = log.hook();
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct DriftLog {
    inner: Arc<Inner>,
}

struct Inner {
    state: Mutex<State>,
    failures: AtomicU64,
    dropped: AtomicU64,
}

struct State {
    file: File,
    /// Bytes in the file.
    length: u64,
    largest: u64,
    /// By what a line says but for the count.
    seen: BTreeMap<String, Count>,
}

#[derive(Default)]
struct Count {
    total: u64,
    written: u64,
}

impl DriftLog {
    /// Opens a file to add lines at its end; it is made where there is none.
    ///
    /// # Errors
    /// When the file cannot be opened. Later failures are no errors: see [`failures`](Self::failures).
    pub fn append(path: impl AsRef<Path>) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let length = file.metadata()?.len();
        let state = State {
            file,
            length,
            largest: LARGEST,
            seen: BTreeMap::new(),
        };
        let inner = Inner {
            state: Mutex::new(state),
            failures: AtomicU64::new(0),
            dropped: AtomicU64::new(0),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Bytes that the file may have; lines that would make it longer are dropped.
    #[must_use]
    pub fn max_bytes(self, bytes: u64) -> Self {
        self.inner.lock().largest = bytes;
        self
    }

    /// What goes to `on_drift` of a client's builder.
    pub fn hook(&self) -> impl Fn(&DriftReport<'_>) + Send + Sync + 'static {
        let log = self.clone();
        move |report| log.record(report)
    }

    /// Writes a report down, as the hook does.
    pub fn record(&self, report: &DriftReport<'_>) {
        let mut state = self.inner.lock();
        for drift in report.drift {
            let about = about(report, drift);
            let known = state.seen.len();
            match state.seen.get_mut(&about) {
                Some(count) => count.total = count.total.saturating_add(drift.count as u64),
                None if known < MOST => {
                    state.seen.insert(
                        about.clone(),
                        Count {
                            total: drift.count as u64,
                            written: 0,
                        },
                    );
                }
                None => {
                    self.inner.dropped.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
            }
            let due = |count: &Count| count.written == 0 || count.total >= count.written.saturating_mul(2);
            if state.seen.get(&about).is_some_and(due) {
                self.inner.line(&mut state, &about);
            }
        }
    }

    /// Writes the counts that were not written yet. It happens by itself when the last clone is dropped.
    pub fn flush(&self) {
        self.inner.flush();
    }

    /// How many lines could not be written.
    #[must_use]
    pub fn failures(&self) -> u64 {
        self.inner.failures.load(Ordering::Relaxed)
    }

    /// How many differences were left out: the file was full, or there were more than ten thousand different ones.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.inner.dropped.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for DriftLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriftLog")
            .field("failures", &self.failures())
            .field("dropped", &self.dropped())
            .finish_non_exhaustive()
    }
}

impl Inner {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn flush(&self) {
        let mut state = self.lock();
        let behind = state.seen.iter().filter(|(_, count)| count.total > count.written);
        for about in behind.map(|(about, _)| about.clone()).collect::<Vec<_>>() {
            self.line(&mut state, &about);
        }
    }

    /// Writes what came of one difference since its last line.
    fn line(&self, state: &mut State, about: &str) {
        let Some(count) = state.seen.get_mut(about) else { return };
        let line = format!("{{{about},\"count\":{}}}\n", count.total - count.written);
        // Not tried again: a disk that is full now is full at the next reply.
        count.written = count.total;
        let length = state.length.saturating_add(line.len() as u64);
        if length > state.largest {
            self.dropped.fetch_add(1, Ordering::Relaxed);
            return;
        }
        match state.file.write_all(line.as_bytes()) {
            Ok(()) => state.length = length,
            Err(error) => {
                self.failures.fetch_add(1, Ordering::Relaxed);
                told(&error);
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.flush();
    }
}

#[cfg(feature = "tracing")]
fn told(error: &io::Error) {
    tracing::warn!(%error, "the log of differences could not be written");
}

#[cfg(not(feature = "tracing"))]
fn told(_: &io::Error) {}
