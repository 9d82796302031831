//! The example as a newcomer runs it.

use std::process::Command;

#[cfg(unix)]
#[path = "../../../support/redis/tests/common/mod.rs"]
mod common;

/// What it prints, with this store.
fn run(store: Option<&str>) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tradewire-example-two-workers-one-budget"));
    command.env_remove("REDIS_URL");
    if let Some(store) = store {
        command.env("REDIS_URL", store);
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn keeps_the_budget(said: &str) {
    for line in ["first: 40 calls", "second: 40 calls"] {
        assert!(said.lines().any(|found| found == line), "{said}");
    }
    assert!(
        said.contains("\n80 requests, of which 0 were refused; at most "),
        "{said}"
    );
    let most = said.split("at most ").nth(1).and_then(|rest| rest.split(' ').next());
    let most: usize = most.and_then(|most| most.parse().ok()).expect(said);
    assert!((1..=20).contains(&most), "{said}");
}

#[test]
fn two_tasks_keep_one_budget() {
    let (did, said) = run(None);
    assert!(did, "{said}");
    keeps_the_budget(&said);
}

#[cfg(unix)]
#[test]
fn two_processes_keep_one_budget() {
    let Some(store) = common::Store::start() else { return };
    let (did, said) = run(Some(&store.url()));
    assert!(did, "{said}");
    keeps_the_budget(&said);
    for worker in ["first", "second"] {
        assert!(said.contains(&format!("{worker}: the budget is shared")), "{said}");
    }
}

#[test]
fn a_store_that_is_not_there_is_told() {
    // Nobody listens on the first port.
    let (did, said) = run(Some("redis://127.0.0.1:1"));
    assert!(
        !did && said.contains("127.0.0.1:1 cannot be reached") && said.contains("a worker failed"),
        "{said}"
    );
}
