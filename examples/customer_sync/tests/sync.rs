//! The program against a shop and a CRM that live in this test.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use tradewire_example_customer_sync::{Report, sync};
use tradewire_insales::tradewire::testing::Scripted;
use tradewire_insales::{BasicCredentials, Credentials};

/// A page of the shop with these customers, each changed a minute after the one before.
fn page(ids: Range<u32>) -> String {
    let mut text = String::new();
    for id in ids {
        let comma = if text.is_empty() { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"id\":{id},\"type\":\"Client::Individual\",\"name\":\"N{id}\",\"phone\":\"+7000{id}\",\
             \"updated_at\":\"2026-02-01T00:{:02}:{:02}+03:00\"}}",
            id / 60,
            id % 60
        );
    }
    format!("[{text}]")
}

/// What the program says after a run.
fn run(shop: &Scripted, crm: &Scripted, place: &Path) -> Result<(Report, Vec<String>), String> {
    let app = BasicCredentials {
        app_id: "app".into(),
        password: "password".into(),
    };
    let shop = tradewire_insales::Client::builder("https://shop.example")
        .credentials(Credentials::basic(app))
        .transport(shop.clone())
        .build()
        .expect("a client");
    let crm = tradewire_retailcrm::Client::builder("https://crm.example")
        .credentials(tradewire_retailcrm::Credentials::api_key("key"))
        .transport(crm.clone())
        .build()
        .expect("a client");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let lines = RefCell::new(Vec::new());
    let seen = RefCell::new(Report::default());
    let told = |line: &str| lines.borrow_mut().push(line.to_owned());
    let run = sync(&shop, &crm, place, told, |report| *seen.borrow_mut() = report.clone());
    let report = runtime.block_on(run).map_err(|error| error.to_string())?;
    assert_eq!(report.refused + report.unreadable, lines.borrow().len());
    assert_eq!(report, *seen.borrow(), "the last that was seen");
    Ok((report, lines.into_inner()))
}

/// Ids of the customers of each request that the CRM got.
fn uploaded(crm: &Scripted) -> Vec<Vec<u32>> {
    let ids = |request: tradewire_insales::tradewire::testing::Captured| {
        let form = request.form();
        let (_, customers) = form.iter().find(|(name, _)| name == "customers").expect("customers");
        let customers = tradewire_insales::tradewire::Json::parse(customers).expect("JSON");
        let of = |customer: &tradewire_insales::tradewire::Json| customer.get("externalId")?.as_str()?.parse().ok();
        customers
            .as_array()
            .expect("a list")
            .iter()
            .map(|customer| of(customer).expect("an id"))
            .collect()
    };
    let uploads = crm
        .requests()
        .into_iter()
        .filter(|request| request.path().ends_with("/upload"));
    uploads.map(ids).collect()
}

const TAKEN: &str = r#"{"success":true,"uploadedCustomers":[]}"#;
const NOT_FOUND: &str = r#"{"success":false,"errorMsg":"Not found"}"#;

#[test]
fn all_that_changed_arrives_and_what_the_crm_refuses_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = Scripted::new().reply(200, page(0..60)).reply(200, "[]");
    let partly = r#"{"success":false,"errorMsg":"Some were not loaded","failedCustomers":[{"externalId":"53"}],"errors":{"3":"Bad phone"}}"#;
    let crm = Scripted::new()
        .reply(201, TAKEN)
        .reply(460, partly)
        .reply(404, NOT_FOUND);
    let (report, lines) = run(&shop, &crm, &folder.path().join("place")).expect("a run");
    assert_eq!(uploaded(&crm), [(0..50).collect::<Vec<_>>(), (50..60).collect()]);
    assert_eq!((report.created, report.refused), (59, 1));
    assert!(lines[0].contains("53") && lines[0].contains("Bad phone"), "{lines:?}");
}

#[test]
fn a_run_that_died_is_gone_on_with_where_the_crm_had_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    // The shop breaks off in the second batch, behind its first page.
    let shop = Scripted::new().reply(200, page(0..60)).reply(404, "{}");
    let crm = Scripted::new().reply(201, TAKEN);
    run(&shop, &crm, &place).expect_err("the shop broke off");
    assert_eq!(uploaded(&crm), [(0..50).collect::<Vec<_>>()]);

    // The shop is asked for what changed after the last customer that the CRM answered for.
    let shop = Scripted::new().reply(200, page(50..61)).reply(200, "[]");
    let crm = Scripted::new().reply(201, TAKEN);
    let (report, _) = run(&shop, &crm, &place).expect("a run");
    assert_eq!(uploaded(&crm), [(50..61).collect::<Vec<_>>()]);
    assert_eq!((report.created, report.refused), (11, 0));
    assert_eq!(shop.requests()[0].query("from_id").as_deref(), Some("49"));

    // Nothing changed since: nothing is sent.
    let shop = Scripted::new().reply(200, "[]");
    let crm = Scripted::new();
    assert_eq!(run(&shop, &crm, &place).expect("a run").0, Report::default());
    assert!(
        shop.requests()[0]
            .query("updated_since")
            .is_some_and(|since| since.starts_with("2026-02-01"))
    );
}

#[test]
fn a_crm_that_lets_nobody_in_loses_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let shop = Scripted::new().reply(200, page(0..60)).reply(200, "[]");
    let crm = Scripted::new().reply(403, r#"{"success":false,"errorMsg":"Wrong key"}"#);
    let error = run(&shop, &crm, &place).expect_err("the CRM refused");
    assert!(error.contains("Wrong key"), "{error}");
    assert!(!place.exists(), "nobody has answered for anybody");
}

#[test]
fn one_that_cannot_be_read_does_not_hold_up_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let unreadable = page(0..3).replace("\"id\":1,", "\"id\":\"one\",");
    let shop = Scripted::new().reply(200, unreadable).reply(200, "[]");
    let crm = Scripted::new().reply(201, TAKEN);
    let (report, lines) = run(&shop, &crm, &folder.path().join("place")).expect("a run");
    assert_eq!(uploaded(&crm), [[0, 2]]);
    assert_eq!((report.created, report.unreadable), (2, 1));
    assert!(lines[0].contains("id"), "{lines:?}");
}

#[test]
fn one_that_the_crm_has_is_updated_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let partly = r#"{"success":false,"errorMsg":"Some were not loaded","failedCustomers":[{"externalId":"1"}],"errors":{"1":"Customer already exists"}}"#;
    let updated = r#"{"success":true,"id":7,"state":"edited"}"#;
    let shop = Scripted::new().reply(200, page(0..3)).reply(200, "[]");
    let crm = Scripted::new().reply(460, partly).reply(200, updated);
    let (report, lines) = run(&shop, &crm, &place).expect("a run");
    let expected = Report {
        created: 2,
        updated: 1,
        ..Report::default()
    };
    assert_eq!((report, lines), (expected, Vec::new()));
    let requests = crm.requests();
    assert!(
        requests[1].path().ends_with("/customers/1/edit"),
        "{}",
        requests[1].path()
    );
    let form = requests[1].form();
    assert!(form.contains(&("by".to_owned(), "externalId".to_owned())), "{form:?}");
    assert!(
        form.iter()
            .any(|(name, value)| name == "customer" && value.contains("\"firstName\":\"N1\"")),
        "{form:?}"
    );

    // A CRM that lets nobody in any more is not the customer's fault.
    std::fs::remove_file(&place).expect("a place");
    let shop = Scripted::new().reply(200, page(0..3)).reply(200, "[]");
    let crm = Scripted::new()
        .reply(460, partly)
        .reply(403, r#"{"success":false,"errorMsg":"Wrong key"}"#);
    let error = run(&shop, &crm, &place).expect_err("the CRM refused");
    assert!(error.contains("Wrong key") && !place.exists(), "{error}");
}

#[test]
fn it_runs_without_accounts() {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_tradewire-example-customer-sync"));
    let output = program.env_remove("INSALES_URL").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("created: 120"), "{said}");
}
