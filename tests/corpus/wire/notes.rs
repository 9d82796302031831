#![allow(deprecated)]
use tradewire_notes::things::*;

#[test]
fn secrets_are_not_shown() {
    let mut list = ListThings::new();
    list.key = Some("canary".into());
    let thing: Thing = tradewire::testing::from_json(r#"{"id": 1, "secret": "canary"}"#);
    let shown = format!("{list:?} {thing:?}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("secret") && shown.contains("id: 1"), "{shown}");
    // Nor by what holds them, which shows itself by way of its encoder; on the wire they are there.
    let text = r#"{"things":[{"id":1,"secret":"canary"}]}"#;
    let page: ListThingsReply = tradewire::testing::from_json(text);
    let shown = format!("{page:?}");
    assert!(!shown.contains("canary") && shown.contains("***"), "{shown}");
    assert_eq!(tradewire::json::to_string(&page).expect("JSON"), text);
}

#[test]
fn words_are_in_the_documentation() {
    let source = include_str!("../../src/things.rs");
    for words in [
        "Reads a thing.",
        "`GET /things/{id}`",
        "It is slow.",
        "Inferred from “Get a thing”",
        "Known from a public client (“Vendor's client”); the documentation does not describe it.",
        "Permission: `things_read`.",
        "Documented as “SerializedThing”.",
        "#[deprecated(note = \"use `list`\")]",
        "client.things().get(1).send().await?",
    ] {
        assert!(source.contains(words), "{words}");
    }
}
