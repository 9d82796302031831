//! Titles for ids, all at once or of one kind.

use tradewire::testing::Scripted;
use tradewire::{Flag, Json};
use tradewire_commercehq::helpers::HelperKind;

use crate::scripted;

const ALL: &str = include_str!("../../../specs/commercehq/examples/helpers.list.1.response.json");

#[tokio::test]
async fn all_helpers_come_at_once() {
    let server = Scripted::new().reply(200, ALL);
    let helpers = scripted(&server).helpers().list().send().await.expect("helpers");
    let warehouses = helpers.warehouses.expect("warehouses");
    assert_eq!(
        (warehouses.len(), warehouses[2].id, warehouses[2].title.as_deref()),
        (3, 3, Some("Warehouse 3"))
    );
    assert_eq!(helpers.collections.expect("collections")[0].is_auto, Some(Flag(false)));
    assert_eq!(helpers.tags, None, "the sample has none");
}

/// The form of a narrower reply is not documented, so it is any JSON.
#[tokio::test]
async fn one_kind_comes_as_the_shop_writes_it() {
    let server = Scripted::new()
        .reply(200, r#"[{"id":1,"title":"new"}]"#)
        .reply(200, r#"{"tags":[{"id":1,"title":"new"}]}"#);
    let helpers = scripted(&server).helpers();
    let bare = helpers.get(HelperKind::Tags).send().await.expect("tags");
    let keyed = helpers.get(HelperKind::Tags).send().await.expect("tags");
    assert_eq!(bare.as_array().map(<[_]>::len), Some(1));
    assert_eq!(keyed.get("tags").and_then(Json::as_array), bare.as_array());
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.path() == "/api/v1/helpers/tags")
    );
}
