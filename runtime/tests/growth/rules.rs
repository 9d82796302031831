//! Rules over many elements, and many secrets in long texts.

use tradewire::{Credentials, Encoding, Json, ListStyle, Operation, Rule};

use super::requests::{build, json};
use super::tables::{POST, base, body, stamp};
use super::{linear, linear_from, list, writes};

#[test]
fn rules() {
    writes!(
        Ruled(Json),
        tradewire::Meta {
            body: body(Encoding::Json, None, ListStyle::Indexed),
            rules: &[
                Rule::AnyOf {
                    at: "orders[].lines[]",
                    fields: &["id", "custom_{key}"]
                },
                Rule::RequiredWhen {
                    path: "orders[].lines[].price",
                    when: tradewire::Condition::Is {
                        field: "multi",
                        values: &["true"]
                    },
                },
                Rule::MaxItems {
                    path: "prices.{key}",
                    max: 1_000_000
                },
                Rule::ExactlyOneOf {
                    at: "prices.{key}[]",
                    fields: &["net", "gross"]
                },
            ],
            ..POST
        },
        |json, w| w.body(json)
    );
    linear(
        "elements",
        |n| {
            let lines = "{\"id\":1,\"multi\":true,\"price\":2}";
            Ruled(json(&format!(
                "{{\"orders\":[{}]}}",
                list(n, |_| format!("{{\"lines\":[{lines},{lines}]}}"))
            )))
        },
        build,
    );
    linear(
        "values of a map",
        |n| {
            Ruled(json(&format!(
                "{{\"prices\":{{{}}}}}",
                list(n, |at| format!("\"k{at}\":[{{\"net\":1}}]"))
            )))
        },
        build,
    );
    linear(
        "elements under a long key",
        |n| {
            Ruled(json(&format!(
                "{{\"prices\":{{\"{}\":[{}]}}}}",
                "k".repeat(n * 10),
                list(n, |_| "{\"net\":1}".into())
            )))
        },
        build,
    );
    linear(
        "parameters",
        |n| n,
        |n| {
            let mut prepared = Ruled(json("{\"orders\":[{\"lines\":[{\"id\":1}]}]}"))
                .prepare()
                .expect("prepared");
            (0..*n).for_each(|at| prepared.extra_query(&format!("prices[k{at}]"), "1"));
            let _ = prepared.to_request(&base(), &Credentials::none(), &stamp());
        },
    );
}

#[test]
fn secrets_in_texts() {
    let secrets = |n: usize| {
        let fields = (0..n).map(|at| (format!("secret-{at}-{}", at * 7919), at));
        fields.fold(Credentials::none(), |all, (secret, at)| {
            all.and(Credentials::scheme(scheme(at), [("key", secret)]))
        })
    };
    let few = secrets(3);
    for (name, unit) in [
        ("plain", "word "),
        ("escapes", "\\u0430%25&amp;"),
        ("cuts", "se…"),
        ("backslashes", "\\\\\\"),
        ("blanks", " \n…"),
    ] {
        linear_from(
            200,
            name,
            |n| unit.repeat(n),
            |text| assert!(!few.redact(text).is_empty()),
        );
    }
    linear_from(
        200,
        "echoes",
        |n| "secret-1-7919, ".repeat(n),
        |text| assert!(!few.redact(text).contains("7919")),
    );
    // A text is looked at once, whatever the number of secrets; to know them takes their length.
    linear_from(50, "secrets", secrets, |secrets| {
        assert_eq!(secrets.redact("secret-1-7919"), "***");
    });
    linear(
        "a long secret",
        |n| Credentials::scheme("key", [("key", "k".repeat(n))]),
        |secret| {
            assert_eq!(secret.redact(&"k".repeat(100)), "***");
        },
    );
}

fn scheme(at: usize) -> &'static str {
    Box::leak(format!("scheme{at}").into_boxed_str())
}
