//! Categories, producers and collections: three tables of the document that say the same of three things.

use tradewire_boostore::categories::CategoryData;
use tradewire_boostore::collections::CollectionData;
use tradewire_boostore::producers::ProducerData;
use tradewire_tests::{Wire, assert_sends};

use crate::shop;

/// A test of all rows of one table. `name` is a text with what must be escaped in a path.
macro_rules! table {
    ($resource:ident, $data:ident, $parent_id:ident, $parent_name:ident, $lang:ident) => {
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
    category_lang
);
table!(
    producers,
    ProducerData,
    producer_parent_id,
    producer_parent_name,
    producer_lang
);
table!(
    collections,
    CollectionData,
    collection_parent_id,
    collection_parent_name,
    collection_lang
);
