//! Where the parts of a request stand, and how they are written.

use std::collections::BTreeSet;

use crate::impact::found::{At, Found};
use crate::impact::kind::kind;
use crate::impact::pairs::pairs;
use crate::plan::{ListStyle, PartSource, WriteStep};

/// Says that a part has moved.
pub fn place(found: &mut Found, at: &At, rust: &str, before: &PartSource, after: &PartSource) {
    // A placeholder has no name on the wire.
    if matches!((before, after), (PartSource::Path(_), PartSource::Path(_))) {
        return;
    }
    let says = format!("`{rust}` stands in {} in place of {}", spot(after), spot(before));
    found.say(at, kind::PARAMETER_PLACE, says);
}

fn spot(source: &PartSource) -> String {
    match source {
        PartSource::Path(_) => "the path".to_owned(),
        PartSource::Query(name) | PartSource::QueryFamily(name) => format!("the query as `{name}`"),
        PartSource::Header(name) => format!("the header `{name}`"),
        PartSource::Body => "the body".to_owned(),
    }
}

/// What a step writes beside the name of its part.
#[derive(PartialEq)]
enum Written<'p> {
    /// A value of a field, with how its lists and times are written; the name is that of a part of a multipart body.
    Value(&'p str, Option<&'p ListStyle>, Option<&'p String>),
    /// Always the same.
    Constant(Option<&'p String>),
}

/// What stands for a part in both revisions: its field, or the wire name of a constant. Of fields in which no list can stand, it makes
/// no difference how lists are written.
fn seen<'p>(step: &'p WriteStep, lists: &BTreeSet<&str>) -> (String, Written<'p>) {
    let (name, written) = any(step);
    match written {
        Written::Value(part, Some(_), format) if !lists.contains(name.as_str()) => {
            (name, Written::Value(part, None, format))
        }
        written => (name, written),
    }
}

fn any(step: &WriteStep) -> (String, Written<'_>) {
    match step {
        WriteStep::Path { name: _, field, format } => (field.clone(), Written::Value("", None, format.as_ref())),
        WriteStep::Query {
            name: _,
            style,
            field,
            format,
        } => (field.clone(), Written::Value("", Some(style), format.as_ref())),
        WriteStep::QueryFamily {
            pattern: _,
            style,
            field,
        } => (field.clone(), Written::Value("", Some(style), None)),
        WriteStep::Header {
            name: _,
            style,
            field,
            format,
        } => (field.clone(), Written::Value("", style.as_ref(), format.as_ref())),
        WriteStep::Body { field } | WriteStep::Upload { field } => (field.clone(), Written::Value("", None, None)),
        WriteStep::Part {
            name,
            field,
            file: _,
            format,
        } => (field.join("."), Written::Value(name, None, format.as_ref())),
        WriteStep::QueryConst { name, value } => (format!("?{name}"), Written::Constant(value.as_ref())),
        WriteStep::HeaderConst { name, value } => (format!("{name}:"), Written::Constant(Some(value))),
        WriteStep::PartConst { name, value } => (format!("{name}="), Written::Constant(Some(value))),
    }
}

/// Compares what two operations of one name write. Parts that only one of them has show in their structs; `lists` are those in which
/// lists may stand.
pub fn steps(found: &mut Found, at: &At, lists: &BTreeSet<&str>, (before, after): (&[WriteStep], &[WriteStep])) {
    let (before, after): (Vec<_>, Vec<_>) = (
        before.iter().map(|step| seen(step, lists)).collect(),
        after.iter().map(|step| seen(step, lists)).collect(),
    );
    let named = pairs(&before, &after, |(name, _)| name.as_str());
    for (name, written) in named.gone {
        if let Written::Constant(value) = written {
            found.say(
                at,
                kind::PARAMETER_CONSTANT,
                format!("`{name}{}` is not sent any more", text(*value)),
            );
        }
    }
    for (name, written) in named.new {
        if let Written::Constant(value) = written {
            found.say(
                at,
                kind::PARAMETER_CONSTANT,
                format!("`{name}{}` is always sent", text(*value)),
            );
        }
    }
    for ((name, earlier), (_, later)) in named.both {
        match (earlier, later) {
            (a, b) if a == b => {}
            (Written::Constant(a), Written::Constant(b)) => {
                let says = format!("`{name}{}` is sent in place of `{name}{}`", text(*b), text(*a));
                found.say(at, kind::PARAMETER_CONSTANT, says);
            }
            (Written::Value(_, a, _), Written::Value(_, b, _)) if a != b => {
                found.say(
                    at,
                    kind::PARAMETER_PLACE,
                    format!("lists in `{name}` are written otherwise"),
                );
            }
            (Written::Value(_, _, a), Written::Value(_, _, b)) if a != b => {
                found.say(at, kind::FIELD_FORM, format!("`{name}` is written in another form"));
            }
            _ => {
                found.say(
                    at,
                    kind::PARAMETER_PLACE,
                    format!("`{name}` is written under another name"),
                );
            }
        }
    }
}

fn text(value: Option<&String>) -> String {
    value.map(|value| format!(" {value}")).unwrap_or_default()
}
