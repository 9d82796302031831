//! Files that come piece by piece, over real sockets.

#![cfg(feature = "reqwest")]

mod client_support;

use std::io::Write as _;
use std::time::Duration;

use client_support::GetLabel;
use client_support::driver::{Async, Driver, Settings};
use client_support::server::{After, Server};
use tradewire::ErrorKind;

const NAME: (&str, &str) = (
    "Content-Disposition",
    "attachment; filename*=UTF-8''%D1%8F%D1%80%D0%BB%D1%8B%D0%BA.pdf",
);
const PDF: (&str, &str) = ("Content-Type", "application/pdf");

fn stream(server: &Server) -> (tradewire::DownloadStream, tokio::runtime::Runtime) {
    let Async { client, runtime } = Async::new(&Settings {
        timeout: Duration::from_secs(5),
        ..Settings::new(server.url())
    });
    let stream = runtime.block_on(client.call(GetLabel(7)).send_stream()).unwrap();
    (stream, runtime)
}

#[test]
fn a_file_comes_piece_by_piece_with_name_and_length() {
    let content: Vec<u8> = (0..3_000_000_u32)
        .map(|byte| u8::try_from(byte % 251).unwrap())
        .collect();
    let file = content.clone();
    let server = Server::start(move |_, line| line.reply(200, &[PDF, NAME], &file));
    let (mut stream, runtime) = stream(&server);
    assert_eq!(
        (stream.file_name.as_deref(), stream.content_type.as_deref()),
        (Some("ярлык.pdf"), Some("application/pdf"))
    );
    assert_eq!(stream.length, Some(3_000_000));
    let mut pieces = Vec::new();
    while let Some(piece) = runtime.block_on(stream.next()) {
        pieces.push(piece.unwrap());
    }
    assert!(pieces.len() > 10, "{} pieces", pieces.len());
    assert!(pieces.concat() == content, "3 MB came through changed");
}

/// The client's limit is 1 MiB, but what is streamed does not pass through memory.
#[test]
fn a_limit_of_its_own_bounds_the_file() {
    let server = Server::start(|_, line| {
        line.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n")?;
        line.send_for_ever(&[b'x'; 16_384], Duration::ZERO)
    });
    let (stream, runtime) = stream(&server);
    let error = runtime.block_on(stream.limit(5_000_000).collect()).unwrap_err();
    assert_eq!(
        (error.kind(), error.operation()),
        (ErrorKind::TooLarge, Some("things.label"))
    );
}

#[test]
fn a_file_that_breaks_off_or_stalls_is_an_error() {
    for (after, kind) in [
        (After::Close, ErrorKind::Interrupted),
        (After::Keep, ErrorKind::Timeout),
    ] {
        let server = Server::start(move |_, line| {
            line.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 100\r\n\r\nbegin")?;
            if after == After::Keep {
                line.fall_silent()
            } else {
                Ok(after)
            }
        });
        let settings = Settings {
            timeout: Duration::from_millis(300),
            ..Settings::new(server.url())
        };
        let Async { client, runtime } = Async::new(&settings);
        runtime.block_on(async {
            let mut stream = client.call(GetLabel(7)).send_stream().await.unwrap();
            assert_eq!(&stream.next().await.unwrap().unwrap()[..], b"begin");
            assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), kind);
            assert!(stream.next().await.is_none());
        });
    }
}

#[test]
fn failures_are_told_before_the_first_piece() {
    let replies = [
        (404, "text/html", "<title>No label</title>"),
        (200, "application/json", r#"{"success":false,"message":"No label"}"#),
    ];
    for (status, media, body) in replies {
        let server = Server::start(move |_, line| line.reply(status, &[("Content-Type", media)], body));
        let Async { client, runtime } = Async::new(&Settings::new(server.url()));
        let error = runtime.block_on(client.call(GetLabel(7)).send_stream()).unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Api, Some("No label")));
    }
    let server = Server::start(|_, line| line.reply(200, &[("Content-Type", "application/json")], r#"{"fine":true}"#));
    let (stream, runtime) = stream(&server);
    assert_eq!(
        &runtime.block_on(stream.collect()).unwrap().bytes[..],
        br#"{"fine":true}"#
    );
}

#[test]
fn a_download_is_tried_again_until_it_begins() {
    let server = Server::start(|request, line| {
        if request.number == 0 {
            line.reply(503, &[], "")
        } else {
            line.reply(200, &[PDF], "%PDF")
        }
    });
    let (stream, runtime) = stream(&server);
    assert_eq!(&runtime.block_on(stream.collect()).unwrap().bytes[..], b"%PDF");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn compressed_files_are_unpacked_on_the_way() {
    let server = Server::start(|_, line| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&vec![b'x'; 2_000_000])?;
        line.reply(
            200,
            &[("Content-Type", "text/csv"), ("Content-Encoding", "gzip")],
            encoder.finish()?,
        )
    });
    let (stream, runtime) = stream(&server);
    assert_eq!(stream.length, None);
    assert_eq!(runtime.block_on(stream.collect()).unwrap().bytes.len(), 2_000_000);
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_client_gives_a_reader() {
    use client_support::driver::Blocking;
    use std::io::Read as _;
    let server = Server::start(|_, line| line.reply(200, &[PDF, NAME], "%PDF".repeat(100_000)));
    let client = Blocking::new(&Settings::new(server.url()));
    let mut reader = tradewire::Call::new(client.0.clone(), GetLabel(7))
        .send_stream()
        .unwrap();
    assert_eq!(
        (reader.file_name(), reader.length()),
        (Some("ярлык.pdf"), Some(400_000))
    );
    let mut content = String::new();
    reader.read_to_string(&mut content).unwrap();
    assert_eq!(content, "%PDF".repeat(100_000));

    let reader = client.0.raw("GET", "/labels/7").send_stream().unwrap().limit(10);
    let error = std::io::read_to_string(reader).unwrap_err();
    assert!(error.to_string().contains("larger than 10 bytes"), "{error}");
}
