use tradewire::Operation as _;
use tradewire_paths::settings::{Settings, UpdateSettings};
use tradewire_paths::things::*;

use crate::support::{body, client, line, read, refused, run, sent};

#[test]
fn ids_and_handles_share_a_slot() {
    assert_eq!(line(&GetThing::new(7)), "GET /api/things/7");
    assert_eq!(line(&GetThing::new("a b/c")), "GET /api/things/a%20b%2Fc");
    assert!(refused(&GetThing::new("..")).contains("`id`"));
    assert!(refused(&GetThing::new("")).contains("`id`"));
}

#[test]
fn literals_compete_with_placeholders() {
    assert_eq!(line(&GetThingCount::new()), "GET /api/things/count");
    assert_eq!(read::<GetThingCount>(200, r#"{"count": 3}"#).unwrap().count, Some(3));
}

#[test]
fn one_and_many_go_to_the_same_address() {
    let thing = || Thing::new().id(1).name("a");
    assert_eq!(line(&CreateThing::new(thing())), "POST /api/things");
    assert_eq!(body(&CreateThing::new(thing())), r#"{"id":1,"name":"a"}"#);
    assert_eq!(line(&CreateManyThings::new([thing()])), "POST /api/things");
    assert_eq!(body(&CreateManyThings::new([thing()])), r#"[{"id":1,"name":"a"}]"#);
}

#[test]
fn verbs_of_their_own_have_aliases() {
    let update = UpdateThing::new(
        UpdateThingRequired {
            code: "code".into(),
            kind: ThingKind::WithSpace,
        },
        Thing::new(),
    );
    assert_eq!(line(&update), "UPDATE /api/things/code/with%20space");
    assert_eq!(UpdateThing::meta().aliases, ["PATCH", "PUT"]);
    let server = tradewire::testing::Scripted::new().reply(200, "{}");
    let client: tradewire_paths::Client = client(&server);
    run(client
        .things()
        .update(
            UpdateThingRequired {
                code: "code".into(),
                kind: "new kind".into(),
            },
            Thing::new(),
        )
        .send())
    .unwrap();
    assert_eq!(sent(&server.last_request()), "UPDATE /api/things/code/new%20kind");
}

#[test]
fn dates_and_roots_and_singletons() {
    let on: tradewire::Date = "2026-01-31".into();
    assert_eq!(line(&HeadThing::new(on)), "HEAD /api/things/2026-01-31");
    assert_eq!(line(&ExportThings::new()), "GET /export.php");
    assert_eq!(read::<ExportThings>(200, "a;b\n").unwrap(), "a;b\n");
    assert_eq!(line(&UpdateSettings::new(Settings::new())), "PUT /api/settings");
}
