//! Twice as much JSON is twice the work: steps of what allocates nothing.

use super::{Decode, DecodeError};
use super::{Extra, Json, Object, Options, Reader, Record, Shape, count_items, decode, probe, probe_last};
use crate::steps::tests::{linear, nearly_linear};

const SMALL: usize = 500;

/// Text of a size.
type Text = fn(usize) -> String;

fn list(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

/// An optional number, an optional one of itself, a list of them, and everything else.
#[derive(Debug, Default)]
struct Node {
    id: Option<i64>,
    next: Option<Box<Node>>,
    all: Vec<Node>,
    extra: Extra,
}

impl Decode for Node {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.open_record(self)
    }
}

impl Record for Node {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::new(&["\"id\":", "\"next\":", "\"all\":"], [0, 0]);
        &SHAPE
    }

    fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        match index {
            0 => self.id.read(r),
            1 => self.next.read(r),
            2 => self.all.read(r),
            _ => r.extra(&mut self.extra),
        }
    }
}

#[test]
fn finding_keys() {
    let object = |n| -> Object { (0..n).map(|at| (format!("k{at}"), 1_i64)).collect() };
    linear("every key of an object", SMALL, object, |object| {
        for at in 0..object.len() {
            assert!(object.get(&format!("k{at}")).is_some() && object.get(&format!("x{at}")).is_none());
        }
    });
    linear(
        "an object made key by key",
        SMALL,
        |n| n,
        |n| {
            let mut object = Object::new();
            for at in (0..n).chain(0..n) {
                object.insert(format!("k{at}"), 1_i64);
            }
            assert_eq!(object.len(), n);
        },
    );
    let extra = |n| -> Extra { object(n).into() };
    linear("every kept key", SMALL, extra, |extra| {
        for at in 0..extra.len() {
            assert!(extra.get(&format!("k{at}")).is_some() && !extra.contains_key(&format!("x{at}")));
        }
    });
    linear(
        "keys kept one by one",
        SMALL,
        |n| n,
        |n| {
            let mut extra = Extra::new();
            (0..n).for_each(|at| extra.insert(format!("k{at}"), 1_i64));
            assert_eq!(extra.len(), n);
        },
    );
}

#[test]
fn reading() {
    let read = |text: String| drop(decode::<Node>(text.as_bytes(), Options::watched()).expect("a node"));
    let bodies: [(&str, Text); 9] = [
        ("unknown keys", |n| list(n, |at| format!("\"k{at}\":[1,{{}}]"))),
        ("one unknown key", |n| list(n, |_| "\"k\":[1,{}]".to_owned())),
        ("one known key", |n| list(n, |_| "\"next\":{\"id\":1}".to_owned())),
        ("misfits of one key", |n| list(n, |_| "\"id\":[1]".to_owned())),
        ("misfits in elements", |n| {
            format!("\"all\":[{}]", list(n, |_| "{\"id\":[1],\"next\":7}".to_owned()))
        }),
        ("what is no JSON", |n| {
            format!(
                "\"all\":[{}]",
                list(n, |_| "{\"x\":NaN,\"id\":\"\\ud83d\",\"y\":[tru]}".to_owned())
            )
        }),
        ("long unknown texts", |n| {
            format!("\"x\":\"{}\",\"id\":\"{0}\"", "\\u0430b".repeat(n))
        }),
        ("digits", |n| format!("\"id\":{},\"x\":{0}.{0}e{0}", "7".repeat(n))),
        ("blanks", |n| format!("\"id\" :{}[ {0} ] {0}", " ".repeat(n))),
    ];
    for (name, body) in bodies {
        linear(name, SMALL, |n| format!("{{{}}}", body(n)), read);
    }
}

#[test]
fn reading_what_is_nested() {
    // As deep as it may be, and wider and wider at the bottom.
    let deep = |inside: &dyn Fn(usize) -> String, n| "{\"next\":".repeat(120) + &inside(n) + &"}".repeat(120);
    let inside: [(&str, Text); 4] = [
        ("unknown keys", |n| {
            format!("{{{}}}", list(n, |at| format!("\"k{at}\":1")))
        }),
        ("a misfit", |n| format!("{{\"id\":[{}]}}", list(n, |at| at.to_string()))),
        ("no object", |n| format!("[{}]", list(n, |at| at.to_string()))),
        ("no end", |n| format!("{{\"x\":[{}", list(n, |at| at.to_string()))),
    ];
    for (name, inside) in inside {
        linear(
            name,
            SMALL,
            |n| deep(&inside, n),
            |text| {
                let _ = decode::<Node>(text.as_bytes(), Options::default());
            },
        );
    }
}

#[test]
fn elements_that_are_set_aside() {
    let options = Options {
        listing: Some("all"),
        recognise: true,
        ..Options::watched()
    };
    for (name, element) in [
        ("foreign", "{\"error\":\"x\"}"),
        ("no object", "[[[]]]"),
        ("no JSON", "{\"id\":1,\"x\" \"y\":tru}"),
        ("a raw tab", "{\"id\":1,\"x\":\"\t\"}"),
    ] {
        linear(
            name,
            SMALL,
            |n| format!("{{\"all\":[{}]}}", list(n, |_| element.to_owned())),
            |text| {
                let decoded = decode::<Node>(text.as_bytes(), options).expect("a node");
                assert!(!decoded.rejected.is_empty() || decoded.misfits_total > 0 || !decoded.value.all.is_empty());
            },
        );
    }
}

#[test]
fn probing() {
    let body = |n| {
        format!(
            "{{\"a\":[{}],\"b\":{{\"c\":1}}}}",
            list(n, |at| format!("{{\"id\":{at},\"x\":tru}}"))
        )
    };
    linear("probes", SMALL, body, |text| {
        let body = text.as_bytes();
        assert_eq!(probe(body, "b.c"), Some(Json::from(1_i64)));
        assert!(probe_last(body, "a", "id").is_some() && count_items(body, "a").is_some());
        assert!(super::each_item_text(body, "a", &mut |element| {
            assert!(probe(element.as_bytes(), "id").is_some());
        }));
    });
    nearly_linear("trees", SMALL, body, |text| assert!(Json::parse(&text).is_err()));
}
