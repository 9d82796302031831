use tradewire::json::{Options, decode, from_str, to_string};
use tradewire::{Flag, Json};
use tradewire_scalars::things::*;

use crate::support::{body, refused};

const FULL: &str = r#"{"text":"a","count":1,"ratio":1.5,"price":"12.50","open":true,"hidden":1,"born":"2026-01-31","at":"10:30:00","yearly":"01.31","created":"2026-01-31T10:30:00+03:00","local":"2026-01-31 10:30:00","unix":1767225600,"either":"2026-01-31T10:30:00Z","id":"67e55044-10b1-426f-9247-bb680e5fe0c8","picture":"aGVsbG8=","anything":[null,{"a":1}],"kind":"in-work","level":-1,"mixed":"auto","gender":"female","name":"n","size":20,"parts":["x"],"phone":"380"}"#;

#[test]
fn every_scalar_comes_back_as_it_was_written() {
    let thing: Thing = from_str(FULL).unwrap();
    assert_eq!(to_string(&thing).unwrap(), FULL);
    assert_eq!(thing.hidden, Some(Flag::ON));
    assert_eq!(thing.price.as_ref().map(|price| price.as_str()), Some("12.50"));
    assert_eq!(
        thing.picture.as_ref().and_then(|bytes| bytes.decode()),
        Some(b"hello".to_vec())
    );
}

#[test]
fn other_written_forms_are_read() {
    let loose = r#"{"text":5,"count":"12","ratio":"1.5","price":12.5,"open":"1","hidden":"0","born":"someday","unix":"1767225600","gender":"male","kind":null}"#;
    let thing = decode::<Thing>(loose.as_bytes(), Options::default()).unwrap().value;
    assert_eq!(
        (thing.text.as_deref(), thing.count, thing.ratio),
        (Some("5"), Some(12), Some(1.5))
    );
    assert_eq!((thing.open, thing.hidden), (Some(true), Some(Flag::OFF)));
    assert_eq!(thing.born.as_ref().map(ToString::to_string).as_deref(), Some("someday"));
    assert_eq!(thing.gender, Some(ThingGender::Male));
}

#[test]
fn open_enumerations_keep_what_they_do_not_know() {
    let text = r#"{"kind":"brand-new","level":42,"mixed":{"x":1}}"#;
    let thing = decode::<Thing>(text.as_bytes(), Options::default()).unwrap().value;
    assert_eq!(thing.kind, Some(ThingKind::Other("brand-new".into())));
    assert_eq!(thing.level, Some(ThingLevel::Other(42)));
    assert!(matches!(thing.mixed, Some(ThingMixed::Other(Json::Object(_)))));
    assert_eq!(to_string(&thing).unwrap(), text);
    for text in ["new", "in-work", "other", "", "brand-new"] {
        assert_eq!(text.parse::<ThingKind>().unwrap().as_str(), text);
    }
    assert_eq!(ThingKind::from("other"), ThingKind::OtherValue);
    assert_eq!(ThingLevel::from(0), ThingLevel::Lowest);
    assert_eq!("-1".parse::<ThingLevel>().unwrap().value(), -1);
    assert!("x".parse::<ThingLevel>().is_err());
    assert_eq!(ThingMixed::Value0.to_string(), "0");
}

#[test]
fn enumerations_are_keys_and_made_of_owned_text() {
    use std::collections::{HashMap, HashSet};

    let kinds: HashSet<ThingKind> = ["new", "brand-new", "new"].map(ThingKind::from).into();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&ThingKind::from(String::from("brand-new"))));
    assert_eq!(Thing::new().kind(String::from("paid")).kind, Some(ThingKind::Paid));
    let levels: HashMap<ThingLevel, &str> = [(ThingLevel::from(7), "seven")].into();
    assert_eq!(levels.get(&ThingLevel::Other(7)), Some(&"seven"));
    let genders: HashSet<ThingGender> = [ThingGender::Male].into();
    assert!(!genders.contains(&ThingGender::Female));
}

#[test]
fn what_is_no_date_is_not_sent() {
    let why = refused(&CreateThing::new(Thing::new().born("someday")));
    assert!(why.contains("born") && why.contains("someday"), "{why}");
    let why = refused(&CreateThing::new(Thing::new().either("soon").id("x")));
    assert!(why.contains("either") && why.contains("soon"), "{why}");
    // What a server said goes back to it as it came.
    let thing = decode::<Thing>(br#"{"born":"0000-00-00"}"#, Options::default()).unwrap().value;
    assert_eq!(body(&CreateThing::new(thing)), r#"{"born":"0000-00-00"}"#);
    let thing = Thing::new().born(tradewire::Date::verbatim("0000-00-00"));
    assert_eq!(body(&CreateThing::new(thing)), r#"{"born":"0000-00-00"}"#);
    let made = Thing::new().created(std::time::UNIX_EPOCH).unix(std::time::UNIX_EPOCH);
    assert_eq!(
        body(&CreateThing::new(made)),
        r#"{"created":"1970-01-01T00:00:00+00:00","unix":0}"#
    );
}

#[test]
fn closed_enumerations_keep_the_rest_as_text() {
    assert!("other".parse::<ThingGender>().unwrap_err().to_string().contains("male"));
    assert!(from_str::<ThingGender>("\"x\"").is_err());
    let decoded = decode::<Thing>(br#"{"gender":"x"}"#, Options::default()).unwrap();
    assert_eq!(
        (decoded.value.gender, decoded.value.extra.raw("gender")),
        (None, Some("\"x\""))
    );
    assert_eq!(decoded.misfits[0].path, "$.gender");
    assert_eq!(from_str::<ThingGender>("\"female\"").unwrap(), ThingGender::Female);
}

#[test]
fn an_empty_text_that_is_listed_is_a_value() {
    assert_eq!(
        from_str::<Thing>(r#"{"kind":""}"#).unwrap().kind,
        Some(ThingKind::Empty)
    );
    let absent = decode::<Thing>(br#"{"gender":""}"#, Options::default()).unwrap().value;
    assert_eq!(absent.gender, None);
}

#[test]
fn setters_take_what_converts() {
    let thing = Thing::new()
        .text("a")
        .count(1)
        .hidden(true)
        .kind("paid")
        .level(7)
        .parts(["x"]);
    assert_eq!(
        body(&CreateThing::new(thing)),
        r#"{"text":"a","count":1,"hidden":1,"kind":"paid","level":7,"parts":["x"]}"#
    );
    let many = Thing::new().parts(["a", "b", "c", "d"]);
    assert!(refused(&CreateThing::new(many)).contains("parts"));
}
