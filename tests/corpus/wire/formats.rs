use tradewire::{Date, DateTime, File, LocalDateTime, Patch, Time};
use tradewire_formats::things::*;

use crate::support::{body, line, read, refused, request};

fn time(hour: u8, minute: u8, second: u8) -> Time {
    Time::new(hour, minute, second).expect("a time")
}

fn day() -> Date {
    Date::new(2024, 2, 29).expect("a day")
}

fn slot() -> Slot {
    Slot::new(Some(time(20, 0, 0)))
}

#[test]
fn fields_go_out_in_their_form() {
    let whole = slot()
        .set_from(time(18, 30, 0))
        .days([Some(day()), None])
        .sent("2024-02-29 18:30:05.250+03:00")
        .until(LocalDateTime::new(2024, 3, 1, 9, 5, 0).expect("a time"))
        .plain(time(7, 0, 0));
    assert_eq!(
        body(&CreateThing::new(whole)),
        r#"{"from":"18:30","to":"20:00","days":["29.02.2024",null],"sent":"2024-02-29T18:30:05+03:00","until":"2024-03-01 09:05","plain":"07:00:00"}"#
    );
    assert_eq!(body(&CreateThing::new(Slot::new(None))), r#"{"to":null}"#);
    assert_eq!(
        body(&CreateThing::new(slot().clear_until())),
        r#"{"to":"20:00","until":""}"#
    );
}

#[test]
fn parameters_go_out_in_their_form() {
    let mut list = ListThings::new(day());
    list.since = Some(DateTime::from_unix_seconds(1_709_231_405).expect("a moment"));
    list.at = Some(vec![time(9, 0, 0), "10:15:00".into()]);
    list.plain = Some("2024-02-29T18:30:05+00:00".into());
    list.filter = Some(slot());
    list.x_until = Some("2024-02-29T18:30".into());
    let line = line(&list).replace("%3A", ":").replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        line,
        "GET /days/29.02.2024?since=2024-02-29%2018:30:05%20%2B0000&at=09:00,10:15&plain=2024-02-29T18:30:05%2B00:00&filter[to]=20:00"
    );
    assert_eq!(request(&list).headers()["x-until"], "2024/02/29 18:30");
}

#[test]
fn forms_and_parts_go_out_in_their_form() {
    let mut form = CreateThingByForm::new(time(6, 45, 0));
    form.body.slot = Some(slot());
    let sent = body(&form)
        .replace("%3A", ":")
        .replace("%7B", "{")
        .replace("%7D", "}")
        .replace("%22", "\"");
    assert_eq!(sent, r#"from=06:45&slot={"to":"20:00"}"#);
    let mut upload = UploadThings::new(File::new("plan.txt", "x"));
    upload.body.day = Some(day());
    let sent = body(&upload);
    assert!(sent.contains("name=\"day\"\r\n\r\n29.02.2024\r\n"), "{sent}");
}

#[test]
fn what_a_form_cannot_say_is_not_sent() {
    let seconds = refused(&CreateThing::new(slot().set_from(time(18, 30, 5))));
    assert!(
        seconds.contains("seconds are given") && seconds.contains("$.from"),
        "{seconds}"
    );
    let in_patch = refused(&CreateThing::new(slot().until("2024-02-29 18:30:05")));
    assert!(
        in_patch.contains("seconds are given") && in_patch.contains("$.until"),
        "{in_patch}"
    );
    let mut list = ListThings::new(day());
    list.since = Some("2024-02-29 18:30:05".into());
    let no_offset = refused(&list);
    assert!(
        no_offset.contains("`since`") && no_offset.contains("offset"),
        "{no_offset}"
    );
    assert!(refused(&ListThings::new("2024-02-29 18:30")).contains("time of day"));
    assert!(refused(&CreateThingByForm::new(time(6, 45, 1))).contains("seconds are given"));
    // Words that are no date are refused by name, unless the caller means just them.
    list.since = Some("yesterday".into());
    let no_date = refused(&list);
    assert!(no_date.contains("`since`") && no_date.contains("yesterday"), "{no_date}");
    list.since = Some(DateTime::verbatim("yesterday"));
    assert!(line(&list).ends_with("?since=yesterday"));
}

#[test]
fn what_is_read_keeps_its_text_and_goes_out_in_the_form() {
    let reply = read::<ListThings>(
        200,
        r#"{"things":[{"from":"18:30","to":"20:00:00","days":["29.02.2024","2024-03-01"],"sent":"2024-02-29T18:30:05Z","until":"2024-03-01 09:05"}]}"#,
    )
    .expect("a reply");
    let slot = reply.things.expect("slots").remove(0);
    assert_eq!(slot.from.as_ref().map(Time::as_str), Some("18:30"));
    assert_eq!(slot.to.as_ref().and_then(Time::hour), Some(20));
    assert_eq!(slot.until.value().and_then(LocalDateTime::minute), Some(5));
    assert_eq!(slot.days.as_ref().and_then(|days| days[0].as_ref()?.month()), Some(2));
    assert_eq!(
        body(&CreateThing::new(slot)),
        r#"{"from":"18:30","to":"20:00","days":["29.02.2024","01.03.2024"],"sent":"2024-02-29T18:30:05+00:00","until":"2024-03-01 09:05"}"#
    );
    assert_eq!(Patch::<Time>::default(), Patch::Keep);
}

#[test]
fn the_form_is_in_the_documentation() {
    let source = include_str!("../../src/things.rs");
    for words in [
        "Sent as `18:30`.",
        "Sent as `29.02.2024`.",
        "Sent as `2024-02-29 18:30:05 +0300`.",
        "Sent as `2024-02-29T18:30:05+03:00`.",
    ] {
        assert!(source.contains(words), "{words}");
    }
}
