//! Listings: an element that cannot be read is told in its place, loses no other, and is never cut out in silence.

use futures_util::StreamExt;
use tradewire::http::{HeaderMap, StatusCode};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Bytes, Error, ErrorKind, FromCore, Operation, Tolerance};
use tradewire_commercehq::products::ListProducts as ListCommerceProducts;
use tradewire_insales::products::ListProducts;
use tradewire_onebox::orders::GetOrder as GetBoxOrder;
use tradewire_retailcrm::orders::ListOrders;

/// A client on a scripted server.
fn client<C: FromCore>(server: &Scripted, credentials: tradewire::Credentials) -> C {
    let builder = tradewire::Builder::<C>::new("https://shop.example").transport(server.clone());
    let builder = builder.credentials(credentials);
    builder.clock(SetClock::new()).build().expect("a client")
}

fn insales<C: FromCore>(server: &Scripted) -> C {
    client(
        server,
        tradewire_insales::Credentials::basic(tradewire_insales::BasicCredentials {
            app_id: "app".into(),
            password: "password".into(),
        }),
    )
}

/// Texts that are no product, JSON or not. Their ends can be told.
const BAD: &[&str] = &[
    r#"{"id":"two"}"#,
    r#"{"title":"no id"}"#,
    r#"{"id":2,"id":{}}"#,
    r#""two""#,
    "null",
    "[]",
    r#"{"zz":1}"#,
    r#"{"id":"\ud83d"}"#,
    "{\"id\":\"a\ttab\"}",
    r#"{"id":NaN}"#,
    r#"{"id":2,,"title":"x"}"#,
    "{id:2}",
];

fn page(middle: &str) -> String {
    format!(r#"[{{"id":1}},{middle},{{"id":3}}]"#)
}

/// What `items` hands out: ids, and for errors position and text of the element.
type Handed = Result<i64, (usize, String)>;

fn handed(item: Result<tradewire_insales::products::Product, Error>) -> Handed {
    item.map(|product| product.id).map_err(|error| {
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(
            (error.operation(), error.status().map(|status| status.as_u16())),
            (Some("products.list"), Some(200))
        );
        let element = error
            .element()
            .unwrap_or_else(|| panic!("not about an element: {error:?}"));
        (element.index, element.raw.clone())
    })
}

#[tokio::test]
async fn a_stream_tells_an_element_in_its_place_and_goes_on() {
    for bad in BAD {
        let script = || {
            Scripted::new()
                .reply(200, page(bad))
                .reply(200, r#"[{"id":4}]"#)
                .reply(200, "[]")
        };
        let told = |bad: &str| vec![Ok(1), Err((1, bad.to_owned())), Ok(3), Ok(4)];
        let shop: tradewire_insales::Client = insales(&script());
        let all: Vec<Handed> = shop.products().list().per_page(3).items().map(handed).collect().await;
        assert_eq!(all, told(bad));
        let all: Vec<Handed> = blocking(bad, &script(), Tolerance::Whole);
        assert_eq!(all, told(bad));
        let left = blocking(bad, &script(), Tolerance::Skip);
        assert_eq!(left, [Ok(1), Ok(3), Ok(4)], "{bad}");
    }
}

/// The blocking client; on a thread of its own, as it must not block a runtime.
fn blocking(bad: &str, server: &Scripted, tolerance: Tolerance) -> Vec<Handed> {
    let server = server.clone();
    let work = move || {
        let shop: tradewire_insales::blocking::Client = insales(&server);
        let mut items = shop.products().list().per_page(3).tolerance(tolerance).items();
        let all: Vec<Handed> = items.by_ref().map(handed).collect();
        assert_eq!((items.rejected_total(), items.rejected().len()), (1, 1));
        all
    };
    std::thread::spawn(work).join().unwrap_or_else(|_| panic!("{bad}"))
}

#[tokio::test]
async fn a_single_call_is_an_error_that_has_the_others() {
    for bad in BAD {
        let server = Scripted::new().reply(200, page(bad)).reply(200, page(bad));
        let shop: tradewire_insales::Client = insales(&server);
        let error = shop.products().list().send().await.expect_err(bad);
        let [rejected] = error.rejected() else {
            panic!("{bad}: {error:?}")
        };
        assert_eq!(
            (rejected.index, rejected.path.as_str(), rejected.raw.as_str()),
            (1, "$[1]", *bad)
        );
        let others = error.partial::<ListProducts>().expect("the others").expect("readable");
        assert_eq!(others.iter().map(|product| product.id).collect::<Vec<_>>(), [1, 3]);
        assert!(error.element().is_none() && error.partial::<ListOrders>().is_none());

        let replied = shop
            .products()
            .list()
            .tolerance(Tolerance::Skip)
            .send_with_metadata()
            .await
            .expect(bad);
        assert_eq!((replied.value.len(), replied.metadata.rejected_total), (2, 1));
    }
}

#[tokio::test]
async fn pages_with_such_elements_are_errors_between_pages() {
    let server = Scripted::new()
        .reply(200, page("2"))
        .reply(200, r#"[{"id":4},{"id":5},{"id":6}]"#)
        .reply(200, "[]");
    let shop: tradewire_insales::Client = insales(&server);
    let mut pages = shop.products().list().per_page(3).pages();
    let error = pages.next().await.expect("a page").expect_err("not whole");
    assert_eq!(
        error
            .partial::<ListProducts>()
            .expect("the others")
            .expect("readable")
            .len(),
        2
    );
    assert!(pages.cursor().is_some(), "it points behind that page");
    assert_eq!(pages.next().await.expect("the next one").expect("whole").value.len(), 3);
}

/// Wrapped lists, lists in optional fields, and without a client.
#[test]
fn on_every_platform() {
    fn read<O: Operation>(json: &str) -> Error {
        let outcome = O::decode(StatusCode::OK, &HeaderMap::new(), &Bytes::from(json.to_owned()));
        outcome.map(drop).expect_err(json)
    }
    let error =
        read::<ListOrders>(r#"{"success":true,"orders":[{"id":1},[1],{"id":3}],"pagination":{"totalPageCount":1}}"#);
    assert_eq!(error.rejected()[0].path, "$.orders[1]");
    let page = error.partial::<ListOrders>().expect("the others").expect("readable");
    assert_eq!(page.orders.map(|orders| orders.len()), Some(2));
    let error = read::<ListCommerceProducts>(r#"{"items":["x",{"id":1}],"_meta":{"pageCount":1}}"#);
    assert_eq!(error.rejected()[0].path, "$.items[0]");
    // The only element cannot be read: that is not "there is none".
    for only in [r#"[{"ordername":"no id"}]"#, r#"{"orders":[{"ordername":"no id"}]}"#] {
        let error = read::<GetBoxOrder>(only);
        assert_eq!((error.rejected().len(), error.rejected()[0].index), (1, 0), "{only}");
    }
}

/// A listing whose list is not there is something else, whatever the status.
#[tokio::test]
async fn no_list_is_no_empty_listing() {
    for refusal in [
        r#"{"errorMsg":"Access denied."}"#,
        r#"{"message":"Too many"}"#,
        r#"{"error":"x"}"#,
        r#"{"success":true}"#,
        r#"{"success":true,"orders":"none"}"#,
        r#"{"success":true,"orders":{"error":"x"}}"#,
        "{}",
    ] {
        let server = Scripted::new().reply(200, refusal).reply(200, refusal);
        let crm: tradewire_retailcrm::Client = client(&server, tradewire_retailcrm::Credentials::api_key("key"));
        let first = crm.orders().list().items().next().await;
        let error = first
            .unwrap_or_else(|| panic!("{refusal} passed for an empty listing"))
            .expect_err(refusal);
        assert!(error.element().is_none(), "{error:?}");
        assert!(crm.orders().list().send().await.is_err(), "{refusal}");
    }
    for empty in [
        r#"{"success":true,"orders":[]}"#,
        r#"{"success":true,"orders":null}"#,
        r#"{"success":true,"orders":""}"#,
    ] {
        let server = Scripted::new().reply(200, empty);
        let crm: tradewire_retailcrm::Client = client(&server, tradewire_retailcrm::Credentials::api_key("key"));
        assert!(crm.orders().list().items().next().await.is_none(), "{empty}");
    }
}

/// Totals and signs of failure behind an element that is no JSON are found.
#[tokio::test]
async fn broken_text_hides_nothing_behind_it() {
    let one = r#"{"orders":[{"id":NaN},"\ud83d"],"pagination":{"currentPage":1,"totalPageCount":2},"success":true}"#;
    let two = r#"{"orders":[{"id":9}],"pagination":{"currentPage":2,"totalPageCount":2},"success":true}"#;
    let server = Scripted::new().reply(200, one).reply(200, two);
    let crm: tradewire_retailcrm::Client = client(&server, tradewire_retailcrm::Credentials::api_key("key"));
    let all: Vec<_> = crm.orders().list().items().collect().await;
    let kinds: Vec<_> = all
        .iter()
        .map(|item| {
            item.as_ref()
                .map(|order| order.id)
                .map_err(|error| error.element().is_some())
        })
        .collect();
    assert_eq!(
        kinds,
        [Ok(None), Err(true), Ok(Some(9))],
        "the id that is no number is kept as text"
    );
    let refused = r#"{"orders":["\ud83d"],"success":false,"errorMsg":"No."}"#;
    let server = Scripted::new().reply(200, refused);
    let crm: tradewire_retailcrm::Client = client(&server, tradewire_retailcrm::Credentials::api_key("key"));
    let error = crm.orders().list().send().await.expect_err("refused");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("No.")));
}

/// Cut off, nothing can be trusted: the page is one error.
#[test]
fn text_without_an_end_fails_the_page() {
    for text in [
        r#"[{"id":1},{"id":2"#,
        r#"[{"id":1},{"id":"x}]"#,
        r#"[{"id":1}"#,
        r#"[{"id":1] ]"#,
    ] {
        let outcome = ListProducts::decode(StatusCode::OK, &HeaderMap::new(), &Bytes::from(text));
        let error = outcome.expect_err(text);
        assert!(
            error.rejected().is_empty() && error.partial::<ListProducts>().is_none(),
            "{error:?}"
        );
    }
}
