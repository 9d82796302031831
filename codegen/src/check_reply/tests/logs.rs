use super::*;

#[test]
fn a_log_of_a_client_hands_no_credential_on() {
    let platform = platform();
    let line = |kind: &str, path: &str| {
        json!({"platform": "demo", "operation": "orders.get", "kind": kind, "path": path, "found": "text"}).to_string()
            + "\n"
    };
    let keys = [
        "AKIAIOSFODNN7EXAMPLE",
        "sk_live_abcdefghijkl",
        "ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v",
        "john@shop.example",
    ];
    let log: String = keys.map(|key| line("unknown_key", &format!("$.order.{key}"))).concat();
    let mut report = Report::default();
    read_drift(&platform, &log, &mut report).expect("a log");
    let patch = patch(&platform, &files(), &report);
    let shown = format!("{} {:?} {patch:?}", report.human(), report.json());
    for key in ["AKIA", "sk_live", "ghp_", "john"] {
        assert!(!shown.contains(key), "{shown}");
    }
    assert!(report.differs());
}

#[test]
fn a_log_that_is_none_of_the_platform_is_refused() {
    let read = |log: &str| read_drift(&platform(), log, &mut Report::default());
    let line = |platform: &str, kind: &str, path: &str| {
        json!({"platform": platform, "operation": "orders.get", "kind": kind, "path": path}).to_string() + "\n"
    };
    let other = line("other", "missing", "$.a");
    assert!(read(&other).expect_err("none of it").contains("`demo`"));
    assert_eq!(read(&(other + &line("demo", "missing", "$.a"))), Ok(()));
    assert_eq!(read(&line("demo", "listing", "$")), Ok(()));
    assert_eq!(read(""), Ok(()));
    for (kind, path) in [("unexpected", "$.a"), ("missing", "$.a[[[")] {
        let log = line("demo", "missing", "$.a") + &line("demo", kind, path);
        let reason = read(&log).expect_err("no line of a log");
        assert!(reason.starts_with("line 2: "), "{reason}");
    }
}
