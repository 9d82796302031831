//! Files to `RetailCRM` and back.
//!
//! Proves: bytes come back as they went, whole and as a stream; a download that the server sends elsewhere on its own host is followed, and one
//! to another host is refused, so that the key goes nowhere else; a download that breaks off is no file.

use std::io::Read;

use tradewire_mock::Fault;
use tradewire_retailcrm::{Client, blocking};

use crate::world::World;

/// All bytes there are, and more than fits one read.
fn content(length: usize) -> Vec<u8> {
    (0..=255).cycle().take(length).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn what_goes_comes_back() {
    let world = World::empty("retailcrm");
    let crm: Client = world.client();
    let mut ids = Vec::new();
    for length in [1000, 70_000] {
        let uploaded = crm.files().upload(content(length)).send().await.expect("a file");
        ids.push(uploaded.file.and_then(|file| file.id).expect("an id"));
    }
    for (id, length) in ids.iter().zip([1000, 70_000]) {
        let file = crm.files().download(*id).send().await.expect("a file");
        assert_eq!(file.bytes, content(length));
    }

    let there = format!("/api/v5/files/{}/download", ids[1]);
    world.mock.fault_of("files.download", Fault::Redirect(there));
    let file = crm.files().download(ids[0]).send().await.expect("a file");
    assert_eq!(file.bytes.len(), 70_000, "where the server pointed");

    let requests = world.mock.seen().len();
    world.mock.fault_of(
        "files.download",
        Fault::Redirect("https://elsewhere.example/file".to_owned()),
    );
    let error = crm.files().download(ids[0]).send().await.expect_err("another host");
    assert!(error.to_string().contains("redirect"), "{error}");
    assert_eq!(world.mock.seen().len(), requests + 1, "nobody was asked again");
    world.assert_no_violations();
}

#[test]
fn what_goes_comes_back_as_a_stream() {
    let world = World::empty("retailcrm");
    let server = world.mock.serve(0).expect("a port");
    let crm: blocking::Client = world.client_of(&server);
    let uploaded = crm.files().upload(content(300_000)).send().expect("a file");
    let id = uploaded.file.and_then(|file| file.id).expect("an id");

    let mut whole = Vec::new();
    let mut stream = crm.files().download(id).send_stream().expect("a stream");
    stream.read_to_end(&mut whole).expect("all of it");
    assert!(whole == content(300_000));

    world.mock.fault_of("files.download", Fault::Truncated);
    let mut part = Vec::new();
    let broken = crm
        .files()
        .download(id)
        .send_stream()
        .map(|mut stream| stream.read_to_end(&mut part));
    assert!(
        !matches!(broken, Ok(Ok(_))),
        "half a file passes for none: {} bytes",
        part.len()
    );
    world.assert_no_violations();
}
