//! Content that cannot be read, or is another than was announced.

#![cfg(feature = "reqwest")]

mod client_support;

use std::io::{self, Read};

use client_support::PutContent;
use client_support::driver::{Driver, Settings};
use client_support::server::{Received, Server};
use client_support::temporary::Temporary;
use tradewire::{ErrorKind, Upload};

with_both_clients! {
    content_that_cannot_be_read_fails_the_call
    content_that_changes_on_the_way_is_no_complete_upload
}

fn client<D: Driver>(server: &Server) -> D {
    D::new(&Settings::new(server.url()))
}

fn content_that_cannot_be_read_fails_the_call<D: Driver>() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let server = Server::json(&["{}"]);
    for (upload, why) in [
        (Upload::from_reader((&b"begin"[..]).chain(Broken)), "the disk is gone"),
        (Upload::from_reader(&b"abc"[..]).length(2), "longer than the 2 bytes"),
        (Upload::from_reader(&b"abc"[..]).length(9), "shorter than the 9 bytes"),
    ] {
        let error = client::<D>(&server).send(PutContent(upload)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{error}");
        assert!(error.to_string().contains(why), "{error}");
    }
    let disk = Temporary::new("gone.txt", b"x");
    let upload = Upload::from_path(&disk.0).unwrap();
    drop(disk);
    let error = client::<D>(&server).send(PutContent(upload)).unwrap_err();
    assert!(error.to_string().contains("cannot be read"), "{error}");
}

fn content_that_changes_on_the_way_is_no_complete_upload<D: Driver>() {
    /// Begins and panics.
    struct Panics(bool);
    impl Read for Panics {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            assert!(!self.0, "the reader panics, as this test has it");
            self.0 = true;
            buffer.fill(b'x');
            Ok(buffer.len())
        }
    }
    const LENGTH: usize = 300_000;
    let server = Server::json(&["{}"]);
    let changed = |name, content: u8, length: usize| {
        let disk = Temporary::new(name, &vec![content; LENGTH]);
        let upload = Upload::from_path(&disk.0).unwrap();
        std::fs::write(&disk.0, vec![content; length]).unwrap();
        (upload, disk)
    };
    let (shrinks, _shrinking) = changed("shrinks.txt", b'x', LENGTH / 2);
    let (grows, _growing) = changed("grows.txt", b'x', LENGTH * 2);
    let (stays, _staying) = changed("stays.txt", b'y', LENGTH);
    let client = client::<D>(&server);
    for (upload, why) in [
        (shrinks, "shorter than the 300000 bytes"),
        (grows, "longer than the 300000 bytes"),
        (Upload::from_reader(Panics(false)), "panicked"),
        (Upload::from_reader(Panics(false)).length(LENGTH as u64), "panicked"),
    ] {
        let error = client.send(PutContent(upload)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{error}");
        assert!(error.to_string().contains(why), "{error}");
    }
    client.send(PutContent(stays)).unwrap();
    // What broke off is not taken for a whole request by a server that knows the length or waits for the last chunk.
    let whole = |request: &Received| {
        let length = request.header("content-length").map(str::to_owned);
        length.is_some_and(|length| length == request.body.len().to_string())
    };
    let requests = server.requests();
    let whole: Vec<_> = requests.iter().filter(|request| whole(request)).collect();
    assert_eq!(
        whole.len(),
        1,
        "{:?}",
        requests.iter().map(|request| request.body.len()).collect::<Vec<_>>()
    );
    assert!(whole[0].body.iter().all(|byte| *byte == b'y'));
}
