//! Listings whose pages say in as many words whether there is more.

use super::*;

static OFFSET: Paging = Paging {
    strategy: Strategy::Offset { param: "offset" },
    ..SHORT_ENDS
};

fn told(more: bool, facts: PageFacts) -> PageFacts {
    PageFacts {
        more: Some(more),
        ..facts
    }
}

#[test]
fn more_goes_on_behind_a_short_page_and_no_more_ends_behind_a_full_one() {
    let mut numbered = pager(&SHORT_ENDS);
    assert_eq!(next_set(numbered.advance(&told(true, page(1, 1)))), [pair("page", "2")]);
    assert_eq!(numbered.advance(&told(false, page(2, 2))).after, After::End);

    let mut offset = pager(&OFFSET);
    assert_eq!(next_set(offset.advance(&told(true, page(1, 1)))), [pair("offset", "1")]);
    assert_eq!(offset.advance(&told(false, page(2, 2))).after, After::End);

    let mut by_keys = pager(&KEYSET);
    let next = next_set(by_keys.advance(&told(true, keys(&[1], 1))));
    assert_eq!(next[1], pair("from_id", "1"));
    assert_eq!(by_keys.advance(&told(false, keys(&[2, 3], 3))).after, After::End);
    assert!(by_keys.reached().is_some(), "what is new later is read from here on");

    let mut named = pager(&CURSOR);
    assert_eq!(
        next_set(named.advance(&told(true, cursor(1, Some("a"))))),
        [pair("cursor", "a")]
    );
    let last = named.advance(&told(false, cursor(2, Some("b"))));
    assert_eq!(last.after, After::End, "a cursor for what comes later is no next page");
}

#[test]
fn where_it_is_not_said_the_other_facts_decide() {
    let mut numbered = pager(&SHORT_ENDS);
    assert!(matches!(numbered.advance(&page(2, 1)).after, After::Next(_)));
    assert_eq!(numbered.advance(&page(1, 2)).after, After::End);
}

#[test]
fn it_counts_before_totals_and_an_end_before_the_total_is_said() {
    let counted = |more, facts| PageFacts {
        total_pages: Some(1),
        total_items: Some(4),
        ..told(more, facts)
    };
    let mut numbered = pager(&BARE);
    assert!(matches!(
        numbered.advance(&counted(true, page(2, 1))).after,
        After::Next(_)
    ));
    let end = numbered.advance(&counted(false, page(1, 2)));
    assert_eq!(end.after, After::End);
    assert_eq!(end.notices, [Notice::FewerThanTotal { total: 4, came: 3 }]);
}

#[test]
fn pages_that_never_end_though_they_are_empty_are_an_error() {
    let mut numbered = pager(&BARE);
    for _ in 0..MOST_EMPTY {
        assert!(matches!(
            numbered.advance(&told(true, page(0, 0))).after,
            After::Next(_)
        ));
    }
    assert!(is_lost(&numbered.advance(&told(true, page(0, 0)))));
    assert!(is_lost(&pager(&OFFSET).advance(&told(true, page(0, 0)))), "no way on");
    assert!(
        is_lost(&pager(&KEYSET).advance(&told(true, page(0, 0)))),
        "no element to go on from"
    );
    let mut past = pager(&HISTORY);
    assert_eq!(next_set(past.advance(&told(true, page(0, 0)))), [pair("page", "2")]);

    let mut named = pager(&CURSOR);
    let empty = |next: &str| PageFacts {
        items: 0,
        ..told(true, cursor(0, Some(next)))
    };
    for at in 0..MOST_EMPTY {
        assert!(matches!(named.advance(&empty(&at.to_string())).after, After::Next(_)));
    }
    assert!(is_lost(&named.advance(&empty("last"))));
}

#[test]
fn an_empty_page_that_says_no_more_ends_however_many_came_before() {
    let mut numbered = pager(&BARE);
    for _ in 0..MOST_EMPTY {
        numbered.advance(&told(true, page(0, 0)));
    }
    assert_eq!(numbered.advance(&told(false, page(0, 0))).after, After::End);
}

#[test]
fn more_without_a_way_to_it_is_an_error() {
    assert!(is_lost(&pager(&CURSOR).advance(&told(true, cursor(1, None)))));
    let mut still = pager(&CURSOR);
    assert!(matches!(
        still.advance(&told(true, cursor(1, Some("a")))).after,
        After::Next(_)
    ));
    let again = PageFacts {
        items: 0,
        ..told(true, cursor(0, Some("a")))
    };
    assert!(is_lost(&still.advance(&again)));
    let mut deaf = pager(&BARE);
    assert!(matches!(deaf.advance(&told(true, page(1, 1))).after, After::Next(_)));
    assert!(is_lost(&deaf.advance(&told(true, page(1, 1)))), "the same page again");
}

#[test]
fn a_reading_that_is_resumed_ends_by_the_same_word() {
    let mut first = pager(&SHORT_ENDS);
    let After::Next(stored) = first.advance(&told(true, page(1, 1))).after else {
        panic!("more expected")
    };
    let mut again = pager(&SHORT_ENDS);
    again.resume(&stored.to_string().parse().unwrap()).unwrap();
    assert_eq!(again.advance(&told(false, page(2, 2))).after, After::End);
}
