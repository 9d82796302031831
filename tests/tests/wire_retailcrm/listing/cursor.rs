//! Bonus operations go on from a cursor.

use futures_util::{StreamExt, TryStreamExt};
use tradewire::Decimal;
use tradewire::testing::Captured;

use super::{queries, serving};
use crate::scripted;

/// A cursor is opaque; there are no totals, and none on the last page.
#[tokio::test]
async fn bonus_operations_go_on_from_a_cursor() {
    fn bonuses(asked: &Captured) -> String {
        match asked.query("cursor").as_deref() {
            None => r#"{"success":true,"bonusOperations":[{"type":"credit_manual","amount":5}],"pagination":{"nextCursor":"a+b/=="}}"#,
            Some("a+b/==") => r#"{"success":true,"bonusOperations":[{"type":"burn","amount":-1}],"pagination":{"nextCursor":"c"}}"#,
            Some("c") => r#"{"success":true,"bonusOperations":[{"type":"charge_manual","amount":"-2.5"}],"pagination":{"nextCursor":null}}"#,
            Some(other) => panic!("cursor `{other}`"),
        }
        .to_owned()
    }
    let server = serving(bonuses);
    let loyalty = scripted(&server).loyalty();
    let amounts: Vec<_> = loyalty
        .list_bonus_operations()
        .limit(20)
        .items()
        .map_ok(|operation| operation.amount)
        .try_collect()
        .await
        .expect("all");
    assert_eq!(
        amounts,
        [
            Some(Decimal::new(5, 0)),
            Some(Decimal::new(-1, 0)),
            Some(Decimal::new(-25, 1))
        ]
    );
    assert_eq!(
        queries(&server),
        ["limit=20", "limit=20&cursor=a%2Bb%2F%3D%3D", "limit=20&cursor=c"]
    );
}

#[tokio::test]
async fn an_endless_server_is_not_read_for_ever() {
    fn same(_: &Captured) -> String {
        r#"{"success":true,"bonusOperations":[{"amount":1}],"pagination":{"nextCursor":"same"}}"#.to_owned()
    }
    let server = serving(same);
    let read = scripted(&server)
        .loyalty()
        .list_bonus_operations()
        .items()
        .count()
        .await;
    assert!(read <= 3 && server.requests().len() <= 3, "{read} elements");
}
