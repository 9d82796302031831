//! Work on many things at once, as many as the machine has processors.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What `work` makes of each thing, in their order. Each thread takes the next thing when it is done with one, so that a large one holds up
/// nobody.
pub fn each<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(things.len());
    if threads < 2 {
        return things.into_iter().map(work).collect();
    }
    let queue = Mutex::new(things.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut made = Vec::new();
        while let Some((at, thing)) = next() {
            made.push((at, work(thing)));
        }
        made
    };
    let mut made: Vec<(usize, R)> = thread::scope(|scope| {
        let begun: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let ended = begun.into_iter();
        ended
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_stand_in_the_order_of_what_they_are_of() {
        let things: Vec<usize> = (0..1000).collect();
        let doubled: Vec<usize> = things.iter().map(|thing| thing * 2).collect();
        assert_eq!(each(things, |thing| thing * 2), doubled);
        assert_eq!(each(Vec::<usize>::new(), |thing| thing), Vec::<usize>::new());
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_is_handed_on() {
        each((0..20).collect(), |thing| assert_ne!(thing, 7, "the seventh"));
    }
}
