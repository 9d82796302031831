//! How listings are read on, and what stored cursors depend on.

use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::plan::{PagingTable, StrategyTable};

/// Compares how two operations of one name are read on.
pub fn paging(found: &mut Found, at: &At, before: &PagingTable, after: &PagingTable) {
    let received = at.towards(Direction::Received);
    let PagingTable {
        strategy,
        items,
        size,
        sizes,
        default_size,
        min_size,
        max_size,
        fixed_size,
        total_pages,
        total_items,
        total_pages_header,
        total_items_header,
        more,
        more_header,
        next_header,
        first,
        drop,
        page,
        short_page_ends,
        // The type of the reply says it.
        keyed: _,
    } = before;
    // A cursor holds the parameters of the page that comes next.
    if parameters(strategy) != parameters(&after.strategy) || *page != after.page {
        let says = format!(
            "pages are asked for {} in place of {}",
            words(&after.strategy),
            words(strategy)
        );
        found.say(&received, kind::CURSOR, says);
    } else if strategy != &after.strategy || *next_header != after.next_header {
        found.say(&received, kind::PAGES, "where the next page is named is another place");
    }
    if *first != after.first {
        found.say(&received, kind::CURSOR, "the first page has another number");
    }
    if *items != after.items {
        found.say(
            &received,
            kind::PAGES,
            format!("elements are found under `{}` in place of `{items}`", after.items),
        );
    }
    let sizes_before = (size, sizes, default_size, min_size, max_size, fixed_size);
    let sizes_after = (
        &after.size,
        &after.sizes,
        &after.default_size,
        &after.min_size,
        &after.max_size,
        &after.fixed_size,
    );
    found.unless_same(at, kind::PAGES, (&sizes_before, &sizes_after), "pages have other sizes");
    let ends_before = (
        (total_pages, total_items, total_pages_header, total_items_header),
        (more, more_header, drop, short_page_ends),
    );
    let ends_after = (
        (
            &after.total_pages,
            &after.total_items,
            &after.total_pages_header,
            &after.total_items_header,
        ),
        (&after.more, &after.more_header, &after.drop, &after.short_page_ends),
    );
    found.unless_same(
        &received,
        kind::PAGES,
        (&ends_before, &ends_after),
        "the end of a listing is told otherwise",
    );
}

/// What a cursor holds: the sort of paging and the names of its parameters.
fn parameters(strategy: &StrategyTable) -> (u8, Vec<&str>) {
    match strategy {
        StrategyTable::Page { param } => (0, vec![param]),
        StrategyTable::Offset { param } => (1, vec![param]),
        StrategyTable::Keyset { set } => (
            2,
            set.iter().flat_map(|(param, field)| [param.as_str(), field]).collect(),
        ),
        StrategyTable::Cursor { param, next: _ } => (3, vec![param]),
        StrategyTable::Link { next: _ } => (4, Vec::new()),
    }
}

fn words(strategy: &StrategyTable) -> String {
    match strategy {
        StrategyTable::Page { param } => format!("by number (`{param}`)"),
        StrategyTable::Offset { param } => format!("by the number of elements before them (`{param}`)"),
        StrategyTable::Keyset { set } => {
            let names: Vec<&str> = set.iter().map(|(param, _)| param.as_str()).collect();
            format!("by keys (`{}`)", names.join("`, `"))
        }
        StrategyTable::Cursor { param, .. } => format!("by a cursor (`{param}`)"),
        StrategyTable::Link { .. } => "by address".to_owned(),
    }
}
