//! Listings by the number of elements before a page.

use super::*;

const COUNTED: Paging = Paging {
    strategy: Strategy::Offset { param: "offset" },
    size: Some("limit"),
    ..PAGES
};
static OFFSET: Paging = COUNTED;
static FROM_ONE: Paging = Paging {
    first: Some(1),
    short_page_ends: true,
    ..COUNTED
};

fn of(total: u64, facts: PageFacts) -> PageFacts {
    PageFacts {
        total_items: Some(total),
        ..facts
    }
}

#[test]
fn the_next_page_begins_behind_what_came() {
    let mut whole = pager(&OFFSET);
    whole.note_request(Some("100"), None);
    assert_eq!(next_set(whole.advance(&page(100, 1))), [pair("offset", "100")]);
    assert_eq!(
        next_set(whole.advance(&page(40, 2))),
        [pair("offset", "140")],
        "a server that cuts pages to its own size loses nothing"
    );
    assert_eq!(whole.advance(&page(0, 0)).after, After::End);
    assert!(whole.reached().is_none(), "there is no lasting place behind the end");
}

#[test]
fn a_total_counts_from_the_first_element_wherever_reading_begins() {
    let mut late = pager(&OFFSET);
    late.note_request(None, Some("5"));
    assert_eq!(next_set(late.advance(&of(9, page(2, 1)))), [pair("offset", "7")]);
    assert_eq!(late.advance(&of(9, page(2, 2))).after, After::End);
    let mut resumed = pager(&OFFSET);
    let cursor = Cursor {
        set: vec![pair("offset", "7")],
        ..resumed.here()
    };
    resumed.resume(&cursor).unwrap();
    assert_eq!(resumed.advance(&of(9, page(2, 2))).after, After::End);
    let other = Cursor {
        set: vec![pair("page", "7")],
        ..cursor
    };
    assert!(pager(&OFFSET).resume(&other).unwrap_err().contains("`page`"));
}

#[test]
fn counting_may_begin_with_another_number() {
    let mut from_one = pager(&FROM_ONE);
    assert_eq!(next_set(from_one.advance(&of(3, page(2, 1)))), [pair("offset", "3")]);
    assert_eq!(from_one.advance(&of(3, page(1, 2))).after, After::End);
    let mut short = pager(&FROM_ONE);
    assert_eq!(next_set(short.advance(&page(2, 1))), [pair("offset", "3")]);
    assert_eq!(short.advance(&page(1, 2)).after, After::End, "the vendor says so");
}

#[test]
fn totals_that_contradict_what_came_are_not_believed() {
    for nonsense in [0, 1] {
        let facts = of(nonsense, page(2, 1));
        assert!(
            matches!(pager(&OFFSET).advance(&facts).after, After::Next(_)),
            "{nonsense}"
        );
    }
    let pages = PageFacts {
        total_pages: Some(1),
        ..page(2, 1)
    };
    assert!(
        matches!(pager(&OFFSET).advance(&pages).after, After::Next(_)),
        "pages may be of any size, so their number says nothing"
    );
    let endless = of(u64::MAX, page(2, 1));
    assert_eq!(next_set(pager(&OFFSET).advance(&endless)), [pair("offset", "2")]);
}

#[test]
fn what_does_not_move_on_is_an_error() {
    let mut deaf = pager(&OFFSET);
    assert!(matches!(deaf.advance(&of(4, page(2, 1))).after, After::Next(_)));
    let again = deaf.advance(&of(4, page(2, 1)));
    assert!(is_lost(&again) && again.repeated == 2, "{again:?}");
    assert!(
        is_lost(&pager(&OFFSET).advance(&of(9, page(0, 0)))),
        "nothing to go on behind"
    );
    for (offset, said) in [
        ("-5", "no number"),
        ("x", "no number"),
        ("18446744073709551615", "no greater"),
    ] {
        let mut odd = pager(&OFFSET);
        odd.note_request(None, Some(offset));
        let After::Lost(why) = odd.advance(&page(2, 1)).after else {
            panic!("{offset}")
        };
        assert!(why.contains(said), "{offset}: {why}");
    }
}
