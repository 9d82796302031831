//! Listings: page by page with totals, histories that are read on from an entry, and cursors.

mod cursor;
mod history;
mod pages;

use tradewire::Bytes;
use tradewire::http::Response;
use tradewire::testing::{Captured, Scripted};

/// A server that answers any number of requests alike.
fn serving(answer: fn(&Captured) -> String) -> Scripted {
    (0..50).fold(Scripted::new(), |server, _| {
        server.answer(move |asked| Response::new(Bytes::from(answer(asked))))
    })
}

fn number(asked: &Captured, name: &str) -> Option<u64> {
    asked.query(name).map(|text| text.parse().expect("a number"))
}

fn queries(server: &Scripted) -> Vec<String> {
    server
        .requests()
        .iter()
        .map(|sent| sent.query_text().to_owned())
        .collect()
}

/// Objects with the ids `from..to`.
fn objects(from: u64, to: u64) -> String {
    (from..to)
        .map(|id| format!(r#"{{"id":{id}}}"#))
        .collect::<Vec<_>>()
        .join(",")
}
