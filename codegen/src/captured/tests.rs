use serde_json::json;

use super::secrets::BLOT;
use super::*;

fn read(file: &str, content: &str) -> Result<Captured, String> {
    let mut captured = Captured::default();
    captured
        .add(file, content.as_bytes())
        .map_err(|error| error.to_string())?;
    Ok(captured)
}

#[test]
fn json_and_json_lines_are_told_apart() {
    let one = read("a.json", "\u{feff}{\n \"id\": 1}").expect("JSON");
    assert_eq!(
        one.samples[0],
        Sample {
            origin: "a.json".to_owned(),
            value: json!({"id": 1})
        }
    );
    let lines = read("a.jsonl", "{\"id\": 1}\r\n\n{\"id\": 2}\n").expect("lines");
    assert_eq!(
        lines.samples[1],
        Sample {
            origin: "a.jsonl:3".to_owned(),
            value: json!({"id": 2})
        }
    );
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (text, expected) in [
        ("", "a: it is empty"),
        ("{", "a: no JSON: EOF while parsing an object at line 1 column 1"),
        ("{}\n{]\n", "a: line 2, column 2: no JSON: key must be a string"),
    ] {
        assert_eq!(read("a", text).expect_err("no JSON"), expected);
    }
    assert!(Captured::default().add("a", b"\"\xff").is_err());
    let deep = "[".repeat(100_000);
    assert!(read("a", &deep).is_err(), "the nesting is bounded");
}

/// A HAR file whose one entry has a secret in every place that may have one.
const HAR: &str = r#"{"log": {"entries": [
  {"request": {"method": "get", "url": "https://shop.example/api/orders/7?page=2&api_key=S3cr3tKey", "headers": [
      {"name": "Authorization", "value": "Basic bG9naW5uYW1lOnBhc3N3b3JkMQ=="}, {"name": "X-Region", "value": "north"}],
     "cookies": [{"name": "sid", "value": "c00kieValue"}]},
   "response": {"status": 200, "content": {"mimeType": "application/json", "encoding": "base64",
     "text": "eyJpZCI6IDcsICJub3RlIjogInBhc3N3b3JkMSBhbmQgUzNjcjN0S2V5IiwgInRva2VuIjogIm90aGVyIiwgImMwMGtpZVZhbHVlIjogMX0="}}},
  {"comment": "no request"}
]}}"#;

#[test]
fn no_secret_of_a_har_file_is_handed_on() {
    let read = read("a.har", HAR).expect("HAR");
    let [exchange] = read.exchanges.as_slice() else {
        unreachable!("{read:?}")
    };
    assert_eq!(
        (exchange.method.as_str(), exchange.path.as_str(), exchange.status),
        ("GET", "/api/orders/7", 200)
    );
    assert_eq!(exchange.query, [("page".to_owned(), "2".to_owned())]);
    assert_eq!(exchange.headers, ["X-Region"]);
    assert_eq!(
        exchange.reply,
        Some(json!({"id": 7, "note": "[secret] and [secret]", "token": "[secret]", "[secret]": 1}))
    );
    let shown = format!("{read:?}");
    for secret in [
        "S3cr3tKey",
        "password1",
        "loginname",
        "c00kieValue",
        "bG9naW5uYW1l",
        "other",
    ] {
        assert!(!shown.contains(secret) || secret == "other", "{secret}: {shown}");
    }
    assert_eq!(
        read.left_out.iter().map(String::as_str).collect::<Vec<_>>(),
        ["Authorization", "api_key"]
    );
}

/// Credentials in forms, cookies, addresses, nested fields, and under names that only the platform knows.
const MORE: &str = r#"{"log": {"entries": [
  {"request": {"method": "POST", "url": "https://bob:pa55phrase@shop.example/hooks/aB3dE5fG7hJ9kL1mN3pQ5r/send?shop_code=9988776655&q=a%2Fb", "headers": [
      {"name": "X-Shop", "value": "Qwerty12345"}, {"name": "Set-Cookie", "value": "sid=cook1eVa1ue; Path=/"}],
     "postData": {"mimeType": "application/x-www-form-urlencoded; charset=utf-8", "text": "password=f0rm%2Fpass&a=1",
       "params": [{"name": "pwd", "value": "l1stedpass"}]}},
   "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text":
     "{\"tokens\": [\"t0ken-one\", {\"x\": \"t0ken-two\"}], \"secret\": {\"n\": 12345678}, \"again\": \"t0ken-two!\", \"all\": \"f0rm/pass f0rm%2Fpass l1stedpass pa55phrase cook1eVa1ue Qwerty12345 9988776655\", \"next\": \"https://shop.example/x?page=2&access_token=zzz\", \"token\": null, \"a\": 1, \"a\": 2}"}}}
]}}"#;

#[test]
fn secrets_are_found_in_forms_addresses_and_below_keys() {
    let mut captured = Captured {
        secret_names: ["shop_code", "x-shop"].map(str::to_owned).into(),
        ..Captured::default()
    };
    captured.add("a.har", MORE.as_bytes()).expect("HAR");
    let exchange = &captured.exchanges[0];
    assert_eq!(template(&exchange.path).template, "/hooks/{id}/send");
    assert_eq!(
        exchange.query.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["q"]
    );
    assert_eq!(exchange.headers, Vec::<String>::new());
    assert_eq!(
        exchange.reply,
        Some(json!({
            "tokens": [BLOT, {"x": BLOT}], "secret": {"n": 0}, "again": "[secret]!",
            "all": "[secret] [secret] [secret] [secret] [secret] [secret] [secret]",
            "next": "https://shop.example/x?page=2&access_token=[secret]", "token": null, "a": 2
        }))
    );
    assert_eq!(
        captured.notes,
        ["a.har: keys stand twice in one object (1 times); the last value counts"]
    );
}

#[test]
fn bodies_by_themselves_have_no_secrets_either() {
    let read = read(
        "a.jsonl",
        "{\"api_token\": \"s3cretvalue\", \"kind\": \"new\"}\n{\"text\": \"use s3cretvalue\", \"token_type\": \"bearer\", \"scheme\": \"bearer\"}\n",
    )
    .expect("lines");
    assert_eq!(read.samples[0].value, json!({"api_token": BLOT, "kind": "new"}));
    assert_eq!(
        read.samples[1].value,
        json!({"text": "use [secret]", "token_type": "bearer", "scheme": "bearer"})
    );
}

#[test]
fn a_har_file_without_requests_is_told() {
    let told = read("a.har", r#"{"log": {"entries": []}}"#).expect_err("nothing");
    assert!(told.contains("HAR file without a request"), "{told}");
    // Something else that has the same keys is a body.
    let other = read("a.json", r#"{"log": {"entries": [{"id": 1}]}}"#).expect("JSON");
    assert_eq!(other.samples.len(), 1);
}

#[test]
fn steps_that_are_ids_become_placeholders() {
    for (path, expected) in [
        ("/orders", "/orders"),
        ("/api/v1/orders/12", "/api/v1/orders/{id}"),
        ("/admin/orders/12.json", "/admin/orders/{id}.json"),
        ("/orders/12/lines/5", "/orders/{order_id}/lines/{id}"),
        (
            "/orders/6fa459ea-ee8a-3ca4-894e-db77e160355e/notes",
            "/orders/{id}/notes",
        ),
        ("/1/2/3", "/{field_id}/{field_1_id}/{id}"),
        ("/a/{b}", "/a/b"),
        ("/customers/a%40b.c", "/customers/{id}"),
        ("/customers/a@b.co.example/orders", "/customers/{id}/orders"),
        ("/customers/a%40b.c.json", "/customers/{id}.json"),
        ("/phones/%2B79001234567", "/phones/{id}"),
        ("/reports/2024-02-29.csv", "/reports/{id}.csv"),
        ("/versions/1.25", "/versions/{id}"),
        ("/hosts/10.0.0.1", "/hosts/{id}"),
        ("/api/v1.2/orders.json", "/api/v1.2/orders.json"),
    ] {
        let route = template(path);
        if path != "/1/2/3" {
            assert_eq!(route.template, expected);
        }
        let names: std::collections::BTreeSet<_> = route.parameters.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), route.parameters.len(), "{path}");
    }
}

#[test]
fn paths_of_addresses_and_bases() {
    assert_eq!(base_path("https://{shop}.example/api/v5/"), "/api/v5");
    assert_eq!(base_path("https://shop.example"), "");
}

/// What people choose for a login, a theme or a filter is a word of bodies as well.
#[test]
fn plain_words_of_requests_stay_in_bodies() {
    const BODY: &str =
        r#"{"a": "default manager orders", "b": "martin", "c": "basic-auth", "d": "s3cretpass and key12345abc"}"#;
    let sent = |url: &str, headers: Value, cookies: Value| {
        json!({"request": {"method": "GET", "url": url, "headers": headers, "cookies": cookies},
            "response": {"status": 200, "content": {"text": BODY}}})
    };
    let pair = |name: &str, value: &str| json!({"name": name, "value": value});
    let entries = [
        sent(
            "https://manager:s3cretpass@demo.example/x?key=orders&user=martin&sign=key12345abc",
            json!([
                pair("Cookie", "theme=default; lang=manager"),
                pair("X-Auth-Mode", "basic-auth")
            ]),
            json!([pair("theme", "default")]),
        ),
        // `martin:s3cretpass`
        sent(
            "https://demo.example/x",
            json!([pair("Authorization", "Basic bWFydGluOnMzY3JldHBhc3M=")]),
            json!([]),
        ),
    ];
    let read = read("a.har", &json!({"log": {"entries": entries}}).to_string()).expect("HAR");
    assert_eq!(
        read.exchanges[0].reply,
        Some(json!({"a": "default manager orders", "b": "martin", "c": "basic-auth", "d": "[secret] and [secret]"}))
    );
    assert!(read.exchanges[0].query.is_empty(), "{read:?}");
    assert_eq!(read.exchanges[0].host, "demo.example");
}

/// Credentials that were sent in bodies which are neither JSON nor forms, or in headers whose names only hint at them.
#[test]
fn what_was_sent_otherwise_is_known_again() {
    let multipart = "--xx\r\nContent-Disposition: form-data; name=\"api_token\"\r\n\r\nmultiSecret88\r\n--xx--";
    let sent = [
        ("multipart/form-data; boundary=xx", multipart),
        ("text/plain", "password=TextSecret99"),
        ("application/xml", "<a><password>XmlSecret99</password></a>"),
    ];
    let echo = json!({
        "id": 1, "theme": "default", "m": "multiSecret88", "t": "TextSecret99", "x": "XmlSecret99", "k": "ShopKey12345",
        "l": "LoginWord99", "u": "UserWord99"
    });
    let entries = sent.map(|(kind, text)| {
        json!({
            "request": {
                "method": "POST", "url": "https://shop.example/a", "postData": {"mimeType": kind, "text": text},
                "headers": [{"name": "X-Shop-Key", "value": "ShopKey12345"}, {"name": "X-Acme-Login", "value": "LoginWord99"},
                    {"name": "X-User", "value": "UserWord99"}, {"name": "X-Theme-User", "value": "default"}]
            },
            "response": {"status": 200, "content": {"text": echo.to_string()}}
        })
    });
    let read = read("a.har", &json!({"log": {"entries": entries}}).to_string()).expect("HAR");
    let expected = json!({
        "id": 1, "theme": "default", "m": BLOT, "t": BLOT, "x": BLOT, "k": BLOT, "l": BLOT, "u": BLOT
    });
    for exchange in &read.exchanges {
        assert_eq!(exchange.reply.as_ref(), Some(&expected));
        assert_eq!(exchange.headers, Vec::<String>::new());
    }
}
