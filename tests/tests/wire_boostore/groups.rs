//! Categories, producers and collections: three tables of the document that say the same of three things.

use futures_util::TryStreamExt;
use tradewire::Date;
use tradewire::testing::Scripted;
use tradewire_boostore::categories::CategoryData;
use tradewire_boostore::collections::CollectionData;
use tradewire_boostore::producers::ProducerData;
use tradewire_boostore::types::Language;
use tradewire_tests::{Wire, assert_sends};

use crate::{scripted, shop};

/// A test of all rows of one table. `name` is a text with what must be escaped in a path.
macro_rules! table {
    ($resource:ident, $data:ident, $parent_id:ident, $parent_name:ident, $lang:ident, $id:ident, $name:ident) => {
        #[test]
        fn $resource() {
            let wire = Wire::new();
            let group = shop(&wire).$resource();
            let name = stringify!($resource);
            let line = |verb: &str, rest: &str| {
                format!("{verb} /api/commerce/products/{name}{rest}?consumer_secret=YOUR_SECRET")
            };
            let keyed = |key: &str| format!("\"{}\"", key);
            let (id, parent, lang) = (
                keyed(stringify!($parent_id)),
                keyed(stringify!($parent_name)),
                keyed(stringify!($lang)),
            );
            let below = || $data::new().$parent_id(4).update_exists(true);
            let below_json = format!(r#"{{{id}:4,"update_exists":true}}"#);
            let rooted = || $data::new().$parent_name("main").$lang("ru").delete(false);
            let rooted_json = format!(r#"{{{parent}:"main",{lang}:"ru","delete":false}}"#);
            let list = format!(r#"{{"{name}":[{below_json},{rooted_json}]}}"#);
            assert_sends! { wire;
                group.list() => &*line("GET", "");
                group.list().page(2).per_page(500).ids([4, 5]).date_after(Date::from("2024-06-01")).date_before(Date::from("2024-06-30"))
                    .language(Language::Ua).id_min(3).id_max(9)
                    => format!(
                        "GET /api/commerce/products/{name}?page=2&per_page=500&{}=4,5&date_after=2024-06-01&date_before=2024-06-30\
                         &lang=ua&id_min=3&id_max=9&consumer_secret=YOUR_SECRET",
                        stringify!($id)
                    ).as_str();
                group.get(7) => &*line("GET", "/7");
                group.get_by_id(7) => &*line("GET", "/id/7");
                group.get_by_name("a b/c") => &*line("GET", "/name/a%20b%2Fc");
                group.create_many([below(), rooted()]) => (&*line("POST", ""), &*list);
                group.update_many([below(), rooted()]) => (&*line("PATCH", ""), &*list);
                group.update(7, below()) => (&*line("PATCH", "/7"), &*below_json);
                group.update_by_id(7, rooted()) => (&*line("PATCH", "/id/7"), &*rooted_json);
                group.update_by_name("x", below()) => (&*line("PATCH", "/name/x"), &*below_json);
            }
            wire.assert_covers("boostore", name);

            // A thing has a name of its own.
            let named = $data::new().$name("Tea").$id(7);
            let named_json = format!(r#"{{"{}":"Tea","{}":7}}"#, stringify!($name), stringify!($id));
            assert_sends! { wire; group.update(7, named) => (&*line("PATCH", "/7"), &*named_json); }

            // Below the root, the language of the parent is required.
            let refused = group
                .update(7, $data::new().$parent_name("main"))
                .send()
                .expect_err("no language");
            let expected = format!(
                "`{}`: required when `{}` is \"main\"",
                stringify!($lang),
                stringify!($parent_name)
            );
            assert!(refused.to_string().contains(&expected), "{refused}");
            let refused = group
                .create_many([rooted(), $data::new().$parent_name("main")])
                .send()
                .expect_err("no language");
            let expected = format!("`{name}[1].{}`: required when", stringify!($lang));
            assert!(refused.to_string().contains(&expected), "{refused}");
            group
                .update(7, $data::new().$parent_name("shoes"))
                .send_raw()
                .expect("elsewhere it is not");
        }
    };
}

table!(
    categories,
    CategoryData,
    category_parent_id,
    category_parent_name,
    category_lang,
    category_id,
    category_name
);
table!(
    producers,
    ProducerData,
    producer_parent_id,
    producer_parent_name,
    producer_lang,
    producer_id,
    producer_name
);
table!(
    collections,
    CollectionData,
    collection_parent_id,
    collection_parent_name,
    collection_lang,
    collection_id,
    collection_name
);

/// Groups page like products: every page is read, and the stream ends with the totals.
#[tokio::test]
async fn groups_stream_over_all_pages() {
    let page = |name: &str, id: &str, ids: [i64; 2]| {
        let [first, second] = ids;
        format!(r#"{{"{name}":[{{"{id}":{first}}},{{"{id}":"{second}"}}],"total":4,"total_pages":2}}"#)
    };
    let server = Scripted::new()
        .reply(200, page("categories", "category_id", [1, 2]))
        .reply(200, page("categories", "category_id", [3, 4]))
        .reply(200, page("producers", "producer_id", [1, 2]))
        .reply(200, page("producers", "producer_id", [3, 4]))
        .reply(200, page("collections", "collection_id", [1, 2]))
        .reply(200, page("collections", "collection_id", [3, 4]));
    let shop = scripted(&server);
    let categories: Vec<i64> = shop
        .categories()
        .list()
        .items()
        .map_ok(|category| category.category_id)
        .try_collect()
        .await
        .expect("categories");
    let producers: Vec<i64> = shop
        .producers()
        .list()
        .items()
        .map_ok(|producer| producer.producer_id)
        .try_collect()
        .await
        .expect("producers");
    let collections: Vec<i64> = shop
        .collections()
        .list()
        .items()
        .map_ok(|collection| collection.collection_id)
        .try_collect()
        .await
        .expect("collections");
    for ids in [categories, producers, collections] {
        assert_eq!(ids, [1, 2, 3, 4]);
    }
    assert_eq!(server.requests().len(), 6);
    assert_eq!(server.requests()[1].query_text(), "page=2&consumer_secret=YOUR_SECRET");
}
