//! All faults, by both clients, as the table of `docs/faults.md`.

use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::trial::{Found, try_out};
use super::{Again, FAULTS, Fault};
use crate::client_support::driver::Async;

/// Faults that are tried out at the same time. Most of the time is spent waiting.
const AT_ONCE: usize = 16;

const HEAD: &str = "# Faults that clients survive

Each row is a server on a real socket that misbehaves in one way (`runtime/tests/faults/`), met by the async and by the
blocking client with the same outcome. The timeout is 30 s (1.2 s where the server never ends), at most 1 MiB of a body is
read, and a call is attempted twice at most. No call took longer than its timeout, no client read much more than its limit,
none panicked or showed its credentials, none was led to another server, and each went on to a good call afterwards, whose
reply was the one to its request. The last column is how often a request that must not be repeated (`Safety::Unsafe`) reached
the server.

This table is written by `TRADEWIRE_BLESS=1 cargo test -p tradewire --all-features --test client_faults` and checked by the
same test.
";

/// What both clients found.
fn outcome(fault: &'static Fault) -> Found {
    let found = try_out::<Async>(fault);
    #[cfg(feature = "blocking")]
    assert_eq!(
        try_out::<crate::client_support::driver::Blocking>(fault),
        found,
        "{}, in the blocking client",
        fault.what
    );
    found
}

fn row(fault: &'static Fault) -> String {
    let found = outcome(fault);
    let times = match (found.unsafe_sends, fault.again) {
        (0, _) => "never".to_owned(),
        (1, _) => "once".to_owned(),
        (times, Again::Asked) => format!("{times} times, as it asked for"),
        (times, Again::Unprocessed) => format!("{times} times, as nothing was done for it"),
        (times, Again::Never) => panic!("{}: an unsafe request was sent {times} times", fault.what),
    };
    let (what, read) = (fault.what, found.read.replace('|', "\\|"));
    format!("| {what} | {} | {read} | {times} |\n", fault.protocol())
}

/// The rows of all faults, in order. All are tried out, whatever becomes of one of them.
fn rows(faults: &[&'static Fault]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(vec![None; faults.len()]);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(fault) = faults.get(number) else { break };
                    let found = catch_unwind(|| row(fault)).ok();
                    rows.lock().expect("nothing panics while it is kept")[number] = found;
                }
            });
        }
    });
    let rows = rows.into_inner().expect("nothing panics while it is kept");
    let missing: Vec<_> = faults.iter().zip(&rows).filter(|(_, row)| row.is_none()).collect();
    let missing: Vec<_> = missing.iter().map(|(fault, _)| fault.what).collect();
    assert!(missing.is_empty(), "not survived, as told above: {missing:#?}");
    rows.into_iter().flatten().collect()
}

/// The whole page.
pub fn page() -> String {
    let faults: Vec<&'static Fault> = FAULTS.iter().flat_map(|(_, faults)| *faults).collect();
    let mut rows = rows(&faults).into_iter();
    let mut text = HEAD.to_owned();
    for (heading, faults) in FAULTS {
        let _ = write!(
            text,
            "\n## {heading}\n\n| the server | protocol | a read gets | an unsafe request was sent |\n| --- | --- | --- | --- |\n"
        );
        text.extend(rows.by_ref().take(faults.len()));
    }
    text
}
