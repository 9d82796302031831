//! The checks that generated crates run over documented bodies.

mod tables;

use tables::{GET, POST, body};
use tradewire::testing::{callbacks, requests, responses, sendable};
use tradewire::{
    BodyShape, Callback, CallbackMeta, Encoding, Error, InboundRequest, Json, ListStyle, Meta, Operation, Reply,
    ReplyShape, RequestWriter,
};

struct Numbers;

impl Operation for Numbers {
    type Output = Vec<i64>;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            reply: ReplyShape {
                key: Some("items"),
                or_bare: false,
            },
            body: BodyShape {
                one_or_many: true,
                ..body(Encoding::Json, Some("item"), ListStyle::Brackets)
            },
            ..POST
        };
        &META
    }
    fn write(&self, _: &mut RequestWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
    fn read(reply: &Reply<'_>) -> Result<Vec<i64>, Error> {
        reply.json()
    }
}

struct Silent;

impl Operation for Silent {
    type Output = ();
    fn meta() -> &'static Meta {
        static META: Meta = GET;
        &META
    }
    fn write(&self, _: &mut RequestWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
    fn read(reply: &Reply<'_>) -> Result<(), Error> {
        reply.empty()
    }
}

struct Asked;

impl Callback for Asked {
    type Answer = Vec<i64>;
    fn meta() -> &'static CallbackMeta {
        static META: CallbackMeta = CallbackMeta {
            platform: &tables::DIGITS,
            id: "things.asked",
            place: "specs/sample/things.yaml",
            method: "GET",
            path: "/asked",
            body: BodyShape::NONE,
            verify: None,
        };
        &META
    }
    fn parse(r: &InboundRequest<'_>) -> Result<Self, Error> {
        r.query::<i64>("id")?;
        Ok(Self)
    }
}

/// What the check says when it fails.
fn told(check: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(check).expect_err("the check should fail");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn fitting_bodies_pass() {
    responses::<Numbers>(&[
        ("a.json", r#"{"success":true,"items":[1,2]}"#),
        ("b.json", r#"{"items":[]}"#),
    ]);
    requests::<Numbers, Vec<i64>>(&[("a.json", r#"{"item":[1,2]}"#), ("b.json", r#"{"item":1}"#)]);
    responses::<Silent>(&[("a.json", r#"{"anything":1}"#)]);
    callbacks::<Asked>(&[("a.json", r#"{"id":"7"}"#)], &[("b.json", "[1]")]);
    callbacks::<Asked>(&[], &[]);
}

#[test]
fn all_that_do_not_fit_are_named() {
    let text = told(|| {
        responses::<Numbers>(&[
            ("wrong.json", r#"{"items":["1"]}"#),
            ("fine.json", r#"{"items":[1]}"#),
            ("bare.json", "[1]"),
            ("broken.json", "{"),
        ]);
    });
    assert!(text.starts_with("things.do: 3 of 4 examples do not fit:"), "{text}");
    for part in ["wrong.json: ", "$[0]", "bare.json: it has no `items`", "broken.json: "] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("fine.json"), "{text}");
}

#[test]
fn requests_and_callbacks_are_read_strictly() {
    assert!(told(|| requests::<Numbers, Vec<i64>>(&[("a.json", r#"{"item":["1"]}"#)])).contains("a.json"));
    assert!(told(|| requests::<Numbers, Json>(&[("a.json", "{}")])).contains("it has no `item`"));
    assert!(told(|| callbacks::<Asked>(&[("a.json", "{}")], &[])).contains("query parameter `id` is missing"));
    assert!(told(|| callbacks::<Asked>(&[], &[("b.json", "[true]")])).contains("b.json"));
}

struct Found;

impl Operation for Found {
    type Output = ();
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            rules: &[tradewire::Rule::AnyOf {
                at: "",
                fields: &["id", "code"],
            }],
            ..GET
        };
        &META
    }
    fn write(&self, _: &mut RequestWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
    fn read(reply: &Reply<'_>) -> Result<(), Error> {
        reply.empty()
    }
}

#[test]
fn examples_that_break_a_rule_are_told() {
    let text = told(|| sendable(&Found));
    assert!(
        text.contains("cannot be sent") && text.contains("at least one of `id`, `code`"),
        "{text}"
    );
}
