//! Addresses and headers that go out, byte for byte.

mod tables;

use bytes::Bytes;
use http::Request;
use tables::{GET, POST, build, json, stamp, target, try_build};
use tradewire::{BaseUrl, BodyShape, Credentials, ListStyle, Meta, Operation};

#[test]
fn paths_are_filled_in_any_order() {
    operation!(
        Get,
        Meta {
            path: "/api/{kind}/{id}.json",
            ..GET
        },
        |w| {
            w.path("id", &42_i64)?;
            w.path("kind", &"a b/ё")
        }
    );
    assert_eq!(target(&Get), "/api/a%20b%2F%D1%91/42.json");
}

#[test]
fn bad_path_values_name_the_operation_and_the_parameter() {
    operation!(Empty, Meta { path: "/{id}", ..GET }, |w| w.path("id", &""));
    operation!(Absent, Meta { path: "/{id}", ..GET }, |w| w.path("id", &None::<i64>));
    operation!(Forgotten, Meta { path: "/{id}", ..GET }, |_w| Ok(()));
    operation!(Object, Meta { path: "/{id}", ..GET }, |w| w.path("id", &json("{}")));
    let told = |error: tradewire::Error| error.to_string();
    assert_eq!(
        told(try_build(&Empty).unwrap_err()),
        "sample things.do: path parameter `id` is empty"
    );
    assert_eq!(
        told(try_build(&Absent).unwrap_err()),
        "sample things.do: path parameter `id` is missing"
    );
    assert_eq!(
        told(try_build(&Forgotten).unwrap_err()),
        "sample things.do: path parameter `id` is missing"
    );
    assert_eq!(
        told(try_build(&Object).unwrap_err()),
        "sample things.do: path parameter `id` must be a single value"
    );
}

#[test]
fn queries_of_every_kind() {
    operation!(List, GET, |w| {
        w.query("page", ListStyle::Brackets, &Some(2_i64))?;
        w.query("absent", ListStyle::Brackets, &None::<i64>)?;
        w.query(
            "filter",
            ListStyle::Brackets,
            &json(r#"{"ids":[1,2],"since":"2024-01-01 00:00:00+03","x":{"y":true}}"#),
        )?;
        w.query("sort", ListStyle::Comma, &json(r#"["!title","id"]"#))?;
        w.query("tags[]", ListStyle::Brackets, &json(r#"["a&b"]"#))?;
        w.query_family("custom_{key}_from", ListStyle::Brackets, &json(r#"{"ключ":1}"#))?;
        w.query_family("price{n}", ListStyle::Brackets, &json(r#"{"2":9.50}"#))?;
        w.query_const("statistic_sell", None)?;
        w.query_const("v", Some("1"))
    });
    assert_eq!(
        target(&List),
        "/api/things?page=2&filter[ids][]=1&filter[ids][]=2&filter[since]=2024-01-01%2000%3A00%3A00%2B03&filter[x][y]=true\
         &sort=%21title,id&tags[]=a%26b&custom_%D0%BA%D0%BB%D1%8E%D1%87_from=1&price2=9.50&statistic_sell&v=1"
    );
}

#[test]
fn booleans_follow_the_platform() {
    operation!(Words, GET, |w| w.query("a", ListStyle::Comma, &json("[true,false]")));
    operation!(
        Digits,
        Meta {
            platform: &tables::DIGITS,
            ..GET
        },
        |w| w.query("a", ListStyle::Comma, &json("[true,false]"))
    );
    assert_eq!(target(&Words), "/api/things?a=true,false");
    assert_eq!(target(&Digits), "/api/things?a=1,0");
}

#[test]
fn bad_families_are_refused() {
    operation!(Word, GET, |w| w.query_family(
        "price{n}",
        ListStyle::Brackets,
        &json(r#"{"x":1}"#)
    ));
    operation!(Bracket, GET, |w| w.query_family(
        "custom_{key}",
        ListStyle::Brackets,
        &json(r#"{"a[b":1}"#)
    ));
    operation!(List, GET, |w| w.query_family(
        "custom_{key}",
        ListStyle::Brackets,
        &json("[1]")
    ));
    assert!(try_build(&Word).is_err());
    assert!(try_build(&Bracket).is_err());
    assert!(try_build(&List).is_err());
}

#[test]
fn headers_are_written_and_checked() {
    operation!(Plain, GET, |w| {
        w.header("X-Client-Id", &"a1")?;
        w.header("X-List", &json("[1,true]"))?;
        w.header("X-Absent", &None::<String>)
    });
    operation!(Broken, GET, |w| w.header("X-A", &"a\r\nX-B: canary"));
    operation!(Object, GET, |w| w.header("X-A", &json("{}")));
    let request = build(&Plain);
    assert_eq!(request.headers()["x-client-id"], "a1");
    assert_eq!(request.headers()["x-list"], "1, true");
    assert!(!request.headers().contains_key("x-absent"));
    let error = try_build(&Broken).unwrap_err().to_string();
    assert!(error.contains("header `X-A`") && !error.contains("canary"), "{error}");
    assert!(try_build(&Object).is_err());
}

#[test]
fn values_without_a_json_form_are_refused() {
    operation!(
        Nan,
        Meta {
            body: BodyShape::JSON,
            ..POST
        },
        |w| w.body(&vec![1.0, f64::NAN])
    );
    operation!(Query, GET, |w| w.query("a", ListStyle::Brackets, &f64::INFINITY));
    let error = try_build(&Nan).unwrap_err().to_string();
    assert!(
        error.starts_with("sample things.do: the body cannot be written: ") && error.contains("$[1]"),
        "{error}"
    );
    assert!(
        try_build(&Query)
            .unwrap_err()
            .to_string()
            .starts_with("sample things.do: `a` cannot be written: ")
    );
}

#[test]
fn base_addresses_keep_their_prefix() {
    operation!(Read, GET, |_w| Ok(()));
    let none = Credentials::none();
    let request: Request<Bytes> = Read.request("http://localhost:8080/prefix/", &none).unwrap();
    assert_eq!(request.uri(), "http://localhost:8080/prefix/api/things");
    assert!(
        Read.request("shop.example", &none)
            .unwrap_err()
            .to_string()
            .starts_with("sample things.do: the base address")
    );
    let base = BaseUrl::parse("https://[::1]:8443").unwrap();
    let request = Read.prepare().unwrap().to_request(&base, &none, &stamp()).unwrap();
    assert_eq!(request.uri(), "https://[::1]:8443/api/things");
    assert_eq!(request.headers()["accept"], "application/json, */*;q=0.5");
}

#[test]
fn other_verbs_are_sent_as_they_are() {
    operation!(
        Update,
        Meta {
            method: "UPDATE",
            aliases: &["PATCH", "PUT"],
            ..POST
        },
        |_w| Ok(())
    );
    assert_eq!(build(&Update).method().as_str(), "UPDATE");
    let mut prepared = Update.prepare().unwrap();
    prepared.prefer_verb(&http::Method::PUT);
    prepared.prefer_verb(&http::Method::DELETE);
    assert_eq!(prepared.method(), "PUT");
}
