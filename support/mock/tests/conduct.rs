//! Limits, faults and callbacks.

mod common;

use std::time::Duration;

use common::{Caller, caller};
use serde_json::{Value, json};
use tradewire_mock::{Clock, Fault, Mock};

fn said(response: &http::Response<bytes::Bytes>, name: &str) -> String {
    response.headers()[name].to_str().expect("text").to_owned()
}

#[test]
fn limits_are_counted_on_the_clock() {
    let shop = Caller::of("insales", |builder| builder.limits(true));
    let ask = || {
        let request = shop.request("GET", "/admin/domains.json", "", String::new());
        shop.mock.handle(&request).response
    };
    for used in 1..=500 {
        let reply = ask();
        assert_eq!(
            (reply.status().as_u16(), said(&reply, "api-usage-limit")),
            (200, format!("{used}/500"))
        );
    }
    shop.mock.clock().forward(Duration::from_millis(1500));
    let refused = ask();
    assert_eq!(
        (refused.status().as_u16(), said(&refused, "retry-after")),
        (429, "299".to_owned())
    );
    assert!(refused.body().is_empty(), "of this platform the spec says so");
    shop.mock.clock().forward(Duration::from_secs(299));
    assert_eq!(ask().headers()["api-usage-limit"], "1/500");
}

#[test]
fn weights_and_waits_are_told_as_declared() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let mock = Mock::builder(specs, "budgets").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock.clock(Clock::set(1_700_000_000)).build();
    let ask = |path: &str| {
        let request = http::Request::get(path)
            .header("x-api-version", "2")
            .header("accept", "application/json;charset=utf-8");
        let request = request
            .header("x-shop", "1")
            .header("x-channel", "retail")
            .body(bytes::Bytes::new())
            .expect("a request");
        mock.handle(&request).response
    };
    let first = ask("/report");
    assert_eq!(
        ["x-left", "x-most", "x-end"].map(|name| said(&first, name)),
        ["25", "45", "1500"]
    );
    assert_eq!(ask("/report").headers()["x-left"], "5");
    let refused = ask("/report");
    assert_eq!(
        (
            refused.status().as_u16(),
            ["x-wait", "x-wait-until"].map(|name| said(&refused, name))
        ),
        (429, ["1500", "1700000002"].map(str::to_owned))
    );
    assert_eq!(ask("/free").status(), 200, "nothing counts it");
    assert!(mock.violations().is_empty(), "{:?}", mock.violations());
}

#[test]
fn a_key_of_a_request_makes_it_once() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let mock = Mock::builder(specs, "budgets")
        .unwrap_or_else(|error| panic!("{error}"))
        .limits(false)
        .build();
    let make = |key: &str, name: &str| {
        let request = http::Request::post("/things")
            .header("x-api-version", "2")
            .header("accept", "application/json;charset=utf-8");
        let request = request
            .header("x-shop", "1")
            .header("x-channel", "retail")
            .header("content-type", "application/json");
        let request = request
            .header("idempotency-key", key)
            .body(json!({"name": name}).to_string().into())
            .expect("a request");
        mock.handle(&request).response.into_body()
    };
    assert_eq!(make("a", "one"), make("a", "two"), "the answer is that to the first");
}

#[test]
fn faults_come_as_asked() {
    let crm = caller("retailcrm");
    crm.form(
        "/api/v5/orders/create",
        &[("order", json!({"externalId": "a", "status": "new"}))],
    );
    let faulty = |fault: &str| {
        let mut request = crm.request("GET", "/api/v5/orders/a", "", String::new());
        request
            .headers_mut()
            .insert("x-mock-fault", fault.parse().expect("a header"));
        crm.mock.handle(&request)
    };
    let plain: Value = serde_json::from_slice(faulty("slow=0").response.body()).expect("JSON");
    let answer = faulty("503");
    assert_eq!(
        (
            answer.response.status().as_u16(),
            said(&answer.response, "content-type")
        ),
        (503, "text/html".to_owned())
    );
    let answer = faulty("429=9");
    assert_eq!(
        (answer.response.status().as_u16(), said(&answer.response, "retry-after")),
        (429, "9".to_owned())
    );
    assert_eq!(faulty("partial").response.status(), 460);
    assert_eq!(faulty("slow=70").conduct.delay, Duration::from_millis(70));
    assert!(faulty("reset").conduct.reset && faulty("reset-unseen").conduct.reset);
    let cut = faulty("truncated");
    assert_eq!(cut.conduct.cut, Some(cut.response.body().len() / 2));
    let body = |fault: &str| serde_json::from_slice::<Value>(faulty(fault).response.body()).expect("JSON");
    assert_eq!(body("unknown-key")["order"]["mock_unknown_key"], "new");
    for fault in ["null", "wrong-type"] {
        let changed = body(fault);
        assert_ne!(changed, plain, "{fault}");
        assert_eq!(
            (&changed["success"], &changed["order"]["id"]),
            (&plain["success"], &plain["order"]["id"]),
            "{fault}"
        );
    }
    let date = |fault: &str| {
        faulty(fault).response.headers()["date"]
            .to_str()
            .expect("text")
            .to_owned()
    };
    assert_eq!(
        (date("slow=0").as_str(), date("skew=-3600").as_str()),
        ("Tue, 14 Nov 2023 22:13:20 GMT", "Tue, 14 Nov 2023 21:13:20 GMT")
    );
    let away = faulty("redirect=https://files.example/x");
    assert_eq!(
        (away.response.status().as_u16(), said(&away.response, "location")),
        (302, "https://files.example/x".to_owned())
    );
    assert_eq!(faulty("dragon").response.status(), 400);

    crm.mock.fault_of("orders.list", Fault::Unavailable);
    assert_eq!(crm.get("/api/v5/orders/a").0, 200);
    assert_eq!((crm.get("/api/v5/orders").0, crm.get("/api/v5/orders").0), (503, 200));
}

#[test]
fn a_refusal_does_nothing_and_a_lost_answer_does() {
    let shop = caller("insales");
    let make = |name: &str| shop.call("POST", "/admin/domains.json", &json!({"domain": {"domain": name}}));
    shop.mock.fault(Fault::Unavailable);
    make("refused");
    shop.mock.fault(Fault::ResetUnseen);
    make("unseen");
    shop.mock.fault(Fault::Reset);
    make("lost");
    let all = shop.get("/admin/domains.json").1;
    assert_eq!(all.as_array().map(Vec::len), Some(1));
    assert_eq!(all[0]["domain"], "lost");
}

#[test]
fn writes_cause_callbacks() {
    let shop = caller("insales");
    let order = common::order();
    let (status, made) = shop.call("POST", "/admin/orders.json", &order);
    assert_eq!(status, 201, "{made} {:?}", shop.mock.violations());
    let deliveries = shop.mock.deliveries();
    let names: Vec<&str> = deliveries.iter().map(|delivery| delivery.callback.as_str()).collect();
    assert_eq!(names, ["webhooks.orders_create"]);
    let request = &deliveries[0].request;
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("POST", "/orders/create")
    );
    let body: Value = serde_json::from_slice(request.body()).expect("JSON");
    assert_eq!(body["id"], made["id"]);
    assert!(shop.mock.deliveries().is_empty(), "each comes once");
    let reply = http::Response::builder()
        .status(500)
        .body(bytes::Bytes::new())
        .expect("a reply");
    assert_eq!(shop.mock.answered(&deliveries[0], &reply)[0].field, "answer.status");
}

#[test]
fn callbacks_are_signed_and_verified_by_the_runtime() {
    use tradewire::meta::{SignMethod, SignatureEncoding};
    let crm = Caller::of("retailcrm", |builder| builder.webhook_secret("s3cret"));
    let names: Vec<String> = match crm.mock.callback("none") {
        Err(error) => error
            .to_string()
            .split("it has ")
            .nth(1)
            .expect("names")
            .split(", ")
            .map(str::to_owned)
            .collect(),
        Ok(_) => panic!("there is none of that name"),
    };
    assert!(names.len() > 10, "{names:?}");
    for name in &names {
        let delivery = crm.mock.callback(name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(&delivery.callback, name);
    }
    let register = crm.mock.callback("integration_modules.register").expect("a callback");
    let form: Vec<(String, String)> = form_urlencoded::parse(register.request.body()).into_owned().collect();
    let json: Value = match form.iter().find(|(name, _)| name == "register") {
        Some((_, text)) => serde_json::from_str(text).expect("JSON in a form"),
        None => serde_json::from_slice::<Value>(register.request.body()).expect("JSON")["register"].clone(),
    };
    let text = |key: &str| {
        json[key]
            .as_str()
            .unwrap_or_else(|| panic!("{key} in {json}"))
            .to_owned()
    };
    let expected = tradewire::callback::sign_body(
        SignMethod::HmacSha256,
        SignatureEncoding::Hex,
        b"s3cret",
        text("apiKey").as_bytes(),
    );
    assert_eq!(text("token"), expected);
}
