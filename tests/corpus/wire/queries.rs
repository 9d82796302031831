use tradewire_queries::things::*;

use tradewire::testing::Scripted;
use tradewire_queries::Client;

use crate::support::{client, line, run};

fn query(operation: &ListThings) -> String {
    let line = line(operation);
    let (_, query) = line.split_once('?').unwrap_or_default();
    query.replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn constants_go_by_themselves() {
    assert_eq!(query(&ListThings::new()), "statistic_sell&format=json");
}

#[test]
fn lists_in_every_style() {
    let mut list = ListThings::new();
    list.ids = Some(vec![1, 2]);
    list.sort = Some(vec!["name".into(), "!id".into()]);
    list.tags = Some(vec!["a".into(), "b".into()]);
    list.lines = Some(vec![Line::new(5).count(2)]);
    list.raw = Some(vec![1, 2]);
    let query = query(&list);
    assert!(query.contains("ids[]=1&ids[]=2"), "{query}");
    assert!(query.contains("sort=name,%21id"), "{query}");
    assert!(query.contains("tags=a&tags=b"), "{query}");
    assert!(query.contains("lines[0][id]=5&lines[0][count]=2"), "{query}");
    assert!(query.contains("raw=[1,2]"), "{query}");
}

#[test]
fn objects_families_and_scalars() {
    let mut list = ListThings::new();
    let mut filter = ThingFilter::new()
        .ids([3])
        .custom_fields([("color", tradewire::Json::from("red"))]);
    filter.extra.insert("x", "y");
    list.filter = Some(filter);
    list.custom.insert("size".into(), "L".into());
    list.customorder_from.insert("paid".into(), "2026-01-01".into());
    list.price_n.insert("2".into(), "9.90".parse().unwrap());
    list.since = Some("2026-01-01T10:00:00+03:00".into());
    list.archived = Some(true);
    let query = query(&list);
    for part in [
        "filter[ids][]=3",
        "filter[customFields][color]=red",
        "filter[x]=y",
        "custom_size=L",
        "customorder_paid_from=2026-01-01",
        "price2=9.90",
        "archived=1",
    ] {
        assert!(query.split('&').any(|pair| pair == part), "{part} in {query}");
    }
    assert!(query.contains("%2B03"), "the plus of an offset is escaped: {query}");
}

#[test]
fn parameters_of_a_post_stay_in_the_query() {
    let mut search = SearchThings::new(SearchThingsRequired {
        q: "a b".into(),
        x_shop: "main".into(),
    });
    search.page = Some(2);
    assert_eq!(
        line(&search).replace('+', "%20"),
        "POST /things/search?q=a%20b&page=2&all=1"
    );
    assert_eq!(crate::support::body(&search), "");
    let request = crate::support::request(&search);
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    assert_eq!(
        (
            header("x-shop").as_deref(),
            header("x-version").as_deref(),
            header("x-page")
        ),
        (Some("main"), Some("2"), None)
    );
}

/// A handle has the async client unless another is named.
async fn first(things: &Things) -> Result<usize, tradewire::Error> {
    Ok(things.list().await?.things.unwrap_or_default().len())
}

#[test]
fn calls_are_awaited() {
    let server = Scripted::new().reply(200, r#"{"things":[1,2]}"#);
    let api: Client = client(&server);
    let quick = api.with(|settings| settings.header("X-Run", "nightly")).unwrap();
    assert_eq!(run(first(&quick.things())).unwrap(), 2);
    assert_eq!(server.last_request().header("x-run"), Some("nightly"));
}

#[test]
fn what_has_a_setter_is_not_added_by_hand() {
    let server = Scripted::new();
    let api: Client = client(&server);
    for (name, setter) in [("udate", "updated_since"), ("maxPrice", "max_price"), ("ids[]", "ids")] {
        let error = run(api.things().list().extra_query(name, "1").send()).unwrap_err();
        assert!(error.to_string().contains(&format!(": `.{setter}(…)`")), "{error}");
    }
    assert!(server.requests().is_empty());
}
