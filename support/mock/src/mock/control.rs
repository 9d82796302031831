//! Headers by which a request speaks to the mock itself.

use tradewire_codegen::diagnostics::did_you_mean;
use tradewire_codegen::model::Operation;

use crate::answer::{Reply, numbers};
use crate::fault::{Fault, Planned};
use crate::read::Parts;
use crate::violation::{Kind, Violation};

/// Asks for something to go wrong.
const FAULT: &str = "x-mock-fault";
/// Asks for the documented answer of a number.
const EXAMPLE: &str = "x-mock-example";
/// What all of them begin with.
const OURS: &str = "x-mock-";

/// What a request asks of the mock.
#[derive(Debug, Default)]
pub(super) struct Control {
    pub fault: Option<Fault>,
    pub example: Option<u32>,
}

/// Whether a request asks for a documented answer, of whatever number.
pub(super) fn asks_example(parts: &Parts<'_>) -> bool {
    parts.headers.contains_key(EXAMPLE)
}

/// Reads them, for the operation that the request is for, if it is for one.
///
/// # Errors
/// One is unknown, given twice, or has a value that is not allowed: nothing of the request is done.
pub(super) fn read(parts: &Parts<'_>, operation: Option<&Operation>) -> Result<Control, Box<Violation>> {
    let mut out = Control::default();
    for name in parts.headers.keys().map(http::HeaderName::as_str) {
        match name {
            FAULT => out.fault = Some(fault(one(parts, FAULT)?)?),
            EXAMPLE => out.example = example(one(parts, EXAMPLE)?, operation)?,
            _ if name.starts_with(OURS) => {
                let hint = did_you_mean(name, [FAULT, EXAMPLE])
                    .map(|hint| format!("; {hint}"))
                    .unwrap_or_default();
                let expected = format!("none of the mock's own headers but `{FAULT}` and `{EXAMPLE}`{hint}");
                return Err(wrong(name, expected, "one"));
            }
            _ => {}
        }
    }
    Ok(out)
}

fn one<'p>(parts: &'p Parts<'_>, name: &str) -> Result<&'p str, Box<Violation>> {
    let mut values = parts.headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value
            .to_str()
            .map_err(|_| wrong(name, "printable ASCII".to_owned(), "other bytes")),
        _ => Err(wrong(name, "the header once".to_owned(), "several")),
    }
}

fn fault(text: &str) -> Result<Fault, Box<Violation>> {
    text.parse().map_err(|_| {
        let expected = if text.parse::<Planned>().is_ok() {
            "a fault that comes to this request, without an operation before it and without `@…` behind it".to_owned()
        } else {
            format!("one of {}", Fault::FORMS)
        };
        wrong(FAULT, expected, &format!("`{text}`"))
    })
}

/// `None` where there is no operation, which is what the answer is about then.
fn example(text: &str, operation: Option<&Operation>) -> Result<Option<u32>, Box<Violation>> {
    let Some(operation) = operation else { return Ok(None) };
    let known = numbers(operation);
    let number = text.parse::<u32>().ok().filter(|number| known.contains(number));
    if number.is_some() {
        return Ok(number);
    }
    let listed: Vec<String> = known.iter().map(ToString::to_string).collect();
    let expected = if listed.is_empty() {
        "no such header, as no answer of this operation is documented".to_owned()
    } else {
        format!("the number of a documented answer: {}", listed.join(", "))
    };
    Err(wrong(EXAMPLE, expected, &format!("`{text}`")))
}

fn wrong(header: &str, expected: String, found: &str) -> Box<Violation> {
    Box::new(Violation {
        operation: None,
        kind: Kind::Control,
        field: format!("header.{header}"),
        expected,
        found: found.to_owned(),
        place: None,
    })
}

/// The answer to a request whose header is wrong: the mock's own, whatever the platform's failures look like.
pub(super) fn refusal(violation: &Violation) -> Reply {
    Reply {
        status: 400,
        content_type: Some("text/plain; charset=utf-8".to_owned()),
        body: format!("mock: {violation}\n").into(),
        ..Reply::default()
    }
}
