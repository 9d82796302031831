//! Listings from run to run.

mod support;

use support::{Server, err, file, orders, out, tradewire};

const GONE: &str = "{\"error\":\"gone\"}";

fn list<'a>(place: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let args = ["insales", "orders", "list", "--per-page", "10", "--resume", place];
    [&args[..], more].concat()
}

#[test]
fn a_place_is_good_for_its_own_listing_only() {
    let (_folder, place) = file("place");
    let server = Server::new(&[(200, &orders(0..10)), (404, GONE)]);
    let output = tradewire(&list(&place, &["--updated-since", "2026-01-01"]), Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let kept = std::fs::read_to_string(&place).expect("a place");
    assert!(kept.contains("\"insales\"") && kept.contains(&server.address), "{kept}");
    assert!(!kept.contains(support::SECRET), "{kept}");

    let same = list(&place, &["--updated-since", "2026-01-01"]);
    let filter = list(&place, &["--updated-since", "2026-02-01"]);
    let without = list(&place, &[]);
    let clients = ["insales", "clients", "list", "--resume", &place];
    let platform = ["retailcrm", "orders", "list", "--resume", &place];
    let other = Server::new(&[]);
    for (args, url, told) in [
        (&filter[..], &server.address, "updated_since: `\"2026-01-01"),
        (&without[..], &server.address, "nothing here"),
        (
            &clients[..],
            &server.address,
            "operation: `orders.list` there, `clients.list` here",
        ),
        (
            &platform[..],
            &server.address,
            "platform: `insales` there, `retailcrm` here",
        ),
        (&same[..], &other.address, "account: `"),
    ] {
        let output = tradewire(args, Some(url));
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        let text = err(&output);
        assert!(
            text.contains(told) && text.contains("delete this one") && text.contains("nothing was sent"),
            "{text}"
        );
        assert_eq!(
            std::fs::read_to_string(&place).expect("a place"),
            kept,
            "it stays as it is"
        );
    }
    assert!(other.asked().is_empty());
    assert_eq!(server.asked().len(), 2);
    for text in ["", "tw1~orders.list~0~0~", "{}", "{\"tradewire_place\":2}"] {
        std::fs::write(&place, text).expect("a file");
        let output = tradewire(&same, Some(&server.address));
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(err(&output).contains("is no place in a listing"), "{}", err(&output));
    }
}

#[test]
fn a_finished_listing_is_not_printed_again() {
    let (_folder, place) = file("place");
    let server = Server::new(&[(200, &orders(0..3)), (200, "[]")]);
    let output = tradewire(&list(&place, &[]), Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 3);
    let asked = server.asked().len();
    let output = tradewire(&list(&place, &[]), Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output), "");
    assert!(
        err(&output).contains("read to its end") && err(&output).contains(&place),
        "{}",
        err(&output)
    );
    assert_eq!(server.asked().len(), asked, "nobody is asked");
}

#[test]
fn a_listing_of_changes_goes_on_behind_its_end() {
    let (_folder, place) = file("place");
    let page = |ids: std::ops::Range<u32>| {
        let rows: Vec<String> = ids
            .map(|id| format!("{{\"id\":{id},\"createdAt\":\"2026-01-01 00:00:00\",\"field\":\"x\"}}"))
            .collect();
        format!(
            "{{\"success\":true,\"history\":[{}],\"pagination\":{{\"limit\":100,\"totalCount\":{},\"currentPage\":1,\"totalPageCount\":1}}}}",
            rows.join(","),
            rows.len()
        )
    };
    let server = Server::new(&[(200, &page(1..4)), (200, &page(0..0))]);
    let args = [
        "retailcrm",
        "orders",
        "list-history",
        "--resume",
        &place,
        "--fields",
        "id",
    ];
    let first = tradewire(&args, Some(&server.address));
    assert!(first.status.success(), "{}", err(&first));
    assert_eq!(out(&first), "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");
    let asked = server.asked().len();
    let server = server.again(&[(200, &page(4..6)), (200, &page(0..0))]);
    let second = tradewire(&args, Some(&server.address));
    assert!(second.status.success(), "{}", err(&second));
    assert_eq!(out(&second), "{\"id\":4}\n{\"id\":5}\n");
    assert!(
        server.asked()[asked].contains("sinceId%5D=3") || server.asked()[asked].contains("sinceId]=3"),
        "{:?}",
        server.asked()
    );
}

#[test]
fn rows_are_added_under_the_header_of_the_first_run() {
    let (_folder, place) = file("place");
    let csv = |more: &[&'static str]| [&list(&place, &["--format", "csv"])[..], more].concat();
    let server = Server::new(&[(200, &orders(0..10)), (404, GONE), (200, &orders(10..13)), (200, "[]")]);
    let first = tradewire(&csv(&["--fields", "id,number"]), Some(&server.address));
    assert_eq!(first.status.code(), Some(1), "{}", err(&first));
    let output = tradewire(&csv(&["--fields", "id,total_price"]), Some(&server.address));
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(
        err(&output).contains("id,number") && err(&output).contains("id,total_price"),
        "{}",
        err(&output)
    );
    assert_eq!(server.asked().len(), 2, "nothing was sent");
    // Without --fields they are those of before; what else comes is told.
    let second = tradewire(&csv(&[]), Some(&server.address));
    assert!(second.status.success(), "{}", err(&second));
    assert!(err(&second).contains("total_price (3)"), "{}", err(&second));
    let all = out(&first) + &out(&second);
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!((lines[0], lines.len()), ("id,number", 14), "{all}");
    assert_eq!(lines[13], "12,12");
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_kept_loses_and_doubles_nothing() {
    // Nothing is sent where it is known before.
    let server = Server::new(&[]);
    let output = tradewire(&list("/nowhere/at/all", &[]), Some(&server.address));
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("nothing was sent"), "{}", err(&output));
    assert!(server.asked().is_empty());

    // A folder comes to stand where the file should, while the listing is read.
    let (folder, place) = file("place");
    let (in_the_way, elsewhere) = (place.clone(), folder.path().join("tmp"));
    std::fs::create_dir(&elsewhere).expect("a folder");
    let server = Server::with(&[(200, &orders(0..10)), (404, GONE)], move |asked| {
        if asked == 1 {
            std::fs::create_dir_all(format!("{in_the_way}/x")).expect("a folder");
        }
    });
    let run = |place: &str, server: &Server| {
        support::command(&list(place, &[]), Some(&server.address))
            .env("TMPDIR", &elsewhere)
            .output()
            .expect("it runs")
    };
    let first = run(&place, &server);
    assert_eq!(first.status.code(), Some(1), "{}", err(&first));
    assert_eq!(out(&first).lines().count(), 10);
    let text = err(&first);
    assert!(
        text.contains("cannot be written to") && text.contains(&place) && text.contains("HTTP 404"),
        "{text}"
    );
    // What the message says to do.
    let rescued = text
        .split("--resume ")
        .nth(1)
        .and_then(|rest| rest.split(". With").next())
        .expect("a file");
    std::fs::remove_dir_all(&place).expect("a folder");
    std::fs::rename(rescued, &place).expect("a file");
    let server = server.again(&[(200, &orders(10..13)), (200, "[]")]);
    let second = run(&place, &server);
    assert!(second.status.success(), "{}", err(&second));
    assert!(server.asked()[2].contains("page=2"), "{:?}", server.asked());
    assert!(out(&second).starts_with("{\"id\":10,"), "{}", out(&second));
}

#[cfg(target_os = "linux")]
#[test]
fn an_element_that_cannot_be_printed_comes_again() {
    let (_folder, place) = file("place");
    let server = Server::new(&[(200, &orders(0..10))]);
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a device");
    let output = support::command(&list(&place, &[]), Some(&server.address))
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(
        err(&output).contains("cannot write") && err(&output).contains(&place),
        "{}",
        err(&output)
    );
    let server = server.again(&[(200, &orders(0..3)), (200, "[]")]);
    let output = tradewire(&list(&place, &[]), Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert!(out(&output).starts_with("{\"id\":0,"), "{}", out(&output));
}

#[test]
fn fields_that_there_are_not_are_told_with_those_that_there_are() {
    let list = ["insales", "orders", "list", "--fields"];
    for (fields, told) in [
        ("id,totel_price", "did you mean `total_price`"),
        ("id,unherd_of", "did you mean `unheard_of`"),
        ("xqzw", "there are"),
        ("id,,number", "one of them is empty"),
    ] {
        for format in ["jsonl", "csv", "json", "table"] {
            let server = Server::new(&[(200, &orders(0..10))]);
            let args = [&list[..], &[fields, "--format", format]].concat();
            let output = tradewire(&args, Some(&server.address));
            // One that could be told before was not sent.
            let is_sent = !server.asked().is_empty();
            let (code, what) = if is_sent { (1, "it was sent") } else { (2, "empty") };
            assert_eq!(output.status.code(), Some(code), "{fields} {format}: {}", err(&output));
            assert!(
                err(&output).contains(told) && err(&output).contains(what),
                "{fields} {format}: {}",
                err(&output)
            );
            assert_eq!(out(&output), "", "{fields} {format}");
        }
    }
    // What a row has is a field, and so is what the platform documents, though none has it.
    let server = Server::new(&[(200, &orders(0..2)), (200, &orders(0..2))]);
    let args = [&list[..], &["unheard_of,delivery_price"]].concat();
    let output = tradewire(&args, Some(&server.address));
    assert!(output.status.success(), "{}", err(&output));
    assert!(
        out(&output).starts_with("{\"unheard_of\":[1.50],\"delivery_price\":null}"),
        "{}",
        out(&output)
    );
    // Where nothing comes, nobody can tell.
    let server = Server::new(&[(200, "[]")]);
    let output = tradewire(&[&list[..], &["xqzw"]].concat(), Some(&server.address));
    assert!(
        output.status.success() && err(&output).contains("`xqzw`"),
        "{}",
        err(&output)
    );
    // Of what is no listing, too.
    let server = Server::new(&[(200, "{\"id\":7,\"client\":{\"email\":\"a@example.com\"}}")]);
    let args = ["insales", "orders", "get", "7", "--fields", "id,client.emial"];
    let output = tradewire(&args, Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    assert!(
        err(&output).contains("did you mean `client.email`") && err(&output).contains("it was sent"),
        "{}",
        err(&output)
    );
    assert!(
        out(&output).contains("\"a@example.com\""),
        "it is printed whole: {}",
        out(&output)
    );
}
