//! Ends that are not quite as they should be, and what is said of them.

use super::*;

static UNKNOWN: Paging = Paging::NONE;
static SIZED: Paging = Paging {
    default_size: Some(25),
    ..PAGES
};

fn total(items: usize, fingerprint: u64, total: u64) -> PageFacts {
    PageFacts {
        total_items: Some(total),
        ..page(items, fingerprint)
    }
}

/// Pages one after the other up to the end: what was said.
fn said(mut reading: Pager, pages: &[PageFacts]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (at, facts) in pages.iter().enumerate() {
        let advance = reading.advance(facts);
        let is_last = at + 1 == pages.len();
        assert_eq!(advance.after == After::End, is_last, "page {at}: {advance:?}");
        notices.extend(advance.notices);
    }
    notices
}

#[test]
fn an_end_as_it_should_be_is_not_worth_a_word() {
    assert_eq!(said(pager(&PAGES), &[page(2, 1), page(1, 2), page(0, 0)]), []);
    assert_eq!(said(pager(&PAGES), &[total(2, 1, 3), total(1, 2, 3)]), []);
}

#[test]
fn a_repeated_page_that_is_not_full_is_the_end_and_said() {
    let again = |page| [Notice::PageAgain { page }];
    assert_eq!(
        said(pager(&PAGES), &[page(1, 1), page(1, 1)]),
        again(2),
        "one page for every number"
    );
    assert_eq!(
        said(pager(&PAGES), &[page(2, 1), page(1, 2), page(1, 2)]),
        again(3),
        "the last page for numbers behind it"
    );
    assert_eq!(
        said(pager(&PAGES), &[page(7, 1), page(7, 1)]),
        again(2),
        "all at once, whatever was asked for"
    );
}

#[test]
fn a_repeated_page_that_may_have_been_cut_is_an_error() {
    for items in [2, 10, 250] {
        let mut pager = pager(&PAGES);
        assert!(matches!(pager.advance(&page(items, 1)).after, After::Next(_)));
        assert!(is_lost(&pager.advance(&page(items, 1))), "{items}");
    }
    let mut own = pager(&SIZED);
    own.note_request(Some("3"), None);
    assert!(matches!(own.advance(&page(25, 1)).after, After::Next(_)));
    assert!(is_lost(&own.advance(&page(25, 1))), "a size of the server's own");
    let mut unknown = pager(&UNKNOWN);
    assert!(matches!(unknown.advance(&page(3, 1)).after, After::Next(_)));
    assert!(is_lost(&unknown.advance(&page(3, 1))), "nothing is known of sizes");
}

#[test]
fn a_repeated_page_is_no_end_before_the_total() {
    let mut short = pager(&PAGES);
    assert!(matches!(short.advance(&total(1, 1, 5)).after, After::Next(_)));
    assert!(is_lost(&short.advance(&total(1, 1, 5))));
    let last = |fingerprint| PageFacts {
        total_pages: Some(2),
        ..page(2, fingerprint)
    };
    let notices = said(pager(&PAGES), &[last(1), last(1)]);
    assert_eq!(notices, [Notice::PageAgain { page: 2 }], "the last one by its number");
}

#[test]
fn fewer_elements_than_the_total_are_said() {
    let numbered = |facts| PageFacts {
        total_pages: Some(2),
        ..facts
    };
    let notices = said(pager(&PAGES), &[numbered(total(2, 1, 4)), numbered(total(1, 2, 4))]);
    assert_eq!(notices, [Notice::FewerThanTotal { total: 4, came: 3 }]);
    let mut late = pager(&PAGES);
    late.note_request(None, Some("2"));
    assert_eq!(
        said(late, &[numbered(total(2, 2, 4))]),
        [],
        "what came before is not known"
    );
}

#[test]
fn a_total_is_compared_across_a_stop() {
    let mut first = pager(&PAGES);
    let stored = match first.advance(&total(2, 1, 6)).after {
        After::Next(cursor) => cursor.to_string().parse().unwrap(),
        other => panic!("{other:?}"),
    };
    let mut again = pager(&PAGES);
    again.resume(&stored).unwrap();
    let notices = again.advance(&total(2, 2, 5)).notices;
    let shrank = Notice::TotalShrank {
        page: 1,
        before: 6,
        now: 5,
    };
    assert_eq!(notices, [shrank]);
}
