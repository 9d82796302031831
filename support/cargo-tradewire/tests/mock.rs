//! The command `mock`, as it is typed, for specs in a folder of their own.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const PLATFORM: &str = "\
platform: partner
title: Partner
doc: The interface of a partner.
base_url: \"https://partner.example\"
version: 0.3.0
auth:
  key: {kind: header, header: X-Key, value: \"{key}\"}
";
const PARCELS: &str = "\
resource: parcels
doc: Parcels.
operations:
  get: {get: \"/parcels/{id}\", source: Get a parcel, doc: Reads one., path: {id: integer}, returns: Parcel}
  create: {post: /parcels, source: Make a parcel, doc: Makes one., body: Parcel.create, returns: Parcel}
types:
  Parcel: {doc: A parcel., fields: {id: {type: integer!, read_only: true}, weight: decimal!}}
";

fn project() -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a folder");
    let specs = project.path().join("specs/partner");
    fs::create_dir_all(&specs).expect("a folder");
    fs::write(specs.join("platform.yaml"), PLATFORM).expect("a file");
    fs::write(specs.join("parcels.yaml"), PARCELS).expect("a file");
    project
}

fn command(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-tradewire"));
    command.args(["tradewire", "mock"]).args(args).current_dir(project);
    command
}

fn run(project: &Path, args: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = command(project, args).output().expect("it runs");
    let told = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    (status.code(), told)
}

#[test]
fn what_is_typed_wrong_is_told_before_anything_is_served() {
    let project = project();
    let state = project.path().join("state.json");
    fs::write(&state, "{\"format\": 1, \"platform\": \"other\"}").expect("a file");
    let state = state.display().to_string();
    for (args, named) in [
        (&["partnr"][..], "partner"),
        (&[][..], "partner"),
        (&["partner", "--fault", "dragon"][..], "429=SECONDS"),
        (&["partner", "--fault", "parcels.gat/503"][..], "parcels.get"),
        (&["partner", "--seed", "none.json"][..], "none.json"),
        (&["partner", "--seed", &state][..], "other"),
        (&["partner", "--webhooks", "https://a.example"][..], "http://"),
    ] {
        let (code, told) = run(project.path(), args);
        assert_eq!(code, Some(2), "{args:?}: {told}");
        assert!(told.contains(named), "{args:?}: {told}");
    }
}

#[test]
fn what_is_remembered_is_told() {
    let project = project();
    let (code, told) = run(project.path(), &["--coverage"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("| partner | 2 | 2 | 1 | 0 | 1 | 0 | 0 | 0 |"), "{told}");
    let (_, told) = run(project.path(), &["partner", "--list"]);
    assert_eq!(
        told,
        "partner/parcels.get: get parcel\npartner/parcels.create: create parcel\n"
    );
}

/// Ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn exchange(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn it_serves_reports_and_keeps() {
    let project = project();
    let args = ["partner", "--port", "0", "--samples", "0", "--dump", "state.json"];
    let child = command(project.path(), &args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut running = Running(child);
    let mut told = BufReader::new(running.0.stderr.take().expect("a pipe"));
    let mut line = String::new();
    told.read_line(&mut line).expect("a line");
    let address = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split(';').next())
        .unwrap_or_else(|| panic!("{line}"));
    let post = |body: &str| {
        format!(
            "POST /parcels HTTP/1.1\r\nhost: x\r\nx-key: k\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let made = exchange(address, &post("{\"weight\": \"1.50\"}"));
    assert!(
        made.starts_with("HTTP/1.1 200") && made.ends_with("{\"id\":1,\"weight\":\"1.50\"}"),
        "{made}"
    );
    let refused = exchange(address, &post("{\"weight\": true}"));
    assert!(refused.starts_with("HTTP/1.1 4"), "{refused}");
    let mut reported = String::new();
    BufReader::new(running.0.stdout.take().expect("a pipe"))
        .read_line(&mut reported)
        .expect("a line");
    let report: serde_json::Value = serde_json::from_str(&reported).expect("a line of JSON");
    assert_eq!(
        (&report["operation"], &report["field"]),
        (&"parcels.create".into(), &"body.weight".into())
    );
    assert!(
        report["spec"]
            .as_str()
            .is_some_and(|spec| spec.starts_with("specs/partner/parcels.yaml:")),
        "{report}"
    );
    let begun = Instant::now();
    loop {
        let state = fs::read_to_string(project.path().join("state.json")).unwrap_or_default();
        if state.contains("1.50") {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "it is not kept: {state}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
