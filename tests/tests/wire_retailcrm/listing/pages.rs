//! Pages with totals.

use futures_util::{StreamExt, TryStreamExt};
use tradewire::http::Response;
use tradewire::testing::{Captured, Scripted};
use tradewire::{Cursor, ErrorKind};
use tradewire_retailcrm::loyalty::{LoyaltyAccountOperationFilter, LoyaltyBonusOperation, LoyaltyBonusStatus};
use tradewire_retailcrm::orders::{Order, OrderFilter};

use super::{number, objects, queries, serving};
use crate::scripted;

/// 45 orders, 20 on a page.
fn orders(asked: &Captured) -> String {
    let page = number(asked, "page").unwrap_or(1);
    let list = objects((page - 1) * 20, (page * 20).min(45));
    format!(
        r#"{{"success":true,"pagination":{{"limit":20,"totalCount":45,"currentPage":{page},"totalPageCount":3}},"orders":[{list}]}}"#
    )
}

fn ids(orders: &[Order]) -> Vec<Option<i64>> {
    orders.iter().map(|order| order.id).collect()
}

#[tokio::test]
async fn all_pages_are_read_with_the_same_filter() {
    let server = serving(orders);
    let filter = OrderFilter::new().extended_status(["new"]);
    let all: Vec<Order> = scripted(&server)
        .orders()
        .list()
        .limit(20)
        .filter(filter)
        .items()
        .try_collect()
        .await
        .expect("all orders");
    assert_eq!(ids(&all), (0..45).map(Some).collect::<Vec<_>>());
    assert_eq!(
        queries(&server),
        [
            "limit=20&filter[extendedStatus][]=new",
            "limit=20&filter[extendedStatus][]=new&page=2",
            "limit=20&filter[extendedStatus][]=new&page=3",
        ],
        "the totals say that there is no page 4"
    );
}

#[tokio::test]
async fn pages_have_their_totals() {
    let server = serving(orders);
    let pages: Vec<_> = scripted(&server)
        .orders()
        .list()
        .page(2)
        .pages()
        .try_collect()
        .await
        .expect("two pages");
    let sizes: Vec<_> = pages
        .iter()
        .map(|page| page.value.orders.as_ref().map_or(0, Vec::len))
        .collect();
    assert_eq!(sizes, [20, 5]);
    let totals = pages[1].value.pagination.as_ref().expect("totals");
    assert_eq!(
        (totals.total_count, totals.total_page_count, totals.current_page),
        (Some(45), Some(3), Some(3))
    );
    assert!(pages[0].next.is_some() && pages[1].next.is_none());
    assert_eq!(queries(&server), ["page=2", "page=3"]);
}

/// Some accounts hide entries, so that a page is short and there is another one all the same.
#[tokio::test]
async fn a_short_page_is_not_the_end_where_totals_say_more() {
    fn gaps(asked: &Captured) -> String {
        let page = number(asked, "page").unwrap_or(1);
        format!(r#"{{"success":true,"pagination":{{"totalPageCount":3}},"orders":[{{"id":{page}}}]}}"#)
    }
    let server = serving(gaps);
    let all: Vec<Order> = scripted(&server)
        .orders()
        .list()
        .items()
        .try_collect()
        .await
        .expect("all orders");
    assert_eq!(ids(&all), [Some(1), Some(2), Some(3)]);
}

#[tokio::test]
async fn a_listing_goes_on_where_it_stopped() {
    let server = serving(orders);
    let mut items = scripted(&server).orders().list().items();
    for _ in 0..23 {
        items.next().await.expect("another one").expect("readable");
    }
    let stored = items.cursor().expect("there is more").to_string();
    drop(items);

    let cursor: Cursor = stored.parse().expect("a stored cursor");
    assert_eq!(cursor.operation(), "orders.list");
    let rest: Vec<Order> = scripted(&server)
        .orders()
        .list()
        .resume_from(cursor.clone())
        .items()
        .try_collect()
        .await
        .expect("the rest");
    assert_eq!(ids(&rest), (23..45).map(Some).collect::<Vec<_>>());

    let foreign = scripted(&server)
        .customers()
        .list()
        .resume_from(cursor)
        .items()
        .next()
        .await
        .expect("an answer")
        .expect_err("refused");
    assert_eq!(foreign.kind(), ErrorKind::Build);
}

#[tokio::test]
async fn a_refusal_in_the_middle_can_be_read_on_from() {
    let server = Scripted::new()
        .answer(|asked| Response::new(orders(asked).into()))
        .reply(400, r#"{"success":false}"#);
    let mut items = scripted(&server).orders().list().items();
    let mut read = 0;
    let error = loop {
        match items.next().await.expect("an error before the end") {
            Ok(_) => read += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((read, error.operation()), (20, Some("orders.list")));
    let cursor = items.cursor().expect("there is more");
    let server = serving(orders);
    let rest: Vec<Order> = scripted(&server)
        .orders()
        .list()
        .resume_from(cursor)
        .items()
        .try_collect()
        .await
        .expect("the rest");
    assert_eq!(ids(&rest), (20..45).map(Some).collect::<Vec<_>>());
}

/// Unlike the operations of all accounts, those of one account go by pages.
#[tokio::test]
async fn bonus_operations_of_one_account_go_by_pages() {
    fn operations(asked: &Captured) -> String {
        let page = number(asked, "page").unwrap_or(1);
        let list = (1..=if page == 2 { 5 } else { 20 })
            .map(|at| format!(r#"{{"type":"credit_manual","amount":{at},"loyaltyAccount":{{"id":7}}}}"#))
            .collect::<Vec<_>>()
            .join(",");
        format!(
            r#"{{"success":true,"pagination":{{"limit":20,"totalCount":25,"currentPage":{page},"totalPageCount":2}},"bonusOperations":[{list}]}}"#
        )
    }
    let server = serving(operations);
    let filter = LoyaltyAccountOperationFilter::new().created_at_from("2026-02-01 00:00:00");
    let all: Vec<LoyaltyBonusOperation> = scripted(&server)
        .loyalty()
        .list_account_bonus_operations(7)
        .filter(filter)
        .items()
        .try_collect()
        .await
        .expect("all operations");
    assert_eq!(all.len(), 25);
    assert_eq!(all[24].loyalty_account.as_ref().and_then(|account| account.id), Some(7));
    assert_eq!(
        queries(&server),
        [
            "filter[createdAtFrom]=2026-02-01%2000%3A00%3A00",
            "filter[createdAtFrom]=2026-02-01%2000%3A00%3A00&page=2",
        ]
    );
}

/// Notes, packs, accounts and details of bonuses have pages too.
#[tokio::test]
async fn other_listings_read_all_their_pages() {
    fn pages(asked: &Captured) -> String {
        let page = number(asked, "page").unwrap_or(1);
        let list = objects((page - 1) * 20, (page * 20).min(45));
        let keys = ["notes", "packs", "loyaltyAccounts"].map(|key| format!(r#""{key}":[{list}],"#));
        let bonuses = ((page - 1) * 20..(page * 20).min(45))
            .map(|amount| format!(r#"{{"amount":{amount}}}"#))
            .collect::<Vec<_>>()
            .join(",");
        format!(
            r#"{{"success":true,{}"bonuses":[{bonuses}],"pagination":{{"limit":20,"totalCount":45,"currentPage":{page},"totalPageCount":3}}}}"#,
            keys.concat()
        )
    }
    let server = serving(pages);
    let crm = scripted(&server);
    assert_eq!(crm.customers().list_notes().items().count().await, 45);
    assert_eq!(crm.customers_corporate().list_notes().items().count().await, 45);
    assert_eq!(crm.order_packs().list().items().count().await, 45);
    assert_eq!(crm.loyalty().list_accounts().items().count().await, 45);
    let details = crm
        .loyalty()
        .list_account_bonus_details(1, LoyaltyBonusStatus::BurnSoon);
    assert_eq!(details.items().count().await, 45);
}
