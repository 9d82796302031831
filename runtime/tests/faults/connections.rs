//! Connections that end, hang or speak something else.

use super::Fault;
use crate::client_support::server::After;

pub static FAULTS: &[Fault] = &[
    Fault::new("closes the connection without a reply", |_, _| Ok(After::Close)),
    Fault::new("closes the connection within the head of the reply", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Ty")?;
        Ok(After::Close)
    }),
    Fault::new("takes the request and says nothing", |_, line| line.fall_silent()).without_end(),
    Fault::new("falls silent within the head of the reply", |_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Ty")?;
        line.fall_silent()
    })
    .without_end(),
    Fault::new("closes a kept connection when it is used again", |request, line| {
        if request.turn > 0 {
            return Ok(After::Close);
        }
        line.json(r#"{"id":7}"#)
    }),
    Fault::new(
        "answers a kept connection by halves when it is used again",
        |request, line| {
            if request.turn > 0 {
                line.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
                return Ok(After::Close);
            }
            line.json(r#"{"id":7}"#)
        },
    ),
    Fault::new("says that it closes the connection, and keeps it", |_, line| {
        line.reply(200, &[("Connection", "close")], r#"{"id":7}"#)
    }),
    Fault::new("answers each request twice", |_, line| {
        let reply = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":7}";
        line.send(reply.repeat(2))?;
        Ok(After::Keep)
    }),
    Fault::new("speaks another protocol", |_, line| {
        line.send("220 mail.example ESMTP\r\n500 what?\r\n")?;
        Ok(After::Close)
    }),
    Fault::new("sends a body without any head", |_, line| {
        line.send("{\"id\":7}")?;
        Ok(After::Close)
    }),
    Fault::new("speaks HTTP/2 without being asked", |_, line| {
        line.send([0, 0, 0, 4, 0, 0, 0, 0, 0])?;
        Ok(After::Close)
    }),
    Fault::new("speaks a version of HTTP that there is none of", |_, line| {
        line.send("HTTP/4.2 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":7}")?;
        Ok(After::Close)
    }),
    Fault::new("speaks HTTP/1.0, where the body ends with the connection", |_, line| {
        line.send("HTTP/1.0 200 OK\r\n\r\n{\"id\":7}")?;
        Ok(After::Close)
    }),
    Fault::new("switches to another protocol without being asked (101)", |_, line| {
        line.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")?;
        line.send(b"\x81\x05hello")?;
        Ok(After::Close)
    }),
    Fault::new("asks for another protocol (426)", |_, line| {
        line.reply(426, &[("Connection", "upgrade"), ("Upgrade", "h2c")], "")
    }),
];
