//! Just enough of an HTTP/2 server to do everything wrong in turn.

use std::io;

use super::frames::{self, ACK, DATA, END_STREAM, HEADERS, PING, RST_STREAM, SETTINGS};
use super::secure::{Certificate, Visit, Wire};

/// How a server opens a connection.
pub type Greet = fn(&mut Wire) -> io::Result<()>;
/// What it does when a request is complete; the number is that of its stream.
pub type Answer = fn(&mut Wire, u32) -> io::Result<Then>;

/// What follows an answer.
pub enum Then {
    /// It waits for more.
    Wait,
    /// It closes the connection.
    Close,
    /// It sends these bytes again and again, until the client resets the stream. Those that belong to no stream have no end.
    Pour(u32, Vec<u8>),
}

/// What the client opens a connection with.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

pub fn greet(wire: &mut Wire) -> io::Result<()> {
    wire.send(frames::settings(&[]))
}

/// Serves one connection. A request with content counts as one that must not be repeated.
pub fn serve(visit: Visit, greeting: Greet, answer: Answer) -> io::Result<()> {
    let mut wire = visit.secured(Certificate::Good, "h2")?;
    while wire.read.len() < PREFACE.len() {
        wire.receive()?;
    }
    wire.read.drain(..PREFACE.len());
    let mut is_well = wire.shared.is_behaving();
    if is_well {
        greet(&mut wire)?;
    } else {
        greeting(&mut wire)?;
    }
    let mut pouring = None;
    loop {
        if !is_well && wire.shared.is_behaving() {
            (is_well, pouring) = (true, None);
            let (streams, window) = (frames::MAX_CONCURRENT_STREAMS, frames::INITIAL_WINDOW_SIZE);
            wire.send(frames::settings(&[(streams, 100), (window, 0xffff)]))?;
        }
        if let Some((_, piece)) = &pouring {
            wire.send(piece)?;
        }
        wire.receive()?;
        while let Some(frame) = next(&mut wire) {
            let Frame {
                kind,
                flags,
                stream,
                content,
            } = frame;
            let (is_request, is_complete) = (matches!(kind, HEADERS | DATA), flags & END_STREAM != 0);
            if kind == HEADERS && !is_complete {
                wire.shared.count_unsafe_request();
            }
            match kind {
                SETTINGS if flags & ACK == 0 => wire.send(frames::frame(SETTINGS, ACK, 0, []))?,
                PING if flags & ACK == 0 => wire.send(frames::frame(PING, ACK, 0, content))?,
                RST_STREAM => drop(pouring.take_if(|(of, _)| *of == stream)),
                _ if !(is_request && is_complete) => {}
                _ if wire.shared.is_behaving() => wire.send(frames::json(stream, r#"{"id":0}"#))?,
                _ => match answer(&mut wire, stream)? {
                    Then::Wait => {}
                    Then::Close => return Ok(()),
                    Then::Pour(of, piece) => pouring = Some((of, piece)),
                },
            }
        }
    }
}

struct Frame {
    kind: u8,
    flags: u8,
    stream: u32,
    content: Vec<u8>,
}

/// The next frame, if it came wholly.
fn next(wire: &mut Wire) -> Option<Frame> {
    let (head, rest) = wire.read.split_first_chunk::<9>()?;
    let [a, b, c, kind, flags, stream @ ..] = *head;
    let content = rest.get(..u32::from_be_bytes([0, a, b, c]) as usize)?.to_vec();
    wire.read.drain(..head.len() + content.len());
    let stream = u32::from_be_bytes(stream);
    Some(Frame {
        kind,
        flags,
        stream,
        content,
    })
}
