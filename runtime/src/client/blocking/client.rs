//! A client that waits.

use std::sync::Arc;

use tokio::runtime::{Builder as RuntimeBuilder, Runtime};

use super::wait::{is_in_task, wait};
use crate::client::handle;
use crate::client::settings::Settings;
use crate::error::{Error, ErrorKind};

/// A client whose calls block the thread. Clones share connections, limits and retry budget.
#[derive(Debug, Clone)]
pub struct Client {
    inner: handle::Client,
    runtime: Arc<OwnRuntime>,
}

/// The thread for I/O.
#[derive(Debug)]
struct OwnRuntime(Option<Runtime>);

/// A runtime waits for its thread when it is dropped, and panics where waiting is not allowed: in async code.
impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// Wraps the untyped async client.
    ///
    /// # Errors
    /// When no thread for I/O can be started.
    pub fn new(inner: handle::Client) -> Result<Self, Error> {
        let runtime = RuntimeBuilder::new_multi_thread()
            .worker_threads(1)
            .thread_name("tradewire-blocking")
            .enable_all()
            .build()
            .map_err(|error| Error::new(ErrorKind::Build, format!("no thread for I/O can be started: {error}")))?;
        Ok(Self {
            inner,
            runtime: Arc::new(OwnRuntime(Some(runtime))),
        })
    }

    /// A client of the same account with other settings; see [`Client::with`](handle::Client::with). It shares the thread for I/O, too.
    ///
    /// # Errors
    /// A header cannot be sent.
    pub fn with(&self, change: impl FnOnce(Settings) -> Settings) -> Result<Self, Error> {
        Ok(Self {
            inner: self.inner.with(change)?,
            runtime: Arc::clone(&self.runtime),
        })
    }

    pub(crate) fn inner(&self) -> &handle::Client {
        &self.inner
    }

    pub(crate) fn wait<T>(&self, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        if is_in_task() {
            return Err(Error::new(
                ErrorKind::Build,
                "a blocking call inside async code would stop its thread; use the async client there, or `spawn_blocking`",
            ));
        }
        let Some(runtime) = &self.runtime.0 else {
            return Err(Error::new(ErrorKind::Build, "the client was shut down"));
        };
        // Connections and timers belong to the client's own runtime, whatever other one is around this thread.
        let _entered = runtime.enter();
        wait(future)
    }
}
