//! What a request did wrong.

use std::fmt;

use serde_json::{Value, json};
use tradewire_codegen::model::Place;

/// What is wrong with a request, and by which line of the spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// What the request was for (`orders.create`); `None` where no operation has its method and path.
    pub operation: Option<String>,
    /// What sort of thing.
    pub kind: Kind,
    /// Where: `path.id`, `query.filter.ids`, `header.X-Region`, `body.order.items[0].price`; `auth`, `path`, `method`.
    pub field: String,
    /// What would have been right.
    pub expected: String,
    /// What there was, in short. Never the value of a secret.
    pub found: String,
    /// Where the spec says so.
    pub place: Option<Place>,
}

/// What sort of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No operation has this method and path.
    Route,
    /// Credentials that are missing or wrong.
    Auth,
    /// A parameter or key that the spec does not know.
    Unknown,
    /// Something that has to be given.
    Missing,
    /// A value of another type.
    Type,
    /// A value that is not listed.
    Value,
    /// Out of bounds: of a number, a text, a list.
    Bounds,
    /// A rule over several fields.
    Rule,
    /// A body that cannot be read, or is in another encoding.
    Body,
    /// A header that is for the mock itself, such as `x-mock-fault`, and says nothing that it knows.
    Control,
}

impl Kind {
    /// As the report has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Auth => "auth",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::Type => "type",
            Self::Value => "value",
            Self::Bounds => "bounds",
            Self::Rule => "rule",
            Self::Body => "body",
            Self::Control => "control",
        }
    }
}

impl Violation {
    /// As a line of the report.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "operation": self.operation,
            "kind": self.kind.word(),
            "field": self.field,
            "expected": self.expected,
            "found": self.found,
            "spec": self.spec(),
        })
    }

    /// `specs/insales/orders.yaml:12:5`
    fn spec(&self) -> Option<String> {
        let place = self.place.as_ref().filter(|place| !place.file.is_empty())?;
        Some(format!("{}:{}:{}", place.file, place.line, place.column))
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.operation {
            write!(f, "{operation}: ")?;
        }
        write!(f, "{}: expected {}, found {}", self.field, self.expected, self.found)?;
        match self.spec() {
            Some(spec) => write!(f, " ({spec})"),
            None => Ok(()),
        }
    }
}
