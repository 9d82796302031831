//! Waiting for a future on this thread.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::task::coop;

/// More than tokio lets a task do at a time.
const MORE_THAN_A_TURN: u32 = 1000;

struct Parked {
    thread: Thread,
    is_woken: AtomicBool,
}

impl Wake for Parked {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Polls the future to its end, and parks the thread meanwhile. Unlike that of a runtime, this wait is possible anywhere.
pub(super) fn wait<T>(future: impl Future<Output = T>) -> T {
    let parked = Arc::new(Parked {
        thread: thread::current(),
        is_woken: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&parked));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut context) {
            return outcome;
        }
        while !parked.is_woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

/// Whether this thread is just polling a task of tokio, and would hold up the others of its runtime.
///
/// Only such a task has a bounded turn. A thread for blocking work (`spawn_blocking`, `block_in_place`) has none, nor has any other
/// that a runtime was entered on, though a runtime is around all of them.
pub(super) fn is_in_task() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..MORE_THAN_A_TURN {
        match coop::poll_proceed(&mut context) {
            Poll::Ready(turn) => turn.made_progress(),
            Poll::Pending => return true,
        }
    }
    false
}
