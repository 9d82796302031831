//! Requests in other characters than those that are read.

mod common;

use common::{Caller, caller};
use tradewire_mock::Kind;

#[track_caller]
fn only(caller: &Caller, kind: Kind, field: &str) -> String {
    let all = caller.mock.violations();
    caller.mock.forget_violations();
    let [found] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!((found.kind, found.field.as_str()), (kind, field));
    found.expected.clone()
}

/// Bodies are read as UTF-8, so that another character set is told and not guessed at.
#[test]
fn other_character_sets_are_told() {
    let (shop, crm) = (caller("insales"), caller("retailcrm"));
    let domain = |content_type: &str, text: &[u8]| {
        let mut request = shop.request("POST", "/admin/domains.json", content_type, String::new());
        *request.body_mut() = bytes::Bytes::copy_from_slice(text);
        shop.mock.handle(&request).response.status().as_u16()
    };
    for known in ["", "; charset=utf-8", "; charset=\"UTF-8\"", ";charset=US-ASCII"] {
        let text = format!("{{\"domain\": {{\"domain\": \"a{}.example\"}}}}", known.len());
        assert_eq!(
            domain(&format!("application/json{known}"), text.as_bytes()),
            201,
            "{known}"
        );
        shop.assert_no_violations();
    }
    let text = br#"{"domain": {"domain": "b.example"}}"#;
    for other in ["latin1", "\"windows-1251\"", "utf-16"] {
        assert_eq!(
            domain(&format!("application/json; charset={other}"), text),
            422,
            "{other}"
        );
        assert_eq!(only(&shop, Kind::Body, "body"), "text in UTF-8");
    }
    assert_eq!(domain("application/json", b"{\"domain\": {\"domain\": \"\xe9\"}}"), 422);
    assert_eq!(only(&shop, Kind::Body, "body"), "JSON");

    let form = |content_type: &str, text: &str| {
        let request = crm.request("POST", "/api/v5/orders/create", content_type, text.to_owned());
        crm.mock.handle(&request).response.status().as_u16()
    };
    let order = "order=%7B%22externalId%22%3A%22u%22%7D";
    let encoded = "application/x-www-form-urlencoded";
    assert_eq!(form(&format!("{encoded}; charset=koi8-r"), order), 400);
    only(&crm, Kind::Body, "body");
    assert_eq!(form(encoded, "order=%7B%22externalId%22%3A%22%E9%22%7D"), 400);
    assert_eq!(only(&crm, Kind::Body, "body.order"), "text in UTF-8");
    assert_eq!(form(&format!("{encoded}; charset=utf-8"), order), 201);
    crm.assert_no_violations();
}

#[test]
fn parameters_in_other_characters_are_told() {
    let crm = caller("retailcrm");
    assert_eq!(crm.get("/api/v5/orders?filter%5Bcustomer%5D=%C3%A9").0, 200);
    crm.assert_no_violations();
    assert_eq!(crm.get("/api/v5/orders?filter%5Bcustomer%5D=%E9").0, 400);
    assert_eq!(only(&crm, Kind::Type, "query.filter[customer]"), "text in UTF-8");
    assert_eq!(crm.get("/api/v5/orders/%E9").0, 400);
    assert_eq!(only(&crm, Kind::Type, "path.externalId"), "text in UTF-8");
}

#[test]
fn parts_in_other_characters_are_told() {
    let shop = caller("commercehq");
    let upload = |name: &[u8]| {
        let head = "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n";
        let mut text = head.as_bytes().to_vec();
        // What a file holds is no text.
        text.extend(b"\xe9\r\n--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n");
        text.extend(name);
        text.extend(b"\r\n--x--\r\n");
        let mut request = shop.request(
            "POST",
            "/api/v1/files",
            "multipart/form-data; boundary=x",
            String::new(),
        );
        *request.body_mut() = text.into();
        let _ = shop.mock.handle(&request);
    };
    upload(b"logo");
    let usual: Vec<String> = shop.mock.violations().into_iter().map(|found| found.expected).collect();
    assert!(!usual.iter().any(|expected| expected == "text in UTF-8"), "{usual:?}");
    shop.mock.forget_violations();
    upload(b"\xe9");
    let found = shop.mock.violations();
    assert!(
        found
            .iter()
            .any(|found| (found.field.as_str(), found.expected.as_str()) == ("body.type", "text in UTF-8")),
        "{found:?}"
    );
}
