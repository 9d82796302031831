//! Page after page.

use tradewire::testing::SetClock;

use super::{by_page, catalogue, listed, number, queries, read};
use crate::support::{client, shop};

#[tokio::test]
async fn a_short_page_is_not_the_end_but_an_empty_one_is() {
    let server = catalogue(4, by_page);
    let ids = read(client(&server, &SetClock::new()).products().list().per_page(10)).await;
    assert!(ids.into_iter().eq(1..=23));
    assert_eq!(
        queries(&server),
        [
            "per_page=10",
            "per_page=10&page=2",
            "per_page=10&page=3",
            "per_page=10&page=4"
        ]
    );
}

/// The server's own page size is not documented: the first page may be a full one, however few it holds.
#[tokio::test]
async fn without_a_page_size_the_first_page_is_never_the_last() {
    let few = catalogue(2, |request| {
        if number(request, "page").is_none() {
            listed(1..=3)
        } else {
            listed([])
        }
    });
    for (server, total, asked) in [
        (catalogue(4, by_page), 23, &["", "page=2", "page=3", "page=4"][..]),
        (few, 3, &["", "page=2"]),
    ] {
        let ids = read(client(&server, &SetClock::new()).products().list()).await;
        assert!(ids.into_iter().eq(1..=total));
        assert_eq!(queries(&server), asked);
    }
}

/// The server gives 250 at most, whatever it is asked for: a page of 250 is full.
#[tokio::test]
async fn a_page_size_beyond_the_servers_loses_nothing() {
    let server = catalogue(3, |request| {
        let page = number(request, "page").unwrap_or(1);
        listed((1..=260).skip((page - 1) * 250).take(250))
    });
    let ids = read(client(&server, &SetClock::new()).products().list().per_page(1000)).await;
    assert!(ids.into_iter().eq(1..=260));
}

/// A server that takes no notice of `page` would give the first one for ever.
#[tokio::test]
async fn a_page_that_repeats_is_an_error() {
    let server = catalogue(5, |_| listed(1..=10));
    let mut items = client(&server, &SetClock::new()).products().list().per_page(10).items();
    for _ in 0..10 {
        items.next().await.expect("more").expect("a product");
    }
    let error = items.next().await.expect("an answer").expect_err("repeated");
    assert!(error.to_string().contains("same page again"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_listing_without_async_is_an_iterator() {
    let server = catalogue(4, by_page);
    let pages = shop(&server).products().list().page(2).per_page(10).pages();
    let sizes: Vec<usize> = pages.map(|page| page.expect("a page").value.len()).collect();
    assert_eq!(sizes, [10, 3, 0]);
    assert_eq!(
        queries(&server),
        ["page=2&per_page=10", "page=3&per_page=10", "page=4&per_page=10"]
    );
}
