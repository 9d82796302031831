//! The program against a shop and a CRM on this machine.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use tradewire_example_sync_orders::demo::Demo;
use tradewire_example_sync_orders::{Report, Told, refused, sync};
use tradewire_insales::orders::OrderUpdate;
use tradewire_mock::Fault;

/// What a run says.
fn run(demo: &Demo, place: &Path) -> Result<(Report, Vec<String>), String> {
    let (shop, crm) = demo.clients().expect("clients");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let mut lines = Vec::new();
    let run = sync(&shop, &crm, place, |told| {
        lines.push(match told {
            Told::Progress(report) => report.to_string(),
            Told::Refused(line) => line,
        });
    });
    let report = runtime.expect("a runtime").block_on(run);
    for mock in [&demo.shop, &demo.crm] {
        assert!(mock.violations().is_empty(), "{:?}", mock.violations());
    }
    report.map(|report| (report, lines)).map_err(|error| error.to_string())
}

fn change(demo: &Demo, order: i64) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let (shop, _) = demo.clients().expect("clients");
        let comment = OrderUpdate::new().comment("at the door");
        shop.orders().update(order, comment).send().await.expect("a change");
    });
}

fn names(ids: &BTreeSet<String>) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

#[test]
fn orders_are_made_then_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let demo = Demo::open(120).expect("a demo");
    let (report, lines) = run(&demo, &place).expect("a run");
    assert_eq!(
        report,
        Report {
            made: 120,
            ..Report::default()
        }
    );
    assert_eq!(
        lines,
        [
            "50 new, 0 changed, 0 refused",
            "100 new, 0 changed, 0 refused",
            "120 new, 0 changed, 0 refused"
        ]
    );

    change(&demo, 1007);
    let (report, _) = run(&demo, &place).expect("a run");
    assert_eq!(
        report,
        Report {
            changed: 1,
            ..Report::default()
        }
    );
    let orders = &demo.crm.dump()["collections"]["api/v5/order"]["rows"];
    assert_eq!(orders.as_array().map(Vec::len), Some(120));
    assert_eq!(orders[6]["data"]["customerComment"], "at the door");
    assert_eq!(
        run(&demo, &place).expect("a run").0,
        Report::default(),
        "nothing is new"
    );
}

#[test]
fn a_run_that_lost_an_answer_is_gone_on_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let demo = Demo::open(6).expect("a demo");
    demo.crm.fault_of("orders.upload", Fault::Reset);
    run(&demo, &place).expect_err("nobody knows what became of the batch");
    assert!(!place.exists(), "nobody has answered for anything");
    let (report, _) = run(&demo, &place).expect("a run");
    assert_eq!(
        (report.made, report.changed, report.refused.len()),
        (0, 6, 0),
        "the batch was there"
    );
}

#[test]
fn one_that_the_crm_does_not_take_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place");
    let demo = Demo::open(60).expect("a demo");
    let body = r#"{"success":false,"errorMsg":"Some were not loaded","failedOrders":[{"externalId":"1003"}],"errors":{"2":"Bad phone"}}"#;
    demo.crm.fault_of(
        "orders.upload",
        Fault::Reply {
            status: 460,
            body: body.to_owned(),
        },
    );
    let (report, lines) = run(&demo, &place).expect("a run");
    assert_eq!((report.made, names(&report.refused)), (59, vec!["1003"]));
    assert!(lines[0].contains("1003") && lines[0].contains("Bad phone"), "{lines:?}");

    let (report, _) = run(&demo, &place).expect("a run");
    assert_eq!(report, Report::default(), "the place has gone past it");
    assert_eq!(names(&refused(&place).expect("a list")), ["1003"], "and its id is kept");
    change(&demo, 1003);
    let (report, _) = run(&demo, &place).expect("a run");
    assert_eq!((report.made, report.changed), (1, 0));
    assert!(
        refused(&place).expect("a list").is_empty(),
        "now the CRM has answered for it"
    );
}

#[test]
fn it_runs_without_accounts() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tradewire-example-sync-orders"));
    let output = program.env_remove("INSALES_URL").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("120 new") && said.contains("1 changed"), "{said}");
}
