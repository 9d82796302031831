//! Broken HTTP, and redirects that lead nowhere.

use std::time::Duration;

use super::Fault;
use crate::client_support::server::After;

pub const CLOSES: Fault = Fault::new("closes the connection without a reply", |_, _| Ok(After::Close));

pub const CLOSES_IN_HEAD: Fault = Fault::new("closes the connection within the head of the reply", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Ty")?;
    Ok(After::Close)
});

pub const SILENT: Fault = Fault::new("takes the request and says nothing", |_, line| line.fall_silent()).without_end();

pub const OTHER_PROTOCOL: Fault = Fault::new("speaks another protocol", |_, line| {
    line.send("220 mail.example ESMTP\r\n500 what?\r\n")?;
    Ok(After::Close)
});

pub const HTTP_0_9: Fault = Fault::new("sends a body without any head", |_, line| {
    line.send("{\"id\":7}")?;
    Ok(After::Close)
});

pub const HEADER_FLOOD: Fault = Fault::new("sends 10,000 headers", |_, line| {
    line.send("HTTP/1.1 200 OK\r\n")?;
    for number in 0..10_000 {
        line.send(format!("X-Flood-{number}: {number}\r\n"))?;
    }
    line.send("Content-Length: 2\r\n\r\n{}")?;
    Ok(After::Close)
});

pub const LONG_HEADER: Fault = Fault::new("sends a header of 8 MiB", |_, line| {
    line.send(format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\n", "x".repeat(8 << 20)))?;
    line.send("Content-Length: 2\r\n\r\n{}")?;
    Ok(After::Close)
});

pub const ENDLESS_HEADERS: Fault = Fault::new("sends headers without end", |_, line| {
    line.send("HTTP/1.1 200 OK\r\n")?;
    line.send_for_ever(b"X-More: x\r\n", Duration::ZERO)
});

pub const INTERIM_FLOOD: Fault = Fault::new("sends interim replies (103) without end", |_, line| {
    line.send_for_ever(b"HTTP/1.1 103 Early Hints\r\n\r\n", Duration::from_micros(200))
})
.without_end();

pub const NUL_IN_HEADER: Fault = Fault::new("sends a NUL byte within a header", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 2\r\n\r\n{}")?;
    Ok(After::Close)
});

pub const TWO_LENGTHS: Fault = Fault::new("sends two different lengths", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}")?;
    Ok(After::Close)
});

pub const BAD_CHUNK: Fault = Fault::new("sends a chunk whose size is no number", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n")?;
    Ok(After::Close)
});

pub const HUGE_CHUNK: Fault = Fault::new("announces a chunk of more than 2^64 bytes", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n{}\r\n0\r\n\r\n")?;
    Ok(After::Close)
});

pub const BODY_WITHOUT_CONTENT: Fault = Fault::new("sends a body with the status 204", |_, line| {
    line.send("HTTP/1.1 204 No Content\r\n\r\n{\"id\":7}")?;
    Ok(After::Close)
});

pub const REDIRECT_LOOP: Fault = Fault::new("redirects in a circle", |request, line| {
    line.reply(307, &[("Location", &request.target)], "")
})
.asking_again();

pub const REDIRECT_AWAY: Fault = Fault::new("redirects to another host", |_, line| {
    line.reply(307, &[("Location", "https://evil.example/things/7")], "")
});

pub const REDIRECT_NOWHERE: Fault = Fault::new("redirects without saying where to", |_, line| line.reply(307, &[], ""));

pub const REDIRECT_UPWARDS: Fault = Fault::new("redirects to an address with hidden dots (`%2e%2e`)", |_, line| {
    line.reply(307, &[("Location", "/things/%2e%2e/admin")], "")
});
