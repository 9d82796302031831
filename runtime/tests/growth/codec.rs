//! Reading, writing and looking into JSON.

use tradewire::json::{Object, Options, count_items, decode, probe, probe_last, to_json, to_string};
use tradewire::{Extra, Json, Map, Whole};

use super::models::{Loose, Order, Page};
use super::{Text, linear, linear_from, list};

/// Reads an order, tolerantly, and must be able to.
fn order(text: &str, options: Options) -> tradewire::json::Decoded<Order> {
    decode(text.as_bytes(), options).expect("an order")
}

fn with(members: &str) -> String {
    format!("{{\"id\":1,{members}}}")
}

#[test]
fn keys_of_objects() {
    let distinct = |n| format!("{{{}}}", list(n, |at| format!("\"k{at}\":{at}")));
    let same = |n| format!("{{{}}}", list(n, |at| format!("\"k\":{at}")));
    for (name, text) in [
        ("distinct keys", &distinct as &dyn Fn(usize) -> String),
        ("one key", &same),
    ] {
        linear(name, text, |text| drop(Json::parse(text).expect("JSON")));
        linear(name, text, |text| {
            drop(order(&text.replacen('{', "{\"id\":1,", 1), Options::default()));
        });
        linear(name, text, |text| {
            drop(order(&text.replacen('{', "{\"id\":1,", 1), Options::watched()));
        });
        linear(name, text, |text| {
            drop(decode::<Map<i64>>(text.as_bytes(), Options::default()).expect("a map"));
        });
    }
    linear(
        "a known key",
        |n| with(&list(n, |_| "\"paid\":true".to_owned())),
        |text| {
            drop(order(text, Options::watched()));
        },
    );
    linear(
        "families",
        |n| with(&list(n, |at| format!("\"price{at}\":\"1.5\",\"custom_{at}\":\"x\""))),
        |text| drop(decode::<Loose>(text.as_bytes(), Options::watched()).expect("readable")),
    );
}

#[test]
fn unknown_keys_are_kept_and_written() {
    let read = |n| order(&with(&list(n, |at| format!("\"k{at}\" : {at}"))), Options::default()).value;
    linear("kept keys", read, |order| drop(to_string(order).expect("JSON")));
    linear(
        "kept keys among known ones",
        |n| with(&list(n, |at| format!("\"k{at}\":{at},\"paid\":true"))),
        |text| drop(order(text, Options::default())),
    );
    linear(
        "misfits",
        |n| with(&list(n, |_| "\"paid\":[]".to_owned() + ",\"weight\":{}")),
        |text| {
            let order = order(text, Options::watched()).value;
            drop(order.misfits());
            drop(to_string(&order).expect("JSON"));
        },
    );
}

#[test]
fn what_is_kept_is_looked_at() {
    let extra = |n| -> Extra { (0..n).map(|at| (format!("k{at}"), at as u64)).collect() };
    linear("every kept key", extra, |extra| {
        for at in 0..extra.len() {
            assert!(extra.get(&format!("k{at}")).is_some() && !extra.contains_key("no"));
        }
    });
    linear("all kept keys", extra, |extra| {
        assert_eq!(extra.keys().count(), extra.to_object().len());
        assert!(*extra == extra.clone());
    });
    linear(
        "keys kept one by one",
        |n| n,
        |n| {
            let mut extra = Extra::new();
            (0..*n).for_each(|at| extra.insert(format!("k{at}"), at as u64));
            assert_eq!(extra.len(), *n);
        },
    );
}

#[test]
fn objects_are_made_and_compared() {
    let object = |n| -> Object { (0..n).map(|at| (format!("k{at}"), at as u64)).collect() };
    linear(
        "compared",
        |n| (object(n), object(n)),
        |(one, other)| assert!(one == other),
    );
    linear(
        "made one by one",
        |n| n,
        |n| {
            let mut made = Object::new();
            (0..*n).for_each(|at| drop(made.insert(format!("k{at}"), at as u64)));
            (0..*n).for_each(|at| drop(made.insert(format!("k{at}"), 1_u64)));
            assert!((0..*n).all(|at| made.get(&format!("k{at}")).is_some()));
        },
    );
}

#[test]
fn bad_elements() {
    let listed = Options {
        listing: Some("orders"),
        ..Options::watched()
    };
    let page = |elements: &str| format!("{{\"orders\":[{elements}]}}");
    let bad: [(&str, Text); 6] = [
        ("of another type", |_| "[]".to_owned()),
        ("that are no JSON", |_| "{\"id\":NaN,\"x\":\"\t\"}".to_owned()),
        ("without their key", |at| format!("{{\"number\":\"{at}\"}}")),
        ("bad deep inside", |_| {
            "{\"id\":1,\"items\":[{\"sku\":\"x\"}],\"address\":7}".to_owned()
        }),
        ("foreign", |at| format!("{{\"error{at}\":1}}")),
        ("with half a surrogate", |_| {
            "{\"id\":1,\"number\":\"\\ud83d\"}".to_owned()
        }),
    ];
    for (name, element) in bad {
        linear(
            name,
            |n| page(&list(n, element)),
            |text| {
                drop(decode::<Page>(text.as_bytes(), listed).expect("a page"));
            },
        );
    }
    // As much key as elements.
    linear(
        "under a long key",
        |n| {
            let key = "k".repeat(n * 20);
            format!(
                "{{\"{key}\":1,\"orders\":[{{\"id\":1,\"prices\":{{\"{key}\":[]}},\"any\":1}},{}]}}",
                list(n, |_| "{\"id\":[]}".into())
            )
        },
        |text| drop(decode::<Page>(text.as_bytes(), listed).expect("a page")),
    );
    linear(
        "under a long unknown key",
        |n| {
            let inner = list(n, |_| "{\"weight\":[],\"new\":1}".into());
            format!(
                "{{\"{}\":[{{\"id\":1,\"parent\":{{\"id\":2}}}},{inner}]}}",
                "k".repeat(n * 20)
            )
        },
        |text| assert!(decode::<Map<Vec<Loose>>>(text.as_bytes(), Options::watched()).is_err()),
    );
}

#[test]
fn texts_and_numbers() {
    for (name, unit) in [
        ("escapes", r"\u0430\n"),
        ("pairs of surrogates", r"\ud83d\ude00"),
        ("plain text", "plain "),
    ] {
        linear(
            name,
            |n| with(&format!("\"number\":\"{}\",\"x\":\"{0}\"", unit.repeat(n))),
            |text| {
                let order = order(text, Options::watched()).value;
                drop(to_string(&order).expect("JSON"));
            },
        );
    }
    for (name, number) in [
        ("digits", (|n| "7".repeat(n)) as Text),
        ("zeros behind the point", |n| format!("1.{}", "0".repeat(n))),
        ("an exponent", |n| format!("1e{}", "0".repeat(n) + "1")),
        ("a huge exponent", |n| format!("1e{}", "9".repeat(n))),
    ] {
        linear(
            name,
            |n| {
                with(&format!(
                    "\"total\":{0},\"weight\":{0},\"rate\":\"{0}\",\"any\":{0}",
                    number(n)
                ))
            },
            |text| {
                let order = order(text, Options::watched()).value;
                assert!(order == order.clone());
            },
        );
    }
    linear(
        "bad UTF-8",
        |n| {
            let mut body = b"{\"id\":1,\"number\":\"".to_vec();
            body.extend(b"a\xff\xc3".repeat(n));
            body.extend(b"\"}");
            body
        },
        |body| drop(decode::<Order>(body, Options::watched()).expect("an order")),
    );
    linear(
        "marks and blanks around",
        |n| "\u{feff} \u{200b}\n".repeat(n) + "{\"id\":1}" + &"\u{a0}\u{feff}".repeat(n),
        |text| {
            drop(order(text, Options::watched()));
        },
    );
}

#[test]
fn nesting() {
    linear_from(
        25,
        "records within records",
        |n| "{\"id\":1,\"new\":[],\"parent\":".repeat(n) + "{\"id\":1,\"weight\":[]}" + &"}".repeat(n),
        |text| {
            // The paths that are told are as long as the nesting is deep, each once.
            drop(order(text, Options::default()));
        },
    );
    linear(
        "many side by side",
        |n| with(&format!("\"any\":[{}]", list(n, |_| "[{\"a\":[{}]}]".into()))),
        |text| drop(to_json(&order(text, Options::watched()).value).expect("JSON")),
    );
    linear(
        "numbered objects for lists",
        |n| {
            with(&format!(
                "\"items\":{{{}}}",
                list(n, |at| format!(
                    "\"{at}\":{{\"sku\":\"x\",\"quantity\":1,\"marks\":{{}}}}"
                ))
            ))
        },
        |text| drop(order(text, Options::watched())),
    );
}

#[test]
fn bodies_that_are_looked_into() {
    linear(
        "a probe",
        |n| {
            format!(
                "{{\"a\":[{}],\"b\":{{\"c\":1}}}}",
                list(n, |at| format!("{{\"id\":{at}}}"))
            )
        },
        |text| {
            let body = text.as_bytes();
            assert!(probe(body, "b.c").is_some() && probe_last(body, "a", "id").is_some());
            assert!(count_items(body, "a").is_some());
        },
    );
}
