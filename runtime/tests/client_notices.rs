//! What is told of a listing that changes while it is read.

mod client_support;

use std::sync::{Arc, Mutex};

use client_support::{ListPages, ListTotals, Sample, builder, run, scripted};
use tradewire::json::DriftKind;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Cursor, Notice};

/// Two pages, and a total that falls between them.
fn shrinking() -> Scripted {
    Scripted::new()
        .reply(200, r#"{"items":[{"id":1},{"id":2}],"total":6}"#)
        .reply(200, r#"{"items":[{"id":5},{"id":6}],"total":4}"#)
}

/// What is said of them.
fn is_told(notices: &[Notice]) -> bool {
    let shown: Vec<_> = notices.iter().map(ToString::to_string).collect();
    matches!(
        notices,
        [Notice::TotalShrank {
            page: 2,
            before: 6,
            now: 4,
            ..
        }]
    ) && shown == ["the total fell from 6 to 4 at page 2"]
}

#[test]
fn a_total_that_falls_is_told_by_streams_of_elements_and_of_pages() {
    let (_, _, client) = scripted(shrinking());
    let mut items = client.call(ListTotals::default()).items();
    for _ in 0..2 {
        run(items.next()).unwrap().unwrap();
    }
    assert!(items.notices().is_empty(), "nothing is known yet");
    while let Some(item) = run(items.next()) {
        item.unwrap();
    }
    assert!(
        is_told(items.notices()) && items.notices_total() == 1,
        "{:?}",
        items.notices()
    );
    let (_, _, client) = scripted(shrinking());
    let mut pages = client.call(ListTotals::default()).pages();
    while let Some(page) = run(pages.next()) {
        page.unwrap();
    }
    assert!(
        is_told(pages.notices()) && pages.notices_total() == 1,
        "{:?}",
        pages.notices()
    );
}

#[cfg(all(feature = "blocking", feature = "reqwest"))]
#[test]
fn and_by_iterators() {
    let client = |server: &Scripted| -> client_support::driver::Blocking {
        let builder = tradewire::Builder::new("https://shop.example").transport(server.clone());
        builder
            .credentials(client_support::credentials())
            .clock(SetClock::new())
            .build()
            .unwrap()
    };
    let call = || tradewire::Call::new(client(&shrinking()).0, ListTotals::default());
    let mut items = call().items();
    assert_eq!(items.by_ref().flatten().count(), 4);
    assert!(is_told(items.notices()) && items.notices_total() == 1);
    let mut pages = call().pages();
    assert_eq!(pages.by_ref().flatten().count(), 2);
    assert!(is_told(pages.notices()) && pages.notices_total() == 1);
}

#[test]
fn whoever_watches_replies_sees_it_without_a_number() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    let server = shrinking();
    let client: Sample = builder(&server, &SetClock::new())
        .on_drift(move |report| {
            let listing = report.drift.iter().filter(|drift| drift.kind == DriftKind::Listing);
            kept.lock()
                .unwrap()
                .extend(listing.map(|drift| format!("{} {drift}", report.operation)));
        })
        .build()
        .unwrap();
    let mut items = client.call(ListTotals::default()).items();
    while run(items.next()).is_some() {}
    assert_eq!(
        *seen.lock().unwrap(),
        ["things.list_totals listing at $.total: a smaller total than the page before"]
    );
}

#[test]
fn elements_that_leave_the_filter_while_it_is_read_are_told() {
    // Each one is worked on as it comes, and is gone then: sixty, of which twenty are passed over.
    let open: Arc<Mutex<Vec<i64>>> = Arc::new(Mutex::new((1..=60).collect()));
    let served = Arc::clone(&open);
    let (_, client) = client_support::listing::endless(
        move |_, request| {
            let number: usize = request.query("page").map_or(1, |page| page.parse().unwrap());
            let open = served.lock().unwrap();
            let page: Vec<_> = open
                .iter()
                .skip((number - 1) * 20)
                .take(20)
                .map(|id| format!(r#"{{"id":{id}}}"#))
                .collect();
            format!(r#"{{"items":[{}],"total":{}}}"#, page.join(","), open.len())
        },
        10,
    );
    let mut items = client
        .call(ListTotals {
            page: None,
            size: Some(20),
        })
        .items();
    let mut handled = 0;
    while let Some(item) = run(items.next()) {
        let id = item.unwrap().get("id").and_then(tradewire::Json::as_i64);
        open.lock().unwrap().retain(|other| Some(*other) != id);
        handled += 1;
    }
    assert_eq!((handled, open.lock().unwrap().len()), (40, 20));
    let [
        Notice::TotalShrank {
            before: 60, now: 40, ..
        },
    ] = items.notices()
    else {
        panic!("{:?}", items.notices())
    };
}

#[test]
fn a_page_that_changed_while_nobody_read_is_told() {
    let (_, _, client) = scripted(
        Scripted::new()
            .reply(200, r#"{"items":[1,2]}"#)
            .reply(200, r#"{"items":[2,3]}"#)
            .reply(200, "[]"),
    );
    let mut items = client.call(ListPages::default()).items();
    run(items.next()).unwrap().unwrap();
    let stored = items.cursor().unwrap().to_string();
    let place: Cursor = stored.parse().unwrap();
    let mut again = client.call(ListPages::default()).resume_from(place).items();
    assert_eq!(run(again.next()).unwrap().unwrap(), 3, "2 is passed over");
    assert_eq!(again.notices(), [Notice::PageChanged]);
}

#[test]
fn one_page_for_every_number_is_read_once() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "[1,2,3]").reply(200, "[1,2,3]"));
    let mut items = client.call(ListPages::default()).items();
    let all: Vec<_> = std::iter::from_fn(|| run(items.next())).map(Result::unwrap).collect();
    assert_eq!((all, server.requests().len()), (vec![1, 2, 3], 2));
    assert!(
        matches!(items.notices(), [Notice::PageAgain { page: 2, .. }]),
        "{:?}",
        items.notices()
    );
}
