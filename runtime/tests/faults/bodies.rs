//! Bodies that are cut, slow, endless or not what they are said to be.

use std::io::Write as _;
use std::sync::OnceLock;
use std::time::Duration;

use super::Fault;
use crate::client_support::server::After;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

pub const TRUNCATED: Fault = Fault::new("breaks off within the body", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":")?;
    Ok(After::Close)
});

pub const TOO_SHORT_LENGTH: Fault = Fault::new("announces a shorter body than it sends", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"id\":7}")?;
    Ok(After::Keep)
});

pub const SLOW_BYTES: Fault = Fault::new("sends a byte of the body from time to time", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")?;
    line.send_for_ever(b" ", Duration::from_millis(20))
})
.without_end();

pub const SLOW_HEAD: Fault = Fault::new("sends a byte of the head from time to time", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nX-Slow: ")?;
    line.send_for_ever(b"x", Duration::from_millis(20))
})
.without_end();

pub const ENDLESS: Fault = Fault::new("sends a body without end", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[0")?;
    line.send_for_ever(&[b' '; 16_384], Duration::ZERO)
});

pub const ENDLESS_CHUNKS: Fault = Fault::new("sends chunks without end", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    line.send_for_ever(chunk.as_bytes(), Duration::ZERO)
});

pub const ENDLESS_ERROR: Fault = Fault::new("sends an error page without end", |_, line| {
    line.send("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n<html>")?;
    line.send_for_ever(&[b'x'; 16_384], Duration::ZERO)
});

pub const SAYS_HUGE: Fault = Fault::new("announces a body of 8 EiB", |_, line| {
    line.send("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{")?;
    line.fall_silent()
});

pub const BOMB: Fault = Fault::new("sends 64 MiB compressed to a few KiB", |_, line| {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    line.reply(200, &[JSON, GZIP], BOMB.get_or_init(bomb))
});

fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..64 {
        encoder.write_all(&blanks).expect("memory takes everything");
    }
    encoder.finish().expect("memory takes everything")
}

pub const BROKEN_GZIP: Fault = Fault::new("sends a compressed body that is broken", |_, line| {
    let mut body = compressed(&"{\"id\":7}".repeat(1000))?;
    for byte in body.iter_mut().skip(20).take(30) {
        *byte ^= 0x55;
    }
    line.reply(200, &[JSON, GZIP], body)
});

pub const CUT_GZIP: Fault = Fault::new("sends half of a compressed body as the whole", |_, line| {
    let body = compressed(r#"{"id":7,"title":"a product"}"#)?;
    line.reply(200, &[JSON, GZIP], &body[..body.len() / 2])
});

pub const NO_GZIP: Fault = Fault::new("says that a plain body is compressed", |_, line| {
    line.reply(200, &[JSON, GZIP], "{\"id\":7}")
});

fn compressed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}
