//! Listings of many pages, and places in them.

use http::Response;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Cursor, Json, Paginated};

use super::client_support::{ListChanges, ListCursor, ListPages, ListTotals, builder, run, secs};
use super::{linear_from, list, many};

/// A listing of so many pages; `page` makes them.
fn read<O: Paginated + Default>(pages: usize, page: fn(usize, bool) -> String)
where
    O::Item: 'static,
{
    let count = std::sync::atomic::AtomicUsize::new(0);
    let server = Scripted::new().otherwise(move |_| {
        let at = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Response::new(page(at, at + 1 >= pages).into())
    });
    let client = builder(&server, &SetClock::new())
        .rate_limit("default", 1_000_000, secs(1))
        .build()
        .expect("a client");
    let mut items = client.call(O::default()).items();
    let mut seen = 0;
    run(async {
        while let Some(item) = items.next().await {
            assert!(item.is_ok(), "{:?}", item.err());
            seen += 1;
            if seen % 7 == 0 {
                drop(items.cursor());
            }
        }
    });
    assert!(seen >= pages, "{seen} elements");
}

#[test]
fn many_pages() {
    linear_from(
        100,
        "by number",
        |n| n,
        |n| {
            read::<ListPages>(*n, |at, last| {
                format!("{{\"items\":[{at}{}]}}", if last { "" } else { ",1" })
            });
        },
    );
    linear_from(
        100,
        "by totals",
        |n| n,
        |n| {
            read::<ListTotals>(*n, |at, last| {
                format!(
                    "{{\"pages\":{},\"items\":[{{\"id\":{at}}}]}}",
                    if last { at + 1 } else { at + 2 }
                )
            });
        },
    );
    linear_from(
        100,
        "by cursor",
        |n| n,
        |n| {
            read::<ListCursor>(*n, |at, last| {
                format!(
                    "{{\"items\":[{{\"id\":{at}}}],\"next\":{}}}",
                    if last { "null".to_owned() } else { format!("\"c{at}\"") }
                )
            });
        },
    );
    linear_from(
        100,
        "by keys",
        |n| n,
        |n| {
            read::<ListChanges>(*n, |at, last| {
                let at = 10_000 + at * 2;
                format!(
                    "{{\"items\":[{{\"id\":{at}}}{}]}}",
                    if last {
                        String::new()
                    } else {
                        format!(",{{\"id\":{}}}", at + 1)
                    }
                )
            });
        },
    );
}

#[test]
fn large_pages() {
    fn page(count: usize) -> Scripted {
        let items = list(count, |at| format!("{{\"id\":{},\"x\":\"y\"}}", 10_000 + at));
        Scripted::new()
            .reply(200, format!("{{\"items\":[{items}]}}"))
            .otherwise(|_| Response::new("{\"items\":[]}".into()))
    }
    fn one_page<O: Paginated<Item = Json> + Default>(server: &Scripted, cursors: usize) {
        let client = builder(server, &SetClock::new()).build().expect("a client");
        let mut items = client.call(O::default()).items();
        run(async {
            while let Some(Ok(_)) = items.next().await {
                // Asked for as often as one likes, though each is a copy of the place where the page begins.
                (0..cursors).for_each(|_| drop(items.cursor()));
            }
        });
    }
    linear_from(
        500,
        "elements of a numbered page",
        |n| n,
        |n| one_page::<ListTotals>(&page(*n), 1),
    );
    linear_from(
        500,
        "elements of a page by keys",
        |n| n,
        |n| one_page::<ListChanges>(&page(*n), 1),
    );
}

#[test]
fn long_cursors() {
    let text = |n: usize| {
        let hashes = list(n, |at| format!("{at:x}")).replace(',', ".");
        let set = many(n, |at| format!("~k{at}=%D0%B0"));
        format!("tw1~things%2Elist~5~7~{hashes}{set}")
    };
    linear_from(200, "cursors", text, |text| {
        let cursor: Cursor = text.parse().expect("a cursor");
        assert!(!cursor.to_string().is_empty());
    });
    for (name, unit) in [("tildes", "~"), ("dots", "1."), ("escapes", "%41"), ("signs", "~a=b=")] {
        linear_from(
            200,
            name,
            |n| format!("tw1~op~0~0~{}", unit.repeat(n)),
            |text| {
                let _ = text.parse::<Cursor>();
            },
        );
    }
}
