//! One reply at a time: what does not fit its field, and what nobody documented, is in the value, or the reply is an error.

use tradewire::http::{HeaderMap, StatusCode};
use tradewire::json::{DecodeErrorKind, to_string};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Bytes, Error, ErrorKind, Extra, Operation, Tolerance, Whole};
use tradewire_boostore::products::ListProducts as ListBoostoreProducts;
use tradewire_commercehq::products::GetProduct as GetCommerceProduct;
use tradewire_insales::orders::GetOrder;
use tradewire_insales::products::{DeleteProduct, GetProduct};
use tradewire_onebox::orders::GetOrder as GetBoxOrder;
use tradewire_retailcrm::orders::GetOrder as GetCrmOrder;

/// Reads a reply without any transport.
fn read<O: Operation>(json: &str) -> Result<O::Output, Error> {
    O::decode(StatusCode::OK, &HeaderMap::new(), &Bytes::from(json.to_owned()))
}

fn app() -> tradewire::Credentials {
    tradewire::Credentials::scheme(
        "basic",
        [("app_id", "app".to_owned()), ("password", "password".to_owned())],
    )
}

fn insales(server: &Scripted) -> tradewire_insales::Client {
    let builder = tradewire_insales::Client::builder("https://shop.example").transport(server.clone());
    let builder = builder.credentials(app());
    builder.clock(SetClock::new()).build().expect("a client")
}

/// Odd values of optional fields: the object is there, the field is empty, the text is kept and the value says so.
#[test]
fn an_odd_value_costs_its_field_and_is_kept() {
    for (key, odd) in [
        ("available", "\"yes\""),
        ("available", "\"on\""),
        ("category_id", "1.5"),
        ("category_id", "false"),
        ("images", "false"),
        ("created_at", r#"{"date":"2026-01-31"}"#),
        ("variants", r#"[{"id":1},{"price":"12,50"}]"#),
        ("variants", r#"[{"id":{}}]"#),
    ] {
        let text = format!(r#"{{"id":2,"title":"Shirt","{key}":{odd}}}"#);
        let product = read::<GetProduct>(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!((product.id, product.title.as_deref()), (2, Some("Shirt")));
        assert_eq!(product.extra.raw(key), Some(odd));
        assert_eq!(product.misfits(), [format!("$.{key}")]);
        assert_eq!(
            to_string(&product).as_deref(),
            Ok(text.as_str()),
            "nothing is gone when it is written again"
        );
    }
    for fine in ["1", "\"0\"", "true", "null", "\"\""] {
        let product = read::<GetProduct>(&format!(r#"{{"id":2,"available":{fine}}}"#)).expect("readable");
        assert!(product.is_whole() && product.extra.is_empty(), "{fine}");
    }
}

/// The same on other platforms, at other depths.
#[test]
fn misfits_are_named_by_their_path() {
    let order = read::<GetCrmOrder>(
        r#"{"success":true,"order":{"id":1,"createdAt":{"date":"x"},"items":[{"id":1},{"id":2,"quantity":"many"}]}}"#,
    )
    .expect("readable");
    assert_eq!(order.misfits().len(), 2, "{:?}", order.misfits());
    assert!(
        order.misfits().contains(&"$.order.items[1].quantity".to_owned()),
        "{:?}",
        order.misfits()
    );
    let product = read::<GetCommerceProduct>(r#"{"id":1,"variants":[{"id":1,"price":"12,50"}]}"#).expect("readable");
    assert_eq!(product.misfits(), ["$.variants[0].price"]);
    let order = read::<GetBoxOrder>(r#"[{"orderid":"1","sum":"many","gabarite":"10x20x30"}]"#).expect("readable");
    assert!(
        !order.is_whole() && order.extra.raw("sum") == Some("\"many\""),
        "{order:?}"
    );
}

/// An order is never handed out short of a line.
#[test]
fn a_required_list_with_an_unreadable_element_is_an_error() {
    let text = r#"{"id":1,"order_lines":[{"id":1},{"id":"two"}]}"#;
    let error = read::<GetOrder>(text).expect_err("an order short of a line");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("$.order_lines[1].id"), "{error}");
    let order = read::<GetOrder>(r#"{"id":1,"order_lines":[{"id":1,"quantity":"many"},{"id":2}]}"#).expect("readable");
    assert_eq!(order.order_lines.len(), 2);
    assert_eq!(order.misfits(), ["$.order_lines[0].quantity"]);
}

/// Keys that nobody documented are kept at any depth, also in types that the specs do not call open.
#[test]
fn unknown_keys_are_kept_everywhere() {
    let text = r#"{"id":1,"order_lines":[{"id":1,"zz":{"a":[1, 2]}}],"zz":"3.0"}"#;
    let order = read::<GetOrder>(text).expect("readable");
    assert!(order.is_whole(), "what is unknown is no misfit");
    assert_eq!(order.order_lines[0].extra.raw("zz"), Some(r#"{"a":[1, 2]}"#));
    assert_eq!(to_string(&order).as_deref(), Ok(text));
    let text = r#"{"success":true,"order":{"id":1,"items":[{"id":1,"zz":[{}]}],"zz":null}}"#;
    let written = to_string(&read::<GetCrmOrder>(text).expect("readable")).expect("JSON");
    assert!(
        written.contains(r#""zz":[{}]"#) && written.contains(r#""zz":null"#),
        "{written}"
    );
}

/// A field that is set later wins over what was kept for it.
#[test]
fn a_misfit_gives_way_to_what_is_set() {
    let mut product = read::<GetProduct>(r#"{"id":2,"available":"yes","zz":1}"#).expect("readable");
    assert!(!product.is_whole());
    product.available = Some(true);
    assert!(product.is_whole());
    assert_eq!(
        to_string(&product).as_deref(),
        Ok(r#"{"id":2,"available":true,"zz":1}"#)
    );
}

/// Text that is no JSON costs the value that it stands in, and cannot be sent on by mistake.
#[test]
fn broken_text_costs_its_value() {
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for broken in ["\"half an emoji \\ud83d\"", "\"a\ttab\"", "NaN", "\"\\x\"", &deep] {
        for key in ["title", "zz"] {
            let text = format!(r#"{{"id":2,"{key}":{broken},"category_id":3}}"#);
            let product = read::<GetProduct>(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((product.category_id, product.extra.raw(key)), (Some(3), Some(broken)));
            assert_eq!(product.misfits(), [format!("$.{key}")]);
            assert_eq!(
                to_string(&product).map_err(|error| error.path().to_owned()),
                Err(format!("$.{key}"))
            );
        }
    }
    assert!(
        read::<GetProduct>(r#"{"id":"\ud83d"}"#).is_err(),
        "what is required cannot do without"
    );
    assert!(read::<GetProduct>(r#"{"id":2,"title":"never ends}"#).is_err());
}

/// A missing list is not an empty one.
#[test]
fn what_is_required_must_be_there() {
    for refusal in [r#"{"id":1}"#, r#"{"id":1,"orderLines":[]}"#] {
        assert!(read::<GetOrder>(refusal).is_err(), "{refusal}");
    }
    for refusal in [
        r#"{"message":"Access denied"}"#,
        r#"{"status":"error"}"#,
        r#"{"errors":["x"]}"#,
        "{}",
    ] {
        assert!(read::<ListBoostoreProducts>(refusal).is_err(), "{refusal}");
    }
}

/// An object of which no key is known is something else; its message is told.
#[test]
fn something_else_is_an_error() {
    for refusal in [r#"{"errorMsg":"Access denied."}"#, r#"{"zz":1,"yy":{"id":2}}"#] {
        for error in [
            read::<GetCrmOrder>(refusal).expect_err(refusal),
            read::<GetCommerceProduct>(refusal).expect_err(refusal),
            read::<tradewire_commercehq::orders::GetOrder>(refusal).expect_err(refusal),
        ] {
            let source = std::error::Error::source(&error)
                .and_then(|source| source.downcast_ref::<tradewire::json::DecodeError>());
            assert_eq!(
                source.map(tradewire::json::DecodeError::kind),
                Some(DecodeErrorKind::Foreign),
                "{error}"
            );
        }
    }
    assert!(read::<GetCrmOrder>("{}").is_ok(), "nothing is nothing else");
}

/// Strictly, nothing of all that passes.
#[tokio::test]
async fn strictly_everything_is_an_error() {
    for odd in [r#"{"id":2,"zz":1}"#, r#"{"id":2,"available":"yes"}"#, r#"{"id":"2"}"#] {
        let server = Scripted::new().reply(200, odd).reply(200, odd);
        let shop = insales(&server);
        assert!(
            shop.products()
                .get(2)
                .tolerance(Tolerance::Strict)
                .send()
                .await
                .is_err(),
            "{odd}"
        );
        assert!(shop.products().get(2).send().await.is_ok(), "{odd}");
    }
}

/// What did not fit is told beside the value, too.
#[tokio::test]
async fn metadata_tells_of_misfits() {
    let server = Scripted::new().reply(
        200,
        r#"{"id":2,"available":"yes","images":[{"id":1,"position":"first"}]}"#,
    );
    let replied = insales(&server)
        .products()
        .get(2)
        .send_with_metadata()
        .await
        .expect("readable");
    let paths: Vec<_> = replied
        .metadata
        .misfits
        .iter()
        .map(|misfit| misfit.path.as_str())
        .collect();
    assert_eq!(paths, ["$.available", "$.images[0].position"]);
    assert_eq!(replied.metadata.misfits_total, 2);
}

/// A deletion is done when the status says so.
#[test]
fn deletions_may_be_answered_by_nothing() {
    for (status, body) in [(204, ""), (200, ""), (200, " \n"), (200, r#"{"status":"ok"}"#)] {
        let status = StatusCode::from_u16(status).expect("a status");
        let done = DeleteProduct::decode(status, &HeaderMap::new(), &Bytes::from(body));
        let done = done.unwrap_or_else(|error| panic!("{status} {body:?}: {error}"));
        let said = body.contains("ok").then_some("ok");
        assert_eq!(done.status.as_deref(), said, "what nobody said is not made up");
    }
    let none = GetProduct::decode(StatusCode::OK, &HeaderMap::new(), &Bytes::new());
    assert!(none.is_err(), "a product is no nothing");
    assert!(read::<DeleteProduct>(r#"{"message":"not today"}"#).is_err());
}

/// Small text can become a large value; a bound on it is an error that no optional field swallows.
#[tokio::test]
async fn memory_is_bounded() {
    let lines = format!(
        r#"{{"id":1,"order_lines":[{}{{"id":1}}]}}"#,
        r#"{"id":1},"#.repeat(20_000)
    );
    let products = format!(r#"{{"id":1,"variants":[{}{{"id":1}}]}}"#, r#"{"id":1},"#.repeat(20_000));
    let server = Scripted::new()
        .reply(200, lines.clone())
        .reply(200, products)
        .reply(200, lines);
    let builder = tradewire_insales::Client::builder("https://shop.example").transport(server.clone());
    let builder = builder.credentials(app());
    let shop = builder
        .max_memory(2_000_000)
        .clock(SetClock::new())
        .build()
        .expect("a client");
    for error in [
        shop.orders().get(1).send().await.map(drop).expect_err("too large"),
        shop.products()
            .get(1)
            .send()
            .await
            .map(drop)
            .expect_err("too large, though optional"),
    ] {
        assert!(error.to_string().contains("`max_memory`"), "{error}");
    }
    assert_eq!(
        insales(&server)
            .orders()
            .get(1)
            .send()
            .await
            .expect("in bounds")
            .order_lines
            .len(),
        20_001
    );
}

/// Members can be put in, looked up and taken out.
#[test]
fn extra_is_a_map_of_texts() {
    let mut extra: Extra = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
    assert_eq!((extra.len(), extra.get("a")), (2, Some(3.into())));
    extra.insert("c \"d\"", "x");
    assert_eq!(extra.keys().collect::<Vec<_>>(), ["a", "b", "c \"d\""]);
    assert_eq!(extra.read::<String>("c \"d\""), Some(Ok("x".to_owned())));
    assert!(extra.remove("b") && !extra.remove("b") && !extra.contains_key("b"));
    assert_eq!(to_string(&extra).as_deref(), Ok(r#"{"a":3,"c \"d\"":"x"}"#));
    assert_eq!(
        extra,
        [("c \"d\"", tradewire::Json::from("x")), ("a", 3.into())]
            .into_iter()
            .collect()
    );
    assert!(format!("{:?}", Extra::from_iter([("k", "x".repeat(100_000))])).len() < 300);
}
