//! With the store, when it goes and when it comes back.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::timeout;
use tradewire::client::budget::{Answer, Budget as _, Charged, News};

use super::{Fake, WINDOW, ask, keep, times};
use crate::link::Said;
use crate::mode::Mode;

#[tokio::test(start_paused = true)]
async fn a_store_that_comes_back_hears_what_it_missed() {
    let fake = Fake::default();
    let (budget, changes) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    times(&budget, 2, charged).await;
    fake.set(|state| state.is_there = true);
    // More than the share: only the store can give them.
    let asks: Vec<_> = (10..16).map(|ticket| ask(ticket, charged)).collect();
    for ask in &asks {
        assert_eq!(budget.ask(ask, Duration::MAX).await.unwrap(), Answer::Go);
    }
    let first = fake.0.lock().unwrap().runs[0].clone();
    let at = first
        .iter()
        .position(|arg| arg == "enter")
        .expect("it introduces itself first");
    assert_eq!(
        first[at + 1..at + 4],
        ["run 1", "0", "2"],
        "with what it did alone: {first:?}"
    );
    assert_eq!(budget.mode(), Mode::Shared);
    let modes: Vec<Mode> = changes.lock().unwrap().iter().map(|(mode, _)| *mode).collect();
    assert_eq!(modes, [Mode::Alone, Mode::Shared]);
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_goes_alone_when_the_store_breaks() {
    let fake = Fake::default();
    fake.set(|state| state.is_there = true);
    let (budget, changes) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    assert_eq!(budget.ask(&ask(1, charged), Duration::MAX).await.unwrap(), Answer::Go);
    fake.set(|state| (state.is_there, state.breaks) = (false, true));
    // One is left of the share: what the store gave counts too.
    assert_eq!(budget.ask(&ask(2, charged), Duration::MAX).await.unwrap(), Answer::Go);
    let third = timeout(WINDOW / 2, async { budget.ask(&ask(3, charged), Duration::MAX).await }).await;
    assert!(third.is_err(), "{third:?}");
    let changes = changes.lock().unwrap().clone();
    assert_eq!(
        changes,
        [(Mode::Shared, String::new()), (Mode::Alone, "it broke".to_owned())]
    );
}

#[tokio::test(start_paused = true)]
async fn a_store_that_talks_nonsense_is_left() {
    let charged = Charged::new("default", 4, WINDOW);
    let (number, text) = (Said::Number, |text: &str| Said::Text(text.to_owned()));
    for nonsense in [
        vec![],
        vec![text("0"), text("e"), text("0")],
        vec![number(1), text(""), number(1)],
        vec![number(7), number(7), number(7), number(7), number(7)],
        vec![number(0), text("e"), number(0), number(1), number(-5)],
        vec![number(0), text("e"), number(0), number(0)],
    ] {
        let fake = Fake::default();
        fake.set(|state| state.is_there = true);
        let (budget, changes) = keep(&fake, 2);
        assert_eq!(budget.ask(&ask(1, charged), Duration::MAX).await.unwrap(), Answer::Go);
        fake.set(|state| state.nonsense = Some(nonsense.clone()));
        // One is left of this worker's share.
        let second = timeout(WINDOW / 2, async { budget.ask(&ask(2, charged), Duration::MAX).await }).await;
        assert_eq!(second.unwrap().unwrap(), Answer::Go, "{nonsense:?}");
        assert!(
            changes
                .lock()
                .unwrap()
                .iter()
                .any(|(mode, why)| *mode == Mode::Alone && !why.is_empty())
        );
    }
    // A wait that has no end is looked after again and again.
    let fake = Fake::default();
    fake.set(|state| (state.is_there, state.waits) = (true, VecDeque::from([i64::MAX, i64::MAX])));
    let (budget, _) = keep(&fake, 2);
    let much = Duration::MAX;
    assert_eq!(budget.ask(&ask(1, charged), much).await.unwrap(), Answer::Go);
}

#[tokio::test(start_paused = true)]
async fn a_long_introduction_is_told_in_parts() {
    let fake = Fake::default();
    let (budget, _) = keep(&fake, 1);
    let charged = Charged::new("default", 60_000, WINDOW * 9).weight(9_000);
    times(&budget, 6, charged).await;
    fake.set(|state| state.is_there = true);
    while budget.mode() == Mode::Alone {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let state = fake.0.lock().unwrap();
    let parts = state.runs.iter().filter_map(|args| {
        let at = args.iter().position(|arg| arg == "enter")?;
        Some((args[at + 2].clone(), args[at + 3].clone()))
    });
    let of = |more: &str, count: &str| (more.to_owned(), count.to_owned());
    assert_eq!(parts.collect::<Vec<_>>(), [of("1", "2"), of("1", "2"), of("0", "2")]);
}

#[tokio::test(start_paused = true)]
async fn what_is_too_heavy_for_the_store_is_refused() {
    let fake = Fake::default();
    fake.set(|state| state.is_there = true);
    let (budget, _) = keep(&fake, 2);
    let charged = Charged::new("default", u32::MAX - 1, WINDOW).weight(10_001);
    let error = budget.ask(&ask(1, charged), Duration::MAX).await.unwrap_err();
    assert!(error.to_string().contains("10001 in the limit `default`"), "{error}");
    // No budget is that large, so it takes all of it.
    let charged = Charged::new("default", 5, WINDOW).weight(u32::MAX);
    assert_eq!(budget.ask(&ask(2, charged), Duration::MAX).await.unwrap(), Answer::Go);
}

#[tokio::test(start_paused = true)]
async fn a_pause_is_not_forgotten_for_want_of_calls() {
    let (budget, _) = keep(&Fake::default(), 1);
    let charged = Charged::new("default", 4, Duration::ZERO);
    let first = ask(1, charged);
    assert_eq!(budget.ask(&first, Duration::MAX).await.unwrap(), Answer::Go);
    let (wait, wished) = (Duration::from_secs(60), true);
    budget.tell(&first, News::Refused { wait, wished });
    budget.tell(&first, News::Replied);
    budget.tell(&first, News::Over);
    tokio::time::sleep(Duration::from_secs(50)).await;
    let second = timeout(Duration::from_secs(9), budget.ask(&ask(2, charged), Duration::MAX)).await;
    assert!(second.is_err(), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn a_place_that_nobody_waits_for_is_given_back() {
    let fake = Fake::default();
    fake.set(|state| (state.is_there, state.waits) = (true, VecDeque::from([2_000_000])));
    let (budget, _) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    let ask = ask(1, charged);
    // It waits at the store, and goes.
    let call = timeout(Duration::from_millis(500), budget.ask(&ask, Duration::MAX)).await;
    assert!(call.is_err());
    budget.tell(&ask, News::Left);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!((fake.ran("left"), fake.ran("forgo")), (1, 0));
    // It was given a place, and did not see it.
    drop(budget.ask(&ask, Duration::MAX));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let unseen = budget.ask(&ask, Duration::MAX);
    tokio::time::sleep(Duration::from_secs(1)).await;
    drop(unseen);
    budget.tell(&ask, News::Left);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(fake.ran("forgo"), 1);
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_told_at_once() {
    let fake = Fake::default();
    fake.set(|state| (state.is_there, state.waits) = (true, VecDeque::from([9_000_000])));
    let (budget, _) = keep(&fake, 2);
    let charged = Charged::new("default", 4, WINDOW);
    let answer = budget.ask(&ask(1, charged), Duration::from_secs(5)).await.unwrap();
    assert_eq!(answer, Answer::Later(Duration::from_secs(9)));
}

#[tokio::test(start_paused = true)]
async fn the_store_hears_what_the_server_said_and_when_it_is_over() {
    let fake = Fake::default();
    fake.set(|state| state.is_there = true);
    let (budget, _) = keep(&fake, 2);
    let ask = ask(1, Charged::new("default", 4, WINDOW).parallel(3));
    budget.ask(&ask, Duration::MAX).await.unwrap();
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert!(fake.ran("renew") >= 3, "it is still under way");
    budget.tell(&ask, News::Replied);
    budget.tell(&ask, News::Over);
    let counted = News::Counted {
        limit: "default",
        used: 3,
        of: 4,
        reset: None,
    };
    budget.tell(&ask, counted);
    let (wait, wished) = (Duration::from_secs(7), true);
    budget.tell(&ask, News::Refused { wait, wished });
    tokio::time::sleep(Duration::from_secs(1)).await;
    for step in ["replied", "over", "counted", "pause"] {
        assert_eq!(fake.ran(step), 1, "{step}");
    }
    let renewed = fake.ran("renew");
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(fake.ran("renew"), renewed);
}
