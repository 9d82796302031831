//! The program against a shop on this machine.

use std::process::Command;

use tradewire_example_blocking::demo::Demo;
use tradewire_example_blocking::list;
use tradewire_mock::Fault;

#[test]
fn those_that_wait_are_listed() {
    let demo = Demo::open(120).expect("a demo");
    let mut out = Vec::new();
    let count = list(&demo.client().expect("a client"), &mut out).expect("a list");
    let text = String::from_utf8(out).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((count, lines.len()), (40, 40));
    assert_eq!(
        (lines[0], lines[39]),
        ("CH-3\t19.5\tbuyer3@mail.example", "CH-120\t19.5\tbuyer120@mail.example")
    );
    assert!(demo.shop.violations().is_empty(), "{:?}", demo.shop.violations());
}

#[test]
fn a_shop_that_refuses_is_an_error() {
    let demo = Demo::open(3).expect("a demo");
    let body = r#"{"message":"No"}"#.to_owned();
    demo.shop.fault_of("orders.search", Fault::Reply { status: 401, body });
    let error = list(&demo.client().expect("a client"), &mut Vec::new()).expect_err("refused");
    assert!(error.to_string().contains("No"), "{error}");
}

#[test]
fn it_runs_without_an_account() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tradewire-example-blocking"));
    let output = program.env_remove("COMMERCEHQ_URL").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.lines().count(), 40);
}
