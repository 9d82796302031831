//! Form bodies as tests write them, encoded here by hand: the encoder of the runtime must not be its own judge.

use tradewire::testing::Captured;

/// `site=main&order={"id":1}` as it goes over the wire. Neither names nor values may hold `&`, and names no `=`.
pub fn encoded(plain: &str) -> String {
    let pairs = plain.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("`{pair}` has no `=`"));
        format!("{}={}", escaped(name), escaped(value))
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// A body says that it is a form.
#[track_caller]
pub fn assert_labelled(sent: &Captured) {
    if !sent.body.is_empty() {
        assert_eq!(
            sent.header("content-type"),
            Some("application/x-www-form-urlencoded"),
            "{} {}",
            sent.method,
            sent.path()
        );
    }
}

/// A table of calls of a blocking client: request line, and the form as plain text (in pieces, where it is long).
macro_rules! assert_calls {
    ($wire:expr; $($call:expr => $line:literal $($form:literal)*;)+) => {$({
        let call = $call;
        let operation = call.operation().clone();
        let body = $crate::form::encoded(&<[&str]>::concat(&[$($form),*]));
        $wire.check(&operation, call.send_raw(), ::tradewire_tests::Expected { line: $line, body: &body });
        $crate::form::assert_labelled(&$wire.last());
    })+};
}
pub(crate) use assert_calls;
