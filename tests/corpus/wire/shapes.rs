use tradewire::json::{DriftKind, Options, decode, from_str, to_string};
use tradewire::{Json, Patch};
use tradewire_shapes::things::*;

use crate::support::body;

#[test]
fn absent_null_and_required() {
    let thing: Thing = from_str(r#"{"id":1,"vendor":null,"both":null}"#).unwrap();
    assert_eq!(to_string(&thing).unwrap(), r#"{"id":1,"both":null}"#);
    assert_eq!(Thing::new(1, None), thing);
    assert!(
        from_str::<Thing>(r#"{"id":1}"#).is_err(),
        "`both` must be there, even as null"
    );
    assert!(
        decode::<Thing>(br#"{"both":null}"#, Options::default()).is_err(),
        "`id` must be there"
    );
}

#[test]
fn an_update_keeps_sets_and_clears() {
    let update = ThingUpdate::new()
        .title("a")
        .clear_note()
        .clear_count()
        .clear_picture()
        .clear_tags();
    let text = r#"{"title":"a","note":"","count":false,"picture":"delete","tags":null}"#;
    assert_eq!(body(&UpdateThing::new(1, update.clone())), text);
    assert_eq!(from_str::<ThingUpdate>(text).unwrap(), update);
    assert_eq!(body(&UpdateThing::new(1, ThingUpdate::new())), "{}");
    assert_eq!(ThingUpdate::new().tags(["x"]).tags, Patch::Set(vec!["x".to_owned()]));
}

#[test]
fn lists_that_come_as_objects_and_objects_that_come_as_lists() {
    let text = br#"{"id":"1","both":"b","variants":{"0":{"id":2,"both":null}},"custom":[],"shipping":[]}"#;
    let thing = decode::<ThingDetail>(text, Options::default()).unwrap().value;
    assert_eq!(thing.variants.len(), 1);
    assert_eq!(thing.shipping, None);
    assert!(thing.custom.is_none_or(|custom| custom.is_empty()));
}

#[test]
fn tagged_unions() {
    let text = r#"{"id":1,"both":"b","client":{"type":"Client::Juridical","inn":"7","director":{"name":"a"}}}"#;
    let thing: Thing = from_str(text).unwrap();
    let director = IndividualClient::new("a");
    assert_eq!(
        thing.client,
        Some(JuridicalClient::new().inn("7").director(director).into())
    );
    assert_eq!(to_string(&thing).unwrap(), text);
    let unknown = r#"{"id":1,"both":"b","client":{"type":"Client::Robot","x":1}}"#;
    let thing = decode::<Thing>(unknown.as_bytes(), Options::default()).unwrap().value;
    assert!(matches!(thing.client, Some(Client::Other(_))));
    assert_eq!(to_string(&thing).unwrap(), unknown);
}

#[test]
fn unions_told_by_a_field_beside_them() {
    for text in [
        r#"{"id":1,"both":"b","variants":[],"code":"courier","data":{"phone":"1"}}"#,
        r#"{"data":{"place":5},"code":"pickup","variants":[],"both":"b","id":1}"#,
    ] {
        let thing: ThingDetail = from_str(text).unwrap();
        match thing.data {
            Some(DeliveryData::Courier(ref courier)) => assert_eq!(courier.phone, "1"),
            Some(DeliveryData::Pickup(ref pickup)) => assert_eq!(pickup.place, Some(5)),
            other => panic!("{other:?}"),
        }
    }
    let unfit = br#"{"id":1,"both":"b","variants":[],"code":"courier","data":{"place":5}}"#;
    let decoded = decode::<ThingDetail>(unfit, Options::watched()).unwrap();
    assert!(matches!(decoded.value.data, Some(DeliveryData::Other(_))));
    assert!(decoded.drift.iter().any(|drift| drift.kind == DriftKind::UnknownValue));
}

#[test]
fn untagged_unions_are_told_by_form() {
    for (text, value) in [
        ("1", ThingValue::Integer(1)),
        ("\"1\"", ThingValue::String("1".into())),
        ("\"\"", ThingValue::String(String::new())),
    ] {
        let read: Thing = from_str(&format!(r#"{{"id":1,"both":null,"value":{text}}}"#)).unwrap();
        assert_eq!(read.value, Some(value));
    }
    assert_eq!(
        Thing::new(1, None).value("x").value,
        Some(ThingValue::String("x".into()))
    );
}

#[test]
fn open_objects_keep_what_they_do_not_know() {
    let text = r#"{"id":1,"both":"b","variants":[],"zz":{"a":[1,2]}}"#;
    let thing = decode::<ThingDetail>(text.as_bytes(), Options::default())
        .unwrap()
        .value;
    assert!(from_str::<ThingDetail>(text).is_err(), "strictly, it is new");
    assert_eq!(thing.extra.raw("zz"), Some(r#"{"a":[1,2]}"#));
    assert_eq!(to_string(&thing).unwrap(), text);
}

#[test]
fn types_that_hold_themselves() {
    let text = r#"{"next":{"children":[{"named":{"a":{}}}]},"tree":{"left":1,"right":{"left":2,"right":3}}}"#;
    let node: Node = from_str(text).unwrap();
    assert_eq!(to_string(&node).unwrap(), text);
    let deep = format!("{}1{}", r#"{"left":0,"right":"#.repeat(30), "}".repeat(30));
    assert_eq!(to_string(&from_str::<Tree>(&deep).unwrap()).unwrap(), deep);
    assert_eq!(
        from_str::<Left>(r#"{"right":{"left":{},"empty":{}}}"#)
            .map(|left| to_string(&left).unwrap())
            .unwrap(),
        r#"{"right":{"left":{},"empty":{}}}"#
    );
}

#[test]
fn a_bad_item_is_never_cut_out_of_a_list() {
    let text = br#"{"id":1,"both":null,"variants":[{"id":1,"both":null},{"id":"x","both":null},{"id":3,"both":null}]}"#;
    assert!(decode::<ThingDetail>(text, Options::default()).is_err());
    let options = Options {
        listing: Some("variants"),
        ..Options::default()
    };
    let decoded = decode::<ThingDetail>(text, options).unwrap();
    assert_eq!(decoded.value.variants.len(), 2);
    assert_eq!(
        decoded.rejected.first().map(|rejected| rejected.path.as_str()),
        Some("$.variants[1]")
    );
    assert!(Json::parse(&decoded.rejected[0].raw).is_ok());
}
