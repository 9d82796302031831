//! Listings by keys.

use super::*;

#[test]
fn keys_of_the_last_element_start_the_next_page() {
    let mut pager = pager(&KEYSET);
    assert!(pager.dropped().is_empty());
    assert_eq!(
        next_set(pager.advance(&keys(&[1, 2], 7))),
        [pair("updated_since", "2026-01-01T00:00:00+03:00"), pair("from_id", "7")]
    );
    assert_eq!(pager.dropped(), ["page"]);
    assert!(
        matches!(pager.advance(&keys(&[3], 8)).after, After::Next(_)),
        "a short page proves nothing"
    );
    assert_eq!(pager.advance(&page(0, 0)).after, After::End);
}

#[test]
fn elements_that_a_server_sends_again_are_told() {
    let mut pager = pager(&KEYSET);
    assert_eq!(pager.advance(&keys(&[1, 2], 2)).repeated, 0);
    assert_eq!(pager.advance(&keys(&[2, 3], 3)).repeated, 1);
    let last = pager.advance(&keys(&[3], 3));
    assert_eq!(
        last,
        Advance {
            repeated: 1,
            notices: Vec::new(),
            after: After::End
        }
    );
}

#[test]
fn keys_that_do_not_move_are_an_error_unless_everything_came() {
    let mut stuck = pager(&KEYSET);
    assert!(matches!(stuck.advance(&keys(&[1, 2], 2)).after, After::Next(_)));
    assert!(
        is_lost(&stuck.advance(&keys(&[1, 2], 2))),
        "a full page, again and again"
    );

    let mut whole = pager(&KEYSET);
    assert!(matches!(whole.advance(&keys(&[1, 2, 3], 3)).after, After::Next(_)));
    let again = whole.advance(&keys(&[1, 2, 3], 3));
    assert!(
        is_lost(&again) && again.repeated == 3,
        "more than a page, but nothing says that it is all: {again:?}"
    );

    let mut round = pager(&KEYSET);
    for (hash, id) in [(1, 1), (2, 2)] {
        assert!(matches!(
            round.advance(&keys(&[hash, hash + 10], id)).after,
            After::Next(_)
        ));
    }
    assert!(
        is_lost(&round.advance(&keys(&[30, 31], 1))),
        "keys that go round in a circle"
    );
}

#[test]
fn totals_of_a_keyset_listing_count_what_is_left() {
    let with = |pages| PageFacts {
        total_pages: Some(pages),
        ..keys(&[1], 1)
    };
    assert!(matches!(pager(&KEYSET).advance(&with(2)).after, After::Next(_)));
    assert_eq!(pager(&KEYSET).advance(&with(1)).after, After::End);
    assert!(
        matches!(pager(&KEYSET).advance(&with(0)).after, After::Next(_)),
        "no pages at all is nonsense"
    );
}

#[test]
fn an_empty_page_of_a_keyset_listing_is_passed_by_its_number_or_said() {
    let empty = |pages| PageFacts {
        total_pages: Some(pages),
        ..page(0, 0)
    };
    let mut history = pager(&HISTORY);
    assert_eq!(next_set(history.advance(&empty(3))), [pair("page", "2")]);
    assert!(
        history.dropped().is_empty(),
        "no key stands in the place of what is dropped"
    );
    let found = PageFacts {
        total_pages: Some(3),
        ..keys(&[1, 2], 7)
    };
    assert_eq!(next_set(history.advance(&found))[1], pair("from_id", "7"));
    assert_eq!(history.dropped(), ["page"]);
    assert_eq!(next_set(history.advance(&empty(2)))[2], pair("page", "2"));
    assert_eq!(history.advance(&empty(2)).after, After::End);
    assert!(is_lost(&pager(&KEYSET).advance(&empty(3))), "there is no way past it");
}

#[test]
fn keys_that_run_backwards_are_said_where_reading_on_would_lose() {
    let backwards = PageFacts {
        backwards: Some(("9".into(), "8".into())),
        ..keys(&[1, 2], 8)
    };
    let After::Lost(why) = pager(&KEYSET).advance(&backwards).after else {
        panic!("it goes on")
    };
    assert!(why.contains("`updated_at`") && why.contains("`9`"), "{why}");
    let all = PageFacts {
        total_pages: Some(1),
        ..backwards
    };
    assert_eq!(pager(&KEYSET).advance(&all).after, After::End);
    let mut across = pager(&KEYSET);
    assert!(matches!(across.advance(&keys(&[1], 7)).after, After::Next(_)));
    let earlier = PageFacts {
        last: vec![Some("2025-12-31T00:00:00+03:00".into()), Some("9".into())],
        ..keys(&[2], 9)
    };
    assert!(is_lost(&across.advance(&earlier)));
}

#[test]
fn a_missing_key_is_said() {
    let facts = PageFacts {
        last: vec![Some("x".into()), None],
        ..page(2, 1)
    };
    assert!(matches!(pager(&KEYSET).advance(&facts).after, After::Lost(why) if why.contains("`id`")));
}

#[test]
fn pages_behind_keys_may_be_counted_from_zero() {
    static FROM_ZERO: Paging = Paging {
        first: Some(0),
        page: Some("page"),
        ..KEYSET
    };
    let empty = PageFacts {
        total_pages: Some(3),
        ..page(0, 0)
    };
    let mut history = pager(&FROM_ZERO);
    assert_eq!(next_set(history.advance(&empty)), [pair("page", "1")]);
    assert_eq!(next_set(history.advance(&empty)), [pair("page", "2")]);
    assert_eq!(history.advance(&empty).after, After::End);
    let mut resumed = pager(&FROM_ZERO);
    let cursor = Cursor {
        set: vec![pair("page", "2")],
        ..resumed.here()
    };
    resumed.resume(&cursor).unwrap();
    assert_eq!(resumed.advance(&empty).after, After::End);
}
