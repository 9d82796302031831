//! Listings by addresses that the reply names.

use super::*;
use crate::meta::Meta;
use crate::request::{BaseUrl, Prepared};
use crate::testing::sample::META;

static LINKS: Paging = Paging {
    strategy: Strategy::Link { next: "next" },
    ..PAGES
};
static THINGS: Meta = Meta {
    path: "/things",
    ..META
};

/// Asks for the page that is next; gives the path and query of the request.
fn ask(pager: &mut Pager) -> String {
    let base = BaseUrl::parse("https://shop.example/api").unwrap();
    let mut request = Prepared::new(&THINGS);
    request.set_query("size", "2");
    pager.point(&mut request, &base).unwrap();
    request.link(&base).to_string()
}

/// Asks, and takes in a page with two elements that names `next`.
fn step(pager: &mut Pager, fingerprint: u64, next: Option<&str>) -> Advance {
    ask(pager);
    pager.advance(&cursor(fingerprint, next))
}

fn why(advance: Advance) -> String {
    match advance.after {
        After::Lost(why) => why,
        other => panic!("expected an error, got {other:?}"),
    }
}

#[test]
fn addresses_are_followed_until_none_comes() {
    let mut links = pager(&LINKS);
    assert_eq!(ask(&mut links), "/things?size=2");
    let next = links.advance(&cursor(1, Some("https://shop.example/api/things?size=2&after=a%20b")));
    assert_eq!(next_set(next), [pair("link", "/things?size=2&after=a%20b")]);
    assert_eq!(ask(&mut links), "/things?size=2&after=a%20b");
    let next = links.advance(&cursor(2, Some("?after=c")));
    assert_eq!(
        next_set(next),
        [pair("link", "/things?after=c")],
        "against the page before"
    );
    assert_eq!(ask(&mut links), "/things?after=c");
    assert_eq!(links.advance(&cursor(3, None)).after, After::End);
    assert!(links.reached().is_none() && links.dropped().is_empty());
}

#[test]
fn no_other_host_is_asked_and_the_error_names_it() {
    let mut links = pager(&LINKS);
    let why = why(step(
        &mut links,
        1,
        Some("https://evil.example/api/things?token=canary"),
    ));
    assert!(
        why.contains("`https://evil.example`") && !why.contains("canary"),
        "{why}"
    );
    let unnamed = PageFacts {
        unnamed: Some("what stands at `next` names no page".to_owned()),
        ..page(2, 1)
    };
    assert!(
        is_lost(&pager(&LINKS).advance(&unnamed)),
        "a page that cannot be named is not the end"
    );
}

#[test]
fn addresses_that_lead_nowhere_end_or_are_an_error() {
    let here = Some("?size=2");
    let mut alone = pager(&LINKS);
    assert!(
        matches!(step(&mut alone, 1, here).after, After::Next(_)),
        "asked once more"
    );
    let again = step(&mut alone, 1, here);
    assert_eq!((again.repeated, again.after), (2, After::End));

    let mut changing = pager(&LINKS);
    assert!(matches!(step(&mut changing, 1, here).after, After::Next(_)));
    assert!(why(step(&mut changing, 2, here)).contains("the same address again"));

    let mut circle = pager(&LINKS);
    assert!(matches!(step(&mut circle, 1, Some("?after=a")).after, After::Next(_)));
    let back = why(step(&mut circle, 2, here));
    assert!(back.contains("an address that it named before"), "{back}");

    let mut deaf = pager(&LINKS);
    assert!(matches!(step(&mut deaf, 1, Some("?after=a")).after, After::Next(_)));
    assert!(
        matches!(step(&mut deaf, 1, Some("?after=b")).after, After::Next(_)),
        "it moves on"
    );

    let mut empty = pager(&LINKS);
    ask(&mut empty);
    let facts = PageFacts {
        items: 0,
        ..cursor(0, Some("?after=a"))
    };
    assert!(
        matches!(empty.advance(&facts).after, After::Next(_)),
        "an empty page that names another"
    );
}

#[test]
fn a_cursor_holds_the_address_and_nothing_but_one() {
    let mut first = pager(&LINKS);
    let After::Next(cursor) = step(&mut first, 1, Some("?after=a")).after else {
        panic!("more expected")
    };
    let stored: Cursor = cursor.to_string().parse().unwrap();
    let mut again = pager(&LINKS);
    again.resume(&stored).unwrap();
    assert_eq!(ask(&mut again), "/things?after=a");
    assert!(is_lost(
        &again.advance(&super::cursor(2, Some("https://evil.example/")))
    ));
    for bad in ["https://evil.example/", "things", "/a/../../b", "/a/%2e%2e/b", ""] {
        let bad = Cursor {
            set: vec![pair("link", bad)],
            ..stored.clone()
        };
        assert!(pager(&LINKS).resume(&bad).unwrap_err().contains("address"), "{bad:?}");
    }
    let other = Cursor {
        set: vec![pair("page", "2")],
        ..stored
    };
    assert!(pager(&LINKS).resume(&other).unwrap_err().contains("`page`"));
}
