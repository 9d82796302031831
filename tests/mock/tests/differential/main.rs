//! Every operation of every platform: the mock takes what the client sends, and the client reads what the mock answers, whole.

mod calls;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tradewire::testing::{Reread, first_loss};
use tradewire::{AnyOperation, Entry, Tolerance};
use tradewire_mock::Mock;

#[rustfmt::skip]
#[path = "../../../../generated/boostore/checks/replies.rs"]
mod boostore;
#[rustfmt::skip]
#[path = "../../../../generated/commercehq/checks/replies.rs"]
mod commercehq;
#[rustfmt::skip]
#[path = "../../../../generated/insales/checks/replies.rs"]
mod insales;
#[rustfmt::skip]
#[path = "../../../../generated/onebox/checks/replies.rs"]
mod onebox;
#[rustfmt::skip]
#[path = "../../../../generated/retailcrm/checks/replies.rs"]
mod retailcrm;

type Platform = (&'static str, &'static [Entry], &'static [(&'static str, Reread)]);

const PLATFORMS: [Platform; 5] = [
    ("boostore", tradewire_boostore::CATALOGUE, boostore::REPLIES),
    ("commercehq", tradewire_commercehq::CATALOGUE, commercehq::REPLIES),
    ("insales", tradewire_insales::CATALOGUE, insales::REPLIES),
    ("onebox", tradewire_onebox::CATALOGUE, onebox::REPLIES),
    ("retailcrm", tradewire_retailcrm::CATALOGUE, retailcrm::REPLIES),
];

/// Requests that are made for each operation.
const ROUNDS: u64 = 12;

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

fn mock(platform: &str, memory: bool) -> Mock {
    let builder = Mock::builder(specs(), platform).unwrap_or_else(|error| panic!("{error}"));
    builder.memory(memory).limits(false).samples(4).build()
}

/// What is wrong, by operation; the first of each sort.
#[derive(Default)]
struct Wrong(BTreeMap<String, (usize, String)>);

impl Wrong {
    fn say(&mut self, operation: &str, what: String) {
        let (count, _) = self.0.entry(operation.to_owned()).or_insert((0, what));
        *count += 1;
    }

    #[track_caller]
    fn assert_none(self) {
        let mut text = String::new();
        for (operation, (count, what)) in &self.0 {
            let _ = writeln!(text, "{operation} ({count}): {what}");
        }
        assert!(self.0.is_empty(), "{} operations:\n{text}", self.0.len());
    }
}

/// Reads an answer as the generated type of the operation does, and writes it again.
fn read(replies: &[(&str, Reread)], id: &str, body: &tradewire::Bytes) -> Result<(), String> {
    let Some((_, reread)) = replies.iter().find(|(known, _)| *known == id) else {
        return Ok(());
    };
    let again =
        reread(body, Tolerance::Strict).map_err(|error| format!("{error}: {}", String::from_utf8_lossy(body)))?;
    match first_loss(&again.shown, &again.written) {
        Some(loss) => Err(format!("{loss} of {}", again.shown)),
        None if again.misfits_total > 0 => Err(format!("{:?} do not fit", again.misfits)),
        None => Ok(()),
    }
}

#[test]
fn what_clients_send_is_taken_and_what_is_answered_is_read() {
    let mut wrong = Wrong::default();
    let mut sent = 0;
    for (name, catalogue, replies) in PLATFORMS {
        let mock = mock(name, false);
        assert_eq!(catalogue.len(), mock.operations().len(), "{name}");
        for entry in catalogue {
            let id = (entry.meta)().id;
            let whole = format!("{name}/{id}");
            for seed in 0..ROUNDS {
                let mut arguments = mock.arguments(id, seed).expect("an operation of the spec");
                calls::name_id(&mut arguments);
                let request = match calls::request(entry, &arguments) {
                    Ok(request) => request,
                    Err(error) => {
                        wrong.say(&whole, format!("the client refuses {arguments:?}: {error}"));
                        continue;
                    }
                };
                sent += 1;
                let answer = mock.handle(&request);
                for violation in mock.violations() {
                    wrong.say(&whole, format!("{violation}; {} {:?}", request.uri(), request.body()));
                }
                mock.forget_violations();
                if answer.response.status().is_success() && request.method() != "HEAD" {
                    if let Err(what) = read(replies, id, answer.response.body()) {
                        wrong.say(&whole, what);
                    }
                } else if !answer.response.status().is_success() {
                    wrong.say(
                        &whole,
                        format!("{}: {:?}", answer.response.status(), answer.response.body()),
                    );
                }
            }
        }
    }
    assert!(sent > 6_000, "{sent} requests");
    wrong.assert_none();
}

/// The same with memory: what is not there is answered by a failure that the client knows as one, anything else is read.
#[test]
fn what_is_remembered_is_read() {
    let mut wrong = Wrong::default();
    let (mut read_whole, mut refused) = (0, 0);
    for (name, catalogue, replies) in PLATFORMS {
        let mock = mock(name, true);
        for seed in 0..3 {
            for entry in catalogue {
                let id = (entry.meta)().id;
                let whole = format!("{name}/{id}");
                let mut arguments = mock.arguments(id, seed).expect("an operation of the spec");
                calls::aim(&mock, id, &mut arguments, seed);
                calls::name_id(&mut arguments);
                let request = calls::request(entry, &arguments).unwrap_or_else(|error| panic!("{whole}: {error}"));
                let answer = mock.handle(&request).response;
                for violation in mock.violations() {
                    wrong.say(&whole, violation.to_string());
                }
                mock.forget_violations();
                let failed = calls::is_failure(&AnyOperation::new(entry), &answer);
                if answer.status().is_success() && failed.is_err() {
                    read_whole += 1;
                    if let Err(what) = read(replies, id, answer.body()) {
                        wrong.say(&whole, what);
                    }
                    continue;
                }
                refused += 1;
                if let Err(what) = failed {
                    wrong.say(&whole, what);
                }
            }
        }
    }
    assert!(
        read_whole > 3 * refused,
        "{read_whole} were read, {refused} were refused"
    );
    wrong.assert_none();
}
