//! The file of differences that a client writes.

mod client_support;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use client_support::{ListPages, Sample, builder, run};
use serde_json::Value;
use tradewire::DriftLog;
use tradewire::testing::{Scripted, SetClock};

const CANARY: &str = "c4n4ry-v4lue";

fn file(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("drift-{name}.jsonl"));
    let _ = fs::remove_file(&path);
    path
}

fn lines(path: &PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Calls that each get this reply.
fn calls(log: &DriftLog, reply: &str, count: usize) {
    let server = (0..count).fold(Scripted::new(), |server, _| server.reply(200, reply.to_owned()));
    let client: Sample = builder(&server, &SetClock::new()).on_drift(log.hook()).build().unwrap();
    for _ in 0..count {
        run(client.call(ListPages::default()).send()).unwrap();
    }
}

fn reply() -> String {
    format!(r#"{{"items":["1"],"gift" : "{CANARY}","ann@shop.example":[],"123456":{{"a":1}}}}"#)
}

#[test]
fn differences_are_written_without_values() {
    let path = file("values");
    calls(&DriftLog::append(&path).unwrap(), &reply(), 1);
    let text = fs::read_to_string(&path).unwrap();
    for secret in [CANARY, "ann", "123456"] {
        assert!(!text.contains(secret), "{text}");
    }
    let read = lines(&path);
    let gift = read.iter().find(|line| line["path"] == "$.gift").unwrap();
    assert_eq!(gift["kind"], "unknown_key");
    assert_eq!(gift["found"], "text");
    assert_eq!(gift["count"], 1);
    assert_eq!(gift["operation"], "things.list");
    assert!(
        read.iter()
            .any(|line| line["kind"] == "tolerated_type" && line["path"] == "$.items[]"),
        "{text}"
    );
    assert!(read.iter().any(|line| line["path"] == "$.{key}"), "{text}");
}

/// The file grows with what is new, and the counts add up.
#[test]
fn what_comes_again_is_counted() {
    let path = file("again");
    let log = DriftLog::append(&path).unwrap();
    calls(&log, &reply(), 100);
    let of = |lines: &[Value]| -> Vec<u64> {
        lines
            .iter()
            .filter(|line| line["path"] == "$.gift")
            .filter_map(|line| line["count"].as_u64())
            .collect()
    };
    let before = of(&lines(&path));
    assert!(before.len() <= 8, "a line for each doubling: {before:?}");
    log.flush();
    assert_eq!(of(&lines(&path)).iter().sum::<u64>(), 100);
    drop(log);
    assert_eq!(
        of(&lines(&path)).iter().sum::<u64>(),
        100,
        "and nothing is written twice"
    );
    calls(&DriftLog::append(&path).unwrap(), &reply(), 1);
    assert_eq!(of(&lines(&path)).iter().sum::<u64>(), 101, "a file is added to");
}

#[test]
fn the_file_is_bounded() {
    let path = file("bounded");
    let log = DriftLog::append(&path).unwrap().max_bytes(300);
    calls(&log, &reply(), 3);
    assert!(fs::metadata(&path).unwrap().len() <= 300);
    assert!(log.dropped() > 0 && log.failures() == 0, "{log:?}");
    lines(&path);
}

#[test]
fn a_log_may_be_shared_by_threads() {
    let path = file("threads");
    let log = Arc::new(DriftLog::append(&path).unwrap());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| calls(&log, &reply(), 25));
        }
    });
    drop(log);
    let total: u64 = lines(&path)
        .iter()
        .filter(|line| line["path"] == "$.gift")
        .filter_map(|line| line["count"].as_u64())
        .sum();
    assert_eq!(total, 200);
}

/// A device that is always full stands for a disk that is.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_written_breaks_no_call() {
    let log = DriftLog::append("/dev/full").unwrap();
    calls(&log, &reply(), 2);
    assert!(log.failures() > 0, "{log:?}");
    assert!(DriftLog::append("/no/such/folder/drift.jsonl").is_err());
}
