//! Compressed bodies that are too large, broken, or not what they are said to be.

use std::io::{self, Write as _};
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::Fault;

const JSON: (&str, &str) = ("Content-Type", "application/json");
const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

pub static FAULTS: &[Fault] = &[
    Fault::new("sends 64 MiB compressed to a few KiB", |_, line| {
        static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
        line.reply(200, &[JSON, GZIP], BOMB.get_or_init(bomb))
    }),
    Fault::new("sends 64 MiB compressed twice", |_, line| {
        static TWICE: OnceLock<Vec<u8>> = OnceLock::new();
        let body = TWICE.get_or_init(|| compressed(bomb()).unwrap_or_default());
        line.reply(200, &[JSON, ("Content-Encoding", "gzip, gzip")], body)
    }),
    Fault::new("sends a compressed body that is broken", |_, line| {
        let mut body = compressed("{\"id\":7}".repeat(1000))?;
        for byte in body.iter_mut().skip(20).take(30) {
            *byte ^= 0x55;
        }
        line.reply(200, &[JSON, GZIP], body)
    }),
    Fault::new("sends half of a compressed body as the whole", |_, line| {
        let body = compressed(r#"{"id":7,"title":"a product"}"#)?;
        line.reply(200, &[JSON, GZIP], &body[..body.len() / 2])
    }),
    Fault::new("sends something behind a compressed body", |_, line| {
        let mut body = compressed(r#"{"id":7}"#)?;
        body.extend(b"<!-- 0.03 s -->");
        line.reply(200, &[JSON, GZIP], body)
    }),
    Fault::new("compresses a body in two pieces", |_, line| {
        let body = [compressed(r#"{"id""#)?, compressed(":7}")?].concat();
        line.reply(200, &[JSON, GZIP], body)
    }),
    Fault::new("says that an empty body is compressed", |_, line| {
        line.reply(200, &[JSON, GZIP], "")
    }),
    Fault::new("says that a plain body is compressed", |_, line| {
        line.reply(200, &[JSON, GZIP], "{\"id\":7}")
    }),
    Fault::new("compresses a body and does not say so", |_, line| {
        line.reply(200, &[JSON], compressed(r#"{"id":7}"#)?)
    }),
    Fault::new("compresses in a way that was not asked for", |_, line| {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(br#"{"id":7}"#)?;
        line.reply(200, &[JSON, ("Content-Encoding", "br")], encoder.finish()?)
    }),
];

/// 64 MiB of blanks, compressed.
pub fn bomb() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..64 {
        encoder.write_all(&blanks).expect("memory takes everything");
    }
    encoder.finish().expect("memory takes everything")
}

fn compressed(bytes: impl AsRef<[u8]>) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref())?;
    encoder.finish()
}
