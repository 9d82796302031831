//! The four histories of `RetailCRM` on servers that drop entries after they have cut a page, and on servers that sort the other way:
//! nothing is lost in silence, async and blocking.

use futures_util::StreamExt;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Bytes, Credentials, Error, FromCore};

/// What came of reading a history: the ids, and how it ended.
#[derive(Debug, PartialEq)]
struct Read {
    ids: Vec<i64>,
    error: Option<String>,
    /// Where a job goes on next time, as parameters.
    checkpoint: Option<String>,
    notices: usize,
}

/// Entries with the ids 1 to 60, of which some were dropped from their page after it was cut.
fn page(asked: &Captured, dropped: fn(u64) -> bool) -> String {
    let number = |name: &str| asked.query(name).map(|text| text.parse::<u64>().expect("a number"));
    let (since, page) = (number("filter[sinceId]").unwrap_or(0), number("page").unwrap_or(1));
    let (left, from) = (60 - since, since + (page - 1) * 20);
    let ids = (from + 1..=(from + 20).min(60)).filter(|id| !dropped(*id));
    let list: Vec<String> = ids.map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!(
        r#"{{"success":true,"history":[{}],"pagination":{{"limit":20,"totalCount":{left},"currentPage":{page},"totalPageCount":{}}}}}"#,
        list.join(","),
        left.div_ceil(20)
    )
}

fn serving(answer: impl Fn(&Captured) -> String + Clone + Send + 'static) -> Scripted {
    (0..20).fold(Scripted::new(), |server, _| {
        let answer = answer.clone();
        server.answer(move |asked| tradewire::http::Response::new(Bytes::from(answer(asked))))
    })
}

fn client<C: FromCore>(server: &Scripted) -> C {
    let builder = tradewire::Builder::<C>::new("https://demo.retailcrm.ru").transport(server.clone());
    let builder = builder.credentials(Credentials::scheme("api_key", [("api_key", "key".to_owned())]));
    builder.clock(SetClock::new()).build().expect("a client")
}

/// Reads one history with either client.
macro_rules! history {
    ($name:ident, $resource:ident) => {
        fn $name(server: &Scripted, is_blocking: bool) -> Read {
            let take = |ids: &mut Vec<i64>, item: Result<i64, Error>| match item {
                Ok(id) => {
                    ids.push(id);
                    None
                }
                Err(error) => Some(error.to_string()),
            };
            let (mut ids, mut error) = (Vec::new(), None);
            let (checkpoint, notices);
            if is_blocking {
                let crm: tradewire_retailcrm::blocking::Client = client(server);
                let mut items = crm.$resource().list_history().items();
                while let Some(item) = items.next() {
                    error = error.or(take(&mut ids, item.map(|entry| entry.id)));
                }
                (checkpoint, notices) = (items.checkpoint(), items.notices_total());
            } else {
                let crm: tradewire_retailcrm::Client = client(server);
                let mut items = crm.$resource().list_history().items();
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .build()
                    .expect("a runtime");
                runtime.block_on(async {
                    while let Some(item) = StreamExt::next(&mut items).await {
                        error = error.take().or(take(&mut ids, item.map(|entry| entry.id)));
                    }
                });
                (checkpoint, notices) = (items.checkpoint(), items.notices_total());
            }
            let checkpoint = checkpoint.map(|place| place.to_string());
            let checkpoint = checkpoint.and_then(|place| place.rsplit_once('~').map(|(_, set)| set.to_owned()));
            Read {
                ids,
                error,
                checkpoint,
                notices,
            }
        }
    };
}
history!(orders, orders);
history!(customers, customers);
history!(companies, customers_corporate);
history!(tasks, tasks);

type Reader = fn(&Scripted, bool) -> Read;
const HISTORIES: [(&str, Reader); 4] = [
    ("orders", orders),
    ("customers", customers),
    ("customers_corporate", companies),
    ("tasks", tasks),
];

/// Each history with each client.
fn each(check: impl Fn(&str, &dyn Fn(&Scripted) -> Read)) {
    for (name, read) in HISTORIES {
        for is_blocking in [false, true] {
            check(&format!("{name}, blocking: {is_blocking}"), &|server| {
                read(server, is_blocking)
            });
        }
    }
}

#[test]
fn an_empty_first_page_is_not_the_end() {
    each(|name, read| {
        let server = serving(|asked| page(asked, |id| id <= 20));
        let whole = read(&server);
        assert_eq!(
            (whole.ids, whole.error, whole.notices),
            ((21..=60).collect(), None, 0),
            "{name}"
        );
        assert_eq!(whole.checkpoint.as_deref(), Some("filter%2EsinceId=60"), "{name}");
        let queries: Vec<_> = server
            .requests()
            .iter()
            .map(|sent| sent.query_text().to_owned())
            .collect();
        assert_eq!(queries, ["", "page=2", "filter[sinceId]=40"], "{name}");
    });
}

#[test]
fn an_empty_page_in_the_middle_is_not_the_end() {
    each(|name, read| {
        let whole = read(&serving(|asked| page(asked, |id| (21..=40).contains(&id))));
        let ids: Vec<i64> = (1..=20).chain(41..=60).collect();
        assert_eq!((whole.ids, whole.error, whole.notices), (ids, None, 0), "{name}");
    });
}

#[test]
fn a_short_page_is_not_the_end() {
    each(|name, read| {
        let whole = read(&serving(|asked| page(asked, |id| [4, 9, 20].contains(&id))));
        let ids: Vec<i64> = (1..=60).filter(|id| ![4, 9, 20].contains(id)).collect();
        assert_eq!((whole.ids, whole.error), (ids, None), "{name}");
    });
}

#[test]
fn a_history_of_nothing_ends_and_leaves_the_job_where_it_was() {
    each(|name, read| {
        let empty = |_: &Captured| {
            r#"{"success":true,"history":[],"pagination":{"limit":20,"totalCount":0,"currentPage":1,"totalPageCount":0}}"#.to_owned()
        };
        let server = serving(empty);
        let whole = read(&server);
        assert_eq!(
            (whole.ids.len(), whole.error, server.requests().len()),
            (0, None, 1),
            "{name}"
        );
    });
}

#[test]
fn keys_that_run_backwards_are_an_error_where_more_would_follow() {
    each(|name, read| {
        // Newest first: from the last one on there would be everything that came already.
        let backwards = |asked: &Captured| {
            let ids = match asked.query("filter[sinceId]") {
                None => (41..=60).rev().collect::<Vec<_>>(),
                Some(_) => (42..=60).rev().collect(),
            };
            let list: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
            let pagination = r#"{"limit":20,"totalCount":60,"currentPage":1,"totalPageCount":3}"#;
            format!(
                r#"{{"success":true,"history":[{}],"pagination":{pagination}}}"#,
                list.join(",")
            )
        };
        let server = serving(backwards);
        let broken = read(&server);
        assert_eq!(broken.ids, (41..=60).rev().collect::<Vec<i64>>(), "{name}");
        let error = broken
            .error
            .unwrap_or_else(|| panic!("{name}: 20 entries of 60, and not a word"));
        assert!(
            error.contains("run backwards") && error.contains("`60` comes before `59`"),
            "{name}: {error}"
        );
        assert_eq!(server.requests().len(), 1, "{name}");
    });
}

#[test]
fn keys_that_go_back_between_pages_are_an_error() {
    each(|name, read| {
        let back = |asked: &Captured| {
            let list = if asked.query("filter[sinceId]").is_none() {
                r#"{"id":30},{"id":31}"#
            } else {
                r#"{"id":7},{"id":8}"#
            };
            let pagination = r#"{"limit":20,"totalCount":60,"currentPage":1,"totalPageCount":3}"#;
            format!(r#"{{"success":true,"history":[{list}],"pagination":{pagination}}}"#)
        };
        let broken = read(&serving(back));
        assert_eq!(broken.ids, [30, 31, 7, 8], "{name}");
        assert!(
            broken.error.is_some_and(|error| error.contains("run backwards")),
            "{name}"
        );
    });
}
