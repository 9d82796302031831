//! Lists of any length, sent batch by batch.

#![allow(clippy::single_range_in_vec_init)] // Lists of spans.

mod client_support;

use std::cell::Cell;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use client_support::{PLATFORM, Sample, builder, run, scripted};
use futures_core::Stream;
use tradewire::batch::{BatchPosition, ElementOutcome, ElementSource, OutcomeKind, SentBatch};
use tradewire::client::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};
use tradewire::json::{Encode, Writer};
use tradewire::testing::{Scripted, SetClock};
use tradewire::{
    BatchOperation, Batches, BodyShape, Builder, Bytes, Client, Condition, Elements, Encoding, Error, ErrorKind,
    IdempotencyKey, Json, KeyPlace, ListStyle, Meta, Operation, Outcomes, Reply, RequestWriter, RetryPolicy, Rule,
    Safety, batch, http,
};

use OutcomeKind::{Failed, NotSent, Refused, Sent, Unknown};

/// An element: one with a price has to have a currency, and a price that is no number has no written form.
#[derive(Debug, Clone, Default, PartialEq)]
struct Thing {
    id: i64,
    price: Option<f64>,
    currency: Option<String>,
}

impl Encode for Thing {
    fn encode(&self, w: &mut Writer) {
        w.begin_object();
        w.field("\"id\":", &self.id);
        w.field("\"price\":", &self.price);
        w.field("\"currency\":", &self.currency);
        w.end_object();
    }
}

/// Three at a time, for a site; those that failed are named.
#[derive(Debug, Clone, Default, PartialEq)]
struct UploadThings {
    site: Option<String>,
    key: Option<String>,
    things: Vec<Thing>,
}

impl Operation for UploadThings {
    type Output = Json;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            platform: &PLATFORM,
            id: "things.upload",
            place: "specs/sample/things.yaml",
            path: "/upload",
            safety: Safety::Unsafe,
            auth: &["basic"],
            limit: 0,
            body: BodyShape::new(Encoding::Json),
            rules: &[
                Rule::RequiredWhen {
                    path: "things[].currency",
                    when: Condition::Present("price"),
                },
                Rule::MaxItems { path: "things", max: 3 },
            ],
            idempotency_key: Some(IdempotencyKey {
                at: KeyPlace::Header("Idempotency-Key"),
                is_made: false,
            }),
            outcomes: Some(&Outcomes {
                sent: "things",
                at: &["failed"],
                ids: &[("id", Some("id"))],
                message: &["why"],
                ..Outcomes::NONE
            }),
            ..Meta::POST
        };
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.query("site", ListStyle::Brackets, &self.site)?;
        w.header("Idempotency-Key", &self.key)?;
        w.body_field("things", &self.things)
    }
    fn read(reply: &Reply<'_>) -> Result<Json, Error> {
        reply.json()
    }
}

impl BatchOperation for UploadThings {
    type Item = Thing;
    const LIMIT: usize = 3;
    fn elements(&mut self) -> &mut Vec<Thing> {
        &mut self.things
    }
}

fn things(ids: impl IntoIterator<Item = i64>) -> Vec<Thing> {
    let thing = |id| Thing { id, ..Thing::default() };
    ids.into_iter().map(thing).collect()
}

fn upload<E: Elements<Thing>>(client: &Sample, elements: E) -> Batches<UploadThings, Client, E::Source> {
    Batches::new(client.0.clone(), UploadThings::default(), elements)
}

async fn all<S: ElementSource<Item = Thing>>(
    batches: &mut Batches<UploadThings, Client, S>,
) -> Vec<ElementOutcome<Thing>> {
    let told = all_of(batches).await;
    let places = told.iter().map(|outcome| outcome.position);
    assert!(places.eq(0..told.len() as u64));
    told
}

/// Not all of a list: those that another run left.
async fn all_of<S: ElementSource<Item = Thing>>(
    batches: &mut Batches<UploadThings, Client, S>,
) -> Vec<ElementOutcome<Thing>> {
    let mut told = Vec::new();
    while let Some(outcome) = batches.next().await {
        assert_eq!(outcome.is_sent(), outcome.error().is_none());
        told.push(outcome);
    }
    told
}

fn kinds(told: &[ElementOutcome<Thing>]) -> Vec<OutcomeKind> {
    told.iter().map(|outcome| outcome.kind).collect()
}

/// Ids of the elements of each request.
fn sent(server: &Scripted) -> Vec<Vec<i64>> {
    let ids = |body: Json| -> Vec<i64> {
        let things = body.get("things").and_then(Json::as_array).unwrap().iter();
        things
            .map(|thing| thing.get("id").and_then(Json::as_i64).unwrap())
            .collect()
    };
    server.requests().iter().map(|request| ids(request.json())).collect()
}

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

fn until(end: i64) -> impl Iterator<Item = Result<Thing, &'static str>> {
    things(0..end)
        .into_iter()
        .map(Ok)
        .chain([Err("the page is gone"), Ok(Thing::default())])
}

#[test]
fn an_error_of_the_source_ends_the_run_behind_what_came_before() {
    let (server, _, client) = scripted(Scripted::new().otherwise(|_| http::Response::new("{}".into())));
    let mut batches = upload(&client, batch::until_error(until(4)));
    assert_eq!(kinds(&run(all(&mut batches))), [Sent; 4]);
    assert_eq!(sent(&server), [vec![0, 1, 2], vec![3]]);
    assert_eq!(batches.source().take_error(), Some("the page is gone"));
    assert_eq!(batches.source().take_error(), None);
    assert!(
        run(batches.next()).is_none(),
        "what stands behind the error is not asked for"
    );
    assert_eq!(batches.position().settled(), [0..4]);

    let slow = Slow {
        left: 0..5,
        taken: Rc::default(),
        paused: false,
    };
    let mut results = upload(&client, batch::until_error(batch::stream(Checked(slow))));
    assert_eq!(kinds(&run(all(&mut results))), [Sent; 2]);
    assert_eq!(results.source().take_error(), Some(2));
    let mut whole = upload(
        &client,
        batch::until_error(things(0..1).into_iter().map(Ok::<_, Error>)),
    );
    assert_eq!(kinds(&run(all(&mut whole))), [Sent]);
    assert!(whole.source().take_error().is_none());
    let mut none = upload(&client, batch::until_error(until(0)));
    assert!(run(all(&mut none)).is_empty() && none.source().take_error().is_some());
}

/// A stream that fails at its third element.
struct Checked(Slow);

impl Stream for Checked {
    type Item = Result<Thing, i64>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let checked = |thing: Thing| if thing.id == 2 { Err(thing.id) } else { Ok(thing) };
        Pin::new(&mut self.0).poll_next(cx).map(|thing| thing.map(checked))
    }
}

/// A server that answers when it was asked for it a few times.
struct Late(std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl Transport for Late {
    fn exchange(
        &self,
        _: http::Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut polls = 0;
        Box::pin(std::future::poll_fn(move |cx| {
            polls += 1;
            cx.waker().wake_by_ref();
            if polls < 5 {
                return Poll::Pending;
            }
            Poll::Ready(Ok(http::Response::new("{}".into())))
        }))
    }
}

#[test]
fn a_wait_that_is_dropped_in_the_middle_loses_nothing_and_sends_nothing_twice() {
    let asked = std::sync::Arc::default();
    let server = Late(std::sync::Arc::clone(&asked));
    let client = builder(&Scripted::new(), &SetClock::new())
        .transport(server)
        .build()
        .unwrap();
    let mut batches = upload(&client, things(0..4));
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(batches.next()).as_mut().poll(&mut context).is_pending());
    assert_eq!(batches.position().in_doubt(), [0..3]);
    // Under way already, so there is nothing else to announce.
    assert_eq!(run(batches.announce()).unwrap().in_doubt(), [0..3]);
    assert_eq!(kinds(&run(all(&mut batches))), [Sent; 4]);
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 2);
}

/// A server that never answers.
struct Silent;

impl Transport for Silent {
    fn exchange(
        &self,
        _: http::Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn what_is_under_way_when_it_is_given_up_is_said_and_comes_back() {
    let client = builder(&Scripted::new(), &SetClock::new())
        .transport(Silent)
        .build()
        .unwrap();
    let mut elements = things(0..5);
    elements[1].price = Some(1.0);
    let mut batches = upload(&client, elements);
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut next = pin!(batches.next());
        for _ in 0..10 {
            assert!(next.as_mut().poll(&mut context).is_pending());
        }
    }
    let position = batches.position();
    // The one that breaks a rule is not under way.
    assert_eq!((position.next(), position.in_doubt()), (0, vec![0..1, 2..3]));
    let back = batches.into_unanswered();
    assert_eq!(back.iter().map(|thing| thing.id).collect::<Vec<_>>(), [0, 1, 2]);
}

/// Hands out numbers with a pause before each, and counts them.
struct Slow {
    left: std::ops::Range<i64>,
    taken: Rc<Cell<usize>>,
    paused: bool,
}

impl Stream for Slow {
    type Item = Thing;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Thing>> {
        self.paused = !self.paused;
        if self.paused {
            return Poll::Pending;
        }
        self.taken.set(self.taken.get() + 1);
        Poll::Ready(self.left.next().and_then(|id| things([id]).pop()))
    }
}

#[test]
fn a_stream_goes_in_and_no_more_than_a_batch_of_it_is_held() {
    let server = Scripted::new().otherwise(|_| http::Response::new("{}".into()));
    let (server, _, client) = scripted(server);
    let taken = Rc::new(Cell::new(0));
    let slow = Slow {
        left: 0..8,
        taken: Rc::clone(&taken),
        paused: false,
    };
    let mut batches = upload(&client, batch::stream(slow));
    for position in 0..3 {
        assert_eq!(run(batches.next()).unwrap().position, position);
        assert_eq!((taken.get(), server.requests().len()), (3, 1));
    }
    assert_eq!(run(batches.next()).unwrap().position, 3);
    assert_eq!((taken.get(), server.requests().len()), (6, 2));
    let mut rest = pin!(batches);
    let ids: Vec<i64> = run(async {
        let mut ids = Vec::new();
        while let Some(outcome) = std::future::poll_fn(|cx| rest.as_mut().poll_next(cx)).await {
            ids.push(outcome.element.id);
        }
        ids
    });
    assert_eq!(ids, [4, 5, 6, 7]);
    assert_eq!(sent(&server).last().unwrap(), &vec![6, 7]);
    assert_eq!(taken.get(), 9, "a stream that ended is not asked again");
}

#[test]
fn elements_set_in_the_operation_go_first() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(200, "{}"));
    let operation = UploadThings {
        things: things([7]),
        ..UploadThings::default()
    };
    let mut batches = Batches::new(client.0.clone(), operation, things(0..2)).with(|upload| UploadThings {
        things: things([8]),
        ..upload
    });
    assert_eq!(run(all(&mut batches)).len(), 4);
    assert_eq!(sent(&server), [vec![7, 8, 0], vec![1]]);
}

#[test]
fn one_idempotency_key_is_not_the_key_of_two_batches() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}"));
    let mut batches = upload(&client, things(0..5)).with(|upload| UploadThings {
        key: Some("k".into()),
        ..upload
    });
    let told = run(all(&mut batches));
    server.assert_done();
    assert_eq!(kinds(&told), [Sent, Sent, Sent, NotSent, NotSent]);
    assert!(told[4].to_string().contains("idempotency key"), "{}", told[4]);
}

#[test]
fn what_a_call_may_add_goes_with_each_batch() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(200, "{}"));
    let mut batches = upload(&client, things(0..4))
        .header("X-Trace", "t")
        .extra_query("dry", "1")
        .extra_field("note", "n")
        .timeout(client_support::secs(5))
        .limit_wait(client_support::secs(5));
    assert_eq!(run(all(&mut batches)).len(), 4);
    for request in server.requests() {
        request
            .assert_header("X-Trace", "t")
            .assert_query("dry", "1")
            .assert_json("note", "n");
        assert_eq!(request.query_text().matches("dry").count(), 1);
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::*;

    fn client(server: &Scripted) -> tradewire::blocking::Client {
        let (_, _, client) = scripted(server.clone());
        tradewire::blocking::Client::new(client.0).unwrap()
    }

    #[test]
    fn the_same_is_an_iterator() {
        let server = Scripted::new().reply(200, "{}").reply(400, "{}").reply(200, "{}");
        let mut batches = Batches::new(client(&server), UploadThings::default(), things(0..7));
        let told: Vec<_> = batches.by_ref().take(4).collect();
        assert_eq!(kinds(&told), [Sent, Sent, Sent, Refused]);
        assert_eq!((batches.unread(), batches.position().in_doubt()), (2, vec![4..6]));
        let last = batches.next_batch().unwrap();
        assert_eq!((last.first, kinds(&last.outcomes)), (6, vec![Sent]));
        assert!(batches.next_batch().is_none());
        assert_eq!(batches.count(), 2, "those that were not read before");
        assert_eq!(sent(&server), [vec![0, 1, 2], vec![3, 4, 5], vec![6]]);
    }

    #[test]
    fn what_stayed_open_and_what_is_in_doubt_is_the_same() {
        let script = Scripted::new().reply(200, "{}").reply(401, "{}");
        let server = script.otherwise(|_| http::Response::new("{}".into()));
        let all = || Batches::new(client(&server), UploadThings::default(), things(0..8));
        let mut first = all();
        assert!(first.next_batch().is_some() && first.next_batch().is_some());
        let ahead = first.announce().unwrap();
        assert_eq!((ahead.settled(), ahead.in_doubt()), (vec![0..3], vec![6..8]));
        assert!(first.next_batch().is_some() && first.announce().is_none());
        assert_eq!(first.position().settled(), [0..3, 6..8]);
        let told: Vec<_> = all().resume_from(&ahead).unwrap().collect();
        assert_eq!(kinds(&told), [Sent, Sent, Sent, Unknown, Unknown]);
        assert_eq!(sent(&server)[3..], [vec![3, 4, 5]]);
    }

    #[test]
    fn an_error_of_the_source_ends_the_iterator() {
        let server = Scripted::new().otherwise(|_| http::Response::new("{}".into()));
        let mut batches = Batches::new(client(&server), UploadThings::default(), batch::until_error(until(4)));
        assert_eq!(batches.by_ref().filter(ElementOutcome::is_sent).count(), 4);
        assert_eq!(batches.source().take_error(), Some("the page is gone"));
        let empty = Batches::new(client(&server), UploadThings::default(), things([]));
        assert_eq!((empty.count(), server.requests().len()), (0, 2));
    }

    #[test]
    fn where_nobody_may_wait_each_element_says_so() {
        let server = Scripted::new();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let batches = Batches::new(client(&server), UploadThings::default(), things(0..4));
        let told: Vec<_> = runtime.block_on(async { batches.collect() });
        assert_eq!(kinds(&told), [NotSent; 4]);
        assert!(told[3].to_string().contains("spawn_blocking"), "{}", told[3]);
        assert_eq!(server.requests().len(), 0);
    }
}
