use super::*;

mod cursors;
mod ends;

const PAGES: Paging = Paging {
    strategy: Strategy::Page { param: "page" },
    items: "items",
    size: Some("per_page"),
    sizes: &[],
    default_size: Some(2),
    min_size: None,
    max_size: Some(250),
    fixed_size: None,
    total_pages: None,
    total_items: None,
    drop: &[],
    page: None,
    short_page_ends: false,
};
static SHORT_ENDS: Paging = Paging {
    short_page_ends: true,
    ..PAGES
};
static BARE: Paging = PAGES;
static HISTORY: Paging = Paging {
    page: Some("page"),
    ..KEYSET
};
const KEYSET: Paging = Paging {
    strategy: Strategy::Keyset {
        set: &[("updated_since", "updated_at"), ("from_id", "id")],
    },
    drop: &["page"],
    ..PAGES
};
static CURSOR: Paging = Paging {
    strategy: Strategy::Cursor {
        param: "cursor",
        next: "pagination.nextCursor",
    },
    ..PAGES
};

fn page(items: usize, fingerprint: u64) -> PageFacts {
    PageFacts {
        items,
        fingerprint,
        ..PageFacts::default()
    }
}

/// A page of a keyset listing that ends with this id; elements are told apart by their hashes.
fn keys(hashes: &[u64], id: u64) -> PageFacts {
    let last = vec![Some("2026-01-01T00:00:00+03:00".to_owned()), Some(id.to_string())];
    PageFacts {
        items: hashes.len(),
        hashes: hashes.to_vec(),
        first: if hashes.len() == 1 { last.clone() } else { Vec::new() },
        last,
        ..PageFacts::default()
    }
}

fn cursor(fingerprint: u64, next: Option<&str>) -> PageFacts {
    PageFacts {
        next: next.map(str::to_owned),
        ..page(2, fingerprint)
    }
}

fn pager(paging: &'static Paging) -> Pager {
    Pager::new(paging, "t.list", None)
}

fn next_set(advance: Advance) -> Vec<(String, String)> {
    match advance.after {
        After::Next(cursor) => cursor.set,
        other => panic!("expected another page, got {other:?}"),
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn is_lost(advance: &Advance) -> bool {
    matches!(advance.after, After::Lost(_))
}

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
            after: After::End,
            notices: Vec::new(),
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
fn a_short_page_proves_nothing_unless_the_vendor_says_so() {
    let mut pager = pager(&BARE);
    assert!(matches!(pager.advance(&page(2, 1)).after, After::Next(_)));
    assert!(matches!(pager.advance(&page(1, 2)).after, After::Next(_)));
    assert_eq!(pager.advance(&page(0, 0)).after, After::End);
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
fn the_callers_cap_leaves_a_place_to_go_on() {
    let mut pager = Pager::new(&SHORT_ENDS, "t.list", Some(3));
    for number in 1..3 {
        assert!(matches!(pager.advance(&page(2, number)).after, After::Next(_)));
    }
    let After::Capped(cursor) = pager.advance(&page(2, 3)).after else {
        panic!("the cap does not hold")
    };
    assert_eq!(cursor.set, [pair("page", "4")]);
}

#[test]
fn a_listing_without_end_and_cap_is_an_error_in_the_end() {
    let mut pager = pager(&SHORT_ENDS);
    let mut number = 1;
    while let After::Next(_) = pager.advance(&page(2, number)).after {
        number += 1;
    }
    assert_eq!(number, MOST_PAGES);
}

#[test]
fn resuming_goes_on_where_the_cursor_stands() {
    let mut first = pager(&SHORT_ENDS);
    let After::Next(cursor) = first.advance(&page(2, 1)).after else {
        panic!("more expected")
    };
    let mut again = pager(&SHORT_ENDS);
    again.resume(&cursor).unwrap();
    assert_eq!(again.set(), [pair("page", "2")]);
    assert_eq!(next_set(again.advance(&page(2, 2))), [pair("page", "3")]);
}

#[test]
fn a_cursor_sets_nothing_but_the_parameters_of_pages() {
    let cursor = Cursor {
        set: vec![pair("filter.shop", "other")],
        ..pager(&KEYSET).here()
    };
    assert!(pager(&KEYSET).resume(&cursor).unwrap_err().contains("`filter.shop`"));
    let page = Cursor {
        set: vec![pair("page", "2")],
        ..cursor
    };
    assert!(pager(&KEYSET).resume(&page).is_err() && pager(&SHORT_ENDS).resume(&page).is_ok());
}
