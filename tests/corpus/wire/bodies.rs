use tradewire::{File, Operation as _, Upload};
use tradewire_bodies::things::*;

use crate::support::{body, line, refused, request};

fn thing() -> ThingInput {
    ThingInput::new()
        .name("a \"b\"")
        .lines_attributes([LineInput::new().id(1).destroy(true)])
}

const THING: &str = r#"{"name":"a \"b\"","lines_attributes":[{"id":1,"_destroy":true}],"mode":"fast"}"#;

#[test]
fn json_bodies() {
    assert_eq!(body(&CreateThing::new(thing())), format!(r#"{{"thing":{THING}}}"#));
    let mut pair = CreateThingPair::new("main", thing());
    pair.body.note = Some("n".into());
    assert_eq!(body(&pair), format!(r#"{{"site":"main","thing":{THING},"note":"n"}}"#));
    let prices = [Price::new(PriceRequired {
        id: 1,
        price: "9.90".parse::<tradewire::Decimal>().unwrap(),
    })];
    assert_eq!(body(&UploadThingPrices::new(prices)), r#"[{"id":1,"price":9.90}]"#);
    assert_eq!(body(&PingThing::new()), "");
}

#[test]
fn lists_have_a_limit() {
    let price = || {
        Price::new(PriceRequired {
            id: 1,
            price: "1".parse::<tradewire::Decimal>().unwrap(),
        })
    };
    assert!(refused(&UploadThingPrices::new([price(), price(), price()])).contains('2'));
}

#[test]
fn one_stands_bare_and_many_in_a_list() {
    assert_eq!(
        body(&CreateThingSome::new([thing()])),
        format!(r#"{{"thing":{THING}}}"#)
    );
    assert_eq!(
        body(&CreateThingSome::new([thing(), thing()])),
        format!(r#"{{"thing":[{THING},{THING}]}}"#)
    );
    let one = ThingInput::new().tags(["x"]);
    assert_eq!(body(&CreateThing::new(one)), r#"{"thing":{"tags":"x","mode":"fast"}}"#);
    let read: ThingInput = tradewire::json::from_str(r#"{"tags":"x","mode":"fast"}"#).unwrap();
    assert_eq!(read, ThingInput::new().tags(["x"]));
}

#[test]
fn sentinels_stand_beside_values() {
    let slots = ThingInput::new().slots([
        ImageSlot::from("https://a.example/b.png"),
        ImageSlot::Delete,
        ImageSlot::Skip,
        ImageSlot::None,
    ]);
    let text = r#"{"slots":["https://a.example/b.png","delete","",false],"mode":"fast"}"#;
    assert_eq!(tradewire::json::to_string(&slots).unwrap(), text);
    assert_eq!(tradewire::json::from_str::<ThingInput>(text).unwrap(), slots);
}

#[test]
fn forms() {
    let mut form = CreateThingFormJson::new(thing());
    form.body.site = Some("main".into());
    let request = request(&form);
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    let text = String::from_utf8_lossy(request.body()).into_owned();
    assert!(text.starts_with("site=main&thing=%7B%22name%22"), "{text}");
    let text = body(&CreateThingForm::new(thing()))
        .replace("%5B", "[")
        .replace("%5D", "]");
    assert!(text.contains("lines_attributes[0][id]=1"), "{text}");
    assert!(text.contains("mode=fast"), "{text}");
}

#[test]
fn bytes_texts_and_files() {
    let raw = request(&UploadThingRaw::new(Upload::new(vec![0_u8, 255])));
    assert_eq!(raw.body().as_ref(), [0, 255]);
    assert_eq!(raw.headers()["content-type"], "application/octet-stream");
    assert_eq!(body(&UploadThingText::new("plain\ntext")), "plain\ntext");
    let mut files = UploadThingFiles::new("picture", [File::new("a.png", "AAA"), File::new("b.png", "BBB")]);
    files.body.ids = Some(vec![1, 2]);
    let request = request(&files);
    let text = String::from_utf8_lossy(request.body()).into_owned();
    assert!(
        request.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("multipart/form-data; boundary=")
    );
    assert_eq!(text.matches("name=\"files[]\"").count(), 2, "{text}");
    assert!(
        text.contains("AAA") && text.contains("BBB") && text.contains("filename=\"a.png\""),
        "{text}"
    );
    assert_eq!(text.matches("name=\"ids\"").count(), 2, "{text}");
    assert!(text.contains("name=\"mode\"") && text.contains("fast"), "{text}");
}

#[test]
fn a_query_body_can_move_into_json() {
    let switch = CreateThingSwitch::new(ThingInput::new().name("a"));
    assert_eq!(line(&switch), "POST /switch?name=a&mode=fast");
    assert_eq!(CreateThingSwitch::meta().body.json_switch, Some(("dataFromBody", "1")));
}
