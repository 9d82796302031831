//! What a listing is printed into, and what is told of it.

mod support;

use support::{Server, err, file, orders, out, tradewire};

const GONE: &str = "{\"error\":\"gone\"}";

fn list<'a>(place: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let args = ["insales", "orders", "list", "--per-page", "10", "--resume", place];
    [&args[..], more].concat()
}

#[test]
fn a_change_is_not_sent_for_fields_that_there_are_not() {
    let args = [
        "insales",
        "orders",
        "update",
        "5",
        "--set",
        "manager_comment=x",
        "--yes",
        "--fields",
    ];
    let server = Server::new(&[(200, "{\"id\":5,\"client\":{\"email\":\"a@example.com\"}}")]);
    for fields in ["nope", "id,nope.more"] {
        let output = tradewire(&[&args[..], &[fields]].concat(), Some(&server.address));
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(
            err(&output).contains("`nope`") && err(&output).contains("Nothing was sent"),
            "{}",
            err(&output)
        );
    }
    assert!(server.asked().is_empty());
    // What nobody can tell before is told behind what came.
    let output = tradewire(&[&args[..], &["id,client.emial"]].concat(), Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(err(&output).contains("it was sent"), "{}", err(&output));
    assert!(out(&output).contains("\"a@example.com\""), "{}", out(&output));
    assert_eq!(server.asked().len(), 1);
}

fn changes(ids: std::ops::Range<u32>) -> String {
    let rows: Vec<String> = ids.map(|id| format!("{{\"id\":{id}}}")).collect();
    format!(
        "{{\"success\":true,\"history\":[{}],\"pagination\":{{\"limit\":100,\"totalCount\":{},\"currentPage\":1,\"totalPageCount\":1}}}}",
        rows.join(","),
        rows.len()
    )
}

#[test]
fn a_listing_of_changes_that_was_empty_at_first_is_asked_for_again() {
    let (_folder, place) = file("place");
    let args = [
        "retailcrm",
        "orders",
        "list-history",
        "--resume",
        &place,
        "--fields",
        "id",
    ];
    let server = Server::new(&[(200, &changes(0..0))]);
    let first = tradewire(&args, Some(&server.address));
    assert!(first.status.success() && out(&first).is_empty(), "{}", err(&first));
    // So it is where an earlier version said that it was over.
    let kept = std::fs::read_to_string(&place).ok();
    assert!(kept.is_none_or(|kept| !kept.contains("\"ended\": true")));
    let server = server.again(&[(200, &changes(1..3)), (200, &changes(0..0))]);
    let second = tradewire(&args, Some(&server.address));
    assert!(second.status.success(), "{}", err(&second));
    assert_eq!(out(&second), "{\"id\":1}\n{\"id\":2}\n");
    let over = std::fs::read_to_string(&place).expect("a place");
    let line = over.lines().find(|line| line.contains("\"place\"")).expect("a place");
    let over = over
        .replace(line, "  \"place\": null")
        .replace("\"ended\": false", "\"ended\": true");
    std::fs::write(&place, over).expect("a file");
    let server = server.again(&[(200, &changes(3..4)), (200, &changes(0..0))]);
    assert_eq!(out(&tradewire(&args, Some(&server.address))), "{\"id\":3}\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_line_that_a_killed_run_left_stays_alone() {
    let torn = |format: &str, before: &str| {
        let (folder, place) = file("place");
        let rows = folder.path().join("rows");
        std::fs::write(&rows, before).expect("a file");
        let server = Server::new(&[(200, &orders(0..1)), (200, "[]")]);
        let added = std::fs::File::options().append(true).open(&rows).expect("a file");
        let args = list(&place, &["--format", format, "--fields", "id,number"]);
        let output = support::command(&args, Some(&server.address))
            .stdout(added)
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{}", err(&output));
        assert_eq!(
            err(&output).contains("torn"),
            !before.is_empty() && !before.ends_with('\n')
        );
        std::fs::read_to_string(&rows).expect("a file")
    };
    assert_eq!(
        torn("jsonl", "{\"id\":7,\"nu"),
        "{\"id\":7,\"nu\n{\"id\":0,\"number\":0}\n"
    );
    assert_eq!(torn("jsonl", "{}\n"), "{}\n{\"id\":0,\"number\":0}\n");
    assert_eq!(torn("jsonl", ""), "{\"id\":0,\"number\":0}\n");
    assert_eq!(
        torn("csv", "id,number\n7,\"a,\"\"b"),
        "id,number\n7,\"a,\"\"b\"\nid,number\n0,0\n"
    );
    assert_eq!(
        torn("csv", "id,number\n7,\"a\""),
        "id,number\n7,\"a\"\nid,number\n0,0\n"
    );
}

#[test]
fn what_a_server_writes_does_not_steer_the_terminal() {
    let row = "[{\"id\":1,\"a\\u001b[2Jb\":\"\\u202ecba\",\"c\\nerror: d\":1}]";
    let server = Server::new(&[(200, row)]);
    let args = ["insales", "orders", "list", "--format", "table"];
    let output = tradewire(&args, Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    let text = out(&output);
    assert!(
        !text.contains(['\u{1b}', '\u{202e}']) && text.contains("[2Jb"),
        "{text:?}"
    );
    // In notes, of what has no column.
    let (_folder, place) = file("place");
    let server = Server::new(&[(200, &orders(0..10)), (404, GONE), (200, row), (200, "[]")]);
    let csv = list(&place, &["--format", "csv"]);
    tradewire(&csv, Some(&server.address));
    let output = tradewire(&csv, Some(&server.address));
    let text = err(&output);
    assert!(text.contains("[2Jb (1)") && !text.contains('\u{1b}'), "{text:?}");
    assert!(!text.contains("\nerror: d"), "{text:?}");
}

#[test]
fn nothing_is_no_listing() {
    for body in ["null", "7", "\"x\""] {
        let server = Server::new(&[(200, body)]);
        let output = tradewire(&["insales", "orders", "list"], Some(&server.address));
        assert_eq!(output.status.code(), Some(1), "{body}: {}", err(&output));
        assert!(err(&output).contains("no list"), "{}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_place_stays_a_link() {
    let (folder, place) = file("place");
    let link = folder.path().join("link");
    std::fs::write(&place, "").expect("a file");
    std::os::unix::fs::symlink(&place, &link).expect("a link");
    let server = Server::new(&[(200, &orders(0..10)), (404, GONE)]);
    let link = link.to_str().expect("text");
    // An empty file is no place, and says so.
    let output = tradewire(&list(link, &[]), Some(&server.address));
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let other = folder.path().join("other");
    let made = tradewire(&list(other.to_str().expect("text"), &[]), Some(&server.address));
    assert_eq!(made.status.code(), Some(1), "{}", err(&made));
    std::fs::copy(&other, &place).expect("a file");
    let server = server.again(&[(200, &orders(10..20)), (404, GONE)]);
    let output = tradewire(&list(link, &[]), Some(&server.address));
    assert_eq!(out(&output).lines().count(), 10, "{}", err(&output));
    assert!(std::fs::symlink_metadata(link).expect("a link").is_symlink());
    assert_ne!(
        std::fs::read_to_string(&place).expect("a file"),
        std::fs::read_to_string(&other).expect("a file")
    );
    // What would be sent next is shown.
    let dry = tradewire(&list(link, &["--dry-run"]), Some(&server.address));
    assert!(out(&dry).contains("page=3"), "{} {}", out(&dry), err(&dry));
}
