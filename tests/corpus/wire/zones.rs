use tradewire::{DateTime, LocalDateTime, Time, TimeZone};
use tradewire_zones::things::*;

use crate::support::{body, line, read, refused};

fn target(operation: &ListThings) -> String {
    line(operation)
        .replace("%3A", ":")
        .replace("%20", " ")
        .replace("%2B", "+")
}

fn local(hour: u8, minute: u8, second: u8) -> LocalDateTime {
    LocalDateTime::new(2024, 2, 29, hour, minute, second).expect("a time")
}

#[test]
fn the_zone_is_known_and_documented() {
    assert_eq!(tradewire_zones::TIME_ZONE, TimeZone::Named("Europe/Moscow"));
    let source = include_str!("../../src/things.rs");
    assert!(source.contains("/// When it began. Sent as `2024-02-29 18:30`. Counts in `Europe/Moscow`."));
    // Field and setter each have the words of `since`; `at` and `all` count there too, and the parameters.
    assert!(source.matches("Counts in `Europe/Moscow`.").count() >= 6);
    assert!(!source.contains("/// `other`. Counts"));
}

#[test]
fn forms_in_path_and_query_whatever_the_precision_of_what_is_given() {
    let mut list = ListThings::new(ListThingsRequired {
        at: local(18, 30, 0),
        day: "2024-02-29".into(),
    });
    list.from = Some(Time::new(9, 5, 0).expect("a time"));
    list.since = Some("2024-02-29T18:30:00.000".into());
    list.exactly = Some("2024-02-29T18:30:05.250+03:00".into());
    list.plain = Some("2024-02-29 18:30:05.250".into());
    assert_eq!(
        target(&list),
        "GET /things/2024-02-29 18:30/2024-02-29?from=09:05&since=2024-02-29 18:30&exactly=2024-02-29 18:30:05+03:00&plain=2024-02-29 18:30:05.250"
    );
    list.from = Some("09:05:00.5".into());
    assert!(refused(&list).contains("seconds are given"));
    assert!(
        refused(&ListThings::new(ListThingsRequired {
            at: local(18, 30, 5),
            day: "2024-02-29".into()
        }))
        .contains("seconds are given")
    );
}

#[test]
fn forms_in_bodies_and_replies_with_and_without_milliseconds() {
    for (text, milliseconds) in [
        (
            r#"{"from":"09:05","since":"2024-02-29 18:30","exactly":"2024-02-29 18:30:05+03:00","at":"2024-02-29 18:30:05"}"#,
            0,
        ),
        (
            r#"{"from":"09:05:00.000","since":"2024-02-29 18:30:00.000","exactly":"2024-02-29 18:30:05.000+03:00","at":"2024-02-29 18:30:05.250"}"#,
            250,
        ),
    ] {
        let event = read::<CreateThing>(200, text).expect("an event");
        assert!(event.extra.is_empty(), "{text}");
        assert_eq!(event.from.as_ref().and_then(Time::minute), Some(5));
        assert_eq!(event.since.as_ref().and_then(LocalDateTime::minute), Some(30));
        assert_eq!(
            event.exactly.as_ref().and_then(DateTime::unix_seconds),
            Some(1_709_220_605)
        );
        let at = event.at.clone().expect("a time");
        assert_eq!(at.millisecond(), Some(milliseconds));
        // What goes out is the form; where there is none, it is the server's own text.
        let sent = body(&CreateThing::new(event));
        assert_eq!(
            sent,
            format!(
                r#"{{"from":"09:05","since":"2024-02-29 18:30","exactly":"2024-02-29 18:30:05+03:00","at":"{}"}}"#,
                at.as_str()
            )
        );
    }
}

#[test]
fn a_local_time_becomes_a_point_in_time() {
    let event =
        read::<CreateThing>(200, r#"{"since":"2024-02-29 18:30","all":["2024-07-01 00:00:00.5"]}"#).expect("an event");
    let moscow = 3 * 3600;
    let since = event.since.expect("a time").at_offset(moscow).expect("a point");
    assert_eq!(since, "2024-02-29T18:30:00+03:00");
    assert_eq!(
        since.local_at(moscow).as_ref().map(LocalDateTime::as_str),
        Some("2024-02-29 18:30:00")
    );
    let all = event.all.expect("times");
    assert_eq!(
        all[0].at_offset(moscow).and_then(|point| point.unix_seconds()),
        Some(1_719_781_200)
    );
}
