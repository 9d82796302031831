//! Servers that refuse, reset streams or go away: what was certainly not begun is sent again, whatever it is; anything else is not.

use super::Fault;
use super::servers::frames::{
    self, CANCEL, ENHANCE_YOUR_CALM, HTTP_1_1_REQUIRED, INTERNAL_ERROR, LAST_STREAM, NO_ERROR, REFUSED_STREAM, go_away,
    json, reset,
};
use super::servers::http2::Then;

/// Ends each stream for this reason before a reply.
macro_rules! resets {
    ($what:literal, $reason:expr) => {
        Fault::http2($what, |wire, stream| {
            wire.send(reset(stream, $reason))?;
            Ok(Then::Wait)
        })
    };
}

pub static FAULTS: &[Fault] = &[
    resets!("refuses the stream (`REFUSED_STREAM`)", REFUSED_STREAM).doing_nothing(),
    resets!("breaks down (`INTERNAL_ERROR`)", INTERNAL_ERROR),
    resets!("gives the request up (`CANCEL`)", CANCEL),
    resets!("has had too many requests (`ENHANCE_YOUR_CALM`)", ENHANCE_YOUR_CALM),
    resets!("wants another version of HTTP (`HTTP_1_1_REQUIRED`)", HTTP_1_1_REQUIRED),
    resets!("ends the stream without an error and without a reply", NO_ERROR),
    Fault::http2("answers, and refuses the stream then", |wire, stream| {
        wire.send([frames::ok(stream), reset(stream, REFUSED_STREAM)].concat())?;
        Ok(Then::Wait)
    }),
    Fault::http2("breaks down within the body", |wire, stream| {
        let begun = [frames::ok(stream), frames::data(stream, "{\"id\":")];
        wire.send([begun.concat(), reset(stream, INTERNAL_ERROR)].concat())?;
        Ok(Then::Wait)
    }),
    Fault::http2("goes away before it began the request", |wire, _| {
        wire.send(go_away(0, NO_ERROR))?;
        Ok(Then::Close)
    })
    .doing_nothing(),
    Fault::http2("goes away with an error before it began the request", |wire, _| {
        wire.send(go_away(0, ENHANCE_YOUR_CALM))?;
        Ok(Then::Close)
    })
    .doing_nothing(),
    Fault::http2("goes away after it began the request", |wire, stream| {
        wire.send(go_away(stream, NO_ERROR))?;
        Ok(Then::Close)
    }),
    Fault::http2("goes away with an error after it began the request", |wire, stream| {
        wire.send(go_away(stream, INTERNAL_ERROR))?;
        Ok(Then::Close)
    }),
    Fault::http2("goes away without saying where it stopped", |wire, _| {
        wire.send(go_away(LAST_STREAM, INTERNAL_ERROR))?;
        Ok(Then::Close)
    }),
    Fault::http2("goes away after it answered", |wire, stream| {
        wire.send([go_away(LAST_STREAM, NO_ERROR), json(stream, r#"{"id":7}"#)].concat())?;
        wire.send(go_away(stream, NO_ERROR))?;
        Ok(Then::Close)
    }),
    Fault::http2("answers by halves and says that it never began", |wire, stream| {
        let begun = [frames::ok(stream), frames::data(stream, "{\"id\":")];
        wire.send([begun.concat(), go_away(0, NO_ERROR)].concat())?;
        Ok(Then::Close)
    }),
    Fault::http2("refuses requests for a second (429)", |wire, stream| {
        let refusal = frames::head(stream, &[(":status", "429"), ("retry-after", "1")]);
        wire.send([refusal, frames::last(stream, "")].concat())?;
        Ok(Then::Wait)
    })
    .asking_again(),
    Fault::http2("redirects to another host", |wire, stream| {
        let away = [(":status", "307"), ("location", "https://evil.example/things/7")];
        wire.send([frames::head(stream, &away), frames::last(stream, "")].concat())?;
        Ok(Then::Wait)
    }),
    Fault::http2("closes the connection without a reply", |_, _| Ok(Then::Close)),
    Fault::http2("closes the connection within the body", |wire, stream| {
        wire.send([frames::ok(stream), frames::data(stream, "{\"id\":")].concat())?;
        Ok(Then::Close)
    }),
    Fault::http2("takes the request and says nothing", |_, _| Ok(Then::Wait)).without_end(),
];
