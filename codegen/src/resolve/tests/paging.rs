//! Pagination kinds, and where the elements of a reply stand.

use super::*;
use crate::model::{InReply, PageStrategy};

const PAGES: &str =
    "pagination: {pages: {kind: page, page: page, fields: {pages: [integer]}}}\nreply: {errors: [string]}";

/// The place of the elements, and the findings.
fn items(text: &str) -> (Option<String>, Vec<(&'static str, String)>) {
    let seen = specs(
        PAGES,
        &format!(
            "operations: {{list: {{source: S, get: /a, query: {{page: integer}}, {text}}}}}\n\
             types: {{Rows: {{alias: [integer]}}, Box: {{fields: {{rows: Rows}}}}}}"
        ),
    );
    let paging = seen.operation().paging.as_ref();
    (paging.map(|paging| paging.items.clone()), seen.found.clone())
}

#[test]
fn the_only_list_of_a_reply_is_what_is_paged() {
    for (returns, place) in [
        ("[integer]", ""),
        ("Rows", ""),
        ("{string: integer}", ""),
        ("{type: [integer], key: things}", "things"),
        ("{things: [integer]}", "things"),
        ("{things: Rows, n: integer}", "things"),
        ("{type: Box, key: found}", "found.rows"),
        // A map with ids for keys, where there is no list.
        ("{things: {string: integer}, n: integer}", "things"),
        ("{things: [integer], by_id: {string: integer}}", "things"),
    ] {
        let (found, findings) = items(&format!("paginate: pages, returns: {returns}"));
        assert_eq!(found.as_deref(), Some(place), "{returns}: {findings:?}");
        assert_eq!(findings, []);
    }
}

#[test]
fn lists_that_the_platform_or_the_kind_add_are_not_the_elements() {
    // Both `errors` and `pages` are in this reply.
    assert_eq!(
        items("paginate: pages, returns: {things: [integer]}").0.as_deref(),
        Some("things")
    );
}

#[test]
fn no_list_or_several_have_to_be_decided_by_the_spec() {
    let (place, found) = items("paginate: pages, returns: {n: integer}");
    assert_eq!((place, found[0].0), (None, "E0406"));
    let (place, found) = items("paginate: pages, returns: {a: [integer], b: [integer]}");
    assert_eq!(place, None);
    assert_eq!(found, [("E0406", "the reply has several lists: `a`, `b`".to_owned())]);
    let (place, found) = items("paginate: {kind: pages, items: b}, returns: {a: [integer], b: [integer]}");
    assert_eq!((place.as_deref(), found), (Some("b"), vec![]));
}

#[test]
fn an_unknown_kind_is_found_and_left_out() {
    let (place, found) = items("paginate: page, returns: [integer]");
    assert_eq!(place, None);
    assert_eq!(
        found,
        [("E0405", "no pagination kind `page` in platform.yaml".to_owned())]
    );
    assert_eq!(
        items("paginate: {kind: page, items: a}, returns: {a: [integer]}").1[0].0,
        "E0405"
    );
}

fn kind(text: &str) -> Seen {
    specs(&format!("pagination: {{pages: {{{text}}}}}"), "")
}

#[test]
fn each_kind_has_its_keys() {
    let page = kind(
        "kind: page, page: p, size: n, sizes: [20, 50], default_size: 20, total_pages: a.b, total_items: c, drop: [x]",
    );
    assert_eq!(page.kind().strategy, PageStrategy::Page { param: "p".to_owned() });
    assert_eq!(
        (page.kind().size.as_deref(), page.kind().sizes.as_slice()),
        (Some("n"), &[20, 50][..])
    );
    assert_eq!(page.kind().total_pages, Some(InReply::Body("a.b".to_owned())));
    assert_eq!(page.kind().drop, ["x"]);
    let keyset = kind("kind: keyset, set: {since: updated_at, from: id}");
    let set = [("since", "updated_at"), ("from", "id")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(keyset.kind().strategy, PageStrategy::Keyset { set: set.to_vec() });
    let cursor = kind("kind: cursor, cursor: c, next: paging.next");
    let next = InReply::Body("paging.next".to_owned());
    assert_eq!(
        cursor.kind().strategy,
        PageStrategy::Cursor {
            param: "c".to_owned(),
            next
        }
    );
    let offset =
        kind("kind: offset, offset: start, first: 1, size: n, short_page: ends, total_items: {header: X-Total}");
    assert_eq!(
        (&offset.kind().strategy, offset.kind().first),
        (
            &PageStrategy::Offset {
                param: "start".to_owned()
            },
            Some(1)
        )
    );
    assert_eq!(offset.kind().total_items, Some(InReply::Header("X-Total".to_owned())));
    let link = kind("kind: link, next: links.next, total_pages: pages");
    let next = InReply::Body("links.next".to_owned());
    assert_eq!(link.kind().strategy, PageStrategy::Link { next });
    let more = kind("kind: keyset, set: {after: id}, page: p, more: has_more");
    assert_eq!(more.kind().more, Some(InReply::Body("has_more".to_owned())));
    let more_header = kind("kind: page, page: p, more: {header: X-Has-More}");
    assert_eq!(more_header.kind().more, Some(InReply::Header("X-Has-More".to_owned())));
    let in_header = kind("kind: link, next: {header: Link}, size: n");
    let next = InReply::Header("Link".to_owned());
    assert_eq!(in_header.kind().strategy, PageStrategy::Link { next });
    for seen in [page, keyset, cursor, offset, link, in_header, more, more_header] {
        assert_eq!(seen.codes(), [""; 0]);
    }
}

#[test]
fn keys_that_are_missing_or_of_another_kind_are_found() {
    assert_eq!(kind("kind: page").codes(), ["E0203"]);
    assert_eq!(kind("kind: keyset").codes(), ["E0203"]);
    // One after the other: the second is found when the first is mended.
    assert_eq!(kind("kind: cursor").codes(), ["E0203"]);
    assert_eq!(kind("kind: cursor, cursor: c").codes(), ["E0203"]);
    assert_eq!(kind("kind: offset").codes(), ["E0203"]);
    assert_eq!(kind("kind: link").codes(), ["E0203"]);
    for surplus in [
        "page: p",
        "offset: o",
        "set: {a: b}",
        "cursor: c",
        "first: 0",
        "short_page: ends",
        "drop: [x]",
    ] {
        assert_eq!(
            kind(&format!("kind: link, next: n, {surplus}")).codes(),
            ["E0207"],
            "{surplus}"
        );
    }
    for surplus in [
        "kind: offset, offset: o, total_pages: n",
        "kind: keyset, set: {a: b}, first: 0",
    ] {
        assert_eq!(kind(surplus).codes(), ["E0207"], "{surplus}");
    }
    assert_eq!(
        kind("kind: page, page: p, set: {a: b}, cursor: c, next: d").codes(),
        ["E0207"; 3]
    );
    assert_eq!(kind("kind: cursor, cursor: c, next: n, page: p").codes(), ["E0207"]);
    let past_empty = kind("kind: keyset, set: {a: b}, page: p, total_pages: t");
    assert_eq!(past_empty.codes(), [""; 0]);
    assert_eq!(past_empty.kind().page.as_deref(), Some("p"));
    assert!(!past_empty.kind().short_page_ends && kind("kind: page, page: p, short_page: ends").kind().short_page_ends);
}

#[test]
fn sizes_have_to_make_sense() {
    for size in ["min_size: 1", "max_size: 9", "default_size: 5", "sizes: [1]"] {
        assert_eq!(
            kind(&format!("kind: page, page: p, {size}")).codes(),
            ["E0406"],
            "{size}"
        );
    }
    assert_eq!(kind("kind: page, page: p, fixed_size: 5").codes(), [""; 0]);
    assert_eq!(
        kind("kind: page, page: p, size: n, min_size: 5, max_size: 4").codes(),
        ["E0406"]
    );
    assert_eq!(
        kind("kind: page, page: p, size: n, min_size: 4, max_size: 4").codes(),
        [""; 0]
    );
    assert_eq!(
        specs("pagination: {By Page: {kind: page, page: p}}", "").codes(),
        ["E0313"]
    );
}

#[test]
fn one_thing_does_not_mean_two() {
    for clash in [
        "kind: page, page: p, size: p",
        "kind: offset, offset: p, size: p",
        "kind: page, page: p, total_pages: n, total_items: n",
        "kind: page, page: p, total_pages: {header: X-Total}, total_items: {header: x-total}",
        "kind: link, next: {header: Link}, total_items: {header: Link}",
        "kind: cursor, cursor: c, next: n, more: n",
    ] {
        assert_eq!(kind(clash).codes(), ["E0406"], "{clash}");
    }
    assert_eq!(
        kind("kind: page, page: p, total_pages: n, total_items: {header: n}").codes(),
        [""; 0]
    );
}

#[test]
fn headers_have_names() {
    for name in ["\"\"", "\"X Total\"", "\"X-Total:\"", "Всего"] {
        for key in ["total_items", "more"] {
            let seen = kind(&format!("kind: page, page: p, {key}: {{header: {name}}}"));
            assert_eq!(seen.codes(), ["E0406"], "{key} {name}");
        }
    }
}
