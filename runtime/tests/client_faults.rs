//! Servers that misbehave: whatever they do, a call ends in bounded time and memory with an error or a tolerant read, nothing
//! panics, an unsafe request is not sent twice, and the client stays usable.
//!
//! `docs/faults.md` shows the table as this test finds it; `TRADEWIRE_BLESS=1 cargo test -p tradewire --test client_faults` writes it.

#![cfg(feature = "reqwest")]

mod client_support;
mod faults;

use std::process::Command;

use client_support::driver::{Async, Driver, Settings};
use client_support::{CreateThing, secs};
use faults::servers::secure::certificate_file;
use faults::table;

/// Where to put the page, for the process that trusts the root of these tests.
const OUT: &str = "TRADEWIRE_FAULTS_OUT";

/// The certificate that is trusted comes from the environment, as it does for the users of the shipped transport, and a process cannot
/// change its own safely. So the table is made by another one.
#[test]
#[cfg(all(unix, not(target_vendor = "apple"), not(target_os = "android")))]
fn every_fault_is_survived_as_documented() {
    let out = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{}.md", std::process::id()));
    let child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "the_table", "--include-ignored", "--nocapture"])
        .env(OUT, &out)
        .env("SSL_CERT_FILE", certificate_file("root.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .expect("this test runs again");
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(child.status.success(), "{}{}", told(&child.stdout), told(&child.stderr));
    let found = std::fs::read_to_string(&out).expect("the table");
    let _ = std::fs::remove_file(&out);

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/faults.md");
    if std::env::var_os("TRADEWIRE_BLESS").is_some() {
        std::fs::write(path, &found).expect("docs/faults.md is writable");
    }
    if !std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs")).is_dir() {
        // The package by itself, without the repository that has the page: the faults were survived, which is what counts.
        return;
    }
    let documented = std::fs::read_to_string(path).expect("docs/faults.md");
    for (found, documented) in found.lines().zip(documented.lines()) {
        assert_eq!(
            found, documented,
            "docs/faults.md says otherwise; see the head of this test"
        );
    }
    assert_eq!(found.lines().count(), documented.lines().count());
}

#[test]
#[ignore = "runs within the test of the table"]
fn the_table() {
    let Some(out) = std::env::var_os(OUT) else { return };
    std::fs::write(out, table::page()).expect("a place for the table");
}

#[test]
fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Async::new(&Settings::new(url));
    let error = client.send_within(CreateThing("x".into()), secs(30)).unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (tradewire::ErrorKind::Connect, 2),
        "what was certainly not sent is tried again"
    );
}
