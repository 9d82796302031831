//! Files that are sent and read piece by piece, over real sockets.

#![cfg(feature = "reqwest")]

mod client_support;

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use client_support::driver::{Async, Driver, Settings};
use client_support::server::{After, Line, Received, Server};
use client_support::temporary::Temporary;
use client_support::{GetLabel, PutContent, UploadFiles, scripted};
use tradewire::testing::Scripted;
use tradewire::{File, Upload};

with_both_clients! {
    a_reader_goes_out_with_the_length_it_was_announced_with
    a_reader_of_unknown_length_goes_out_in_chunks
    a_file_on_disk_is_sent_again_after_a_failure
    a_reader_is_not_sent_again_once_it_was_touched
    a_multipart_body_streams_its_files
    progress_is_told_to_the_end
}

fn client<D: Driver>(server: &Server) -> D {
    D::new(&Settings::new(server.url()))
}

/// Gives `length` bytes and counts what was taken.
struct Counted {
    left: u64,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        buffer[..count].fill(b'x');
        self.left -= count as u64;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

fn counted(length: u64) -> (Counted, Arc<AtomicU64>) {
    let taken = Arc::new(AtomicU64::new(0));
    (
        Counted {
            left: length,
            taken: Arc::clone(&taken),
        },
        taken,
    )
}

fn a_reader_goes_out_with_the_length_it_was_announced_with<D: Driver>() {
    const LENGTH: u64 = 5_000_000;
    let server = Server::json(&["{}"]);
    let (reader, taken) = counted(LENGTH);
    client::<D>(&server)
        .send(PutContent(Upload::from_reader(reader).length(LENGTH)))
        .unwrap();
    let [request] = &server.requests()[..] else {
        panic!("one request expected")
    };
    assert_eq!(
        (request.body.len() as u64, taken.load(Ordering::Relaxed)),
        (LENGTH, LENGTH)
    );
    assert_eq!(request.header("content-length"), Some(LENGTH.to_string().as_str()));
    assert_eq!(request.header("content-type"), Some("application/octet-stream"));
}

fn a_reader_of_unknown_length_goes_out_in_chunks<D: Driver>() {
    let server = Server::json(&["{}"]);
    let upload = Upload::from_reader(&b"some text"[..]).content_type("text/csv");
    client::<D>(&server).send(PutContent(upload)).unwrap();
    let [request] = &server.requests()[..] else {
        panic!("one request expected")
    };
    assert_eq!(
        (request.header("transfer-encoding"), request.header("content-length")),
        (Some("chunked"), None)
    );
    assert_eq!(
        (&request.body[..], request.header("content-type")),
        (&b"some text"[..], Some("text/csv"))
    );
}

fn fails_first(request: &Received, line: &mut Line) -> io::Result<After> {
    if request.number == 0 {
        line.reply(503, &[], "")
    } else {
        line.json("{}")
    }
}

fn a_file_on_disk_is_sent_again_after_a_failure<D: Driver>() {
    let content = b"line\n".repeat(50_000);
    let file = Temporary::new("stock.csv", &content);
    let server = Server::start(fails_first);
    client::<D>(&server)
        .send(PutContent(Upload::from_path(&file.0).unwrap()))
        .unwrap();
    let [first, second] = &server.requests()[..] else {
        panic!("two requests expected")
    };
    assert!(first.body == content && second.body == content);
}

fn a_reader_is_not_sent_again_once_it_was_touched<D: Driver>() {
    let server = Server::start(fails_first);
    let error = client::<D>(&server)
        .send(PutContent(Upload::from_reader(&b"once"[..])))
        .unwrap_err();
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.attempts()),
        (Some(503), 1)
    );
    assert_eq!(server.requests().len(), 1);

    let server = Server::start(|_, line| line.reply(307, &[("Location", "/elsewhere")], ""));
    let error = client::<D>(&server)
        .send(PutContent(Upload::from_reader(&b"once"[..])))
        .unwrap_err();
    assert!(error.to_string().contains("only once"), "{error}");
}

fn a_multipart_body_streams_its_files<D: Driver>() {
    const LENGTH: u64 = 1_000_000;
    let disk = Temporary::new("на диске.txt", b"from disk");
    let server = Server::json(&["[]"]);
    let (reader, _) = counted(LENGTH);
    let files = vec![
        File::new("a.txt", "in memory"),
        File::from_path(&disk.0).unwrap().content_type("text/plain"),
        File::of("c.bin", Upload::from_reader(reader).length(LENGTH)),
    ];
    client::<D>(&server)
        .send(UploadFiles {
            kind: "products".into(),
            files,
        })
        .unwrap();
    let [request] = &server.requests()[..] else {
        panic!("one request expected")
    };
    let length: usize = request.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, request.body.len());
    let boundary = request
        .header("content-type")
        .unwrap()
        .split_once("boundary=")
        .unwrap()
        .1;
    let body = String::from_utf8(request.body.clone()).unwrap();
    let parts: Vec<_> = body.split(&format!("--{boundary}")).collect();
    assert!(parts[1].ends_with("name=\"type\"\r\n\r\nproducts\r\n"));
    assert!(parts[2].ends_with("filename=\"a.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nin memory\r\n"));
    assert!(parts[3].ends_with("filename=\"на диске.txt\"\r\nContent-Type: text/plain\r\n\r\nfrom disk\r\n"));
    assert_eq!(parts[4].matches('x').count(), usize::try_from(LENGTH).unwrap());
    assert_eq!((parts.len(), parts[5]), (6, "--\r\n"));
}

fn progress_is_told_to_the_end<D: Driver>() {
    let server = Server::json(&["{}"]);
    for upload in [
        Upload::new(vec![b'x'; 300_000]),
        Upload::from_reader(counted(300_000).0).length(300_000),
    ] {
        let seen: Arc<Mutex<Vec<_>>> = Arc::default();
        let sink = Arc::clone(&seen);
        let upload = upload.progress(move |sent, total| sink.lock().unwrap().push((sent, total)));
        client::<D>(&server).send(PutContent(upload)).unwrap();
        let seen = seen.lock().unwrap();
        assert!(
            seen.len() > 3 && seen.windows(2).all(|pair| pair[0].0 < pair[1].0),
            "{seen:?}"
        );
        assert_eq!(seen.last(), Some(&(300_000, Some(300_000))));
    }
}

#[test]
fn async_readers_and_streams_go_out_too() {
    let server = Server::json(&["{}"]);
    let Async { client, runtime } = Async::new(&Settings::new(server.url()));
    let disk = Temporary::new("async.txt", b"from an async reader");
    runtime.block_on(async {
        let reader = tokio::io::AsyncReadExt::take(&b"from an async reader"[..], 100);
        client
            .call(PutContent(Upload::from_async_read(reader)))
            .send()
            .await
            .unwrap();
        let pieces = tradewire::Body::from_stream(Pieces(vec!["from ", "a ", "stream"]), None);
        client
            .call(PutContent(Upload::from_stream(Plain(pieces))))
            .send()
            .await
            .unwrap();
    });
    drop(disk);
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [&b"from an async reader"[..], b"from a stream"]);
}

/// A stream of these texts.
struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, tradewire::client::transport::TransportError>;
    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let next = (!self.0.is_empty()).then(|| Ok(Bytes::from(self.0.remove(0))));
        std::task::Poll::Ready(next)
    }
}

/// The same with the errors of readers.
struct Plain(tradewire::Body);

impl futures_core::Stream for Plain {
    type Item = io::Result<Bytes>;
    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::pin::Pin::new(&mut self.0)
            .poll_next(cx)
            .map(|piece| piece.map(|piece| piece.map_err(io::Error::other)))
    }
}

#[test]
fn a_transport_in_memory_takes_streams_as_well() {
    let (server, _, client) = scripted(Scripted::new().reply(200, "{}").reply(200, "content"));
    client_support::run(client.call(PutContent(Upload::from_reader(&b"text"[..]))).send()).unwrap();
    assert_eq!(server.last_request().body_text(), "text");
    let download =
        client_support::run(async { client.call(GetLabel(1)).send_stream().await?.collect().await }).unwrap();
    assert_eq!(&download.bytes[..], b"content");
}

#[test]
fn an_upload_may_take_longer_than_the_timeout_while_it_moves() {
    struct Slow(u32);
    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            std::thread::sleep(Duration::from_millis(100));
            self.0 -= 1;
            buffer[0] = b'x';
            Ok(usize::from(self.0 > 0))
        }
    }
    /// Pieces as they are read, not gathered.
    struct PieceByPiece(Slow);
    impl futures_core::Stream for PieceByPiece {
        type Item = io::Result<Bytes>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            let mut buffer = [0; 1];
            let count = self.0.read(&mut buffer).unwrap();
            std::task::Poll::Ready((count > 0).then(|| Ok(Bytes::copy_from_slice(&buffer))))
        }
    }
    let server = Server::json(&["{}"]);
    let settings = Settings {
        timeout: Duration::from_secs(1),
        ..Settings::new(server.url())
    };
    let Async { client, runtime } = Async::new(&settings);
    let upload = Upload::from_stream(PieceByPiece(Slow(15)));
    runtime.block_on(client.call(PutContent(upload)).send()).unwrap();
    assert_eq!(server.requests()[0].body.len(), 14);
}

/// A reader that never comes back.
struct Stuck;

impl std::io::Read for Stuck {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        loop {
            std::thread::park();
        }
    }
}

#[test]
fn a_reader_that_never_returns_does_not_hold_the_runtime() {
    use client_support::driver::{Async, Driver as _, Settings};

    let server = client_support::server::Server::json(&["{}"]);
    let settings = Settings {
        timeout: std::time::Duration::from_millis(200),
        ..Settings::new(server.url())
    };
    let (told, over) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let Async { client, runtime } = Async::new(&settings);
        let call = client.call(PutContent(Upload::from_reader(Stuck)));
        let error = runtime.block_on(call.send()).unwrap_err();
        drop(runtime);
        let _ = told.send(error);
    });
    let error = over
        .recv_timeout(std::time::Duration::from_secs(20))
        .expect("the runtime is dropped in time");
    assert!(error.is_timeout(), "{error}");
}
