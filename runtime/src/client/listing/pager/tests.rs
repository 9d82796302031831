use super::*;

mod ends;
mod keyset;
mod links;
mod more;
mod named;
mod numbered;
mod offset;

const PAGES: Paging = Paging {
    strategy: Strategy::Page { param: "page" },
    items: "items",
    size: Some("per_page"),
    default_size: Some(2),
    max_size: Some(250),
    ..Paging::NONE
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
