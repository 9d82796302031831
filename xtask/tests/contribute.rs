//! Adding an endpoint as a contributor does it, and holding replies against it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn repository() -> TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir(root.path().join("specs")).expect("a folder");
    root
}

fn xtask(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .current_dir(root)
        .arg("--root")
        .arg(root.join("specs"))
        .args(args)
        .output()
        .expect("xtask runs")
}

/// Exit code, standard output, standard error.
fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (
        output.status.code().expect("an exit code"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn run(root: &Path, args: &[&str]) -> (i32, String, String) {
    said(&xtask(root, args))
}

/// Every file below the specs with its text.
fn all(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut ahead = vec![root.join("specs")];
    while let Some(folder) = ahead.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                found.push((path.display().to_string(), fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_platform_and_its_resources_are_made_once() {
    let root = repository();
    let (code, out, err) = run(root.path(), &["new", "acme"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("made specs/acme/platform.yaml\nmade specs/acme/orders.yaml\n"),
        "{out}"
    );
    assert_eq!(run(root.path(), &["new", "acme/order_lines"]).0, 0);
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    let before = all(root.path());
    for (what, words) in [
        ("acme", "`acme` is there already"),
        ("acme/orders", "is there already, and nothing is overwritten"),
        ("acme/Order-Lines", "such as `order_lines`"),
        ("Acme", "such as `acme`"),
        ("../x", "`..` is no name"),
    ] {
        let (code, _, err) = run(root.path(), &["new", what]);
        assert!(code == 2 && err.contains(words), "{what}: {err}");
    }
    assert_eq!(all(root.path()), before);
}

const SAMPLE: &str = r#"{"customer": {"id": 1, "email": "ann@shop.example", "api_token": "T0pS3cret", "created": "2024-02-29 10:00:00"}}"#;

#[test]
fn what_was_captured_becomes_an_operation() {
    let root = repository();
    let here = |name: &str| root.path().join(name).display().to_string();
    fs::write(here("customer.json"), SAMPLE).expect("a file");
    fs::write(here("bad.json"), "{").expect("a file");
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let before = all(root.path());
    let (code, out, err) = run(
        root.path(),
        &[
            "infer",
            "acme/customers.get",
            &here("customer.json"),
            "--route",
            "GET /customers/{id}",
            "--dry-run",
        ],
    );
    assert!(
        code == 0 && out.contains("+    returns: {key: customer, type: Customer}"),
        "{out}{err}"
    );
    assert_eq!(all(root.path()), before, "nothing is written");
    let (code, out, err) = run(
        root.path(),
        &["infer", "acme/customers.get", &here("customer.json"), "--keep"],
    );
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    let written = format!("{:?}", all(root.path()));
    assert!(
        written.contains("customers.get.1.response.json") && !written.contains("T0pS3cret"),
        "{written}"
    );
    let (code, _, err) = run(root.path(), &["infer", "acme/customers.get", &here("customer.json")]);
    assert!(
        code == 1 && err.contains("is described already") && err.contains("nothing was drafted"),
        "{err}"
    );
    for (args, words) in [
        (vec!["infer", "acme", "x.json"], "names no resource"),
        (vec!["infer", "acme/customers"], "no file to read"),
        (
            vec!["infer", "acme/customers.get", "missing.json"],
            "cannot read missing.json",
        ),
        (
            vec!["infer", "amce/customers.get", "missing.json"],
            "did you mean `acme`",
        ),
        (vec!["infer", "acme/customers.Get", "bad.json"], "`Get` is no name"),
        (
            vec!["infer", "acme/customers.list", "customer.json", "--route", "customers"],
            "is no method and path",
        ),
    ] {
        let (code, _, err) = run(root.path(), &args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
}

#[test]
fn replies_are_held_against_the_spec_and_taken_in() {
    let root = repository();
    let here = |name: &str| root.path().join(name).display().to_string();
    fs::write(
        here("orders.jsonl"),
        "{\"orders\": [{\"id\": 1}]}\n{\"orders\": [{\"id\": 2, \"gift\": \"S3CRET\"}]}\n",
    )
    .expect("a file");
    let line = r#"{"platform":"acme","operation":"orders.get","kind":"unknown_key","path":"$.vip","expected":"","found":"boolean","count":3}"#;
    fs::write(here("drift.jsonl"), format!("{line}\n")).expect("a file");
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let before = all(root.path());
    let (code, out, err) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--drift",
            &here("drift.jsonl"),
        ],
    );
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            1,
            "acme/orders.get\n  unknown key   $.vip: boolean (3 times)\nacme/orders.list (2 replies)\n  unknown key   $.orders[].gift: text (once)\n\
             held against the spec: 2 replies of 1 operation\n",
            ""
        )
    );
    assert_eq!(all(root.path()), before);
    let (code, out, _) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--format",
            "json",
        ],
    );
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (
            code,
            report["findings"][0]["kind"].as_str(),
            report["findings"][0]["count"].as_u64()
        ),
        (1, Some("unknown_key"), Some(1))
    );
    let (code, _, err) = run(
        root.path(),
        &[
            "check-reply",
            "acme/orders.list",
            &here("orders.jsonl"),
            "--drift",
            &here("drift.jsonl"),
            "--patch",
        ],
    );
    assert!(
        code == 1
            && err
                .contains("+      gift: {type: string, basis: inferred}\n+      vip: {type: boolean, basis: inferred}"),
        "{err}"
    );
    assert!(!err.contains("S3CRET"), "{err}");
    assert_eq!(
        run(root.path(), &["check-reply", "acme/orders.list", &here("orders.jsonl")]).0,
        0,
        "nothing differs any more"
    );
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    for (args, words) in [
        (
            vec!["check-reply", "acme/orders.lsit", "orders.jsonl"],
            "did you mean `orders.list`",
        ),
        (
            vec!["check-reply", "acme", "orders.jsonl"],
            "name one: `acme/<resource>.<operation>`",
        ),
        (vec!["check-reply", "acme/orders.list"], "no file to read"),
        (
            vec!["check-reply", "acme", "--drift", "orders.jsonl"],
            "is this the file of a `DriftLog`?",
        ),
    ] {
        let (code, _, err) = run(root.path(), &args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
}

/// A HAR file with a credential in each place that has one, all with one word in them; `X-Shop` and `code` are known to the platform alone.
fn traffic() -> String {
    let entry = |method: &str, path: &str, sent: serde_json::Value, came: serde_json::Value| {
        serde_json::json!({
            "request": {
                "method": method, "url": format!("https://bob:c4nary-user1@acme.example{path}"),
                "headers": [
                    {"name": "Authorization", "value": "Bearer c4nary-bearer1"}, {"name": "Cookie", "value": "sid=c4nary-cookie1"},
                    {"name": "X-Shop", "value": "c4nary-shop1"}, {"name": "X-Request-Id", "value": "c4nary-id"}, {"name": "X-Lang", "value": "c4nary-lang"}
                ],
                "postData": {"mimeType": "application/json", "text": sent.to_string()}
            },
            "response": {
                "status": 200, "headers": [{"name": "Set-Cookie", "value": "s=c4nary-set1; Path=/"}],
                "content": {"mimeType": "application/json", "text": came.to_string()}
            }
        })
    };
    let reply = serde_json::json!({
        "id": 7, "password": "c4nary-pass1", "keys": {"api_token": ["c4nary-nested1"]},
        "note": "c4nary-bearer1 c4nary-cookie1 c4nary-shop1 c4nary-code1 c4nary-user1 c4nary-set1 c4nary-pass1 c4nary-sent1",
        "next": "https://acme.example/orders?access_token=c4nary-url1"
    });
    let entries = [
        entry(
            "GET",
            "/deals/7?code=c4nary-code1&sig=c4nary-sig1&lang=en",
            serde_json::Value::Null,
            reply.clone(),
        ),
        entry(
            "POST",
            "/deals",
            serde_json::json!({"secret": "c4nary-sent1", "n": 1}),
            reply,
        ),
    ];
    serde_json::json!({"log": {"entries": entries}}).to_string()
}

#[test]
fn no_credential_of_a_har_file_is_written_or_told() {
    let root = repository();
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let platform = root.path().join("specs/acme/platform.yaml");
    let mut text = fs::read_to_string(&platform).expect("a file");
    text.push_str(
        "auth:\n  a: {kind: header, header: X-Shop, value: \"{shop}\"}\n  b: {kind: query, params: {code: \"{code}\"}}\n",
    );
    fs::write(&platform, text).expect("a file");
    let file = root.path().join("traffic.har").display().to_string();
    fs::write(&file, traffic()).expect("a file");
    let (code, out, err) = run(root.path(), &["infer", "acme/deals", &file, "--keep"]);
    assert_eq!(code, 0, "{out}{err}");
    let (_, held, more) = run(root.path(), &["check-reply", "acme", &file]);
    let written = format!("{out}{err}{held}{more}{:?}", all(root.path()));
    assert!(!written.contains("c4nary"), "{written}");
    for part in [
        "deals.get.1.response.json",
        "deals.create.1.request.json",
        "X-Lang: string",
        "[secret]",
    ] {
        assert!(written.contains(part), "{part}: {written}");
    }
    assert!(!written.contains("X-Request-Id: string"), "{written}");
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
}

#[test]
fn bad_files_are_told_with_their_place_and_change_nothing() {
    let root = repository();
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let before = all(root.path());
    let deep = "[".repeat(100_000);
    for (name, content, words) in [
        (
            "page.json",
            "<html>".as_bytes(),
            "page.json: no JSON: expected value at line 1 column 1",
        ),
        ("bytes.json", b"\"\xff\"", "not UTF-8 from byte 1 on"),
        ("empty.json", b" \n", "it is empty"),
        ("deep.json", deep.as_bytes(), "recursion limit"),
        (
            "none.har",
            br#"{"log": {"entries": []}}"#,
            "a HAR file without a request",
        ),
    ] {
        let file = root.path().join(name).display().to_string();
        fs::write(&file, content).expect("a file");
        for args in [
            vec!["infer", "acme/things.get", &file],
            vec!["check-reply", "acme/orders.get", &file],
        ] {
            let (code, _, err) = run(root.path(), &args);
            assert!(code == 2 && err.contains(words), "{args:?}: {err}");
        }
    }
    let file = root.path().join("traffic.har").display().to_string();
    fs::write(&file, traffic()).expect("a file");
    for (args, words) in [
        (vec!["infer", "acme/deals.creat", &file], "did you mean `create`"),
        (
            vec!["infer", "acme/deals.get", "--request", &file],
            "give it without `--request`",
        ),
        (vec!["infer", "acme/type.get", &file], "is a word of Rust"),
    ] {
        let (code, _, err) = run(root.path(), &args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
    assert_eq!(all(root.path()), before);
}

#[test]
fn what_a_log_says_does_not_steer_a_terminal() {
    let root = repository();
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let line = r#"{"platform":"acme","operation":"orders.get","kind":"unknown_key","path":"$.a\u001b]0;\nmade up","expected":"","found":"text","count":1}"#;
    let file = root.path().join("drift.jsonl").display().to_string();
    fs::write(&file, format!("{line}\n{{\"platform\":\"acme\"")).expect("a file");
    let (code, out, err) = run(root.path(), &["check-reply", "acme", "--drift", &file, "--patch"]);
    assert!(code == 1 && err.contains("by hand: orders.get"), "{out}{err}");
    assert!(out.contains("line 2 was not finished"), "{out}");
    assert!(
        !format!("{out}{err}").contains(['\u{1b}']) && !out.contains("\nmade up"),
        "{out}{err}"
    );
}

/// A file with exchanges of other operations only is no proof of anything.
#[test]
fn a_file_with_nothing_of_the_operation_is_not_green() {
    let root = repository();
    assert_eq!(run(root.path(), &["new", "acme"]).0, 0);
    let har = r#"{"log":{"entries":[{"request":{"method":"GET","url":"https://x.example/elsewhere","headers":[],"queryString":[]},
        "response":{"status":200,"headers":[],"content":{"mimeType":"application/json","text":"{}"}}}]}}"#;
    let file = root.path().join("elsewhere.har");
    fs::write(&file, har).expect("a file");
    let file = file.to_str().expect("text");
    let (code, _, told) = run(root.path(), &["check-reply", "acme/orders.list", file]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("no reply of `acme/orders.list`"), "{told}");
    // The same beside a file that has some.
    let some = root.path().join("orders.har");
    let entry = |path: &str, body: &str| {
        serde_json::json!({"request": {"method": "GET", "url": format!("https://acme.example{path}")},
            "response": {"status": 200, "content": {"text": body}}})
    };
    let orders = [entry("/orders", "{\"orders\": []}"), entry("/orders/7", "{\"id\": 7}")];
    fs::write(&some, serde_json::json!({"log": {"entries": orders}}).to_string()).expect("a file");
    let some = some.to_str().expect("text");
    assert_eq!(run(root.path(), &["check-reply", "acme", some]).0, 0);
    let (code, out, told) = run(root.path(), &["check-reply", "acme", some, file]);
    assert!(
        code == 2 && told.contains("elsewhere.har") && !told.contains("orders.har"),
        "{out}{told}"
    );
    // A request that the spec knows nothing of is a difference.
    let more = [entry("/orders", "{\"orders\": []}"), entry("/customers/a%40b.c", "{}")];
    let partly = root.path().join("partly.har");
    fs::write(&partly, serde_json::json!({"log": {"entries": more}}).to_string()).expect("a file");
    let (code, out, _) = run(root.path(), &["check-reply", "acme", partly.to_str().expect("text")]);
    assert!(
        code == 1 && out.contains("no operation for GET /customers/{id} (once)"),
        "{out}"
    );
}

/// What `new` made and nobody touched makes room for a draft; what somebody wrote does not.
#[test]
fn placeholders_make_room_for_a_draft() {
    let root = repository();
    assert_eq!(run(root.path(), &["new", "bravo"]).0, 0);
    let sample = root.path().join("sample.json").display().to_string();
    fs::write(
        &sample,
        r#"{"orders": [{"id": 1, "number": "A-1", "paid": true}], "total": 1}"#,
    )
    .expect("a file");
    let (code, out, err) = run(root.path(), &["infer", "bravo/orders.list", &sample]);
    assert!(
        code == 0 && err.contains("stands as `new` made it") && err.contains("drafted orders.list"),
        "{out}{err}"
    );
    let spec = root.path().join("specs/bravo/orders.yaml");
    let text = fs::read_to_string(&spec).expect("a file");
    assert!(
        text.contains("paid: boolean") && text.contains("  Order:\n") && !text.contains("Heading in the vendor"),
        "{text}"
    );
    assert_eq!(run(root.path(), &["lint"]), (0, String::new(), String::new()));
    assert_eq!(run(root.path(), &["new", "bravo/clients"]).0, 0);
    let clients = root.path().join("specs/bravo/clients.yaml");
    let mine = fs::read_to_string(&clients).expect("a file") + "# mine\n";
    fs::write(&clients, &mine).expect("a file");
    let (code, _, err) = run(root.path(), &["infer", "bravo/clients.list", &sample]);
    assert!(
        code == 1 && err.contains("`check-reply bravo/clients.list`") && err.contains("take it out of the file"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&clients).expect("a file"), mine);
}
