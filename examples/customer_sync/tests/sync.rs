//! The program against a shop and a CRM that live in this test.

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
fn run(shop: &Scripted, crm: &Scripted, place: &Path) -> Result<Report, String> {
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
    let run = sync(&shop, &crm, place, |_| ());
    runtime.block_on(run).map_err(|error| error.to_string())
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
    crm.requests().into_iter().map(ids).collect()
}

const TAKEN: &str = r#"{"success":true,"uploadedCustomers":[]}"#;

#[test]
fn all_that_changed_arrives_and_what_the_crm_refuses_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = Scripted::new().reply(200, page(0..60)).reply(200, "[]");
    let partly = r#"{"success":false,"errorMsg":"Some were not loaded","failedCustomers":[{"externalId":"53"}],"errors":{"3":"Bad phone"}}"#;
    let crm = Scripted::new().reply(201, TAKEN).reply(460, partly);
    let report = run(&shop, &crm, &folder.path().join("place")).expect("a run");
    assert_eq!(uploaded(&crm), [(0..50).collect::<Vec<_>>(), (50..60).collect()]);
    assert_eq!((report.sent, report.open.len()), (59, 1), "{report:?}");
    assert!(
        report.open[0].contains("53") && report.open[0].contains("Bad phone"),
        "{report:?}"
    );
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

    // The shop has the first page once more, as it stood, and another customer behind it.
    let shop = Scripted::new().reply(200, page(0..61)).reply(200, "[]");
    let crm = Scripted::new().reply(201, TAKEN);
    let report = run(&shop, &crm, &place).expect("a run");
    assert_eq!(uploaded(&crm), [(50..61).collect::<Vec<_>>()]);
    assert_eq!(
        report,
        Report {
            sent: 11,
            open: Vec::new()
        }
    );

    // Nothing changed since: nothing is sent.
    let shop = Scripted::new().reply(200, "[]");
    let crm = Scripted::new();
    assert_eq!(run(&shop, &crm, &place).expect("a run"), Report::default());
    assert!(
        shop.requests()[0]
            .query("updated_since")
            .is_some_and(|since| since.starts_with("2026-02-01"))
    );
}
