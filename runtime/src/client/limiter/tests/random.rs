//! Callers that come, wait, give up, are refused and come again in any order, against a server that counts arrivals.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

use super::*;

#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn time(&mut self, most: Duration) -> Duration {
        Duration::from_millis(self.below(u64::try_from(most.as_millis()).unwrap().max(1)))
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

enum State<'l> {
    Coming,
    InLine(Place<'l>, Arc<Woken>),
    Flying(Departed<'l>, u64),
}

struct Caller<'l> {
    state: State<'l>,
    /// When it does something, unless it is woken before.
    due: Instant,
    /// What it counts for.
    weight: usize,
    /// When it has had enough of waiting.
    leaves: Option<Instant>,
}

type Count = fn(&mut Random, u64) -> (usize, usize);

struct Shop {
    limiter: Limiter,
    budget: u64,
    refuses: bool,
    /// The most that one request counts for.
    heaviest: u64,
    /// What it says that it counted, of how many.
    counts: Option<Count>,
}

fn any_count(random: &mut Random, budget: u64) -> (usize, usize) {
    (size(random.below(budget + 2)), size(budget))
}

/// Of a server that cannot count, or means harm.
fn wild_count(random: &mut Random, budget: u64) -> (usize, usize) {
    let budget = size(budget);
    let numbers = [
        0,
        1,
        budget,
        budget + 1,
        budget * 100,
        budget * 101,
        usize::MAX - 1,
        usize::MAX,
    ];
    let mut any = || numbers[size(random.below(8))];
    (any(), any())
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

/// What became of all of them.
struct Outcome {
    /// As often as each counts.
    arrivals: Vec<Instant>,
    end: Instant,
    steps: usize,
}

/// Lets `count` callers come within some windows and waits until all are gone.
fn run(shop: &Shop, count: u64, start: Instant, random: &mut Random) -> Outcome {
    let mut callers: Vec<Option<Caller<'_>>> = (0..count)
        .map(|_| {
            Some(Caller {
                state: State::Coming,
                due: start + random.time(WINDOW * 5),
                weight: size(1 + random.below(shop.heaviest)),
                leaves: None,
            })
        })
        .collect();
    let mut outcome = Outcome {
        arrivals: Vec::new(),
        end: start,
        steps: 0,
    };
    let mut now = start;
    loop {
        // The one that acts next: whoever was woken does so at once, and in order of arrival.
        let next = callers.iter().enumerate().filter_map(|(at, caller)| {
            let caller = caller.as_ref()?;
            let (due, number) = match &caller.state {
                State::InLine(place, woken) if woken.0.load(Ordering::Relaxed) => (now, place.number),
                State::InLine(place, _) => (caller.due.min(caller.leaves.unwrap_or(caller.due)), place.number),
                _ => (caller.due, 0),
            };
            Some((due, number, at))
        });
        let Some((due, _, at)) = next.min() else { break };
        now = now.max(due);
        outcome.steps += 1;
        assert!(outcome.steps < 10_000, "nobody comes to an end");
        let caller = callers[at].take().unwrap();
        callers[at] = act(shop, caller, now, random, &mut outcome.arrivals);
        if let Some(State::Flying(_, left)) = callers[at].as_ref().map(|caller| &caller.state) {
            let waits_before =
                |caller: &Caller<'_>| matches!(&caller.state, State::InLine(place, _) if place.number < *left);
            // Light ones may pass by a heavy one, if that does not come in time.
            let is_passed = shop.heaviest == 1 && callers.iter().flatten().any(waits_before);
            assert!(!is_passed, "somebody was overtaken");
        }
    }
    outcome.end = now;
    outcome
}

fn act<'l>(
    shop: &'l Shop,
    caller: Caller<'l>,
    now: Instant,
    random: &mut Random,
    arrivals: &mut Vec<Instant>,
) -> Option<Caller<'l>> {
    let weight = caller.weight;
    let in_line = |mut place: Place<'l>, leaves| {
        let due = now + place.wait(now);
        let woken = Arc::new(Woken::default());
        if place.is_earlier(&Waker::from(Arc::clone(&woken))) {
            woken.0.store(true, Ordering::Relaxed);
        }
        let state = State::InLine(place, woken);
        Some(Caller {
            state,
            due,
            weight,
            leaves,
        })
    };
    match caller.state {
        State::Coming => {
            let leaves = random.once_in(5).then(|| now + random.time(WINDOW * 3));
            in_line(Place::reserve(&shop.limiter, weight, now), leaves)
        }
        State::InLine(..) if caller.leaves.is_some_and(|leaves| leaves <= now) => None,
        State::InLine(place, _) => {
            let number = place.number;
            match place.depart(now) {
                Ok(departed) => {
                    let way = random.time(WINDOW / 2);
                    let arrival = now + random.time(way);
                    arrivals.extend(std::iter::repeat_n(arrival, weight));
                    Some(Caller {
                        state: State::Flying(departed, number),
                        due: now + way,
                        weight,
                        leaves: None,
                    })
                }
                Err(place) => in_line(place, caller.leaves),
            }
        }
        // Nobody waits for it any more.
        State::Flying(..) if random.once_in(10) => None,
        State::Flying(departed, _) => {
            departed.replied(now);
            if let Some(count) = shop.counts.filter(|_| random.once_in(3)) {
                let (used, limit) = count(random, shop.budget);
                let reset = random.once_in(2).then(|| random.time(WINDOW * 2));
                departed.observe((used, limit), reset, now);
            }
            if shop.refuses && random.once_in(6) {
                departed.refused(random.time(WINDOW * 4), random.once_in(2), now);
                return in_line(departed.again(now), None);
            }
            departed.served(now);
            None
        }
    }
}

#[test]
fn whatever_callers_do_no_window_sees_more_and_nobody_is_forgotten() {
    for seed in 1..400_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let budget = 1 + random.below(6);
        let shop = Shop {
            limiter: with_budget(u32::try_from(budget).unwrap(), WINDOW),
            budget,
            refuses: seed % 2 == 0,
            heaviest: if seed % 3 == 0 { budget } else { 1 },
            counts: (seed % 4 < 2).then_some(any_count),
        };
        let start = Instant::now();
        let count = 1 + random.below(60);
        let mut outcome = run(&shop, count, start, &mut random);
        outcome.arrivals.sort_unstable();
        let budget = size(shop.budget);
        for (at, arrival) in outcome.arrivals.iter().enumerate().skip(budget) {
            let since = *arrival - outcome.arrivals[at - budget];
            assert!(since >= WINDOW, "seed {seed}: {} within {since:?}", budget + 1);
        }
        // Those who were given up count from when somebody looks. Long after, nothing weighs any more and nobody stands in line.
        drop(shop.limiter.reserve(outcome.end));
        let later = outcome.end + WAY + WINDOW * 20;
        let (_places, waits) = times(&shop.limiter, later, budget + 1);
        let (last, first) = waits.split_last().unwrap();
        assert!(
            first.iter().all(Duration::is_zero) && *last == WINDOW,
            "seed {seed}: {waits:?}"
        );
    }
}

#[test]
fn whatever_a_server_counts_nobody_waits_for_ever_or_is_overtaken() {
    for seed in 1..400_u64 {
        let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let budget = 1 + random.below(6);
        let shop = Shop {
            limiter: declared(u32::try_from(budget).unwrap(), 1),
            budget,
            refuses: seed % 2 == 0,
            heaviest: if seed % 3 == 0 { budget + 2 } else { 1 },
            counts: Some(wild_count),
        };
        let count = 1 + random.below(60);
        let outcome = run(&shop, count, Instant::now(), &mut random);
        drop(shop.limiter.reserve(outcome.end));
        let (_places, waits) = times(&shop.limiter, outcome.end + WAY + WINDOW * 20, 1);
        assert_eq!(waits, [Duration::ZERO], "seed {seed}");
    }
}
