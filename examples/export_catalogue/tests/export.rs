//! The program against a shop on this machine.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

use tradewire_example_export_catalogue::demo::Demo;
use tradewire_example_export_catalogue::{Report, export};
use tradewire_mock::Fault;

fn run(demo: &Demo, file: &Path) -> Result<(Report, Vec<String>), String> {
    let shop = demo.client().expect("a client");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let lines = RefCell::new(Vec::new());
    let run = export(&shop, file, |line| lines.borrow_mut().push(line.to_owned()));
    let report = runtime
        .expect("a runtime")
        .block_on(run)
        .map_err(|error| error.to_string())?;
    assert!(demo.shop.violations().is_empty(), "{:?}", demo.shop.violations());
    Ok((report, lines.into_inner()))
}

#[test]
fn each_variant_has_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("catalogue.csv");
    let demo = Demo::open(600).expect("a demo");
    let (report, _) = run(&demo, &file).expect("a run");
    assert_eq!(
        report,
        Report {
            lines: 1200,
            left_out: 0
        }
    );
    let text = fs::read_to_string(file).expect("the file");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1201);
    assert_eq!(lines[0], "product,variant,sku,title,price,quantity");
    assert_eq!(lines[1], r#"1,11,T-1-1,"Tea, ""No. 1""",250.50,1"#);
}

#[test]
fn a_shop_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("catalogue.csv");
    fs::write(&file, "of yesterday").expect("a file");
    let demo = Demo::open(600).expect("a demo");
    let body = r#"{"status":"error","message":"No"}"#.to_owned();
    demo.shop.fault_of("products.list", Fault::Reply { status: 403, body });
    run(&demo, &file).expect_err("refused");
    assert_eq!(fs::read_to_string(&file).expect("the file"), "of yesterday");
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "nothing else is left there"
    );
}

#[test]
fn a_product_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = Demo::open(0).expect("a demo");
    let body = r#"[{"id":1,"variants":[{"id":11}]},{"id":"one"}]"#.to_owned();
    demo.shop.fault_of("products.list", Fault::Reply { status: 200, body });
    let (report, lines) = run(&demo, &folder.path().join("catalogue.csv")).expect("a run");
    assert_eq!((report, lines.len()), (Report { lines: 1, left_out: 1 }, 1));
}

#[test]
fn it_runs_without_an_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Command::new(env!("CARGO_BIN_EXE_tradewire-example-export-catalogue"));
    let output = program
        .env("TMPDIR", folder.path())
        .env("TMP", folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1200 lines"), "{said}");
}
