use tradewire::Decimal;
use tradewire_required::things::*;

use crate::support::{body, client, line, refused, run, sent};

fn complete() -> ThingCreate {
    ThingCreate::new("a").price(Decimal::from(5)).currency("EUR").phone("1")
}

#[test]
fn conditions_are_checked_before_sending() {
    assert_eq!(
        body(&CreateThing::new(complete())),
        r#"{"name":"a","price":5,"currency":"EUR","phone":"1"}"#
    );
    assert!(refused(&CreateThing::new(complete().is_multi(true))).contains("variants"));
    assert!(refused(&CreateThing::new(ThingCreate::new("a").phone("1"))).contains("price"));
    let mut free = complete();
    free.currency = None;
    assert!(refused(&CreateThing::new(free)).contains("currency"));
}

#[test]
fn groups_are_checked_before_sending() {
    let mut silent = complete();
    silent.phone = None;
    assert!(refused(&CreateThing::new(silent)).contains("email"));
    assert!(refused(&CreateThing::new(complete().a("1").b("2"))).contains('b'));
    assert!(refused(&ListThings::new()).contains("code"));
    let mut by_id = ListThings::new();
    by_id.id = Some(1);
    assert_eq!(line(&by_id), "GET /things?id=1");
    by_id.code = Some("c".into());
    assert!(refused(&by_id).contains("code"));
}

#[test]
fn one_key_of_a_family_is_asked_for() {
    let mut find = FindThings::new();
    find.page = Some(2);
    assert!(refused(&find).contains("`custom_{key}`"));
    find.custom.insert("color".to_owned(), "red".to_owned());
    assert!(line(&find).contains("custom_color=red"));
}

#[test]
fn short_lists_are_not_sent() {
    assert!(refused(&ShipThing::new([])).contains("`lines`: 0 elements"));
    let mut ship = ShipThing::new([1]);
    assert_eq!(body(&ship), r#"{"lines":[1]}"#, "a list left out is not short");
    ship.body.tags = Some(vec!["a".to_owned()]);
    assert!(refused(&ship).contains("`tags`: 1 elements"));
    ship.body.tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(body(&ship), r#"{"lines":[1],"tags":["a","b"]}"#);
}

#[test]
fn up_to_three_parts_are_arguments() {
    let server = tradewire::testing::Scripted::new()
        .reply(200, "")
        .reply(200, "")
        .reply(200, "");
    let client: tradewire_required::Client = client(&server);
    let things = client.things();
    run(things.create_loose(1, "main", "n").note("x").dry(true).send()).unwrap();
    assert_eq!(sent(&server.last_request()), "POST /things/1?site=main&dry=true");
    assert_eq!(server.last_request().body_text(), r#"{"name":"n","note":"x"}"#);
    let parts = CreateThingManyParts::new(1, 2, "main", ThingBy::ExternalId);
    run(things.create_many_parts(parts).page(3).send()).unwrap();
    assert_eq!(
        sent(&server.last_request()),
        "POST /things/1/2?site=main&by=externalId&page=3"
    );
    run(things
        .create_wide(1, CreateThingWideBody::new("a", "b", "c"))
        .d("d")
        .send())
    .unwrap();
    assert_eq!(
        server.last_request().body_text(),
        r#"{"a":"a","b":"b","c":"c","d":"d"}"#
    );
}
