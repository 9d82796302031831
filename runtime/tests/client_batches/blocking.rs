//! The same without async.

use super::sources::until;
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
