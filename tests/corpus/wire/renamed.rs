//! Names of before, as programs that were written against them use them.
#![allow(deprecated)]

use tradewire::Operation;
use tradewire_renamed::things::*;

use crate::support::{body, line, read};

#[test]
fn types_of_before_are_those_of_now() {
    let thing: Thing = read::<ReplaceThing>(200, r#"{"id":1,"title":"a","label":"b","size":{"width":2}}"#)
        .map(|reply| match reply {
            UpdateThingOutput::Ok(thing) => thing,
            other => panic!("{other:?}"),
        })
        .expect("a thing");
    let size: ThingSize = thing.size.clone().expect("a size");
    assert_eq!((thing.id, size.width), (1, Some(2)));
    let made = ThingCreate::new(ThingCreateRequired {
        title: "a".into(),
        label: "b".into(),
    });
    let ids = UpdateThingRequired { id: 1, part_id: 2 };
    let update = UpdateThing::new(ids, made.state(State::InWork));
    assert_eq!(line(&update), "PUT /things/1/parts/2");
    assert_eq!(body(&update), r#"{"title":"a","label":"b","state":"in_work"}"#);
    let page: ListThingsReply = read::<ListThings>(200, r#"{"items":[]}"#).expect("a page");
    assert!(page.items.is_empty());
}

/// A constant can stand in a pattern, as the variant could.
#[test]
fn values_of_before_are_those_of_now() {
    assert_eq!(State::from("in_work"), State::Working);
    assert!(matches!(State::Begun, State::InWork));
    assert!(!matches!(State::New, State::InWork));
    assert_eq!((Grade::Bottom, Grade::High), (Level::Low, Level::High));
}

#[test]
fn what_is_not_named_after_it_keeps_its_name() {
    let source = include_str!("../../src/things.rs");
    assert!(!source.contains("ThingNote"), "`ItemNote` has a name of its own");
    assert_eq!(source.matches("pub fn find_all(").count(), 1);
    assert_eq!(source.matches("pub fn update(").count(), 1);
    assert!(source.contains("it is called `search`"));
    assert_eq!(SearchThings::meta().former, ["things.list", "things.find_all"]);
}

/// Stored by a program of before, and read on by one of now.
#[test]
fn cursors_of_before_lead_on() {
    use tradewire::{BaseUrl, Credentials, Cursor, Listing, Stamp};
    let base = BaseUrl::parse("https://api.example").expect("an address");
    for name in ["things.search", "things.list", "things.find_all"] {
        let text = format!("tw1~{}~2~0~~page=2", name.replace('.', "%2E").replace('_', "%5F"));
        let cursor: Cursor = text.parse().expect("a cursor");
        let mut listing = Listing::resume(SearchThings::new(), &base, &cursor).expect(name);
        let request = listing.request().expect("a request").expect("a page");
        let request = request.to_request(&base, &Credentials::none(), &Stamp::now()).expect("a request");
        assert!(request.uri().to_string().contains("page=2"), "{}", request.uri());
    }
    let strange: Cursor = "tw1~things%2Eother~0~0~~page=2".parse().expect("a cursor");
    let error = Listing::resume(SearchThings::new(), &base, &strange).expect_err("of another operation");
    assert!(error.to_string().contains("things.other"), "{error}");
}
