//! What does not fit the spec is found, named and refused.

mod common;

use common::{Caller, caller};
use serde_json::{Value, json};
use tradewire_mock::Kind;

/// Kind and field of all that was wrong.
fn found(caller: &Caller) -> Vec<(Kind, String)> {
    let found = caller
        .mock
        .violations()
        .into_iter()
        .map(|violation| (violation.kind, violation.field))
        .collect();
    caller.mock.forget_violations();
    found
}

fn one(kind: Kind, field: &str) -> Vec<(Kind, String)> {
    vec![(kind, field.to_owned())]
}

#[test]
fn each_part_of_a_request_is_looked_at() {
    let crm = caller("retailcrm");
    for (path, wanted) in [
        ("/api/v5/orders?limit=21", one(Kind::Value, "query.limit")),
        (
            "/api/v5/orders?limit=many",
            vec![(Kind::Type, "query.limit".into()), (Kind::Value, "query.limit".into())],
        ),
        ("/api/v5/orders?page=0", one(Kind::Bounds, "query.page")),
        ("/api/v5/orders?colour=red", one(Kind::Unknown, "query.colour")),
        (
            "/api/v5/orders?filter[colour]=red",
            one(Kind::Unknown, "query.filter.colour"),
        ),
        ("/api/v5/orders?filter[ids][]=a", one(Kind::Type, "query.filter.ids[0]")),
        ("/api/v5/orders?filter[ids]=1", one(Kind::Type, "query.filter.ids")),
        ("/api/v5/orders?filter[vip]=true", one(Kind::Type, "query.filter.vip")),
        (
            "/api/v5/orders?filter[createdAtFrom]=yesterday",
            one(Kind::Type, "query.filter.createdAtFrom"),
        ),
        ("/api/v5/dragons", one(Kind::Route, "path")),
        ("/api/v5/orders/upload", vec![]),
        ("/api/v5/costs/x", one(Kind::Type, "path.id")),
    ] {
        let (status, body) = crm.get(path);
        let found = found(&crm);
        assert_eq!(found, wanted, "{path}");
        assert!((400..500).contains(&status), "{path}: {status}");
        assert_eq!(body["success"], json!(false), "{path}: {body}");
    }
    let request = crm.request("DELETE", "/api/v5/orders", "", String::new());
    assert_eq!(crm.mock.handle(&request).response.status(), 405);
    assert_eq!(found(&crm), one(Kind::Route, "method"));
}

#[test]
fn bodies_are_looked_at_in_each_encoding() {
    let (shop, crm) = (caller("insales"), caller("retailcrm"));
    let domain = |body: Value| shop.call("POST", "/admin/domains.json", &body).0;
    assert_eq!(domain(json!({"domain": {"domain": 1}})), 422);
    assert_eq!(found(&shop), one(Kind::Type, "body.domain.domain"));
    domain(json!({"domain": {"domain": "a", "colour": 1}}));
    assert_eq!(found(&shop), one(Kind::Unknown, "body.domain.colour"));
    domain(json!({"domain": "a"}));
    assert_eq!(found(&shop), one(Kind::Type, "body.domain"));
    domain(json!({}));
    assert_eq!(found(&shop), one(Kind::Missing, "body.domain"));
    domain(Value::Null);
    assert_eq!(found(&shop), one(Kind::Body, "body"));
    for (content_type, body) in [("text/plain", "{}"), ("application/json", "{"), ("", "{}")] {
        let _ = shop
            .mock
            .handle(&shop.request("POST", "/admin/domains.json", content_type, body.to_owned()));
        assert_eq!(found(&shop), one(Kind::Body, "body"), "{content_type} {body}");
    }

    crm.call("POST", "/api/v5/orders/create", &json!({"order": {}}));
    assert_eq!(found(&crm), one(Kind::Body, "body"), "a form is wanted");
    crm.form("/api/v5/orders/create", &[("order", json!("no JSON"))]);
    assert_eq!(found(&crm), one(Kind::Type, "body.order"));
    let many: Value = (0..51).map(|at| json!({"externalId": at.to_string()})).collect();
    crm.form("/api/v5/orders/upload", &[("orders", many)]);
    assert!(found(&crm).contains(&(Kind::Bounds, "body.orders".into())), "51 of 50");
}

#[test]
fn rules_are_kept() {
    let boxed = caller("onebox");
    boxed.get("/api/orders/add/?ordercode=7");
    assert_eq!(found(&boxed), one(Kind::Rule, "body"));
    assert_eq!(
        boxed.get("/api/orders/add/?ordercode=7&clientphone=380000000000").0,
        200
    );
    assert_eq!(found(&boxed), vec![]);

    let shop = caller("insales");
    let client = json!({"client": {"type": "Client::Individual", "name": "a", "surname": "b", "middlename": "c", "registered": true, "password": "short"}});
    shop.call("POST", "/admin/clients.json", &client);
    let all = found(&shop);
    assert!(all.contains(&(Kind::Missing, "body.client.email".into())), "{all:?}");
    assert!(all.contains(&(Kind::Bounds, "body.client.password".into())), "{all:?}");
}

#[test]
fn the_report_names_the_line_of_the_spec() {
    let shop = caller("insales");
    shop.call(
        "POST",
        "/admin/domains.json",
        &json!({"domain": {"main": "yes", "domain": "a"}}),
    );
    let violation = shop.mock.violations().remove(0);
    let line = violation.json();
    assert_eq!(
        (&line["operation"], &line["kind"], &line["found"]),
        (&json!("domains.create"), &json!("type"), &json!("\"yes\""))
    );
    let place = violation.place.expect("a place");
    let text =
        std::fs::read_to_string(format!("{}/../../{}", env!("CARGO_MANIFEST_DIR"), place.file)).expect("the spec");
    let line = text.lines().nth(place.line as usize - 1).expect("the line");
    assert!(line.contains("main:"), "{line}");
}

#[test]
fn secrets_are_not_shown() {
    let shop = caller("insales");
    let client = json!({"client": {"type": "Client::Individual", "name": "a", "surname": "b", "middlename": "c", "password": 123_456_789}});
    shop.call("POST", "/admin/clients.json", &client);
    let text = format!("{:?}", shop.mock.violations());
    assert!(
        text.contains("client.password") && !text.contains("123456789"),
        "{text}"
    );
}

#[test]
fn lenient_is_told_and_done_all_the_same() {
    let shop = Caller::of("insales", |builder| builder.strict(false));
    assert_eq!(
        shop.call(
            "POST",
            "/admin/domains.json",
            &json!({"domain": {"domain": "a", "colour": 1}})
        )
        .0,
        201
    );
    assert_eq!(found(&shop), one(Kind::Unknown, "body.domain.colour"));
    assert_eq!(shop.get("/admin/domains.json").1[0]["domain"], "a");
}

#[test]
fn credentials_of_each_scheme_are_looked_at() {
    let plain = |set: fn(tradewire_mock::Builder) -> tradewire_mock::Builder| {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
        set(tradewire_mock::Mock::builder(specs, "signing").unwrap_or_else(|error| panic!("{error}"))).build()
    };
    let any = plain(|builder| builder);
    let known = plain(|builder| {
        let builder = builder.credentials(
            "installed",
            [("app_id", "me"), ("token", "message "), ("secret", "digest")],
        );
        builder
            .credentials("login", [("login", "me"), ("password", "message digest")])
            .credentials("bearer", [("secret", "s")])
    });
    let status = |mock: &tradewire_mock::Mock, path: &str, header: Option<(&str, &str)>| {
        let mut request = http::Request::get(path);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        mock.handle(&request.body(bytes::Bytes::new()).expect("a request"))
            .response
            .status()
            .as_u16()
    };
    // The MD5 of "message digest" is f96b697d7cb7938d525a2f31aaf161d0 (RFC 1321).
    let hashed = "Basic bWU6Zjk2YjY5N2Q3Y2I3OTM4ZDUyNWEyZjMxYWFmMTYxZDA=";
    for (path, header, by_any, by_known) in [
        ("/get", None, 401, 401),
        ("/open", None, 200, 200),
        ("/get", Some(("authorization", "Basic bWU6eA==")), 200, 401),
        ("/get", Some(("authorization", "Basic !!")), 401, 401),
        ("/get", Some(("authorization", hashed)), 200, 200),
        ("/get", Some(("authorization", "Bearer s")), 200, 200),
        ("/get", Some(("authorization", "Bearer t")), 200, 401),
        ("/get", Some(("x-api-key", "k")), 200, 401),
        (
            "/get?login=me&password=f96b697d7cb7938d525a2f31aaf161d0",
            None,
            200,
            200,
        ),
        ("/get?login=me&password=plain", None, 401, 401),
        ("/get?login=me", None, 401, 401),
        ("/signed", Some(("authorization", "Bearer s")), 401, 401),
    ] {
        assert_eq!(
            (status(&any, path, header), status(&known, path, header)),
            (by_any, by_known),
            "{path} {header:?}"
        );
    }
}

#[test]
fn signatures_of_oauth_are_verified() {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
    let mock = tradewire_mock::Mock::builder(specs, "boostore").unwrap_or_else(|error| panic!("{error}"));
    let mock = mock
        .credentials("oauth", [("consumer_key", "key"), ("consumer_secret", "sec&ret")])
        .build();
    let list = tradewire_boostore::CATALOGUE
        .iter()
        .find(|entry| (entry.meta)().id == "products.list")
        .expect("it is there");
    let request = |secret: &str, page: i64| {
        use tradewire::Operation as _;
        let operation = tradewire::AnyOperation::new(list)
            .set("page", page)
            .expect("a parameter");
        let credentials = tradewire::Credentials::scheme(
            "oauth",
            [("consumer_key", "key".into()), ("consumer_secret", secret.to_owned())],
        );
        operation
            .request("https://site.example:8443", &credentials)
            .expect("a request")
    };
    let is_taken = |request: &http::Request<bytes::Bytes>| {
        mock.forget_violations();
        let reply = mock.handle(request).response;
        // Of this platform the body alone says it.
        let failed = serde_json::from_slice::<Value>(reply.body())
            .expect("JSON")
            .get("error")
            .is_some();
        assert_eq!((reply.status().as_u16(), failed), (200, !mock.violations().is_empty()));
        !failed
    };
    assert!(is_taken(&request("sec&ret", 1)));
    assert!(!is_taken(&request("other", 1)));
    let mut changed = request("sec&ret", 1);
    *changed.uri_mut() = changed
        .uri()
        .to_string()
        .replace("page=1", "page=2")
        .parse()
        .expect("an address");
    assert!(!is_taken(&changed), "the signature is that of another request");
}
