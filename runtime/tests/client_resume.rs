//! Reading listings by keys on where an earlier reading stopped.

mod client_support;

use std::sync::{Arc, Mutex};

use client_support::listing::{Number, drain, endless, numbers};
use client_support::{ListChanges, ListMoments, ListPages, run, scripted};
use proptest::prelude::*;
use tradewire::testing::{Captured, Scripted};
use tradewire::{ErrorKind, Tolerance};

/// A shop's change log: elements in order of their time of change, served by keys. `inclusive`: the element that is named as the
/// last comes again.
#[derive(Clone)]
struct ChangeLog {
    elements: Arc<Mutex<Vec<i64>>>,
    inclusive: bool,
    size: usize,
}

impl ChangeLog {
    fn page(&self, request: &Captured) -> String {
        let since = request
            .query("filter[since]")
            .map_or(i64::MIN, |since| since.parse().unwrap());
        let elements = self.elements.lock().unwrap();
        let left = elements
            .iter()
            .filter(|id| **id > since || (self.inclusive && **id == since));
        let page: Vec<_> = left.take(self.size).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        format!(r#"{{"items":[{}]}}"#, page.join(","))
    }

    fn client(&self, replies: usize) -> (Scripted, client_support::Sample) {
        let log = self.clone();
        endless(move |_, request| log.page(request), replies)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every element once and in order, wherever reading stops and is taken up again, whether or not the server repeats elements.
    #[test]
    fn changes_are_read_once_however_often_reading_is_taken_up_again(
        count in 0_i64..30,
        size in 2_usize..7,
        inclusive: bool,
        stops in prop::collection::vec(1_usize..9, 0..6),
    ) {
        let log = ChangeLog { elements: Arc::new(Mutex::new((1..=count).collect())), inclusive, size };
        let (_, client) = log.client(200);
        let call = || client.call(ListChanges { page: None, size: Some(i64::try_from(size).unwrap()) });
        let (mut seen, mut cursor) = (Vec::new(), None::<String>);
        for stop in stops.into_iter().chain([usize::MAX]) {
            let mut items = match &cursor {
                Some(cursor) => call().resume_from(cursor.parse().unwrap()).items(),
                None => call().items(),
            };
            for _ in 0..stop {
                match run(items.next()) {
                    Some(item) => seen.push(item.unwrap().number()),
                    None => break,
                }
            }
            match items.cursor() {
                Some(place) => cursor = Some(place.to_string()),
                None => break,
            }
        }
        prop_assert_eq!(seen, (1..=count).collect::<Vec<_>>());
    }
}

#[test]
fn what_changes_while_nobody_reads_is_not_passed_over() {
    let log = ChangeLog {
        elements: Arc::new(Mutex::new((1..=9).collect())),
        inclusive: false,
        size: 4,
    };
    let (_, client) = log.client(20);
    let call = || {
        client.call(ListChanges {
            page: None,
            size: Some(4),
        })
    };
    let mut items = call().items();
    let first: Vec<_> = (0..2).map(|_| run(items.next()).unwrap().unwrap()).collect();
    let cursor = items.cursor().unwrap();
    // Both elements that were read change again, and so move to the end. A place counted by elements would now be wrong.
    *log.elements.lock().unwrap() = (3..=11).collect();
    let rest = run(drain(call().resume_from(cursor))).unwrap();
    assert_eq!((numbers(&first), rest), (vec![1, 2], (3..=11).collect()));
}

#[test]
fn elements_that_cannot_be_read_are_errors_in_their_place_and_do_not_shift_the_cursor() {
    let page = r#"{"items":[1,{"bad":1},2,{"bad":2},3]}"#;
    let (_, _, client) = scripted(
        Scripted::new()
            .reply(200, page)
            .reply(200, page)
            .reply(200, r#"{"items":[]}"#)
            .reply(200, page),
    );
    let call = || {
        client.call(ListPages {
            page: None,
            size: Some(5),
        })
    };
    let mut items = call().items();
    assert_eq!(run(items.next()).unwrap().unwrap(), 1);
    let error = run(items.next()).unwrap().unwrap_err();
    let element = error.element().unwrap();
    assert_eq!(
        (element.index, element.path.as_str(), element.raw.as_str()),
        (1, "$.items[1]", r#"{"bad":1}"#)
    );
    assert_eq!(
        (error.kind(), error.status().map(|s| s.as_u16()), error.body()),
        (ErrorKind::Decode, Some(200), &br#"{"bad":1}"#[..])
    );
    let cursor = items.cursor().unwrap();
    assert_eq!(run(items.next()).unwrap().unwrap(), 2);
    assert_eq!((items.rejected_total(), items.rejected()[1].index), (2, 3));
    // The one that was handed out as an error is not handed out again.
    let mut rest = call().tolerance(Tolerance::Skip).resume_from(cursor).items();
    assert_eq!(
        [run(rest.next()).unwrap().unwrap(), run(rest.next()).unwrap().unwrap()],
        [2, 3]
    );
    assert!(run(rest.next()).is_none());
    let mut again = call().resume_from(items.cursor().unwrap()).items();
    assert_eq!(run(again.next()).unwrap().unwrap_err().element().unwrap().index, 3);
}

#[test]
fn a_listing_that_is_over_leaves_a_checkpoint_for_what_comes_later() {
    for inclusive in [false, true] {
        let elements: Arc<Mutex<Vec<i64>>> = Arc::new(Mutex::new((1..=5).collect()));
        let log = ChangeLog {
            elements: Arc::clone(&elements),
            inclusive,
            size: 4,
        };
        let (_, client) = log.client(20);
        let mut checkpoint = None::<String>;
        let mut seen = Vec::new();
        for more in [vec![], vec![], vec![6, 7], vec![8, 9, 10, 11, 12]] {
            elements.lock().unwrap().extend(more);
            let call = client.call(ListChanges {
                page: None,
                size: Some(4),
            });
            let mut items = match &checkpoint {
                Some(checkpoint) => call.resume_from(checkpoint.parse().unwrap()).items(),
                None => call.items(),
            };
            while let Some(item) = run(items.next()) {
                seen.push(item.unwrap().number());
            }
            assert!(items.cursor().is_none());
            checkpoint = items.checkpoint().map(|place| place.to_string());
        }
        assert_eq!(seen, (1..=12).collect::<Vec<_>>(), "inclusive: {inclusive}");
    }
    let (_, _, client) = scripted(Scripted::new().reply(200, r#"{"items":[1]}"#));
    let mut items = client.call(ListPages::default()).items();
    while run(items.next()).is_some() {}
    assert!(items.checkpoint().is_none(), "a page number is no lasting place");
}

/// Sixty changes within a second, one each millisecond, in pages of 25 behind a time and an id. `shown` writes the time of a change.
fn sixty_changes(shown: fn(u64) -> String) -> Result<Vec<i64>, tradewire::Error> {
    let millis = |time: &str| {
        time.split('.')
            .nth(1)
            .map_or(0, |rest| rest[..3].parse::<u64>().unwrap())
    };
    let (_, client) = endless(
        move |_, request| {
            let since = request.query("since").map(|time| millis(&time));
            let from = request.query("from").map(|id| id.parse::<u64>().unwrap());
            // By its ids the later changes come first.
            let all = (0..60).map(|at| (at, 100 - at));
            let page = all.filter(|change| since.zip(from).is_none_or(|asked| *change > asked));
            let page = page.map(|(at, id)| format!(r#"{{"id":{id},"at":"{}"}}"#, shown(at)));
            format!(r#"{{"items":[{}]}}"#, page.take(25).collect::<Vec<_>>().join(","))
        },
        20,
    );
    let call = client.call(ListMoments {
        page: None,
        size: Some(25),
    });
    run(drain(call))
}

#[test]
fn changes_of_one_second_are_all_read_or_it_is_said_that_they_cannot_be() {
    let all: Vec<i64> = (41..=100).rev().collect();
    let read = sixty_changes(|at| format!("2026-01-31T10:00:00.{at:03}+03:00")).unwrap();
    assert_eq!(read, all);
    // The server sorts by more than it shows, so all of the second come again.
    let error = sixty_changes(|_| "2026-01-31T10:00:00+03:00".to_owned()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
}
