//! Listings of every kind of pages, read to their end.

use http::Request;
use serde_json::Value;
use tradewire_mock::Mock;

fn mock(things: usize) -> Mock {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/specs");
    let builder = Mock::builder(specs, "paging").unwrap_or_else(|error| panic!("{error}"));
    builder.samples(things).build()
}

fn get(mock: &Mock, path: &str) -> http::Response<Value> {
    let request = Request::get(path).body(bytes::Bytes::new()).expect("a request");
    let response = mock.handle(&request).response;
    assert_eq!(response.status(), 200, "{path}: {:?}", mock.violations());
    response.map(|body| serde_json::from_slice(&body).unwrap_or_else(|error| panic!("{path}: {error}")))
}

fn ids(list: &Value) -> Vec<i64> {
    let all: Vec<&Value> = match list {
        Value::Object(map) => map.values().collect(),
        Value::Array(list) => list.iter().collect(),
        other => panic!("no list: {other}"),
    };
    all.into_iter()
        .map(|thing| thing["id"].as_i64().expect("an id"))
        .collect()
}

/// Reads on until `next` names no further page.
fn all(
    mock: &Mock,
    first: &str,
    list: &str,
    next: impl Fn(&http::Response<Value>, &[i64]) -> Option<String>,
) -> Vec<i64> {
    let mut path = first.to_owned();
    let mut out = Vec::new();
    for _ in 0..20 {
        let page = get(mock, &path);
        let found = ids(page
            .body()
            .pointer(list)
            .unwrap_or_else(|| panic!("{path}: no list in {}", page.body())));
        out.extend(&found);
        match next(&page, &found) {
            Some(further) => path = further,
            None => return out,
        }
    }
    panic!("{first} does not end")
}

const SEVEN: [i64; 7] = [1, 2, 3, 4, 5, 6, 7];

#[test]
fn numbers_and_offsets() {
    let mock = mock(7);
    let mut number = 1;
    let read = |first: &str, list: &str, next: &mut dyn FnMut(&[i64]) -> Option<String>| {
        let mut path = first.to_owned();
        let mut out: Vec<i64> = Vec::new();
        loop {
            let page = get(&mock, &path);
            let found = ids(page.body().pointer(list).expect("a list"));
            out.extend(&found);
            match next(&found) {
                Some(further) => path = further,
                None => return out,
            }
        }
    };
    let by_two = read("/part?part=1", "/things", &mut |found| {
        number += 1;
        (found.len() == 2).then(|| format!("/part?part={number}"))
    });
    assert_eq!(by_two, SEVEN);
    let mut offset = 0;
    let by_three = read("/offset?limit=3", "/rows", &mut |found| {
        offset += found.len();
        (!found.is_empty()).then(|| format!("/offset?limit=3&offset={offset}"))
    });
    assert_eq!(by_three, SEVEN);
    assert_eq!(get(&mock, "/offset?limit=3").body()["meta"]["size"], 7);
    assert_eq!(
        ids(get(&mock, "/start?start=6&limit=5").body()),
        [6, 7],
        "elements are counted from 1"
    );
    assert_eq!(get(&mock, "/from-zero?page=0").headers()["x-total-pages"], "1");
    assert_eq!(
        get(&mock, "/totals?limit=20").body()["pagination"],
        serde_json::json!({"totalPageCount": 1, "currentPage": 1})
    );
    let more = |page: i64| get(&mock, &format!("/more?limit=4&page={page}")).body()["has_more"].clone();
    assert_eq!((more(1), more(2)), (Value::Bool(true), Value::Bool(false)));
}

#[test]
fn cursors_links_and_keys() {
    let mock = mock(25);
    let expected: Vec<i64> = (1..26).collect();
    let cursor = all(&mock, "/cursor", "/things", |page, _| {
        Some(format!("/cursor?cursor={}", page.body()["next"].as_str()?))
    });
    assert_eq!(cursor, expected);
    let header =
        |page: &http::Response<Value>, name: &str| Some(page.headers().get(name)?.to_str().expect("text").to_owned());
    let named = all(&mock, "/cursor-headers", "", |page, _| {
        Some(format!("/cursor-headers?page_info={}", header(page, "x-next")?))
    });
    assert_eq!(named, expected);
    let links = all(&mock, "/shops/4/links?limit=10&state=a%20b", "/rows", |page, _| {
        Some(page.body()["meta"]["nextHref"].as_str()?.to_owned())
    });
    assert_eq!(links, expected);
    let in_header = all(&mock, "/link-headers", "", |page, _| {
        let link = header(page, "link")?;
        Some(link.strip_prefix('<')?.split_once(">; rel=\"next\"")?.0.to_owned())
    });
    assert_eq!(in_header, expected);
    assert_eq!(get(&mock, "/link-headers").headers()["x-wp-total"], "25");
    let dotted = all(&mock, "/odata", "/value", |page, _| {
        Some(page.body()["@odata.nextLink"].as_str()?.to_owned())
    });
    assert_eq!(dotted, expected);
    let keys = all(&mock, "/more-after?limit=4", "/rows", |page, found| {
        page.body()["has_more"]
            .as_bool()?
            .then(|| format!("/more-after?limit=4&after={}", found.last().expect("one")))
    });
    assert_eq!(keys, expected);
    let history = all(&mock, "/history?limit=9", "/data/history", |_, found| {
        Some(format!("/history?limit=9&filter[sinceId]={}", found.last()?))
    });
    assert_eq!(history, expected);
}

#[test]
fn sizes_are_bounded() {
    let mock = mock(3);
    for path in ["/totals?limit=30", "/short?per_page=3", "/offset?limit=1001"] {
        let request = Request::get(path).body(bytes::Bytes::new()).expect("a request");
        assert_eq!(mock.handle(&request).response.status(), 400, "{path}");
        let found = mock.violations().pop().expect("a violation");
        assert!(found.expected.starts_with("a page size of"), "{found}");
    }
}
