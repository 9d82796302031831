use tradewire::testing::from_json;
use tradewire_crossings::{core, fmt, str};

use crate::support::line;

/// That it compiles says most: names of crates and of what the language has are modules here.
#[test]
fn modules_called_as_the_language_calls_its_own_work() {
    assert_eq!(line(&core::GetCore::new()), "GET /core");
    let text = r#"{"id":1,"in_fmtthing":{"id":2,"in_kind":"two"},"in_strthing":{"id":3,"in_bools":[{"id":4}]}}"#;
    let thing: core::CoreThing = from_json(text);
    let format = thing.in_fmtthing.as_ref().and_then(|format| format.in_kind.clone());
    assert_eq!(format, Some(fmt::Kind::Two));
    let inner: Option<&str::StrThing> = thing.in_strthing.as_deref();
    assert_eq!(inner.map(|inner| inner.id), Some(3));
    assert_eq!(tradewire::json::to_string(&thing).unwrap(), text);
}
