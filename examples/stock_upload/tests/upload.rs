//! The program against a CRM on this machine.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

use tradewire_example_stock_upload::demo::{Demo, table};
use tradewire_example_stock_upload::{Report, upload};
use tradewire_mock::Fault;

fn run(demo: &Demo, folder: &Path) -> Result<(Report, Vec<String>), String> {
    let crm = demo.client().expect("a client");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let lines = RefCell::new(Vec::new());
    let told = |line: &str| lines.borrow_mut().push(line.to_owned());
    let (table, place) = (folder.join("stock.csv"), folder.join("place"));
    let run = upload(&crm, &table, &place, told);
    let report = runtime
        .expect("a runtime")
        .block_on(run)
        .map_err(|error| error.to_string())?;
    assert!(demo.crm.violations().is_empty(), "{:?}", demo.crm.violations());
    Ok((report, lines.into_inner()))
}

fn uploads(demo: &Demo) -> usize {
    demo.crm.seen().len()
}

#[test]
fn what_stays_open_goes_with_the_next_run() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("stock.csv"), table(600)).expect("a file");
    let demo = Demo::open(599).expect("a demo");
    demo.crm.fault_of("store.upload_inventories", Fault::Reset);
    let (report, lines) = run(&demo, folder.path()).expect("a run");
    assert_eq!(
        report,
        Report {
            written: 349,
            refused: 1,
            open: 250
        }
    );
    assert_eq!(lines.len(), 251);
    assert!(lines[250].contains("T-600"), "{}", lines[250]);
    assert_eq!(uploads(&demo), 3);

    let (report, _) = run(&demo, folder.path()).expect("a run");
    assert_eq!(
        report,
        Report {
            written: 250,
            refused: 0,
            open: 0
        }
    );
    assert_eq!(uploads(&demo), 4, "only what was open");
    assert!(!folder.path().join("place").exists(), "the next file begins anew");
}

#[test]
fn the_place_of_another_table_is_none() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("stock.csv"), table(600)).expect("a file");
    let demo = Demo::open(599).expect("a demo");
    demo.crm.fault_of("store.upload_inventories", Fault::Reset);
    run(&demo, folder.path()).expect("a run");
    assert!(folder.path().join("place").exists());

    let next_day = table(600).replace(",main,3\n", ",main,4\n");
    assert_ne!(next_day, table(600));
    fs::write(folder.path().join("stock.csv"), next_day).expect("a file");
    let (report, _) = run(&demo, folder.path()).expect("a run");
    assert_eq!(
        (report.written, report.refused, report.open),
        (599, 1, 0),
        "all of the next day's table"
    );
}

#[test]
fn a_line_that_is_none_stops_it_before_anything_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("stock.csv"),
        "offer,store,available\nT-1,main,3\nT-2,main,many\n",
    )
    .expect("a file");
    let demo = Demo::open(2).expect("a demo");
    let error = run(&demo, folder.path()).expect_err("`many` is no number");
    assert!(error.contains("stock.csv") && error.contains("line: 3"), "{error}");
    assert_eq!(uploads(&demo), 0);
}

#[test]
fn it_runs_without_an_account() {
    let output = Command::new(env!("CARGO_BIN_EXE_tradewire-example-stock-upload"))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        said.contains("250 open") && said.contains("250 written, 0 refused, 0 open"),
        "{said}"
    );
}
