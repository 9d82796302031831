//! A reader on a thread of its own.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use bytes::Bytes;

use super::pieces::{AnyReader, read_piece};

/// The near end of a reader's thread. Dropped, it lets the thread end as soon as the reader returns; nobody waits for that.
pub(super) struct Reading {
    /// One message asks for one piece.
    demand: Sender<()>,
    is_asked: bool,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    slot: Mutex<Slot>,
}

#[derive(Default)]
struct Slot {
    piece: Option<io::Result<Bytes>>,
    is_over: bool,
    waker: Option<Waker>,
}

/// The far end; its end is told also if the reader panics.
struct Far(Arc<Shared>);

impl Reading {
    pub(super) fn start(mut reader: AnyReader) -> io::Result<Self> {
        let (demand, demands) = mpsc::channel();
        let shared = Arc::<Shared>::default();
        let far = Far(Arc::clone(&shared));
        thread::Builder::new()
            .name("tradewire-reader".to_owned())
            .spawn(move || {
                while demands.recv().is_ok() {
                    let piece = read_piece(&mut reader);
                    far.0.tell(|slot| slot.piece = Some(piece));
                }
            })?;
        Ok(Self {
            demand,
            is_asked: false,
            shared,
        })
    }

    /// The next piece; an empty one at the end.
    pub(super) fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if !self.is_asked {
            // If the thread is gone, its end was told.
            self.is_asked = self.demand.send(()).is_ok();
        }
        let mut slot = self.shared.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(piece) = slot.piece.take() {
            self.is_asked = false;
            return Poll::Ready(piece);
        }
        if slot.is_over {
            return Poll::Ready(Err(io::Error::other("the reader panicked")));
        }
        slot.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Shared {
    fn tell(&self, change: impl FnOnce(&mut Slot)) {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut slot);
        let waker = slot.waker.take();
        drop(slot);
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Far {
    fn drop(&mut self) {
        self.0.tell(|slot| slot.is_over = true);
    }
}
