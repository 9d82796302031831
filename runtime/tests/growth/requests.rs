//! From arguments to a request.

use tradewire::{BaseUrl, Credentials, Encoding, File, Json, ListStyle, Map, Operation, Params, Stamp};

use super::tables::{GET, POST, base, body, stamp};
use super::writes;
use super::{Text, linear, linear_from, list};

pub(super) fn build<O: Operation>(operation: &O) {
    let prepared = operation.prepare().expect("prepared");
    let request = prepared.to_request(&base(), &Credentials::none(), &stamp());
    assert!(request.is_ok(), "{:?}", request.err());
}

fn try_build<O: Operation>(operation: &O) {
    if let Err(error) = operation
        .prepare()
        .and_then(|prepared| prepared.to_request(&base(), &Credentials::none(), &stamp()))
    {
        let _ = format!("{error} {error:?}");
    }
}

pub(super) fn json(text: &str) -> Json {
    Json::parse(text).expect("JSON")
}

#[test]
fn paths_and_base_addresses() {
    writes!(Get(String), tradewire::Meta { path: "/a/{id}", ..GET }, |id, w| w
        .path("id", id));
    for (name, unit) in [
        ("segments", "a/"),
        ("escapes", "%41"),
        ("letters", "ж"),
        ("percent signs", "%25"),
        ("dots", "..."),
    ] {
        linear(name, |n| Get(unit.repeat(n)), try_build);
    }
    for (name, unit) in [
        ("segments", "/a"),
        ("escapes", "/%41"),
        ("slashes", "/"),
        ("layers of escapes", "%25252541"),
    ] {
        linear(
            name,
            |n| format!("https://shop.example/a{}", unit.repeat(n)),
            |url| {
                let _ = BaseUrl::parse(url).map(|base| (base.origin().len(), base.is_loopback()));
            },
        );
    }
}

#[test]
fn queries_and_forms() {
    writes!(Query(Json), GET, |json, w| w.query("filter", ListStyle::Brackets, json));
    writes!(QueryFamily(Map<i64>), GET, |map, w| w.query_family(
        "custom_{key}",
        ListStyle::Brackets,
        map
    ));
    writes!(
        Form(Json),
        tradewire::Meta {
            body: body(Encoding::Form, None, ListStyle::Indexed),
            ..POST
        },
        |json, w| w.body(json)
    );
    writes!(
        FormFamily(Map<i64>),
        tradewire::Meta {
            body: body(Encoding::Form, Some("order"), ListStyle::Indexed),
            ..POST
        },
        |map, w| w.body_family("custom_{key}", map)
    );
    let map = |n| -> Map<i64> { (0..n).map(|at| (format!("k{at}"), 1)).collect() };
    linear("a family of query parameters", map, |map| {
        try_build(&QueryFamily(map.clone()));
    });
    linear("a family of fields", map, |map| build(&FormFamily(map.clone())));
    let bodies: [(&str, Text); 4] = [
        ("a list", |n| format!("{{\"a\":[{}]}}", list(n, |at| at.to_string()))),
        ("lists of objects", |n| {
            format!("{{\"a\":[{}]}}", list(n, |at| format!("{{\"b\":[{{\"c\":{at}}}]}}")))
        }),
        ("wide", |n| {
            format!("{{{}}}", list(n, |at| format!("\"k{at}\":\"é&=+ \"")))
        }),
        ("deep", |n| {
            format!(
                "{{\"x\":[{}]}}",
                list(n, |_| "{\"a\":".repeat(20) + "1" + &"}".repeat(20))
            )
        }),
    ];
    for (name, text) in bodies {
        linear(
            name,
            |n| json(&text(n)),
            |json| {
                try_build(&Query(json.clone()));
                build(&Form(json.clone()));
            },
        );
    }
    linear_from(
        25,
        "deeper and deeper",
        |n| json(&("{\"a\":".repeat(n) + "1" + &"}".repeat(n))),
        |json| {
            build(&Form(json.clone()));
        },
    );
}

#[test]
fn fields_that_callers_add() {
    writes!(
        Write(Json),
        tradewire::Meta {
            body: body(Encoding::Json, None, ListStyle::Indexed),
            ..POST
        },
        |json, w| w.body(json)
    );
    linear(
        "added",
        |n| n,
        |n| {
            let mut prepared = Write(json("{}")).prepare().expect("prepared");
            for at in 0..*n {
                prepared.extra_field(&format!("k{at}"), 1_i64).expect("a field");
                prepared.extra_query(&format!("k{at}"), "1");
            }
            assert!(prepared.query().iter().count() == *n);
            let _ = Params::default().to_query();
        },
    );
}

#[test]
fn parts() {
    writes!(
        Send(Vec<File>),
        tradewire::Meta {
            body: body(Encoding::Multipart, None, ListStyle::Indexed),
            ..POST
        },
        |files, w| {
            w.part(
                "text",
                &files.iter().map(|file| file.name().to_owned()).collect::<Vec<_>>(),
            )?;
            w.file("files[]", files)
        }
    );
    linear(
        "parts",
        |n| {
            Send(
                (0..n)
                    .map(|at| File::new(format!("ф\"{at}\r\n"), vec![0; 10]))
                    .collect(),
            )
        },
        build,
    );
    linear(
        "long names",
        |n| Send(vec![File::new("\"".repeat(n), vec![0; 10 * n])]),
        build,
    );
}

#[test]
fn headers_and_signatures() {
    writes!(Headers(Vec<String>), GET, |values, w| {
        values
            .iter()
            .enumerate()
            .try_for_each(|(at, value)| w.header(&format!("x-{at}"), value))
    });
    linear("headers", |n| Headers(vec!["v".repeat(20); n]), build);
    writes!(
        Signed(Json),
        tradewire::Meta {
            auth: &["oauth"],
            body: body(Encoding::Form, None, ListStyle::Indexed),
            ..POST
        },
        |json, w| w.body(json)
    );
    let credentials = Credentials::scheme("oauth", [("key", "k".into()), ("secret", "s".into())]);
    linear(
        "signed fields",
        |n| Signed(json(&format!("{{{}}}", list(n, |at| format!("\"k{at}\":\"&\""))))),
        |signed| {
            let stamp = Stamp {
                unix_seconds: 1,
                nonce: "n".into(),
            };
            let request = signed
                .prepare()
                .expect("prepared")
                .to_request(&base(), &credentials, &stamp);
            assert!(request.is_ok());
        },
    );
}
