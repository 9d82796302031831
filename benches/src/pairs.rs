//! Measuring two ways in turn, so that what else the machine does hits both.

use std::time::{Duration, Instant};

/// Time that one sample of one way takes at least.
const SAMPLE: Duration = Duration::from_millis(20);

/// How two ways compare.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// Median over all rounds of their time divided by ours in the same round: above 1, ours is faster.
    pub speed: f64,
    /// Shortest time of ours per run.
    pub ours: Duration,
    /// Shortest time of theirs per run.
    pub theirs: Duration,
}

/// Runs both in turn `rounds` times.
pub fn compare(rounds: usize, ours: &mut dyn FnMut(), theirs: &mut dyn FnMut()) -> Ratio {
    let runs = runs_per_sample(theirs);
    let mut ratios = Vec::with_capacity(rounds);
    let (mut best_ours, mut best_theirs) = (Duration::MAX, Duration::MAX);
    for round in 0..rounds {
        // The first of a pair pays for what the one before left in the caches.
        let (a, b) = if round % 2 == 0 {
            let a = time(runs, ours);
            (a, time(runs, theirs))
        } else {
            let b = time(runs, theirs);
            (time(runs, ours), b)
        };
        best_ours = best_ours.min(a / runs);
        best_theirs = best_theirs.min(b / runs);
        ratios.push(b.as_secs_f64() / a.as_secs_f64());
    }
    ratios.sort_by(f64::total_cmp);
    let speed = ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN);
    Ratio {
        speed,
        ours: best_ours,
        theirs: best_theirs,
    }
}

fn runs_per_sample(work: &mut dyn FnMut()) -> u32 {
    let mut runs = 1;
    while runs < 1 << 20 && time(runs, work) < SAMPLE {
        runs *= 2;
    }
    runs
}

fn time(runs: u32, work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..runs {
        work();
    }
    start.elapsed()
}
