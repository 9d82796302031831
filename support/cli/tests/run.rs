//! The program as it is typed, against a server on this machine.

mod support;

use std::path::Path;
use std::process::Command;

use support::{SECRET, Server, err, orders, out, tradewire};

#[test]
fn a_listing_is_read_to_its_end_with_everything_in_it() {
    let server = Server::new(&[(200, &orders(0..10)), (200, &orders(10..13)), (200, "[]")]);
    let args = [
        "insales",
        "orders",
        "list",
        "--updated-since",
        "2026-01-01",
        "--per-page",
        "10",
        "--all",
        "--format",
        "jsonl",
    ];
    let output = tradewire(&args, Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    let lines: Vec<String> = out(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 13, "{lines:?}");
    assert_eq!(
        lines[12],
        "{\"id\":12,\"number\":12,\"total_price\":\"10.50\",\"unheard_of\":[1.50]}"
    );
    let asked = server.asked();
    assert!(asked[0].contains("updated_since=2026-01-01T00"), "{}", asked[0]);
    assert!(
        asked[0].to_lowercase().contains("authorization: basic "),
        "{}",
        asked[0]
    );
}

#[test]
fn the_first_page_alone_says_that_there_are_more() {
    let server = Server::new(&[(200, &orders(0..10))]);
    let args = [
        "insales",
        "orders",
        "list",
        "--per-page",
        "10",
        "--format",
        "csv",
        "--fields",
        "id,total_price",
    ];
    let output = tradewire(&args, Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(
        out(&output).lines().take(2).collect::<Vec<_>>(),
        ["id,total_price", "0,10.50"]
    );
    assert!(err(&output).contains("--all"), "{}", err(&output));
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn a_run_goes_on_where_the_one_before_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let place = place.to_str().expect("text");
    let args = |more: &'static [&'static str]| {
        [
            &[
                "insales",
                "orders",
                "list",
                "--per-page",
                "10",
                "--format",
                "jsonl",
                "--resume",
                place,
            ],
            more,
        ]
        .concat()
    };
    // The second page fails for good; the first is printed and its place kept.
    let server = Server::new(&[(200, &orders(0..10)), (404, "{\"error\":\"gone\"}")]);
    let output = tradewire(&args(&[]), Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 10);
    let server = server.again(&[(200, &orders(10..13)), (200, "[]")]);
    let output = tradewire(&args(&[]), Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert!(out(&output).starts_with("{\"id\":10,"), "{}", out(&output));
    assert!(server.asked()[2].contains("page=2"), "{:?}", server.asked());
}

#[test]
fn nothing_is_changed_without_a_yes() {
    let server = Server::new(&[(200, "{\"id\":7,\"unheard_of\":1}")]);
    let args = ["insales", "orders", "update", "7", "--set", "manager_comment=seen"];
    let output = tradewire(&args, Some(&server.address));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--yes"), "{}", err(&output));
    assert!(server.asked().is_empty());

    let output = tradewire(&[&args[..], &["--yes"]].concat(), Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output), "{\n  \"id\": 7,\n  \"unheard_of\": 1\n}\n");
    let asked = server.asked();
    assert!(asked[0].starts_with("PUT /admin/orders/7.json"), "{}", asked[0]);
    assert!(
        asked[0].ends_with("{\"order\":{\"manager_comment\":\"seen\"}}"),
        "{}",
        asked[0]
    );
}

#[test]
fn a_dry_run_shows_the_request_and_no_secret() {
    let args = [
        "insales",
        "orders",
        "update",
        "7",
        "--set",
        "manager_comment=seen",
        "--dry-run",
    ];
    let output = tradewire(&args, Some("https://shop.example"));
    assert!(output.status.success(), "{}", err(&output));
    let text = out(&output);
    assert!(
        text.starts_with("PUT https://shop.example/admin/orders/7.json\n"),
        "{text}"
    );
    assert!(text.contains("\"manager_comment\": \"seen\""), "{text}");
    assert!(text.contains("authorization: ***"), "{text}");
    // Neither as it is nor encoded.
    assert!(!text.contains(SECRET) && !text.contains("YXBw"), "{text}");
    // Nothing has to be set up for it.
    assert!(tradewire(&args, None).status.success());
}

#[test]
fn a_refusal_is_told_with_its_fields_and_without_secrets() {
    let body = format!("{{\"errors\":{{\"title\":[\"is empty {SECRET}\"]}}}}");
    let server = Server::new(&[(422, &body)]);
    let output = tradewire(
        &[
            "insales",
            "products",
            "create",
            "--data",
            "{\"title\":\"x\",\"category_id\":1,\"variants_attributes\":[]}",
            "--yes",
        ],
        Some(&server.address),
    );
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(
        err(&output).contains("title") && !err(&output).contains(SECRET),
        "{}",
        err(&output)
    );
    assert_eq!(out(&output), "");
}

#[test]
fn missing_credentials_are_named() {
    let output = tradewire(&["insales", "orders", "list", "--url", "https://shop.example"], None);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        ["INSALES_APP_ID", "INSALES_PASSWORD"]
            .iter()
            .all(|name| err(&output).contains(name)),
        "{}",
        err(&output)
    );
    let output = tradewire(&["insales", "orders", "list"], None);
    assert!(err(&output).contains("INSALES_URL"), "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn a_credentials_file_is_private_or_refused() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::new(&[(200, "[]")]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("credentials.toml");
    let text = format!(
        "[insales]\n[insales.outlet]\nurl = \"{}\"\napp_id = 7\npassword = \"{SECRET}\"\n",
        server.address
    );
    std::fs::write(&file, text).expect("a file");
    let named = file.to_str().expect("text");
    let args = [
        "insales",
        "orders",
        "list",
        "--credentials",
        named,
        "--profile",
        "outlet",
    ];
    let mode = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).expect("a mode");
    mode(0o644);
    let output = tradewire(&args, None);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("chmod 600"), "{}", err(&output));
    mode(0o600);
    // What the environment says of another account is not mixed in.
    let elsewhere = Server::new(&[]);
    let output = tradewire(&args, Some(&elsewhere.address));
    assert!(output.status.success(), "{}", err(&output));
    assert!(elsewhere.asked().is_empty());
    // A file that cannot be understood is not shown.
    std::fs::write(&file, format!("[insales\npassword = \"{SECRET}\"")).expect("a file");
    let output = tradewire(&args, None);
    assert!(
        output.status.code() == Some(2) && !err(&output).contains(SECRET),
        "{}",
        err(&output)
    );
    assert!(Path::new(named).exists());
}

#[test]
fn what_is_mistyped_is_told_before_anything_is_sent() {
    for (args, told) in [
        (&["insales", "orders", "get", "seven"][..], "whole number"),
        (&["insales", "orders", "gett", "7"], "get"),
        (&["insales", "order", "list"], "orders"),
        (&["insales", "products", "create", "--data", "{", "--yes"], "no JSON"),
        (
            &["insales", "orders", "list", "--resume", "/", "--all"],
            "cannot be read",
        ),
    ] {
        let output = tradewire(args, Some("https://shop.example"));
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(told), "{args:?}: {}", err(&output));
    }
}

#[test]
fn completion_knows_every_operation() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tradewire"));
    let output = command
        .env_clear()
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", "3")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n")
        .args(["--", "tradewire", "insales", "orders", ""])
        .output()
        .expect("it runs");
    let known = out(&output);
    for word in ["list", "get", "update"] {
        assert!(known.lines().any(|line| line == word), "{word}: {known}");
    }
}
