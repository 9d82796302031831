//! What becomes of the elements of a batch.

use super::*;

#[test]
fn a_refused_batch_does_not_hold_up_the_others() {
    let script = Scripted::new()
        .reply(200, "{}")
        .reply(422, r#"{"message":"closed"}"#)
        .reply(200, r#"{"failed":[{"id":6,"why":"no such thing"}]}"#)
        .reply(200, "{}");
    let (server, _, client) = scripted(script);
    let mut batches = upload(&client, things(0..10)).with(|upload| UploadThings {
        site: Some("main".into()),
        ..upload
    });
    assert_eq!(server.requests().len(), 0, "nothing is sent before somebody asks");
    let told = run(all(&mut batches));
    server.assert_done();
    assert_eq!(sent(&server), [vec![0, 1, 2], vec![3, 4, 5], vec![6, 7, 8], vec![9]]);
    server.requests().iter().for_each(|request| {
        request.assert_query("site", "main");
    });
    assert_eq!(
        kinds(&told),
        [Sent, Sent, Sent, Refused, Refused, Refused, Failed, Sent, Sent, Sent]
    );
    assert_eq!(told[6].element, things([6])[0]);
    let failed = told[6].failed_element().unwrap();
    assert_eq!((failed.position(), failed.message()), (Some(6), Some("no such thing")));
    assert_eq!(told[6].message().as_deref(), Some("no such thing"));
    assert_eq!(told[6].to_string(), "things.upload: element 6 (id 6): no such thing");
    assert_eq!(
        told[4].to_string(),
        "element 4: its batch was refused: sample things.upload: HTTP 422 Unprocessable Entity: closed"
    );
    assert_eq!(told[9].to_string(), "element 9: sent");
    assert_eq!((batches.position().next(), batches.missing()), (10, 0));
    assert!(run(batches.next()).is_none());
}

#[test]
fn nothing_is_sent_for_nothing() {
    let (server, _, client) = scripted(Scripted::new());
    let mut batches = upload(&client, []);
    assert!(run(all(&mut batches)).is_empty());
    assert_eq!((server.requests().len(), batches.position().next()), (0, 0));
}

#[test]
fn a_lost_reply_is_unknown_and_no_connection_is_not() {
    let script = Scripted::new()
        .fail(TransportErrorKind::Interrupted)
        .fail_to_connect()
        .reply(200, "no JSON")
        .reply(200, "{}");
    let (server, _, client) = scripted(script);
    let once = RetryPolicy {
        max_attempts: 1,
        ..RetryPolicy::default()
    };
    let mut batches = upload(&client, things(0..4)).batch_size(1).retry(once);
    let told = run(all(&mut batches));
    server.assert_done();
    assert_eq!(kinds(&told), [Unknown, NotSent, Unknown, Sent]);
    assert!(
        told[0].is_unknown()
            && told[0]
                .to_string()
                .starts_with("element 0: it may have been taken or not: ")
    );
    assert_eq!(told[1].error().unwrap().kind(), ErrorKind::Connect);
}

#[test]
fn batches_are_repeated_by_the_rules_of_the_operation_within_the_budget() {
    let script = Scripted::new()
        .reply(503, "")
        .reply_with_headers(503, [("retry-after", "2")], "");
    let (server, clock, client) = scripted(script.otherwise(|_| http::Response::new("{}".into())));
    let mut batches = upload(&client, things(0..24));
    let told = run(all(&mut batches));
    // Who answered the first attempt, and what was done by then, nobody knows; the second was refused and came again.
    assert_eq!(kinds(&told)[..4], [Unknown, Unknown, Unknown, Sent]);
    assert!(kinds(&told)[3..].iter().all(|kind| *kind == Sent));
    let ids = sent(&server);
    assert_eq!((ids.len(), &ids[1], &ids[2]), (9, &vec![3, 4, 5], &vec![3, 4, 5]));
    // Five a second.
    assert!(
        clock.passed() >= std::time::Duration::from_secs(2),
        "{:?}",
        clock.waits()
    );
}

#[test]
fn an_element_that_cannot_be_sent_stays_behind_alone() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(200, "{}"));
    let mut elements = things(0..7);
    elements[1].price = Some(5.0);
    elements[3].price = Some(f64::NAN);
    elements[3].currency = Some("EUR".into());
    elements[5].price = Some(7.0);
    elements[6].price = Some(7.0);
    let mut batches = upload(&client, elements);
    let told = run(all(&mut batches));
    server.assert_done();
    assert_eq!(sent(&server), [vec![0, 2], vec![4]]);
    assert_eq!(kinds(&told), [Sent, NotSent, Sent, NotSent, Sent, NotSent, NotSent]);
    for (at, outcome) in told.iter().enumerate() {
        assert_eq!(outcome.element.id, i64::try_from(at).unwrap());
    }
    assert_eq!(
        told[5].to_string(),
        "element 5: not sent: sample things.upload: `things[5].currency`: required when `things[5].price` is given"
    );
    assert_eq!(told[6].field_errors()[0].field(), "things[6].currency");
    assert_eq!(told[3].error().unwrap().kind(), ErrorKind::Build);
    // Whoever mends them has them sent by the next run, and nothing else.
    assert!([1, 3, 5, 6].iter().all(|at| told[*at].is_open()));
    assert_eq!(batches.position().settled(), [0..1, 2..3, 4..5]);
    let position = batches.position();
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(200, "{}"));
    let told = run(all_of(
        &mut upload(&client, things(0..7)).resume_from(&position).unwrap(),
    ));
    server.assert_done();
    assert_eq!(sent(&server), [vec![1, 3, 5], vec![6]]);
    let places: Vec<u64> = told.iter().map(|outcome| outcome.position).collect();
    assert_eq!(places, [1, 3, 5, 6]);
}

#[test]
fn positions_count_all_elements_though_some_stay_behind() {
    let (server, _, client) = scripted(Scripted::new().reply(200, r#"{"failed":[{"id":2,"why":"gone"}]}"#));
    let mut elements = things(0..3);
    elements[0].price = Some(5.0);
    let told = run(all(&mut upload(&client, elements)));
    server.assert_done();
    assert_eq!(kinds(&told), [NotSent, Sent, Failed]);
    assert_eq!(told[2].failed_element().unwrap().position(), Some(2));
}

#[test]
fn one_that_nobody_can_place_leaves_the_others_unknown() {
    let (_, _, client) = scripted(Scripted::new().reply(200, r#"{"failed":[{"id":77},{"id":1}]}"#));
    let told = run(all(&mut upload(&client, things(0..3))));
    assert_eq!(kinds(&told), [Unknown, Failed, Unknown]);
}

#[test]
fn without_credentials_nothing_leaves() {
    let server = Scripted::new();
    let client: Sample = Builder::new("https://shop.example")
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .unwrap();
    let told = run(all(&mut upload(&client, things(0..4))));
    assert_eq!(kinds(&told), [NotSent; 4]);
    assert!(
        told.iter().all(|outcome| outcome.error().unwrap().is_auth()),
        "{told:?}"
    );
    assert_eq!(server.requests().len(), 0);
}
