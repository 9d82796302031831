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
fn what_is_required_is_given_by_position_or_by_name() {
    let server = tradewire::testing::Scripted::new()
        .reply(200, "")
        .reply(200, "")
        .reply(200, "")
        .reply(200, "");
    let client: tradewire_required::Client = client(&server);
    let things = client.things();
    let loose = CreateThingLooseRequired {
        id: 1,
        site: "main".into(),
        name: "n".into(),
    };
    run(things.create_loose(loose).note("x").dry(true).send()).unwrap();
    assert_eq!(sent(&server.last_request()), "POST /things/1?site=main&dry=true");
    assert_eq!(server.last_request().body_text(), r#"{"name":"n","note":"x"}"#);
    let parts = CreateThingManyPartsRequired {
        a: 1,
        b: 2,
        site: "main".into(),
        by: ThingBy::ExternalId,
    };
    run(things.create_many_parts(parts).page(3).send()).unwrap();
    assert_eq!(
        sent(&server.last_request()),
        "POST /things/1/2?site=main&by=externalId&page=3"
    );
    let wide = CreateThingWideRequired {
        id: 1,
        a: "a".into(),
        b: "b".into(),
        c: "c".into(),
    };
    run(things.create_wide(wide).d("d").send()).unwrap();
    assert_eq!(
        server.last_request().body_text(),
        r#"{"a":"a","b":"b","c":"c","d":"d"}"#
    );
    run(things.move_to(1, [2, 3], true).send()).unwrap();
    assert_eq!(sent(&server.last_request()), "POST /things/1/move");
    assert_eq!(server.last_request().body_text(), r#"{"to":[2,3],"at_once":true}"#);
}

/// The body stands behind what is given by name, and keeps to the same rule itself.
#[test]
fn a_body_of_its_own_stays_an_argument() {
    let place = ReplaceThingRequired { shelf: 1, id: 2 };
    let body_of_its_own = Place::new(PlaceRequired {
        since: "2024-02-29".into(),
        until: None,
        by: "me".into(),
        parts: vec![Part::new(1, "screw")],
    });
    let replace = ReplaceThing::new(place.clone(), body_of_its_own.clone());
    assert_eq!(line(&replace), "PUT /shelves/1/things/2");
    assert_eq!(
        body(&replace),
        r#"{"since":"2024-02-29","until":null,"by":"me","parts":[{"count":1,"name":"screw"}]}"#
    );
    let swapped = ReplaceThing::new(ReplaceThingRequired { id: 2, shelf: 1 }, body_of_its_own);
    assert_eq!(swapped, replace, "the order of fields says nothing");
    assert_eq!(format!("{place:?}"), "ReplaceThingRequired { shelf: 1, id: 2 }");
}

#[test]
fn secrets_are_not_shown_before_they_are_sent() {
    let login = LogThingInRequired {
        user: "me".into(),
        password: "canary".into(),
    };
    assert_eq!(
        format!("{login:?}"),
        r#"LogThingInRequired { user: "me", password: *** }"#
    );
    assert_eq!(body(&LogThingIn::new(login)), r#"{"user":"me","password":"canary"}"#);
}
