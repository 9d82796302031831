//! Depth: 128 levels, and never an overflow of the stack.

use super::models::{Order, read};
use tradewire::Json;
use tradewire::json::{DecodeErrorKind, Options, Whole as _, count_items, decode, probe};

fn lists(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

fn objects(depth: usize) -> String {
    "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth)
}

#[test]
fn up_to_the_limit() {
    assert!(Json::parse(&lists(128)).is_ok());
    assert!(Json::parse(&objects(128)).is_ok());
    assert!(read::<()>(&lists(128)).is_ok());
    for text in [
        lists(129),
        objects(129),
        lists(100_000),
        objects(100_000),
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
    ] {
        for kind in [
            Json::parse(&text).map(|_| ()),
            read::<()>(&text),
            read::<Order>(&text).map(|_| ()),
        ]
        .map(|r| r.expect_err("too deep").kind())
        {
            assert!(
                matches!(
                    kind,
                    DecodeErrorKind::TooDeep | DecodeErrorKind::Type | DecodeErrorKind::Missing
                ),
                "{kind:?}"
            );
        }
        assert_eq!(probe(text.as_bytes(), "a.b"), None);
        assert!(count_items(text.as_bytes(), "").is_none_or(|n| n == 1));
    }
}

#[test]
fn records_within_records() {
    let nested = |depth: usize| "{\"id\":1,\"parent\":".repeat(depth) + "{\"id\":1}" + &"}".repeat(depth);
    assert!(read::<Order>(&nested(127)).is_ok());
    // What is too deep costs its field, wherever the end is.
    for depth in [128, 100_000] {
        let decoded = decode::<Order>(nested(depth).as_bytes(), Options::default()).expect("readable");
        let deepest = &decoded.misfits[0];
        assert_eq!(
            (decoded.misfits_total, deepest.error.kind()),
            (1, DecodeErrorKind::TooDeep)
        );
        assert_eq!(deepest.path.matches("parent").count(), 128);
    }
    let required = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(
        read::<Json>(&required).expect_err("too deep").kind(),
        DecodeErrorKind::TooDeep
    );
    assert!(read::<Order>(&"{\"id\":1,\"parent\":".repeat(100_000)).is_err());
}

#[test]
fn in_a_small_stack() {
    let work = || {
        let text = "{\"id\":1,\"parent\":".repeat(120) + "{\"id\":1}" + &"}".repeat(120);
        assert!(read::<Order>(&text).is_ok());
        assert!(read::<Order>(&"{\"parent\":".repeat(100_000)).is_err());
        let parsed = Json::parse(&lists(128)).map(|json| json.to_string());
        assert_eq!(parsed.as_deref(), Ok(lists(128).as_str()));
    };
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(work)
        .expect("a thread");
    thread.join().expect("no overflow within 1 MB, in a debug build");
}

#[test]
fn depth_is_given_back() {
    // Items set aside at any depth must not count towards later ones.
    let bad = "{\"id\":1,\"parent\":{\"id\":2,\"items\":[{\"sku\":[[[]]]}]}}";
    let body = format!("[{}]", vec![bad; 400].join(","));
    let decoded = decode::<Vec<Order>>(body.as_bytes(), Options::default()).expect("readable");
    assert_eq!((decoded.value.len(), decoded.misfits_total), (400, 400));
}

#[test]
fn what_does_not_fit_costs_linear_time() {
    // Each of these takes hours if one misfit, one path or one kept key costs the length of what stands around it.
    let key = "k".repeat(1 << 20);
    let bad = "{\"id\":1,\"paid\":[1],\"new\":2,\"weight\":{}},".repeat(2_000);
    let deep = "{\"parent\":".repeat(120) + "{\"id\":1}" + &"}".repeat(120);
    let many = (0..10_000)
        .map(|n| format!("\"k{n}\":{n} , "))
        .collect::<Vec<_>>()
        .concat();
    for body in [
        format!("{{\"{key}\":1,\"orders\":[{bad}{{\"id\":2}}]}}"),
        format!("{{\"orders\":[{}{{\"id\":2}}]}}", format!("{deep},").repeat(100)),
        format!("{{\"orders\":[],{many}\"total\":[]}}"),
        format!("{{\"orders\":[{{\"id\":1,\"prices\":{{\"{key}\":1,\"b\":[]}}}}]}}"),
    ] {
        let decoded = super::models::listed::<super::models::Page>(&body, "orders");
        let aside: usize = decoded.rejected.iter().map(|rejected| rejected.raw.len()).sum();
        let page = decoded.value;
        let written = tradewire::json::to_string(&page).expect("JSON");
        assert!(
            written.len() + aside > body.len() / 2,
            "{} of {}",
            written.len(),
            body.len()
        );
        assert!(page.is_whole() == page.misfits().is_empty() && page.misfits().iter().all(|path| path.len() < 200));
    }
}
