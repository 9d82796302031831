//! What the ends of streams and connections prove.

use std::io::{Read, Write};

use super::*;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
/// Flags of frames.
const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// The status 200, as a block of header fields.
const OK: u8 = 0x88;

fn frame(kind: u8, flags: u8, stream: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    [&[0, 0, length, kind, flags, 0, 0, 0, stream], content].concat()
}

fn reset(stream: u8, reason: u8) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, &[0, 0, 0, reason])
}

/// `last` is the last stream that something may have been done for.
fn go_away(last: u8, reason: u8) -> Vec<u8> {
    frame(GOAWAY, 0, 0, &[0, 0, 0, last, 0, 0, 0, reason])
}

/// The head of a reply, and the length that its body shall have.
fn head(stream: u8, length: &str) -> Vec<u8> {
    let mut block = vec![OK];
    if !length.is_empty() {
        // The name is number 28 of those that everybody knows.
        block.extend([0x0f, 28 - 15, u8::try_from(length.len()).unwrap()]);
        block.extend(length.as_bytes());
    }
    frame(HEADERS, END_HEADERS, stream, &block)
}

/// Speaks just enough HTTP/2 to answer each request by `answer`, once it is complete; an empty answer closes the connection.
fn serve(mut stream: TcpStream, answer: &dyn Fn(u8) -> Vec<u8>) -> io::Result<()> {
    stream.read_exact(&mut [0; 24])?;
    stream.write_all(&frame(SETTINGS, 0, 0, &[]))?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        stream.read_exact(&mut vec![0; length])?;
        match (head[3], head[4]) {
            (SETTINGS, flags) if flags & ACK == 0 => stream.write_all(&frame(SETTINGS, ACK, 0, &[]))?,
            (HEADERS | DATA, flags) if flags & END_STREAM != 0 => {
                let answer = answer(head[8]);
                if answer.is_empty() {
                    return Ok(());
                }
                stream.write_all(&answer)?;
            }
            _ => {}
        }
    }
}

/// The shipped settings, but for TLS, which would have to agree on HTTP/2.
fn transport(connect_timeout: Duration) -> ReqwestTransport {
    let http = settings(connect_timeout).http2_prior_knowledge().no_proxy();
    ReqwestTransport::finish(http).unwrap()
}

/// What became of a request with this body, which `answer` answers.
fn exchange(
    method: &str,
    body: &'static str,
    answer: impl Fn(u8) -> Vec<u8> + Send + 'static,
) -> Result<http::Response<Bytes>, TransportError> {
    let (address, _) = listen(move |stream| serve(stream, &answer));
    let request = http::Request::builder().method(method);
    let request = request
        .uri(format!("http://{address}/orders"))
        .body(body.into())
        .unwrap();
    runtime().block_on(transport(Duration::from_secs(10)).exchange(request, LIMITS))
}

/// The same, where the reply is read piece by piece.
fn stream(answer: impl Fn(u8) -> Vec<u8> + Send + 'static) -> Result<Bytes, TransportError> {
    let (address, _) = listen(move |stream| serve(stream, &answer));
    let request = http::Request::get(format!("http://{address}/files/1"));
    let request = request.body(Body::default()).unwrap();
    runtime().block_on(async {
        let reply = transport(Duration::from_secs(10)).stream(request, LIMITS).await?;
        reply.into_body().collect(1000).await
    })
}

/// Whether a request that got no reply may have been carried out.
#[track_caller]
fn assert_sent(sent: bool, body: &'static str, answer: impl Fn(u8) -> Vec<u8> + Send + 'static) {
    let error = exchange("POST", body, answer).unwrap_err();
    assert_eq!(
        (error.kind, error.sent),
        (TransportErrorKind::Interrupted, sent),
        "{error}"
    );
}

#[test]
fn a_refused_stream_was_not_sent() {
    // Refused; an error within the server; given up; too much.
    for (reason, sent) in [(7, false), (2, true), (8, true), (11, true)] {
        assert_sent(sent, "{}", move |stream| reset(stream, reason));
        assert_sent(sent, "", move |stream| reset(stream, reason));
    }
}

#[test]
fn a_request_behind_the_last_one_of_a_server_that_goes_away_was_not_sent() {
    for reason in [0, 2, 11] {
        assert_sent(false, "{}", move |_| go_away(0, reason));
        // The server may have begun it.
        assert_sent(true, "{}", move |stream| {
            [go_away(stream, reason), reset(stream, 2)].concat()
        });
        // Without content it may be complete in the moment in which the server goes away.
        assert_sent(true, "", move |_| go_away(0, reason));
    }
    assert_sent(true, "{}", |_| Vec::new());
}

#[test]
fn a_server_that_began_to_answer_had_the_request() {
    assert_sent(true, "{}", |stream| [head(stream, ""), reset(stream, 7)].concat());
    assert_sent(true, "{}", |stream| [head(stream, ""), go_away(0, 11)].concat());
}

#[test]
fn a_reply_that_ends_before_its_length_is_none() {
    let cut = |length| move |stream| [head(stream, length), frame(DATA, 0, stream, b"half"), reset(stream, 0)].concat();
    let whole = |stream| [head(stream, "4"), frame(DATA, END_STREAM, stream, b"half")].concat();
    let error = exchange("GET", "", cut("8")).unwrap_err();
    assert_eq!(
        (error.kind, error.sent),
        (TransportErrorKind::Interrupted, true),
        "{error}"
    );
    assert_eq!(stream(cut("8")).unwrap_err().kind, TransportErrorKind::Interrupted);
    // All of it came, and the server does not care for what else the client had to say.
    assert_eq!(exchange("GET", "", cut("4")).unwrap().body(), "half");
    assert_eq!(stream(cut("4")).unwrap(), "half");
    assert_eq!(stream(whole).unwrap(), "half");
    // Only the length of what a read would get.
    let nothing = |stream| [head(stream, "8"), frame(DATA, END_STREAM, stream, b"")].concat();
    assert_eq!(exchange("HEAD", "", nothing).unwrap().body(), "");
}

#[test]
fn a_connection_with_nobody_at_its_other_end_is_given_up() {
    let (address, count) = listen(|mut stream| {
        stream.read_exact(&mut [0; 24])?;
        stream.write_all(&frame(SETTINGS, 0, 0, &[]))?;
        // Takes everything and answers nothing, not even a ping. The next one comes when this one is given up.
        io::copy(&mut stream, &mut io::sink()).map(drop)
    });
    let (transport, runtime) = (transport(Duration::from_millis(200)), runtime());
    for connections in [1, 2] {
        let request = http::Request::get(format!("http://{address}/orders"));
        let request = request.body(Bytes::new()).unwrap();
        let error = runtime.block_on(transport.exchange(request, LIMITS)).unwrap_err();
        assert_eq!((error.kind, error.sent), (TransportErrorKind::Timeout, true), "{error}");
        assert!(error.message.contains("keep-alive"), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), connections);
    }
}

#[test]
fn times_that_nobody_can_wait_for_do_no_harm() {
    for time in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let (address, _) = listen(|stream| {
            serve(stream, &|stream| {
                [head(stream, ""), frame(DATA, END_STREAM, stream, b"{}")].concat()
            })
        });
        let request = http::Request::get(format!("http://{address}/orders"));
        let request = request.body(Bytes::new()).unwrap();
        let limits = ExchangeLimits {
            timeout: Duration::MAX,
            idle: Duration::MAX,
            ..LIMITS
        };
        let outcome = runtime().block_on(transport(time).exchange(request, limits));
        assert!(time < Duration::MAX || outcome.is_ok(), "{outcome:?}");
    }
}
