//! Frames that break the rules, and floods of those that keep to them.

use super::Fault;
use super::servers::frames::{
    self, CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, INITIAL_WINDOW_SIZE, MAX_CONCURRENT_STREAMS, PADDED,
    PING, PUSH_PROMISE, block, data, frame, head, json, last, settings, window_update,
};
use super::servers::http2::Then;

/// Answers each request with these frames, and waits for more.
macro_rules! sends {
    ($what:literal, |$stream:ident| $frames:expr) => {
        Fault::http2($what, |wire, $stream| {
            wire.send($frames)?;
            Ok(Then::Wait)
        })
    };
}

/// Sends a frame again and again once a request came.
macro_rules! floods {
    ($what:literal, |$stream:ident| $frame:expr) => {
        Fault::http2($what, |_, $stream| Ok(Then::Pour(0, $frame.repeat(50)))).without_end()
    };
}

const GOOD: &str = r#"{"id":7}"#;

pub static FAULTS: &[Fault] = &[
    // Connections
    Fault::http2("speaks HTTP/1.1 after all", |wire, _| {
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(Then::Wait)
    })
    .greeting(|_| Ok(())),
    Fault::http2("answers with impossible settings", |wire, _| {
        wire.send(settings(&[(INITIAL_WINDOW_SIZE, u32::MAX)]))?;
        Ok(Then::Wait)
    }),
    // The first request may leave before the client has heard of it.
    Fault::http2("allows no stream at all", |_, _| Ok(Then::Wait))
        .greeting(|wire| wire.send(settings(&[(MAX_CONCURRENT_STREAMS, 0)])))
        .without_end(),
    Fault::http2("lets no content through (a window of 0)", |wire, stream| {
        wire.send(json(stream, GOOD))?;
        Ok(Then::Wait)
    })
    .greeting(|wire| wire.send(settings(&[(INITIAL_WINDOW_SIZE, 0)])))
    .without_end(),
    // Floods
    floods!("sends settings without end", |_stream| settings(&[(
        INITIAL_WINDOW_SIZE,
        0xffff
    )])),
    floods!("sends pings without end", |_stream| frame(PING, 0, 0, [0; 8])),
    floods!("sends empty pieces of a body without end", |stream| data(stream, "")),
    floods!("resets streams that were never opened, without end", |_stream| {
        frames::reset(2, frames::CANCEL)
    }),
    floods!("sends interim replies (103) without end", |stream| head(
        stream,
        &[(":status", "103")]
    )),
    floods!("opens the window wider without end", |_stream| window_update(0, 1)),
    Fault::http2("sends a head in pieces without end", |wire, stream| {
        wire.send(frame(HEADERS, 0, stream, block(&[(":status", "200")])))?;
        let piece = frame(CONTINUATION, 0, stream, block(&[("x-more", "x")]));
        Ok(Then::Pour(0, piece.repeat(50)))
    }),
    // Heads
    sends!("sends a header of 1 MiB in pieces", |stream| {
        let long = "x".repeat(16_000);
        let first = frame(HEADERS, 0, stream, block(&[(":status", "200"), ("x-0", &long)]));
        let more = (1..64).map(|number| frame(CONTINUATION, 0, stream, block(&[(&format!("x-{number}"), &long)])));
        let end = frame(CONTINUATION, END_HEADERS | END_STREAM, stream, block(&[("x-end", "")]));
        [first, more.collect::<Vec<_>>().concat(), end].concat()
    }),
    sends!("sends 16 KiB of head that unpack to 50 MiB", |stream| {
        let mut packed = block(&[(":status", "200")]);
        packed.extend(frames::remembered("x-bomb", &"x".repeat(3500)));
        // Number 62: the entry that was made last.
        packed.resize(16_384, 0xbe);
        frame(HEADERS, END_HEADERS | END_STREAM, stream, packed)
    }),
    sends!("names a header by a number that there is none of", |stream| {
        frame(HEADERS, END_HEADERS | END_STREAM, stream, [0xff, 0x00])
    }),
    sends!("sends a head without a status", |stream| {
        [
            head(stream, &[("content-type", "application/json")]),
            last(stream, GOOD),
        ]
        .concat()
    }),
    sends!("sends a status that is no number", |stream| {
        [head(stream, &[(":status", "fine")]), last(stream, GOOD)].concat()
    }),
    sends!("sends a header in capitals", |stream| {
        [head(stream, &[(":status", "200"), ("X-Loud", "1")]), last(stream, GOOD)].concat()
    }),
    sends!("sends a header of connections, which HTTP/2 has none of", |stream| {
        let fields = [(":status", "200"), ("transfer-encoding", "chunked")];
        [head(stream, &fields), last(stream, GOOD)].concat()
    }),
    sends!("sends a line feed within a header", |stream| {
        [
            head(stream, &[(":status", "200"), ("x-a", "b\r\nx-c: d")]),
            last(stream, GOOD),
        ]
        .concat()
    }),
    sends!("switches to another protocol (101)", |stream| {
        [head(stream, &[(":status", "101")]), last(stream, GOOD)].concat()
    }),
    // Frames
    sends!("sends a body before any head", |stream| last(stream, GOOD)),
    sends!("answers a stream that was never opened", |stream| json(
        stream + 100,
        GOOD
    )),
    sends!("promises a reply that nobody asked for", |stream| {
        let promised = [
            2_u32.to_be_bytes().to_vec(),
            block(&[(":method", "GET"), (":path", "/")]),
        ]
        .concat();
        [frame(PUSH_PROMISE, END_HEADERS, stream, promised), json(stream, GOOD)].concat()
    }),
    sends!("sends a frame that is longer than was agreed", |stream| {
        [frames::ok(stream), last(stream, " ".repeat(1 << 20))].concat()
    }),
    sends!("pads a frame beyond its end", |stream| {
        [
            frames::ok(stream),
            frame(DATA, END_STREAM | PADDED, stream, [200, 0, 0]),
        ]
        .concat()
    }),
    sends!("sends a kind of frame that nobody knows", |stream| {
        [frame(0xee, 0xff, stream, "?"), json(stream, GOOD)].concat()
    }),
    sends!("opens the window wider by nothing", |stream| {
        [frame(frames::WINDOW_UPDATE, 0, stream, [0; 4]), json(stream, GOOD)].concat()
    }),
    sends!("opens the window wider than any number", |stream| {
        [window_update(0, frames::LAST_STREAM), json(stream, GOOD)].concat()
    }),
    sends!("sends half of a frame, and another", |stream| {
        let mut broken = frames::ok(stream);
        broken.truncate(12);
        [broken, json(stream, GOOD)].concat()
    }),
];
