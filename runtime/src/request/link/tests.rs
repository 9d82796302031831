use proptest::prelude::*;

use super::*;
use crate::meta::{Meta, Scheme, Template};
use crate::testing::sample::{META, PLATFORM};

const PLAIN: Template = Template {
    text: "{key}",
    md5: false,
};
static KEYED: Platform = Platform {
    auth: &[Scheme {
        name: "key",
        inputs: &["key"],
        kind: SchemeKind::Query {
            params: &[("api_key", PLAIN)],
        },
    }],
    ..PLATFORM
};

fn resolved(base: &str, here: &str, address: &str) -> Result<String, String> {
    let here = Link::parse(here).expect("a page");
    let base = BaseUrl::parse(base).expect("a base address");
    Link::resolve(&base, &here, address, &KEYED).map(|link| link.to_string())
}

/// On `https://shop.example/api`, from `/v1/orders?page=1`.
fn from_orders(address: &str) -> Result<String, String> {
    resolved("https://shop.example/api", "/v1/orders?page=1", address)
}

#[test]
fn addresses_are_resolved_against_the_page_that_names_them() {
    for (address, target) in [
        ("https://shop.example/api/v1/orders?page=2", "/v1/orders?page=2"),
        ("HTTPS://SHOP.example:443/api/v1/orders?page=2", "/v1/orders?page=2"),
        ("//shop.example/api/v1/orders?page=2", "/v1/orders?page=2"),
        ("/api/v1/orders?page=2#top", "/v1/orders?page=2"),
        ("?page=2", "/v1/orders?page=2"),
        ("orders?page=2", "/v1/orders?page=2"),
        ("./orders?page=2", "/v1/orders?page=2"),
        ("../v2/orders?page=2", "/v2/orders?page=2"),
        ("orders/next", "/v1/orders/next"),
        ("", "/v1/orders?page=1"),
        ("#top", "/v1/orders?page=1"),
        (" /api/v1/orders ", "/v1/orders"),
        ("https://shop.example/api", "/"),
        // As it goes out: brackets stand for themselves, the rest is escaped.
        (
            "?filter%5Bids%5D%5B%5D=1&q=%D1%84+x&bare",
            "/v1/orders?filter[ids][]=1&q=%D1%84%20x&bare",
        ),
        (
            "?since=2026-01-01 00:00:00",
            "/v1/orders?since=2026-01-01%2000%3A00%3A00",
        ),
        ("/api/ф?x=ф", "/%D1%84?x=%D1%84"),
    ] {
        assert_eq!(from_orders(address).as_deref(), Ok(target), "{address}");
    }
}

#[test]
fn no_other_place_is_followed_and_its_host_is_said_without_its_query() {
    for (address, said) in [
        ("https://evil.example/api/v1/orders?t=canary", "`https://evil.example`"),
        ("//evil.example/api/orders?t=canary", "`https://evil.example`"),
        ("http://shop.example/api/orders?t=canary", "`http://shop.example`"),
        (
            "https://shop.example:8443/api/orders?t=canary",
            "`https://shop.example:8443`",
        ),
        (
            "https://canary:canary@shop.example/api/orders",
            "`https://shop.example`",
        ),
        ("https://shop.example@evil.example/api/orders", "`https://evil.example`"),
        ("https://shop.example.evil.example/api", "evil.example"),
        ("https:\\\\evil.example/api", "no scheme"),
        ("https://evil.example\\@shop.example/api", "shop.example"),
        ("ftp://shop.example/api?t=canary", "`ftp://shop.example`"),
        ("javascript:alert(1)", "`javascript:`"),
        ("https:/api/orders", "`https:`"),
        ("/other/orders?t=canary", "not below"),
        ("/apis/orders?t=canary", "not below"),
        ("../../admin?t=canary", "not below"),
        ("https://shop.example/api/../admin", "not below"),
        ("/api/%2e%2e/admin?t=canary", "`..`"),
        ("/api/..%2fadmin", "`..`"),
        ("/api/..;/admin", "`..`"),
        ("/api\\..\\admin", "`..`"),
        ("?t=%FF", "no text"),
        ("?t=\u{1}canary", "control character"),
    ] {
        let why = from_orders(address).expect_err(address);
        assert!(why.contains(said) && !why.contains("canary"), "{address}: {why}");
    }
    let long = format!("?t={}", "x".repeat(LONGEST));
    assert!(from_orders(&long).is_err_and(|why| why.contains("longer") && why.len() < 100));
    let grown = format!("?t={}", "ф".repeat(LONGEST / 3));
    assert!(from_orders(&grown).is_err_and(|why| why.contains("longer")));
    let host = format!("https://{}/", "x".repeat(LONGEST / 2));
    assert!(from_orders(&host).is_err_and(|why| why.len() < 300));
}

#[test]
fn a_port_that_is_the_schemes_own_need_not_be_written() {
    let address = "http://localhost/orders";
    assert!(resolved("http://localhost:80", "/", address).is_ok());
    assert!(resolved("http://localhost:8080", "/", address).is_err());
}

#[test]
fn parameters_of_credentials_are_not_kept() {
    assert_eq!(
        from_orders("?api_key=canary&page=2").as_deref(),
        Ok("/v1/orders?page=2")
    );
}

#[test]
fn the_text_reads_back_and_nothing_else_does() {
    let text = "/v1/orders?filter[ids][]=1&q=%D1%84%20x&bare";
    assert_eq!(Link::parse(text).map(|link| link.to_string()).as_deref(), Ok(text));
    for bad in [
        "",
        "orders",
        "https://evil.example/",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a\\b",
        "/a b",
        "/a\n",
        "/a#b",
        "/ф",
        "/a?t=%FF",
    ] {
        assert!(Link::parse(bad).is_err(), "{bad}");
    }
    // Two slashes are a path here, for the base address stands before them.
    assert!(Link::parse("//evil.example/").is_ok());
}

#[test]
fn requests_go_where_the_page_is_and_show_no_values() {
    static ORDERS: Meta = Meta {
        path: "/v1/orders",
        ..META
    };
    let base = BaseUrl::parse("https://shop.example/api").unwrap();
    let mut request = Prepared::new(&ORDERS);
    request.set_query("page", "1");
    request.follow(&base, "?cursor=canary").unwrap();
    request.follow(&base, "orders?cursor=canary2").unwrap();
    let link = request.link(&base);
    assert_eq!(format!("{link:?}"), r#"Link(/v1/orders ["cursor"])"#);
    let sent = request
        .to_request(&base, &crate::Credentials::none(), &crate::Stamp::now())
        .unwrap();
    assert_eq!(sent.uri(), "https://shop.example/api/v1/orders?cursor=canary2");
    let error = request.follow(&base, "https://evil.example/?t=canary").unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(text.contains("evil.example") && !text.contains("canary"), "{text}");
}

/// What addresses are made of, and what is put into them to lead astray.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "https:",
        "http:",
        "HTTPS://",
        "//",
        "/",
        "\\",
        "shop.example",
        "evil.example",
        "@",
        ":443",
        ":8443",
        "/api",
        "api",
        "/v1",
        "..",
        ".",
        "%2e",
        "%2E%2e",
        "%5c",
        "%2f",
        ";",
        "?",
        "&",
        "=",
        "#",
        "a",
        "ф",
        " ",
        "%FF",
        "%00",
        "[",
        "]",
        "{",
        "|",
        "\t",
        "%",
    ])
}

proptest! {
    /// Whatever a server writes for an address: either it is refused, or what is sent goes below the base address, and the kept text
    /// leads to the same place.
    #[test]
    fn no_address_leads_elsewhere(pieces in prop::collection::vec(piece(), 0..9)) {
        let base = BaseUrl::parse("https://shop.example/api").unwrap();
        let here = Link::parse("/v1/orders?page=1").unwrap();
        let address = pieces.concat();
        if let Ok(link) = Link::resolve(&base, &here, &address, &KEYED) {
            let mut request = Prepared::new(&META);
            let kept = Link::parse(&link.to_string());
            prop_assert_eq!(kept.as_ref(), Ok(&link), "{}", address);
            request.go_to(&base, &link);
            if let Ok(sent) = request.to_request(&base, &crate::Credentials::none(), &crate::Stamp::now()) {
                let uri = sent.uri();
                prop_assert_eq!(uri.port(), None);
                prop_assert_eq!(uri.host(), Some("shop.example"), "{}", &address);
                prop_assert!(uri.path().starts_with("/api/") && !leads_elsewhere(uri.path()), "{} {}", address, uri);
            }
        }
    }
}
