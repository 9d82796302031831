//! Example files find their operations.

use super::*;
use crate::model::Direction;

fn with(names: &[&str]) -> Seen {
    let things =
        "resource: things\noperations: {run: {source: S, get: /a}}\ncallbacks: {told: {source: S, post: /b}}\n";
    let paths: Vec<String> = names.iter().map(|name| format!("examples/{name}")).collect();
    let mut all = vec![("platform.yaml", PLATFORM), ("things.yaml", things)];
    all.extend(paths.iter().map(|path| (path.as_str(), "{}")));
    files(&all)
}

#[test]
fn examples_stand_in_the_order_of_their_numbers() {
    let seen = with(&[
        "things.run.10.response.json",
        "things.run.2.response.json",
        "things.run.2.request.json",
        "things.told.1.request.json",
    ]);
    let order: Vec<_> = seen
        .operation()
        .examples
        .iter()
        .map(|example| (example.number, example.direction))
        .collect();
    assert_eq!(
        order,
        [
            (2, Direction::Request),
            (2, Direction::Response),
            (10, Direction::Response)
        ]
    );
    let example = &seen.callback().examples[0];
    assert_eq!(
        (example.file.as_str(), example.text.as_str()),
        ("specs/demo/examples/things.told.1.request.json", "{}")
    );
    assert_eq!(seen.codes(), [""; 0]);
}

#[test]
fn a_name_that_says_less_is_found() {
    for name in [
        "things.run.json",
        "things.run.0.request.json",
        "things.run.01.request.json",
        "things.run.+1.request.json",
        "things.run.x.request.json",
        "things.run.1.reply.json",
        "things.run.1.request.txt",
        "a.things.run.1.request.json",
    ] {
        let seen = with(&[name]);
        assert_eq!(seen.codes(), ["E0502"], "{name}");
        assert!(seen.operation().examples.is_empty());
    }
}

#[test]
fn an_example_of_nothing_is_found() {
    let seen = with(&["things.ran.1.request.json"]);
    assert_eq!(
        seen.found,
        [("E0501", "no operation or callback `things.ran`".to_owned())]
    );
}
