use tradewire::testing::from_json;
use tradewire_crossings::{core, fmt, self_, str, tradewire_api, types, types_api};

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

/// So are the modules that every crate has, and what paths begin with.
#[test]
fn modules_called_as_those_of_every_crate_make_way() {
    assert_eq!(line(&self_::GetSelf::new()), "GET /self");
    let text = r#"{"id":1,"in_convertthing":{"id":2,"in_typesthing":{"id":3,"in_common":{"kind":"one"}}},"in_selfthing":{"id":4}}"#;
    let thing: tradewire_api::TradewireThing = from_json(text);
    assert_eq!(tradewire::json::to_string(&thing).unwrap(), text);
    let inner: Option<types_api::TypesThing> = thing.in_convertthing.and_then(|thing| thing.in_typesthing).map(|thing| *thing);
    let common: Option<types::Common> = inner.and_then(|inner| inner.in_common);
    assert_eq!(common.and_then(|common| common.kind), Some(fmt::Kind::One));
}
