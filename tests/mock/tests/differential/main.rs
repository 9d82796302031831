//! Every operation of every platform: the mock takes what the client sends, and the client reads what the mock answers, whole.
//!
//! Requests are made from the types, anew from the same numbers in each run. What fails is made as small as it stays failing, and printed with what
//! repeats it: `TRADEWIRE_CASE=retailcrm/orders.list=1234 cargo test -p tradewire-mock-tests --test differential`. `TRADEWIRE_CASES=500` tries so many for
//! each operation, `TRADEWIRE_SEED=7` others.

#[path = "../common/calls.rs"]
mod calls;
mod case;
#[path = "../common/platforms.rs"]
mod platforms;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::rc::Rc;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use tradewire::meta::Gives;
use tradewire::testing::{Reread, first_loss};
use tradewire::{AnyOperation, Entry, Tolerance};
use tradewire_mock::{Arguments, Mock};

use calls::Reason;
use case::Cases;
use platforms::{PLATFORMS, specs};

/// Requests that are made for each operation.
const CASES: u32 = 12;

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
fn read(replies: &[(&str, Reread)], entry: &Entry, body: &tradewire::Bytes) -> Result<(), String> {
    let (id, gives) = ((entry.meta)().id, entry.gives);
    let Some((_, reread)) = replies.iter().find(|(known, _)| *known == id) else {
        return match gives {
            Gives::Text | Gives::Bytes | Gives::Nothing => Ok(()),
            other => Err(format!("no function reads it, and it gives {other:?}")),
        };
    };
    let again =
        reread(body, Tolerance::Strict).map_err(|error| format!("{error}: {}", String::from_utf8_lossy(body)))?;
    match first_loss(&again.shown, &again.written) {
        Some(loss) => Err(format!("{loss} of {}", again.shown)),
        None if again.misfits_total > 0 => Err(format!("{:?} do not fit", again.misfits)),
        None => Ok(()),
    }
}

/// What keeps a call from being sent, taken, answered and read.
fn called(mock: &Mock, entry: &'static Entry, replies: &[(&str, Reread)], arguments: &Arguments) -> Result<(), String> {
    let mut arguments = arguments.clone();
    calls::name_id(&mut arguments);
    let request = calls::request(entry, &arguments).map_err(|error| format!("the client refuses it: {error}"))?;
    mock.forget_violations();
    let answer = mock.handle(&request).response;
    if let Some(violation) = mock.violations().first() {
        return Err(format!("{violation}; {} {:?}", request.uri(), request.body()));
    }
    if !answer.status().is_success() {
        return Err(format!("{}: {:?}", answer.status(), answer.body()));
    }
    if request.method() == "HEAD" {
        return Ok(());
    }
    read(replies, entry, answer.body())
}

fn number<N: std::str::FromStr>(variable: &str) -> Option<N> {
    let text = env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is a number, not {text}")),
    )
}

/// Tries an operation with many arguments; the least that fails is told.
fn tried(cases: &Cases, entry: &'static Entry, replies: &[(&str, Reread)], name: &str) -> Result<(), String> {
    let config = Config {
        cases: number("TRADEWIRE_CASES").unwrap_or(CASES),
        failure_persistence: None,
        max_shrink_iters: 5000,
        ..Config::default()
    };
    // Each operation has its own numbers, whatever others there are.
    let mut seed = [0; 32];
    let own = number::<u64>("TRADEWIRE_SEED").unwrap_or(1).to_le_bytes();
    for (slot, byte) in seed.iter_mut().zip(own.into_iter().chain(name.bytes().rev())) {
        *slot = byte;
    }
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mock = Rc::clone(&cases.mock);
    let run = |case: case::Case| called(&mock, entry, replies, &case.arguments).map_err(TestCaseError::fail);
    match TestRunner::new_with_rng(config, rng).run(cases, run) {
        Ok(()) => Ok(()),
        Err(TestError::Fail(why, case)) => Err(format!(
            "{why}\n  with {:?}\n  again with TRADEWIRE_CASE={name}={}",
            case.arguments, case.seed
        )),
        Err(TestError::Abort(why)) => Err(why.to_string()),
    }
}

#[test]
fn what_clients_send_is_taken_and_what_is_answered_is_read() {
    let mut wrong = Wrong::default();
    let one = env::var("TRADEWIRE_CASE").ok();
    for (platform, catalogue, replies) in PLATFORMS {
        let mock = Rc::new(mock(platform, false));
        assert_eq!(catalogue.len(), mock.operations().len(), "{platform}");
        for entry in catalogue {
            let operation = (entry.meta)().id;
            let name = format!("{platform}/{operation}");
            let found = match &one {
                None => {
                    let cases = Cases {
                        mock: Rc::clone(&mock),
                        operation,
                    };
                    tried(&cases, entry, replies, &name)
                }
                Some(one) => match one.split_once('=') {
                    Some((wanted, seed)) if wanted == name => {
                        let seed = seed.parse().expect("a number behind =");
                        called(
                            &mock,
                            entry,
                            replies,
                            &mock.arguments(operation, seed).expect("an operation"),
                        )
                    }
                    _ => Ok(()),
                },
            };
            if let Err(what) = found {
                wrong.say(&name, what);
            }
        }
    }
    wrong.assert_none();
}

/// A case that fails is made smaller as long as it fails, and stays one that the spec allows.
#[test]
fn what_fails_is_made_small() {
    let mock = Rc::new(mock("retailcrm", false));
    let cases = Cases {
        mock: Rc::clone(&mock),
        operation: "orders.create",
    };
    let has = |arguments: &Arguments| {
        arguments
            .body
            .as_ref()
            .is_some_and(|body| body["order"].get("delivery").is_some())
    };
    let found = TestRunner::deterministic().run(&cases, |case| {
        if has(&case.arguments) {
            return Err(TestCaseError::fail("a delivery"));
        }
        Ok(())
    });
    let Err(TestError::Fail(_, case)) = found else {
        panic!("{found:?}");
    };
    assert_eq!(
        case.arguments.body,
        Some(serde_json::json!({"order": {"delivery": {}}})),
        "nothing else is left"
    );
    assert!(case.arguments.query.is_empty(), "{case:?}");
}

/// The same with memory: what is not there, and what is there already, is answered by a failure that the client knows as one, and nothing is refused for
/// any other reason; all else is read. What is remembered in the
/// end can be dumped and taken again.
#[test]
fn what_is_remembered_is_read() {
    let mut wrong = Wrong::default();
    let mut read_whole = 0;
    let mut refused = BTreeMap::<Reason, usize>::new();
    for (name, catalogue, replies) in PLATFORMS {
        let mock = mock(name, true);
        let coverage = mock.coverage().operations.into_iter();
        let remembered: BTreeSet<String> = coverage.filter_map(|(id, does)| does.map(|_| id)).collect();
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
                    if let Err(what) = read(replies, entry, answer.body()) {
                        wrong.say(&whole, what);
                    }
                    continue;
                }
                match failed.and_then(|error| calls::reason(&error)) {
                    // What is not remembered is made up, failed elements included, and has to be read like any other.
                    Ok(Reason::Partial) if !remembered.contains(id) => {
                        read_whole += 1;
                        if let Err(what) = read(replies, entry, answer.body()) {
                            wrong.say(&whole, what);
                        }
                    }
                    Ok(reason) => *refused.entry(reason).or_default() += 1,
                    Err(what) => wrong.say(&whole, what),
                }
            }
        }
        let state = mock.dump();
        if let Err(what) = mock.load(&state) {
            wrong.say(name, what.to_string());
        }
        let again = mock.dump();
        for (collection, held) in state["collections"].as_object().expect("collections") {
            let taken = &again["collections"][collection];
            assert_eq!(taken, held, "{name}: {collection} is taken as it was dumped");
        }
    }
    let all: usize = refused.values().sum();
    assert!(read_whole > 3 * all, "{read_whole} were read, refused were {refused:?}");
    wrong.assert_none();
}
