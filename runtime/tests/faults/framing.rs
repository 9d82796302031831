//! Bodies whose end is told in a way that cannot be true, or not at all.

use std::time::Duration;

use super::Fault;
use crate::client_support::server::{After, Line};

/// A reply in chunks.
fn chunked(line: &mut Line, chunks: &str) -> std::io::Result<After> {
    line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
    line.send(chunks)?;
    Ok(After::Keep)
}

/// A reply with these headers, as they are, and then this.
fn framed(line: &mut Line, headers: &str, body: &str) -> std::io::Result<After> {
    line.send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{body}"))?;
    Ok(After::Keep)
}

pub static FAULTS: &[Fault] = &[
    Fault::new("breaks off within the body", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":")?;
        Ok(After::Close)
    }),
    Fault::new("announces a shorter body than it sends", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends two different lengths", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}")?;
        Ok(After::Close)
    }),
    Fault::new("says the same length twice", |_, line| {
        framed(line, "Content-Length: 8\r\nContent-Length: 8", r#"{"id":7}"#)
    }),
    Fault::new("announces a length below nothing", |_, line| {
        framed(line, "Content-Length: -1", r#"{"id":7}"#)
    }),
    Fault::new("announces a length and chunks", |_, line| {
        framed(
            line,
            "Content-Length: 3\r\nTransfer-Encoding: chunked",
            "8\r\n{\"id\":7}\r\n0\r\n\r\n",
        )
    }),
    Fault::new("announces a way of transfer that there is none of", |_, line| {
        framed(line, "Transfer-Encoding: xchunked", r#"{"id":7}"#)?;
        Ok(After::Close)
    }),
    Fault::new("sends a chunk whose size is no number", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n")?;
        Ok(After::Close)
    }),
    Fault::new("announces a chunk of more than 2^64 bytes", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n{}\r\n0\r\n\r\n")?;
        Ok(After::Close)
    }),
    Fault::new("sends a chunk that is longer than it says", |_, line| {
        chunked(line, "4\r\n{\"id\":7}\r\n0\r\n\r\n")
    }),
    Fault::new("closes the connection before the last chunk", |_, line| {
        chunked(line, "8\r\n{\"id\":7}\r\n")?;
        Ok(After::Close)
    }),
    Fault::new("sends chunks with extensions", |_, line| {
        chunked(line, "8;a=b;c=\"d\"\r\n{\"id\":7}\r\n0\r\n\r\n")
    }),
    Fault::new("extends a chunk without end", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8;a=")?;
        line.send_for_ever(&[b'x'; 1024], Duration::ZERO)
    }),
    Fault::new("sends trailers behind the chunks", |_, line| {
        chunked(line, "8\r\n{\"id\":7}\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n")
    }),
    Fault::new("sends trailers without end", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"id\":7}\r\n0\r\n")?;
        line.send_for_ever(b"X-More: x\r\n", Duration::ZERO)
    }),
    Fault::new("sends a body with the status 204", |_, line| {
        line.send("HTTP/1.1 204 No Content\r\n\r\n{\"id\":7}")?;
        Ok(After::Close)
    }),
    Fault::new("announces a body with the status 204, and sends it", |_, line| {
        line.reply(204, &[], r#"{"id":9}"#)
    }),
    Fault::new("announces a body and sends none (200)", |_, line| {
        framed(line, "Content-Length: 8", "")?;
        Ok(After::Close)
    }),
    Fault::new("sends no body and does not say so (200)", |_, line| {
        framed(line, "Connection: close", "")?;
        Ok(After::Close)
    }),
    Fault::new("answers what was not asked: nothing has changed (304)", |_, line| {
        line.reply(304, &[], "")
    }),
    Fault::new("sends a body with a status that has none (304)", |_, line| {
        line.reply(304, &[], r#"{"id":9}"#)
    }),
    Fault::new("sends a body with a status that has none (205)", |_, line| {
        line.reply(205, &[], r#"{"id":9}"#)
    }),
    Fault::new("answers with a part that was not asked for (206)", |_, line| {
        line.reply(206, &[("Content-Range", "bytes 0-7/100")], r#"{"id":7}"#)
    }),
    Fault::new("sends a byte of the body from time to time", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")?;
        line.send_for_ever(b" ", Duration::from_millis(20))
    })
    .without_end(),
    Fault::new("falls silent within the body", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":")?;
        line.fall_silent()
    })
    .without_end(),
    Fault::new("sends a body without end", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[0")?;
        line.send_for_ever(&[b' '; 16_384], Duration::ZERO)
    }),
    Fault::new("sends chunks without end", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        line.send_for_ever(chunk.as_bytes(), Duration::ZERO)
    }),
    Fault::new("sends an error page without end", |_, line| {
        line.send("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n<html>")?;
        line.send_for_ever(&[b'x'; 16_384], Duration::ZERO)
    }),
    Fault::new("announces a body of 8 EiB", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{")?;
        line.fall_silent()
    }),
];
