//! Histories: the first page is sought by time, all others by the last entry read.

use futures_util::TryStreamExt;
use tradewire::testing::Captured;
use tradewire_retailcrm::orders::{OrderHistoryEntry, OrderHistoryFilter};

use super::{number, objects, queries, serving};
use crate::scripted;

/// 45 changes with the ids 101 to 145.
fn changes(asked: &Captured) -> String {
    let since = number(asked, "filter[sinceId]").unwrap_or(100);
    let list = objects(since + 1, (since + 21).min(146));
    let left = 145 - since;
    let pages = left.div_ceil(20);
    let pagination = format!(r#"{{"limit":20,"totalCount":{left},"currentPage":1,"totalPageCount":{pages}}}"#);
    format!(r#"{{"success":true,"generatedAt":"2026-02-01 10:00:00","history":[{list}],"pagination":{pagination}}}"#)
}

fn entries(history: &[OrderHistoryEntry]) -> Vec<i64> {
    history.iter().map(|entry| entry.id).collect()
}

/// Only the first page is sought by date: from then on the last entry read counts, always on page 1.
#[tokio::test]
async fn a_history_is_read_on_from_its_last_entry() {
    let server = serving(changes);
    let filter = OrderHistoryFilter::new().start_date("2026-02-01 00:00:00");
    let all: Vec<OrderHistoryEntry> = scripted(&server)
        .orders()
        .list_history()
        .limit(20)
        .page(1)
        .filter(filter)
        .items()
        .try_collect()
        .await
        .expect("all changes");
    assert_eq!(entries(&all), (101..146).collect::<Vec<_>>());
    assert_eq!(
        queries(&server),
        [
            "limit=20&page=1&filter[startDate]=2026-02-01%2000%3A00%3A00",
            "limit=20&filter[sinceId]=120",
            "limit=20&filter[sinceId]=140",
        ]
    );
}

/// What else was asked for stays.
#[tokio::test]
async fn other_filters_of_a_history_stay() {
    let server = serving(changes);
    let filter = OrderHistoryFilter::new().since_id(110).end_date("2026-03-01 00:00:00");
    let all: Vec<OrderHistoryEntry> = scripted(&server)
        .orders()
        .list_history()
        .filter(filter)
        .items()
        .try_collect()
        .await
        .expect("all changes");
    assert_eq!(entries(&all), (111..146).collect::<Vec<_>>());
    assert_eq!(
        queries(&server),
        [
            "filter[sinceId]=110&filter[endDate]=2026-03-01%2000%3A00%3A00",
            "filter[sinceId]=130&filter[endDate]=2026-03-01%2000%3A00%3A00",
        ]
    );
}

/// A process that stops and starts again: neither an entry lost nor one read twice.
#[tokio::test]
async fn a_history_can_be_followed_over_restarts() {
    let server = serving(changes);
    let call = || {
        scripted(&server)
            .orders()
            .list_history()
            .filter(OrderHistoryFilter::new().start_date("2026-02-01 00:00:00"))
    };
    let (mut read, mut stored) = (Vec::new(), None::<String>);
    loop {
        let call = match &stored {
            Some(cursor) => call().resume_from(cursor.parse().expect("a stored cursor")),
            None => call(),
        };
        let mut items = call.items();
        for _ in 0..7 {
            if let Some(entry) = items.next().await {
                read.push(entry.expect("readable"));
            }
        }
        match items.cursor() {
            Some(cursor) => stored = Some(cursor.to_string()),
            None => break,
        }
    }
    assert_eq!(entries(&read), (101..146).collect::<Vec<_>>());
    let dated = queries(&server)
        .iter()
        .filter(|query| query.contains("startDate"))
        .count();
    assert!(
        dated >= 1 && dated < queries(&server).len(),
        "the date must go once an entry is known"
    );
}

#[tokio::test]
async fn customers_tasks_and_packs_have_such_histories_too() {
    let server = serving(changes);
    let crm = scripted(&server);
    let customers = crm
        .customers()
        .list_history()
        .items()
        .map_ok(|entry| entry.id)
        .try_collect::<Vec<_>>()
        .await
        .expect("customers");
    let companies = crm
        .customers_corporate()
        .list_history()
        .items()
        .map_ok(|entry| entry.id)
        .try_collect::<Vec<_>>()
        .await
        .expect("companies");
    let tasks = crm
        .tasks()
        .list_history()
        .items()
        .map_ok(|entry| entry.id)
        .try_collect::<Vec<_>>()
        .await
        .expect("tasks");
    let packs = crm
        .order_packs()
        .list_history()
        .items()
        .map_ok(|entry| entry.id)
        .try_collect::<Vec<_>>()
        .await
        .expect("packs");
    let expected: Vec<i64> = (101..146).collect();
    for read in [customers, companies, tasks, packs] {
        assert_eq!(read, expected);
    }
}

/// Entries are left out after a page was cut, so a page may be short or empty though there are more.
#[tokio::test]
async fn empty_and_short_pages_do_not_end_a_history() {
    fn gaps(asked: &Captured) -> String {
        let since = number(asked, "filter[sinceId]").unwrap_or(0);
        let page = number(asked, "page").unwrap_or(1);
        // Three pages of 20; nothing of the first can be seen, and 17 of the second.
        let pages = (60 - since).div_ceil(20);
        let from = since + (page - 1) * 20;
        let list = match from {
            0 => String::new(),
            20 => objects(21, 38),
            _ => objects(from + 1, 61.min(from + 21)),
        };
        format!(
            r#"{{"success":true,"history":[{list}],"pagination":{{"currentPage":{page},"totalPageCount":{pages}}}}}"#
        )
    }
    let server = serving(gaps);
    let crm = scripted(&server);
    let filter = OrderHistoryFilter::new().start_date("2026-02-01 00:00:00");
    let orders: Vec<OrderHistoryEntry> = crm
        .orders()
        .list_history()
        .filter(filter)
        .items()
        .try_collect()
        .await
        .expect("all");
    let expected: Vec<i64> = (21..38).chain(38..61).collect();
    assert_eq!(entries(&orders), expected);
    assert!(
        queries(&server)[1].contains("startDate") && queries(&server)[1].contains("page=2"),
        "{:?}",
        queries(&server)
    );
    let tasks: Vec<i64> = crm
        .tasks()
        .list_history()
        .items()
        .map_ok(|entry| entry.id)
        .try_collect()
        .await
        .expect("all");
    assert_eq!(tasks, expected);
}

#[tokio::test]
async fn a_reply_without_its_list_is_no_empty_listing() {
    for body in [r#"{"errorMsg":"Access denied."}"#, r#"{"message":"Too many"}"#, "{}"] {
        let server = tradewire::testing::Scripted::new().reply(200, body);
        let mut items = scripted(&server).orders().list().items();
        let error = items.next().await.expect("an answer").expect_err(body);
        assert_eq!(error.kind(), tradewire::ErrorKind::Decode, "{error}");
        assert!(items.cursor().is_some(), "it can be read on from");
    }
}
