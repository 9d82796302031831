//! Clients on servers in memory, and the documented bodies.

use std::fs;
use std::path::PathBuf;

use tradewire::json::Json;
use tradewire::testing::{Scripted, SetClock};
use tradewire::{Bytes, Operation, http};
use tradewire_insales::{BasicCredentials, Client, Credentials, blocking};

/// Where the tests' shop stands.
pub const SHOP: &str = "https://myshop.myinsales.ru";

/// A client of a server in memory, whose waits cost no time.
pub fn client(server: &Scripted, clock: &SetClock) -> Client {
    Client::builder(SHOP)
        .credentials(Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "secret".into(),
        }))
        .transport(server.clone())
        .clock(clock.clone())
        .build()
        .expect("a client")
}

/// The same without async.
pub fn shop(server: &Scripted) -> blocking::Client {
    blocking::Client::builder(SHOP)
        .credentials(Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "secret".into(),
        }))
        .transport(server.clone())
        .clock(SetClock::new())
        .build()
        .expect("a client")
}

/// The request of an operation, as any transport would get it.
#[track_caller]
pub fn sent<O: Operation>(operation: &O) -> http::Request<Bytes> {
    match operation.request(
        SHOP,
        &Credentials::basic(BasicCredentials {
            app_id: "app".into(),
            password: "secret".into(),
        }),
    ) {
        Ok(request) => request,
        Err(error) => panic!("{}: {error}", O::meta().id),
    }
}

/// Its path and query.
#[track_caller]
pub fn target<O: Operation>(operation: &O) -> String {
    sent(operation).uri().path_and_query().expect("a path").to_string()
}

/// Its body as text.
#[track_caller]
pub fn body<O: Operation>(operation: &O) -> String {
    String::from_utf8(sent(operation).body().to_vec()).expect("UTF-8")
}

/// `specs/insales`.
pub fn specs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../specs/insales")
}

/// Names of the example files.
pub fn example_files() -> Vec<String> {
    let entries = fs::read_dir(specs().join("examples")).expect("a folder of examples");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

/// A documented body: `orders.update.1.request`.
#[track_caller]
pub fn example(name: &str) -> String {
    let path = specs().join(format!("examples/{name}.json"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// JSON without white space and with sorted keys: equal texts hold the same data in the same written form, so that `100` is neither
/// `100.0` nor `"100"`.
pub fn canonical(json: &Json) -> String {
    match json {
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Json::Object(object) => {
            let mut members: Vec<(&str, &Json)> = object.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let member = |(key, value): (&str, &Json)| format!("{}:{}", Json::from(key), canonical(value));
            let members: Vec<String> = members.into_iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        scalar => scalar.to_string(),
    }
}

/// As [`canonical`], from text.
#[track_caller]
pub fn canonical_text(text: &str) -> String {
    match Json::parse(text) {
        Ok(json) => canonical(&json),
        Err(error) => panic!("{error}: {text}"),
    }
}
