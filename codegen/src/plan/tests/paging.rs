//! Kinds of paging: their tables, and what is said of them.

use super::*;
use crate::model::{InReply, PageKind, PageStrategy};

/// The table of a listing of this kind, and what its documentation says.
fn listing(kind: PageKind) -> (PagingTable, String) {
    let mut op = operation("list", "GET", "/items");
    op.returns = json_reply(list(string()));
    op.paging = Some(model::Paging {
        kind: 0,
        items: String::new(),
    });
    let mut demo = platform(Vec::new(), vec![op]);
    demo.pagination = vec![kind];
    let plan = super::plan(&demo).modules.remove(0).operations.remove(0);
    let said = format!("{:?}", plan.docs);
    (plan.meta.paging.expect("a listing"), said)
}

#[test]
fn what_counts_elements_says_so() {
    let strategy = PageStrategy::Offset { param: "start".into() };
    let (table, said) = listing(PageKind {
        first: Some(1),
        total_items: Some(InReply::Body("meta.size".into())),
        ..page_kind("elements", strategy)
    });
    assert_eq!(table.strategy, StrategyTable::Offset { param: "start".into() });
    assert_eq!(
        (table.first, table.total_items.as_deref()),
        (Some(1), Some("meta.size"))
    );
    assert!(
        said.contains("Paginated by `start`, the number of elements to pass over."),
        "{said}"
    );
}

#[test]
fn places_in_the_body_and_in_headers_have_a_field_each() {
    let next = InReply::Body("links.next".into());
    let (table, said) = listing(PageKind {
        total_pages: Some(InReply::Header("X-Pages".into())),
        more: Some(InReply::Body("meta.more".into())),
        ..page_kind("links", PageStrategy::Link { next })
    });
    assert_eq!((table.more.as_deref(), &table.more_header), (Some("meta.more"), &None));
    let next = "links.next".to_owned();
    assert_eq!(
        (table.strategy, table.next_header),
        (StrategyTable::Link { next }, None)
    );
    assert_eq!(
        (table.total_pages, table.total_pages_header.as_deref()),
        (None, Some("X-Pages"))
    );
    assert!(
        said.contains("Paginated by the address of the next page in the reply."),
        "{said}"
    );

    let next = InReply::Header("Link".into());
    let (table, said) = listing(page_kind("links", PageStrategy::Link { next }));
    let next = String::new();
    assert_eq!(
        (table.strategy, table.next_header.as_deref()),
        (StrategyTable::Link { next }, Some("Link"))
    );
    assert!(
        said.contains("the address of the next page in the header `Link`."),
        "{said}"
    );
}
