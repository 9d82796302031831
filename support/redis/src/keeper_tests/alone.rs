//! While the store is away.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tradewire::client::budget::{Answer, Ask, Budget as _, Charged, News};

use super::{Fake, WINDOW, ask, keep, times};
use crate::budget::RedisBudget;
use crate::keeper::Keeper;
use crate::mode::{Mode, Told};
use crate::settings::Settings;

#[tokio::test(start_paused = true)]
async fn alone_each_worker_keeps_to_its_share() {
    let (budget, changes) = keep(&Fake::default(), 4);
    let times = times(&budget, 7, Charged::new("default", 11, WINDOW)).await;
    // Eleven for four workers are two for each.
    for (index, time) in times.iter().enumerate() {
        let earliest = 10.0 * f64::from(u32::try_from(index / 2).unwrap());
        assert!(*time >= earliest && *time < earliest + 1.0, "{times:?}");
    }
    assert_eq!(budget.mode(), Mode::Alone);
    assert_eq!(
        *changes.lock().unwrap(),
        [(Mode::Alone, "nobody is there".to_owned())],
        "it is told once"
    );
}

#[tokio::test(start_paused = true)]
async fn a_budget_that_cannot_be_divided_is_stretched() {
    let (budget, _) = keep(&Fake::default(), 8);
    // Two for eight workers: one of each in four windows.
    let times = times(&budget, 4, Charged::new("default", 2, WINDOW)).await;
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] >= 40.0 && pair[1] - pair[0] < 42.0, "{times:?}");
    }
    // A heavy request takes as many windows as it is shares.
    let (budget, _) = keep(&Fake::default(), 2);
    let heavy = self::times(&budget, 3, Charged::new("default", 10, WINDOW).weight(10)).await;
    for pair in heavy.windows(2) {
        assert!(pair[1] - pair[0] >= 20.0 && pair[1] - pair[0] < 22.0, "{heavy:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn permits_are_divided_too() {
    let (budget, _) = keep(&Fake::default(), 2);
    let charged = Charged::new("default", u32::MAX, WINDOW).parallel(5);
    let asks: Vec<_> = (0..3).map(|ticket| ask(ticket, charged)).collect();
    for ask in &asks[..2] {
        assert_eq!(budget.ask(ask, Duration::MAX).await.unwrap(), Answer::Go);
    }
    let third = timeout(WINDOW * 9, budget.ask(&asks[2], Duration::MAX)).await;
    assert!(third.is_err(), "two of five are this worker's");
    budget.tell(&asks[0], News::Over);
    assert_eq!(budget.ask(&asks[2], Duration::MAX).await.unwrap(), Answer::Go);
}

#[tokio::test(start_paused = true)]
async fn attempts_to_connect_become_rarer_but_never_end() {
    let fake = Fake::default();
    let (_budget, _) = keep(&fake, 2);
    tokio::time::sleep(Duration::from_secs(600)).await;
    let tries = fake.0.lock().unwrap().tries.clone();
    let pauses: Vec<Duration> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(pauses[0] <= Duration::from_millis(110), "{pauses:?}");
    let longest = pauses.iter().max().unwrap();
    assert!(
        *longest <= Duration::from_millis(5100) && *longest > Duration::from_secs(2),
        "{longest:?}"
    );
    assert!((120..260).contains(&pauses.len()), "{}", pauses.len());
}

#[tokio::test(start_paused = true)]
async fn times_without_an_end_do_no_harm() {
    let (budget, _) = keep(&Fake::default(), u32::MAX);
    let mut first = Ask::new(
        1,
        "sample",
        "shop",
        vec![Charged::new("default", 1, Duration::MAX).weight(u32::MAX)],
    );
    first.way = Duration::MAX;
    let (first, second) = (Arc::new(first.clone()), {
        let mut second = first.clone();
        second.ticket = 2;
        Arc::new(second)
    });
    for ask in [&first, &second] {
        let _ = timeout(WINDOW, budget.ask(ask, Duration::MAX)).await;
        for news in [
            News::Refused {
                wait: Duration::MAX,
                wished: true,
            },
            News::Counted {
                limit: "default",
                used: 9,
                of: 9,
                reset: Some(Duration::MAX),
            },
            News::Replied,
            News::Over,
        ] {
            budget.tell(ask, news);
        }
    }
    let waits = timeout(WINDOW, budget.ask(&second, Duration::MAX)).await;
    assert!(waits.is_err(), "it waits, and its thread lives: {waits:?}");
}

#[tokio::test(start_paused = true)]
async fn without_its_thread_a_budget_says_so() {
    let (inbox, messages) = mpsc::unbounded_channel();
    drop(messages);
    let budget = RedisBudget {
        inbox,
        told: Told::default(),
    };
    let error = budget
        .ask(&ask(1, Charged::new("default", 4, WINDOW)), Duration::MAX)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("ended"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_fails_ends_nothing() {
    let (inbox, messages) = mpsc::unbounded_channel();
    let told = Told {
        hook: Some(Arc::new(|_| panic!("the hook fails, as it should"))),
        ..Told::default()
    };
    let (settings, first) = (Settings::new(1), oneshot::channel().0);
    let keeper = Keeper::new(Fake::default(), settings, told.clone(), messages, first);
    tokio::spawn(keeper.run());
    let budget = RedisBudget { inbox, told };
    let charged = Charged::new("default", 4, WINDOW);
    assert_eq!(budget.ask(&ask(1, charged), Duration::MAX).await.unwrap(), Answer::Go);
}
