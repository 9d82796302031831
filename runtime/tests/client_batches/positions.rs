//! Going on where another run ended, and what it left open or in doubt.

use super::*;

#[test]
fn a_new_run_goes_on_behind_what_was_answered_for() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(422, "").reply(200, "{}"));
    let mut first = upload(&client, things(0..8));
    let batch: SentBatch<UploadThings> = run(first.next_batch()).unwrap();
    assert_eq!((batch.first, batch.outcomes.len(), batch.reply.is_ok()), (0, 3, true));
    let batch = run(first.next_batch()).unwrap();
    assert_eq!((batch.first, batch.outcomes[0].is_open()), (3, false));
    let stored = first.position().to_string();
    drop(first);

    let position: BatchPosition = stored.parse().unwrap();
    assert_eq!(
        (position.operation(), position.next(), position.in_doubt()),
        ("things.upload", 6, vec![])
    );
    let mut second = upload(&client, things(0..8)).resume_from(&position).unwrap();
    let outcome = run(second.next()).unwrap();
    assert_eq!((outcome.position, outcome.element.id, second.missing()), (6, 6, 0));
    assert_eq!(sent(&server), [vec![0, 1, 2], vec![3, 4, 5], vec![6, 7]]);

    let mut shorter = upload(&client, things(0..2)).resume_from(&position).unwrap();
    assert!(run(shorter.next()).is_none());
    assert_eq!(shorter.missing(), 4, "it is another list");
    let foreign: BatchPosition = "twb1~things%2Eother~0-6~".parse().unwrap();
    let error = upload(&client, things(0..8)).resume_from(&foreign).unwrap_err();
    assert_eq!(
        error.to_string(),
        "sample things.upload: the position belongs to `things.other`, not to this operation"
    );
}

/// What stays open while others are sent, and that the next run sends it and nothing else.
fn left_open(script: Scripted, kind: OutcomeKind) {
    let (server, _, client) = scripted(script.otherwise(|_| http::Response::new("{}".into())));
    let once = RetryPolicy {
        max_attempts: 1,
        ..RetryPolicy::default()
    };
    let mut first = upload(&client, things(0..8)).retry(once);
    let told = run(all(&mut first));
    assert_eq!(kinds(&told), [Sent, Sent, Sent, kind, kind, kind, Sent, Sent]);
    let open: Vec<bool> = told.iter().map(ElementOutcome::is_open).collect();
    assert_eq!(
        open,
        kinds(&told).iter().map(|found| *found == kind).collect::<Vec<_>>()
    );
    let position = first.position();
    assert_eq!((position.next(), position.settled()), (3, vec![0..3, 6..8]));
    let so_far = server.requests().len();

    let mut second = upload(&client, things(0..8)).resume_from(&position).unwrap();
    let told = run(all_of(&mut second));
    let told: Vec<_> = told
        .iter()
        .map(|outcome| (outcome.position, outcome.element.id, outcome.kind))
        .collect();
    assert_eq!(told, [(3, 3, Sent), (4, 4, Sent), (5, 5, Sent)]);
    assert_eq!(sent(&server)[so_far..], [vec![3, 4, 5]]);
    assert_eq!((second.position().settled(), second.missing()), (vec![0..8], 0));
}

#[test]
fn an_outage_in_the_middle_leaves_its_elements_to_the_next_run() {
    left_open(Scripted::new().reply(200, "{}").fail_to_connect(), NotSent);
    for status in [401, 403, 429] {
        left_open(Scripted::new().reply(200, "{}").reply(status, "{}"), Refused);
    }
}

#[test]
fn batches_for_which_the_budget_has_no_time_are_left_to_the_next_run() {
    let (server, clock, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
    let no_time = std::time::Duration::from_millis(100);
    let mut first = upload(&client, things(0..21)).timeout(no_time).limit_wait(no_time);
    let told = run(all(&mut first));
    // Five a second, and no second to wait.
    assert_eq!(server.requests().len(), 5);
    assert!(told[..15].iter().all(ElementOutcome::is_sent));
    assert!(
        told[15..]
            .iter()
            .all(|outcome| outcome.kind == NotSent && outcome.is_open())
    );
    assert_eq!(first.position().settled(), [0..15]);
    let stored = first.position().to_string();
    let mut second = upload(&client, things(0..21))
        .resume_from(&stored.parse().unwrap())
        .unwrap();
    assert_eq!(kinds(&run(all_of(&mut second))), [Sent; 6]);
    assert_eq!(sent(&server)[5..], [vec![15, 16, 17], vec![18, 19, 20]]);
    assert!(!clock.waits().is_empty());
}

#[test]
fn what_a_killed_run_may_have_sent_is_told_and_not_sent_again() {
    let (server, _, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
    let mut first = upload(&client, things(0..8));
    assert!(run(first.next_batch()).is_some());
    let ahead = run(first.announce()).unwrap();
    assert_eq!((ahead.next(), ahead.in_doubt()), (3, vec![3..6]));
    assert_eq!((server.requests().len(), first.position().in_doubt()), (1, vec![]));
    // Asked twice it says the same; and what it says is what is sent.
    assert_eq!(run(first.announce()), Some(ahead.clone()));
    assert!(run(first.next_batch()).is_some());
    assert_eq!(sent(&server), [vec![0, 1, 2], vec![3, 4, 5]]);
    // Killed before the outcomes were stored.
    drop(first);

    let resumed = |position: &BatchPosition| upload(&client, things(0..8)).resume_from(position).unwrap();
    let mut second = resumed(&ahead.to_string().parse().unwrap());
    assert_eq!(second.position(), ahead);
    let batch = run(second.next_batch()).unwrap();
    assert_eq!((batch.first, kinds(&batch.outcomes)), (3, vec![Unknown; 3]));
    let error = batch.reply.unwrap_err();
    assert!(
        error.is_outcome_unknown() && error.to_string().contains("look whether"),
        "{error}"
    );
    assert_eq!(batch.outcomes[0].element.id, 3);
    assert_eq!((server.requests().len(), second.position().settled()), (2, vec![0..6]));
    assert_eq!(kinds(&run(all_of(&mut second))), [Sent; 2]);
    assert!(run(second.announce()).is_none());
    assert_eq!(sent(&server)[2..], [vec![6, 7]]);

    // Who has looked says so: the platform has 3, and not 4 and 5.
    let mut known = ahead;
    known.settle(3..4);
    known.reopen(4..6);
    assert_eq!(kinds(&run(all_of(&mut resumed(&known)))), [Sent; 4]);
    assert_eq!(sent(&server)[3..], [vec![4, 5, 6], vec![7]]);
}

#[test]
fn those_in_doubt_stand_in_their_places_between_those_that_are_sent() {
    let (server, _, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
    let position: BatchPosition = "twb1~things%2Eupload~0-1~2-3".parse().unwrap();
    let mut elements = things(0..5);
    elements[3].price = Some(1.0);
    let mut batches = upload(&client, elements).resume_from(&position).unwrap();
    let batch = run(batches.next_batch()).unwrap();
    let told: Vec<_> = batch
        .outcomes
        .iter()
        .map(|outcome| (outcome.position, outcome.kind))
        .collect();
    assert_eq!(told, [(1, Sent), (2, Unknown), (3, NotSent)]);
    assert!(batch.reply.is_ok());
    assert_eq!(batches.position().to_string(), "twb1~things%2Eupload~0-3~");
    assert_eq!(sent(&server), [vec![1]]);
}

#[test]
fn what_nobody_read_is_in_doubt() {
    let (_, _, client) = scripted(Scripted::new().reply(200, r#"{"failed":[{"id":2,"why":"no"}]}"#));
    let mut batches = upload(&client, things(0..3));
    assert_eq!(batches.position().next(), 0);
    for read in 1..=3 {
        assert!(run(batches.next()).is_some());
        let position = batches.position();
        assert_eq!((position.next(), batches.unread() as u64), (read, 3 - read));
        let in_doubt = position.in_doubt().into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(in_doubt, (read..3).collect::<Vec<_>>());
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_position_is_a_text_for_serde() {
    let text = "\"twb1~things%2Eupload~0-3.6-9~3-6\"";
    let position: BatchPosition = serde_json::from_str(text).unwrap();
    assert_eq!((position.next(), position.in_doubt()), (3, vec![3..6]));
    assert_eq!(serde_json::to_string(&position).unwrap(), text);
    let error = serde_json::from_str::<BatchPosition>("\"twb1~op~3\"").unwrap_err();
    assert!(error.to_string().starts_with("not a position in batches"), "{error}");
}

#[test]
fn a_run_that_began_takes_no_position_and_what_was_announced_goes_as_it_is() {
    let (server, _, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
    let mut batches = upload(&client, things(0..7)).batch_size(2);
    let ahead = run(batches.announce()).unwrap();
    assert_eq!(ahead.in_doubt(), [0..2]);
    let mut batches = batches.batch_size(3);
    assert_eq!(run(batches.announce()), Some(ahead.clone()));
    assert!(run(batches.next_batch()).is_some() && run(batches.next_batch()).is_some());
    assert_eq!(sent(&server), [vec![0, 1], vec![2, 3, 4]]);
    // Fewer count for the next, too.
    run(batches.announce()).unwrap();
    let mut batches = batches.batch_size(1);
    assert!(run(batches.next_batch()).is_some());
    assert_eq!(sent(&server)[2..], [vec![5, 6]]);
    let error = batches.resume_from(&ahead).unwrap_err().to_string();
    assert!(error.contains("this run has begun"), "{error}");
}

#[test]
fn a_batch_is_never_larger_than_the_platform_takes() {
    for (size, batches) in [
        (0, vec![vec![0], vec![1], vec![2], vec![3]]),
        (99, vec![vec![0, 1, 2], vec![3]]),
    ] {
        let (server, _, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
        run(all(&mut upload(&client, things(0..4)).batch_size(size)));
        assert_eq!(sent(&server), batches);
    }
}
