//! Heads of replies that are too long, or none.

use std::time::Duration;

use super::Fault;
use crate::client_support::server::After;

pub static FAULTS: &[Fault] = &[
    Fault::new("sends 10,000 headers", |_, line| {
        line.send("HTTP/1.1 200 OK\r\n")?;
        for number in 0..10_000 {
            line.send(format!("X-Flood-{number}: {number}\r\n"))?;
        }
        line.send("Content-Length: 2\r\n\r\n{}")?;
        Ok(After::Close)
    }),
    Fault::new("sends a header of 8 MiB", |_, line| {
        line.send(format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\n", "x".repeat(8 << 20)))?;
        line.send("Content-Length: 2\r\n\r\n{}")?;
        Ok(After::Close)
    }),
    Fault::new("sends headers without end", |_, line| {
        line.send("HTTP/1.1 200 OK\r\n")?;
        line.send_for_ever(b"X-More: x\r\n", Duration::ZERO)
    }),
    Fault::new("sends a status line of 1 MiB", |_, line| {
        line.send(format!("HTTP/1.1 200 {}\r\n", "x".repeat(1 << 20)))?;
        line.send("Content-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Close)
    }),
    Fault::new("leaves the words of the status out", |_, line| {
        line.send("HTTP/1.1 200\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends a status that is no number", |_, line| {
        line.send("HTTP/1.1 OK 200\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends a status of four digits", |_, line| {
        line.send("HTTP/1.1 2000 OK\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends a status that nobody knows (799)", |_, line| {
        line.reply(799, &[], "{}")
    }),
    Fault::new("ends lines by a line feed alone", |_, line| {
        line.send("HTTP/1.1 200 OK\nContent-Length: 8\n\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends a header without a colon", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("puts a blank before a header's colon", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Length : 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("goes on with a header on the next line", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends a NUL byte within a header", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 2\r\n\r\n{}")?;
        Ok(After::Keep)
    }),
    Fault::new("sends headers that are no UTF-8", |_, line| {
        line.send(b"HTTP/1.1 200 OK\r\nX-Request-Id: \xcf\xf0\r\nAPI-Usage-Limit: \xff/\xff\r\n")?;
        line.send(b"Content-Type: \xd0\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Keep)
    }),
    Fault::new("says each header twice, differently", |_, line| {
        let headers = [
            ("Content-Type", "text/html"),
            ("Content-Type", "application/json"),
            ("Date", "Thu, 01 Jan 2026 00:00:00 GMT"),
            ("Date", "yesterday"),
            ("API-Usage-Limit", "1/500"),
            ("API-Usage-Limit", "500/500"),
        ];
        line.reply(200, &headers, r#"{"id":7}"#)
    }),
    Fault::new("sends an interim reply (103) before the reply", |_, line| {
        line.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")?;
        line.json(r#"{"id":7}"#)
    }),
    Fault::new("says that it goes on (100) without being asked", |_, line| {
        line.send("HTTP/1.1 100 Continue\r\n\r\n")?;
        line.json(r#"{"id":7}"#)
    }),
    Fault::new("sends interim replies (103) without end", |_, line| {
        line.send_for_ever(b"HTTP/1.1 103 Early Hints\r\n\r\n", Duration::from_micros(200))
    })
    .without_end(),
    Fault::new("sends a byte of the head from time to time", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nX-Slow: ")?;
        line.send_for_ever(b"x", Duration::from_millis(20))
    })
    .without_end(),
];
