//! Waits, under tokio and without it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::BoxFuture;

/// Completes after `duration`. Where no tokio runtime tells the time, which tokio itself answers with a panic, a thread does.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    if tokio::runtime::Handle::try_current().is_ok() {
        // A runtime may have been built without time; there is no other way to ask it.
        if let Ok(sleep) = catch_unwind(AssertUnwindSafe(|| tokio::time::sleep(duration))) {
            return Box::pin(sleep);
        }
    }
    Box::pin(ThreadSleep::start(duration))
}

struct ThreadSleep {
    shared: Arc<Shared>,
    /// `None`: no thread could be started, so there is no wait.
    thread: Option<Thread>,
}

#[derive(Default)]
struct Shared {
    is_over: AtomicBool,
    is_given_up: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl ThreadSleep {
    fn start(duration: Duration) -> Self {
        let shared = Arc::<Shared>::default();
        let sleeping = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("tradewire-timer".to_owned())
            .spawn(move || sleeping.sleep(duration));
        Self {
            shared,
            thread: thread.ok().map(|handle| handle.thread().clone()),
        }
    }
}

impl Shared {
    fn sleep(&self, duration: Duration) {
        let started = Instant::now();
        while !self.is_given_up.load(Ordering::Acquire) {
            let left = duration.saturating_sub(started.elapsed());
            if left.is_zero() {
                break;
            }
            thread::park_timeout(left);
        }
        self.is_over.store(true, Ordering::Release);
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).take();
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Future for ThreadSleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        *self.shared.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(cx.waker().clone());
        if self.thread.is_none() || self.shared.is_over.load(Ordering::Acquire) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

impl Drop for ThreadSleep {
    fn drop(&mut self) {
        self.shared.is_given_up.store(true, Ordering::Release);
        if let Some(thread) = &self.thread {
            thread.unpark();
        }
    }
}
