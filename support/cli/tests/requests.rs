//! What is typed becomes what is sent, or is refused before anything is.

mod support;

use support::{SECRET, Server, err, file, out, tradewire};

fn dry(args: &[&str]) -> String {
    let output = tradewire(&[args, &["--dry-run"]].concat(), Some("https://shop.example"));
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    out(&output)
}

fn refused(args: &[&str]) -> String {
    let output = tradewire(&[args, &["--dry-run"]].concat(), Some("https://shop.example"));
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", out(&output));
    err(&output)
}

#[test]
fn secret_fields_are_blotted_wherever_the_request_is_shown() {
    let canary = "canary-in-the-body";
    let set = format!("password={canary}");
    let args = [
        "insales",
        "clients",
        "create",
        "--set",
        "name=Ann",
        "--set",
        &set,
        "--set",
        "registered=true",
    ];
    let text = dry(&args);
    assert!(
        text.contains("\"password\": \"***\"") && text.contains("\"name\": \"Ann\""),
        "{text}"
    );
    assert!(!text.contains(canary), "{text}");
    // As JSON, and in a form.
    let data =
        format!("{{\"name\":\"Ann\",\"email\":\"a@example.com\",\"password\":\"{canary}\",\"registered\":true}}");
    let text = dry(&["insales", "clients", "create", "--data", &data]);
    assert!(text.contains("***") && !text.contains(canary), "{text}");
    // What breaks a rule is refused, and shows it as little: who is registered has an address.
    let update = ["insales", "clients", "update", "7"];
    for more in [
        &["--set", "registered=true", "--set", "password=uniq5"][..],
        &["--data", "{\"registered\":true,\"password\":\"uniq5\"}"],
    ] {
        let text = refused(&[&update[..], more].concat());
        assert!(text.contains("email") && !text.contains("uniq5"), "{text}");
    }
    // A server that repeats it.
    let body = format!("{{\"errors\":{{\"password\":[\"{canary} is too simple\"]}}}}");
    let server = Server::new(&[(422, &body)]);
    let output = tradewire(&[&args[..], &["--yes"]].concat(), Some(&server.address));
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(
        err(&output).contains("is too simple") && !err(&output).contains(canary),
        "{}",
        err(&output)
    );
    assert!(server.asked()[0].contains(canary), "it is sent");
}

#[test]
fn fields_are_sent_in_the_kind_that_they_take() {
    let text = dry(&[
        "insales",
        "clients",
        "create",
        "--set",
        "name=007",
        "--set",
        "phone=79990001122",
        "--set",
        "registered=false",
    ]);
    for line in [
        "\"name\": \"007\"",
        "\"phone\": \"79990001122\"",
        "\"registered\": false",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    // Below the first level, too.
    let text = dry(&[
        "retailcrm",
        "orders",
        "create",
        "--set",
        "order.number=17",
        "--set",
        "order.customer.id=7",
        "--set",
        "order.phone=123",
    ]);
    // A form is shown as it is meant.
    assert!(text.contains("\norder={\"number\":\"17\""), "{text}");
    assert!(text.contains("\"phone\":\"123\""), "{text}");
    for (set, told) in [
        ("registered=perhaps", "true or false"),
        ("name", "key=value"),
        ("registered:=perhaps", "no JSON"),
    ] {
        let text = refused(&["insales", "clients", "create", "--set", "name=Ann", "--set", set]);
        assert!(text.contains(told), "{set}: {text}");
    }
}

#[test]
fn what_a_body_lacks_is_told_however_it_was_given() {
    for args in [
        &["insales", "products", "create"][..],
        &["insales", "products", "create", "--set", "description=x"],
        &["insales", "products", "create", "--data", "{\"description\":\"x\"}"],
    ] {
        let text = refused(args);
        assert!(
            text.contains("`title`") || text.contains("`category_id`"),
            "{args:?}: {text}"
        );
    }
    // A part of a field, within a list.
    let text = refused(&[
        "insales",
        "products",
        "create",
        "--data",
        "{\"title\":\"x\",\"category_id\":1,\"variants_attributes\":7,\"x\":{}",
    ]);
    assert!(text.contains("no JSON") && !text.contains("variants"), "{text}");
}

#[test]
fn times_are_read_and_written_as_the_platform_wants_them() {
    let text = dry(&["insales", "orders", "list", "--updated-since", "2026-01-31"]);
    assert!(
        text.contains("updated_since=2026-01-31T00%3A00%3A00%2B00%3A00"),
        "{text}"
    );
    let text = dry(&[
        "insales",
        "orders",
        "list",
        "--updated-since",
        "2026-01-31T10:00:00+03:00",
    ]);
    assert!(
        text.contains("updated_since=2026-01-31T10%3A00%3A00%2B03%3A00"),
        "{text}"
    );
    let text = refused(&["insales", "orders", "list", "--updated-since", "yesterday"]);
    assert!(
        text.contains("updated_since") && text.contains("2026-01-31T15:30:00Z"),
        "{text}"
    );
}

#[test]
fn uploads_are_shown_by_their_parts() {
    let (_folder, path) = file("price.png");
    std::fs::write(&path, [0xFF; 2048]).expect("a file");
    let text = dry(&["commercehq", "files", "upload", "--type", "product", "--files", &path]);
    assert!(text.contains("file `price.png` (2048 bytes"), "{text}");
    assert!(text.contains("product") && !text.contains(SECRET), "{text}");
    let text = dry(&["retailcrm", "files", "upload", "--file", &path]);
    assert!(text.contains("(2048 bytes)"), "{text}");
    let text = refused(&["retailcrm", "files", "upload", "--file", "/nowhere/at all"]);
    assert!(text.contains("/nowhere/at all"), "{text}");
}

#[test]
fn bodies_that_mean_nothing_are_refused() {
    let update = ["insales", "orders", "update", "7"];
    for (more, told) in [
        (
            &["--data", "{\"order\":{\"manager_comment\":\"x\"}}"][..],
            "wrapper key",
        ),
        (&["--data", "[1]"], "is an object"),
        (&["--data", "null"], "is an object"),
        (&["--data", "\"x\""], "is an object"),
        (&[], "changes nothing"),
        (&["--set", "manager_coment=x"], "did you mean `manager_comment`"),
        (&["--set", "order_lines_attributes[0].quantity=1"], "bracket"),
        (&["--data", "{\"a\":\"b"], "unterminated string"),
    ] {
        let text = refused(&[&update[..], more].concat());
        assert!(
            text.contains(told) && !text.contains("expected unterminated"),
            "{more:?}: {text}"
        );
    }
    // Said as it is meant, it goes.
    for (more, told) in [
        (&["--data", "{}"][..], "{}"),
        (&["--set", "manager_coment:=\"x\""], "\"manager_coment\": \"x\""),
        (&["--set", "of_our_own=x"], "\"of_our_own\": \"x\""),
    ] {
        let text = dry(&[&update[..], more].concat());
        assert!(text.contains(told), "{more:?}: {text}");
    }
}

#[test]
fn a_dry_run_authenticates_as_the_call_would() {
    let shown = |auth: &str| {
        let output = support::command(&["retailcrm", "orders", "list", "--dry-run"], None)
            .env("RETAILCRM_URL", "https://crm.example")
            .env("RETAILCRM_API_KEY", SECRET)
            .env("RETAILCRM_AUTH", auth)
            .output()
            .expect("it runs");
        assert!(!out(&output).contains(SECRET) && !err(&output).contains(SECRET));
        out(&output)
    };
    assert!(shown("api_key").contains("x-api-key: ***"));
    let in_query = shown("api_key_query");
    assert!(
        in_query.contains("apiKey=***") && !in_query.contains("x-api-key"),
        "{in_query}"
    );
}

#[cfg(unix)]
#[test]
fn the_secret_of_one_account_does_not_go_to_another() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _) = file("x");
    let settings = folder.path().join("tradewire");
    std::fs::create_dir(&settings).expect("a folder");
    let kept = settings.join("credentials.toml");
    let (here, there) = (Server::new(&[(200, "[]")]), Server::new(&[(200, "[]")]));
    let text = format!(
        "[insales]\nurl = \"{}\"\napp_id = 7\npassword = \"{SECRET}\"\n",
        there.address
    );
    std::fs::write(&kept, text).expect("a file");
    std::fs::set_permissions(&kept, std::fs::Permissions::from_mode(0o600)).expect("a mode");
    let run = |url: &str, more: &[&str]| {
        support::command(&[&["insales", "orders", "list"], more].concat(), None)
            .env("XDG_CONFIG_HOME", folder.path())
            .env("INSALES_URL", url)
            .output()
            .expect("it runs")
    };
    let output = run(&here.address, &[]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(
        err(&output).contains("INSALES_URL") && err(&output).contains("nothing was sent"),
        "{}",
        err(&output)
    );
    assert!(here.asked().is_empty() && there.asked().is_empty());
    // The same one is none other, and what is typed is meant.
    assert!(run(&format!("{}/", there.address), &[]).status.success());
    assert!(
        run("https://elsewhere.example", &["--url", &here.address])
            .status
            .success()
    );
    assert_eq!((here.asked().len(), there.asked().len()), (1, 1));
}
