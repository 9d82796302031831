//! Numbered pages.

use super::*;

#[test]
fn pages_end_on_a_short_one() {
    let mut pager = pager(&SHORT_ENDS);
    assert_eq!(next_set(pager.advance(&page(2, 1))), [pair("page", "2")]);
    assert_eq!(next_set(pager.advance(&page(2, 2))), [pair("page", "3")]);
    assert_eq!(pager.advance(&page(1, 3)).after, After::End);
}

#[test]
fn totals_decide_where_there_are_some() {
    let mut by_pages = pager(&SHORT_ENDS);
    let short = PageFacts {
        total_pages: Some(2),
        ..page(1, 1)
    };
    assert_eq!(
        next_set(by_pages.advance(&short)),
        [pair("page", "2")],
        "a short page is not the end if totals say more"
    );
    assert_eq!(
        by_pages
            .advance(&PageFacts {
                fingerprint: 2,
                ..short
            })
            .after,
        After::End
    );

    let mut by_items = pager(&SHORT_ENDS);
    let half = PageFacts {
        total_items: Some(4),
        ..page(2, 1)
    };
    assert!(matches!(by_items.advance(&half).after, After::Next(_)));
    assert_eq!(
        by_items.advance(&PageFacts { fingerprint: 2, ..half }).after,
        After::End
    );
}

#[test]
fn totals_that_contradict_the_page_are_not_believed() {
    for nonsense in [
        PageFacts {
            total_pages: Some(0),
            ..page(2, 1)
        },
        PageFacts {
            total_items: Some(1),
            ..page(2, 1)
        },
    ] {
        assert!(
            matches!(pager(&SHORT_ENDS).advance(&nonsense).after, After::Next(_)),
            "{nonsense:?}"
        );
        let short = PageFacts { items: 1, ..nonsense };
        assert_eq!(
            pager(&SHORT_ENDS)
                .advance(&PageFacts {
                    total_items: Some(0),
                    ..short
                })
                .after,
            After::End
        );
    }
    let mut shrinking = pager(&SHORT_ENDS);
    for (number, total) in [(1, 3), (2, 3), (3, 2)] {
        let facts = PageFacts {
            total_pages: Some(total),
            ..page(2, number)
        };
        assert!(
            matches!(shrinking.advance(&facts).after, After::Next(_)),
            "page {number} of {total} is full"
        );
    }
    assert_eq!(
        shrinking
            .advance(&PageFacts {
                total_pages: Some(2),
                ..page(0, 9)
            })
            .after,
        After::End
    );
}

#[test]
fn a_listing_begun_later_does_not_count_on_totals_of_elements() {
    let mut late = pager(&SHORT_ENDS);
    late.note_request(None, Some("5"));
    let last = PageFacts {
        total_items: Some(9),
        ..page(1, 1)
    };
    assert_eq!(late.advance(&last).after, After::End);
}

#[test]
fn a_page_size_above_the_maximum_is_not_waited_for() {
    let mut pager = pager(&SHORT_ENDS);
    pager.note_request(Some("1000"), Some("3"));
    assert_eq!(next_set(pager.advance(&page(250, 1))), [pair("page", "4")]);
}

#[test]
fn a_repeated_page_is_not_handed_out_and_is_an_error() {
    let mut pager = pager(&SHORT_ENDS);
    assert!(matches!(pager.advance(&page(2, 1)).after, After::Next(_)));
    assert!(matches!(pager.advance(&page(2, 2)).after, After::Next(_)));
    let again = pager.advance(&page(2, 1));
    assert!(is_lost(&again) && again.repeated == 2, "{again:?}");
}

#[test]
fn a_repeated_page_is_an_error_where_totals_say_more() {
    let mut pager = pager(&SHORT_ENDS);
    let same = PageFacts {
        total_pages: Some(5),
        ..page(2, 1)
    };
    assert!(matches!(pager.advance(&same).after, After::Next(_)));
    let again = pager.advance(&same);
    assert!(is_lost(&again) && again.repeated == 2, "{again:?}");
}

#[test]
fn empty_pages_are_passed_over_while_the_server_says_more_but_not_for_ever() {
    let mut finite = pager(&SHORT_ENDS);
    let empty = PageFacts {
        total_pages: Some(3),
        ..page(0, 0)
    };
    assert_eq!(next_set(finite.advance(&empty)), [pair("page", "2")]);
    assert_eq!(next_set(finite.advance(&empty)), [pair("page", "3")]);
    assert_eq!(finite.advance(&empty).after, After::End);

    let mut endless = pager(&SHORT_ENDS);
    let empty = PageFacts {
        total_pages: Some(u64::MAX),
        ..page(0, 0)
    };
    let steps = (0..100).find(|_| is_lost(&endless.advance(&empty)));
    assert_eq!(steps, Some(MOST_EMPTY));
}

#[test]
fn a_short_page_proves_nothing_unless_the_vendor_says_so() {
    let mut pager = pager(&BARE);
    assert!(matches!(pager.advance(&page(2, 1)).after, After::Next(_)));
    assert!(matches!(pager.advance(&page(1, 2)).after, After::Next(_)));
    assert_eq!(pager.advance(&page(0, 0)).after, After::End);
}

#[test]
fn numbers_may_begin_with_another_one() {
    static FROM_ZERO: Paging = Paging {
        first: Some(0),
        ..PAGES
    };
    let of = |pages, fingerprint| PageFacts {
        total_pages: Some(pages),
        ..page(2, fingerprint)
    };
    let mut whole = pager(&FROM_ZERO);
    assert_eq!(next_set(whole.advance(&of(3, 1))), [pair("page", "1")]);
    assert_eq!(next_set(whole.advance(&of(3, 2))), [pair("page", "2")]);
    assert_eq!(whole.advance(&of(3, 3)).after, After::End);
    let items = |total, fingerprint| PageFacts {
        total_items: Some(total),
        ..page(2, fingerprint)
    };
    let mut begun = pager(&FROM_ZERO);
    begun.note_request(None, Some("0"));
    assert!(matches!(begun.advance(&items(4, 1)).after, After::Next(_)));
    assert_eq!(begun.advance(&items(4, 2)).after, After::End, "page 0 is the first one");
}

#[test]
fn a_number_that_is_none_or_the_greatest_is_said() {
    for (number, said) in [("two", "no number"), ("18446744073709551615", "no greater")] {
        let mut odd = pager(&BARE);
        odd.note_request(None, Some(number));
        assert!(
            matches!(odd.advance(&page(2, 1)).after, After::Lost(why) if why.contains(said)),
            "{number}"
        );
    }
}
