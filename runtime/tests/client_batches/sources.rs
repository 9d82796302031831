//! Where elements come from, and runs that are given up in the middle.

use super::*;

pub(super) fn until(end: i64) -> impl Iterator<Item = Result<Thing, &'static str>> {
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
