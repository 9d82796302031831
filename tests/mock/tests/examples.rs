//! The documents' own examples: what they show as sent is taken, what they show as answered is answered.

use http::Request;
use serde_json::Value;
use tradewire::testing::Reread;
use tradewire::{AnyOperation, Credentials, Entry, Json, Operation as _, Tolerance};
use tradewire_codegen::model::{Direction, Operation, Platform};
use tradewire_mock::{Builder, Mock};

#[rustfmt::skip]
#[path = "../../../generated/boostore/checks/replies.rs"]
mod boostore;
#[rustfmt::skip]
#[path = "../../../generated/commercehq/checks/replies.rs"]
mod commercehq;
#[rustfmt::skip]
#[path = "../../../generated/insales/checks/replies.rs"]
mod insales;
#[rustfmt::skip]
#[path = "../../../generated/onebox/checks/replies.rs"]
mod onebox;
#[rustfmt::skip]
#[path = "../../../generated/retailcrm/checks/replies.rs"]
mod retailcrm;

type Known = (&'static str, &'static [Entry], &'static [(&'static str, Reread)]);

const PLATFORMS: [Known; 5] = [
    ("boostore", tradewire_boostore::CATALOGUE, boostore::REPLIES),
    ("commercehq", tradewire_commercehq::CATALOGUE, commercehq::REPLIES),
    ("insales", tradewire_insales::CATALOGUE, insales::REPLIES),
    ("onebox", tradewire_onebox::CATALOGUE, onebox::REPLIES),
    ("retailcrm", tradewire_retailcrm::CATALOGUE, retailcrm::REPLIES),
];

fn platforms() -> Vec<Platform> {
    let specs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let files = tradewire_codegen::load::read_folder(&specs, "specs", &[]).expect("specs");
    tradewire_codegen::compile(files).platforms
}

/// The request of an operation with arguments that fit, and this body in place of theirs.
fn request(
    mock: &Mock,
    entry: &'static Entry,
    operation: &Operation,
    body: Option<&Value>,
) -> Option<Request<tradewire::Bytes>> {
    let meta = (entry.meta)();
    let arguments = mock.arguments(meta.id, 1)?;
    let json = |value: &Value| Json::parse(&value.to_string()).expect("JSON");
    let mut call = AnyOperation::new(entry);
    for object in [&arguments.path, &arguments.query, &arguments.headers] {
        for (name, value) in object {
            call = call.set(name, json(value)).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    let key = operation.body.as_ref().and_then(|declared| declared.key.as_ref());
    // Stored whole, with the wrapper key that the client writes by itself.
    let inner = body.map(|body| key.and_then(|key| body.get(key)).unwrap_or(body));
    if let Some(body) = inner.or(arguments.body.as_ref()) {
        if !call.takes_json() {
            return None;
        }
        call = call.body(json(body)).unwrap_or_else(|error| panic!("{error}"));
    }
    let schemes = meta
        .platform
        .auth
        .iter()
        .filter(|scheme| meta.auth.contains(&scheme.name));
    let value = || "0123456789abcdef0123456789abcdef".to_owned();
    let credentials = schemes.fold(Credentials::none(), |all, scheme| {
        all.and(match scheme.inputs {
            [one, two] => Credentials::scheme(scheme.name, [(*one, value()), (*two, value())]),
            [one, two, three] => {
                Credentials::scheme(scheme.name, [(*one, value()), (*two, value()), (*three, value())])
            }
            inputs => Credentials::scheme(scheme.name, [(inputs[0], value())]),
        })
    });
    // What the client itself refuses, such as an example that breaks a rule, is not sent.
    call.request("https://platform.example", &credentials).ok()
}

#[test]
fn documented_examples_pass_both_ways() {
    let (mut sent, mut answered, mut wrong) = (0, 0, Vec::new());
    for platform in platforms() {
        let Some((_, catalogue, replies)) = PLATFORMS.iter().find(|(name, ..)| *name == platform.name) else {
            panic!("{} is in no list here", platform.name);
        };
        let mock = Builder::of(platform.clone()).memory(false).limits(false).build();
        for resource in &platform.resources {
            for operation in &resource.operations {
                let id = format!("{}.{}", resource.name, operation.name);
                let entry = catalogue
                    .iter()
                    .find(|entry| (entry.meta)().id == id)
                    .expect("an entry");
                for example in &operation.examples {
                    let value: Value = serde_json::from_str(&example.text).expect("examples are JSON");
                    if example.direction == Direction::Request {
                        let Some(request) = request(&mock, entry, operation, Some(&value)) else {
                            continue;
                        };
                        sent += 1;
                        let _ = mock.handle(&request);
                        wrong.extend(
                            mock.violations()
                                .iter()
                                .map(|violation| format!("{}: {violation}", example.file)),
                        );
                        mock.forget_violations();
                        continue;
                    }
                    let Some(mut request) = request(&mock, entry, operation, None) else {
                        continue;
                    };
                    request.headers_mut().insert("x-mock-example", example.number.into());
                    let answer = mock.handle(&request).response;
                    let shown: Value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
                    // A documented failure is no answer of success.
                    if shown != value {
                        let is_failure = value.get("success") == Some(&Value::Bool(false))
                            || value.get("status") == Some(&"fail".into())
                            || value.get("error").is_some();
                        if !is_failure {
                            wrong.push(format!("{}: answered {shown}", example.file));
                        }
                        continue;
                    }
                    answered += 1;
                    let reread = replies.iter().find(|(known, _)| *known == id).map(|(_, reread)| reread);
                    let read = reread.map(|reread| reread(answer.body(), Tolerance::Strict));
                    wrong.extend(
                        read.and_then(Result::err)
                            .map(|error| format!("{}: {error}", example.file)),
                    );
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {sent} and {answered}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        sent > 60 && answered > 400,
        "{sent} were sent, {answered} were answered"
    );
}
