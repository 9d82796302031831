//! Bodies in HTTP/2 that stall, never end, or end otherwise than they say.

use super::Fault;
use super::servers::frames::{self, END_HEADERS, HEADERS, RST_STREAM, block, data, frame, head, last};
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

const GOOD: &str = r#"{"id":7}"#;

pub static FAULTS: &[Fault] = &[
    sends!("falls silent within the body", |stream| {
        [frames::ok(stream), data(stream, "{\"id\":")].concat()
    })
    .without_end(),
    Fault::http2("sends a body without end", |wire, stream| {
        wire.send(frames::ok(stream))?;
        Ok(Then::Pour(stream, data(stream, [b' '; 16_384]).repeat(4)))
    }),
    Fault::http2("sends a byte of the body from time to time", |wire, stream| {
        wire.send(frames::ok(stream))?;
        Ok(Then::Pour(stream, data(stream, " ")))
    })
    .without_end(),
    sends!("sends more than it may (beyond the window)", |stream| {
        [frames::ok(stream), data(stream, [b' '; 16_384]).repeat(512)].concat()
    }),
    sends!("sends 64 MiB compressed to a few KiB", |stream| {
        let fields = [(":status", "200"), ("content-encoding", "gzip")];
        let bomb = super::compression::bomb();
        let pieces = bomb.chunks(16_384).map(|piece| data(stream, piece));
        [
            head(stream, &fields),
            pieces.collect::<Vec<_>>().concat(),
            last(stream, ""),
        ]
        .concat()
    }),
    sends!("sends half of a compressed body as the whole", |stream| {
        let fields = [(":status", "200"), ("content-encoding", "gzip")];
        [head(stream, &fields), last(stream, &super::compression::bomb()[..1000])].concat()
    }),
    sends!("announces a longer body than it sends", |stream| {
        [
            head(stream, &[(":status", "200"), ("content-length", "100")]),
            last(stream, GOOD),
        ]
        .concat()
    }),
    sends!(
        "ends the stream without an error before the length that it announced",
        |stream| {
            let begun = [
                head(stream, &[(":status", "200"), ("content-length", "100")]),
                data(stream, GOOD),
            ];
            [begun.concat(), frames::reset(stream, frames::NO_ERROR)].concat()
        }
    ),
    sends!("announces a shorter body than it sends", |stream| {
        [
            head(stream, &[(":status", "200"), ("content-length", "3")]),
            last(stream, GOOD),
        ]
        .concat()
    }),
    sends!("announces a body of 8 EiB", |stream| {
        head(stream, &[(":status", "200"), ("content-length", "9223372036854775807")])
    }),
    sends!("sends trailers behind the body", |stream| {
        let trailers = frame(
            HEADERS,
            END_HEADERS | frames::END_STREAM,
            stream,
            block(&[("x-sum", "1")]),
        );
        [frames::ok(stream), data(stream, GOOD), trailers].concat()
    }),
    sends!("sends trailers that end nothing", |stream| {
        let trailers = frame(HEADERS, END_HEADERS, stream, block(&[("x-sum", "1")]));
        [frames::ok(stream), data(stream, GOOD), trailers].concat()
    }),
    sends!("sends more of the body behind its end", |stream| {
        [frames::ok(stream), last(stream, GOOD), last(stream, "{\"id\":9}")].concat()
    }),
    sends!("answers twice", |stream| {
        [frames::json(stream, GOOD), frames::json(stream, "{\"id\":9}")].concat()
    }),
    sends!("resets the stream behind its end", |stream| {
        let reset = frame(RST_STREAM, 0, stream, frames::INTERNAL_ERROR.to_be_bytes());
        [frames::json(stream, GOOD), reset].concat()
    }),
    sends!("sends no body and does not say so (200)", |stream| {
        [frames::ok(stream), last(stream, "")].concat()
    }),
];
