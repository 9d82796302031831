use std::sync::{Arc, Mutex};
use std::task::Waker;

use super::*;
use crate::transport::TransportErrorKind;

/// Pieces of a body that waits for nothing outside.
fn pieces(mut body: Body) -> Vec<Result<Bytes, TransportError>> {
    let mut cx = Context::from_waker(Waker::noop());
    std::iter::from_fn(|| match body.poll_piece(&mut cx) {
        Poll::Ready(piece) => piece,
        Poll::Pending => panic!("it waits"),
    })
    .collect()
}

fn whole(body: Body) -> Result<Vec<u8>, String> {
    let pieces = pieces(body)
        .into_iter()
        .map(|piece| piece.map_err(|error| error.message));
    pieces.collect::<Result<Vec<_>, _>>().map(|pieces| pieces.concat())
}

fn segment(content: Content) -> Segment {
    Segment {
        content,
        progress: None,
    }
}

fn bytes(text: &'static str) -> Segment {
    Bytes::from_static(text.as_bytes()).into()
}

fn reader(text: &'static str) -> Content {
    Content::from_reader(text.as_bytes())
}

#[test]
fn plain_segments_are_one_piece_of_memory() {
    let body = body_of(vec![bytes("a"), bytes(""), bytes("bc")]);
    assert_eq!(
        (body.length(), body.as_bytes().map(|bytes| &bytes[..])),
        (Some(3), Some(&b"abc"[..]))
    );
}

#[test]
fn sources_come_in_their_place() {
    let body = body_of(vec![
        bytes("head "),
        segment(reader("one ")),
        segment(reader("")),
        segment(reader("two")),
        bytes(" tail"),
    ]);
    assert_eq!((body.length(), body.as_bytes()), (None, None));
    assert_eq!(whole(body).unwrap(), b"head one two tail");
    let known = vec![bytes("head "), segment(reader("one").with_length(3))];
    assert_eq!(length_of(&known), Some(8));
    let mut body = body_of(known);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(body.poll_piece(&mut cx).is_ready());
    assert_eq!(body.length(), Some(3), "what is left");
}

#[test]
fn a_reader_can_be_sent_once() {
    let content = reader("x");
    assert!(is_replayable(&content));
    let again = body_of(vec![segment(content.clone())]);
    assert_eq!(whole(body_of(vec![segment(content.clone())])).unwrap(), b"x");
    assert!(!is_replayable(&content));
    assert!(whole(again).unwrap_err().contains("only once"));
}

#[test]
fn what_can_be_opened_can_be_sent_again() {
    let content = Content::opened_by(|| Ok(Box::new(&b"x"[..])), Some(1));
    for _ in 0..3 {
        assert_eq!(whole(body_of(vec![segment(content.clone())])).unwrap(), b"x");
        assert!(is_replayable(&content));
    }
    let gone = Content::opened_by(|| Err(io::Error::new(io::ErrorKind::NotFound, "no such file")), None);
    let [Err(error)] = &pieces(body_of(vec![segment(gone)]))[..] else {
        panic!("an error expected")
    };
    assert_eq!(error.kind, TransportErrorKind::Request);
    assert!(error.message.contains("no such file") && !error.sent);
}

#[test]
fn another_length_than_announced_is_an_error() {
    for (length, how) in [(2, "longer"), (4, "shorter")] {
        let error = whole(body_of(vec![segment(reader("abc").with_length(length))])).unwrap_err();
        assert!(error.contains(how), "{error}");
    }
}

#[test]
fn progress_is_told_piece_by_piece() {
    let seen: Arc<Mutex<Vec<_>>> = Arc::default();
    let sink = Arc::clone(&seen);
    let content = Content::Bytes(vec![b'x'; PIECE * 2 + 1].into());
    let watched = Segment {
        content,
        progress: Some(Arc::new(move |sent, total| sink.lock().unwrap().push((sent, total)))),
    };
    assert_eq!(
        whole(body_of(vec![bytes("head"), watched])).unwrap().len(),
        PIECE * 2 + 5
    );
    let (piece, total) = (PIECE as u64, Some(PIECE as u64 * 2 + 1));
    assert_eq!(
        *seen.lock().unwrap(),
        [(piece, total), (piece * 2, total), (piece * 2 + 1, total)]
    );
}

#[test]
fn a_reader_that_fails_ends_the_body() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let outcome = pieces(body_of(vec![segment(Content::from_reader(Broken)), bytes("tail")]));
    assert!(
        matches!(&outcome[0], Err(error) if error.message.contains("the disk is gone")),
        "{outcome:?}"
    );
}
