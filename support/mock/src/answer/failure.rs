//! Failures in the platform's own shape.

use serde_json::{Map, Value, json};
use tradewire_codegen::model::{EntryKeys, Literal, Operation, Platform, Sign, StatusMeaning};

use super::{Reply, at};
use crate::sample::literal_value;
use crate::violation::{Kind, Violation};

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    Route,
    Method,
    Auth,
    NotFound,
    Exists,
    Invalid,
    TooMany,
    /// Of something of which a part was done, it belongs to the rest.
    Rest,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Failure {
    pub why: Why,
    /// Fields and what is wrong with each.
    pub fields: Vec<(String, String)>,
}

impl Failure {
    pub fn new(why: Why) -> Self {
        Self {
            why,
            fields: Vec::new(),
        }
    }

    /// What a request with violations is refused for.
    pub fn of(violations: &[Violation]) -> Self {
        let why = match violations.first().map(|first| first.kind) {
            Some(Kind::Auth) => Why::Auth,
            Some(Kind::Route) => Why::Route,
            _ => Why::Invalid,
        };
        Self {
            why,
            fields: violations
                .iter()
                .filter(|_| why == Why::Invalid)
                .map(|violation| {
                    (
                        field_name(&violation.field).to_owned(),
                        format!("expected {}, found {}", violation.expected, violation.found),
                    )
                })
                .collect(),
        }
    }

    pub fn reply(&self, platform: &Platform, operation: Option<&Operation>) -> Reply {
        let meaning = self.why.meaning();
        let declared = meaning.and_then(|meaning| {
            let own = platform
                .errors
                .statuses
                .iter()
                .filter(|(status, known)| *known == meaning && (400..500).contains(status));
            own.map(|(status, _)| *status).min()
        });
        let status = match declared {
            _ if self.why == Why::Method => 405,
            // The status of a method that is not there is not that of a thing that is not there.
            Some(status) if status != 405 => status,
            _ => self.why.status(platform),
        };
        if self.why == Why::TooMany && platform.errors.refusals.iter().any(|refusal| refusal.empty_body) {
            return Reply::empty(status);
        }
        Reply::json(status, &self.body(platform, operation, meaning))
    }

    fn body(&self, platform: &Platform, operation: Option<&Operation>, meaning: Option<StatusMeaning>) -> Value {
        let errors = &platform.errors;
        let mut body = json!({});
        for sign in &errors.failure {
            if let Sign::Is { path, value } = sign {
                at::put(&mut body, &at::keys(path), literal_value(value));
            }
        }
        let mut codes = errors
            .codes
            .iter()
            .filter(|code| code.means.is_some() && code.means == meaning);
        // Of several the one that says this; others may say it of something else, as of the account.
        let known = codes
            .clone()
            .find(|code| says(&code.wire, self.why.text()))
            .or_else(|| codes.next());
        let text = known.map_or_else(|| self.why.text().to_owned(), |code| code.wire.clone());
        let first = |paths: &[String]| paths.iter().find(|path| !path.is_empty()).cloned();
        match (first(&errors.code), known) {
            (Some(path), Some(code)) => at::put(&mut body, &at::keys(&path), json!(code.wire)),
            (Some(path), None) => at::put(
                &mut body,
                &at::keys(&path),
                json!(self.why.text().to_lowercase().replace(' ', "_")),
            ),
            (None, _) => {}
        }
        let message = first(&errors.message);
        if let Some(path) = &message {
            at::put(&mut body, &at::keys(path), json!(text));
        }
        for sign in &errors.failure {
            if let Sign::Present { path } = sign
                && at::dotted(&body, path).is_none()
            {
                at::put(&mut body, &at::keys(path), json!(text));
            }
        }
        if let Some(path) = errors.fields.first().filter(|_| !self.fields.is_empty()) {
            let keys = operation
                .and_then(|operation| operation.entries.as_ref())
                .unwrap_or(&errors.entries)
                .keys;
            let entries = self.entries(keys);
            match (path.as_str(), &mut body, entries) {
                ("", Value::Object(whole), Value::Object(entries)) => whole.extend(entries),
                ("", ..) => {}
                (path, body, entries) => at::put(body, &at::keys(path), entries),
            }
        }
        body
    }

    /// By field, each with a list of texts; as a list where keys would be positions or ids.
    fn entries(&self, keys: EntryKeys) -> Value {
        if keys != EntryKeys::Field {
            return self
                .fields
                .iter()
                .map(|(field, text)| json!(format!("{field}: {text}")))
                .collect();
        }
        let mut out = Map::new();
        for (field, text) in &self.fields {
            let texts = out.entry(field.clone()).or_insert_with(|| json!([]));
            if let Value::Array(texts) = texts {
                texts.push(json!(text));
            }
        }
        Value::Object(out)
    }
}

/// The name of a field by its path: `price` of `body.order.items[0].price`, `ids` of `query.filter.ids[0]`.
fn field_name(path: &str) -> &str {
    let mut name = path;
    // Which element of a list it is, no key of an answer says.
    while let Some((before, _)) = name.strip_suffix(']').and_then(|open| open.rsplit_once('[')) {
        name = before;
    }
    name.rsplit(['.', ']'])
        .next()
        .filter(|last| !last.is_empty())
        .unwrap_or(path)
}

/// Whether a text has all words of another.
fn says(code: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let own = words(code);
    words(text).iter().all(|word| own.contains(word))
}

impl Why {
    /// The status where the spec declares none. A platform whose bodies have to be looked at for failures, and that declares no status of one,
    /// answers 200; one that tells what is wrong with fields answers 422.
    fn status(self, platform: &Platform) -> u16 {
        let errors = &platform.errors;
        let in_success =
            !errors.failure.is_empty() && !errors.statuses.iter().any(|(status, _)| (400..500).contains(status));
        match self {
            Self::Route => 404,
            Self::Method => 405,
            Self::TooMany => 429,
            Self::Rest => 460,
            _ if in_success => 200,
            Self::NotFound => 404,
            Self::Auth => 401,
            Self::Exists | Self::Invalid if errors.failure.is_empty() && !errors.fields.is_empty() => 422,
            Self::Exists | Self::Invalid => 400,
        }
    }

    fn meaning(self) -> Option<StatusMeaning> {
        match self {
            Self::Route | Self::Method => None,
            Self::NotFound => Some(StatusMeaning::NotFound),
            Self::Auth => Some(StatusMeaning::Auth),
            Self::Exists => Some(StatusMeaning::AlreadyExists),
            Self::Invalid => Some(StatusMeaning::Invalid),
            Self::TooMany => Some(StatusMeaning::RateLimited),
            Self::Rest => Some(StatusMeaning::Partial),
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Route => "No such address",
            Self::Method => "Method not allowed",
            Self::NotFound => "Not found",
            Self::Auth => "Wrong credentials",
            Self::Exists => "Already exists",
            Self::Invalid => "Validation failed",
            Self::TooMany => "Too many requests",
            Self::Rest => "Not done",
        }
    }
}

/// Takes out of a body what would make a failure of it.
pub(crate) fn heal(platform: &Platform, body: &mut Value) {
    for sign in &platform.errors.failure {
        match sign {
            Sign::Present { path } => at::take(body, path),
            Sign::Is { path, value } => {
                let found = at::dotted(body, path).is_some_and(|found| crate::check::is(value, found));
                match value {
                    Literal::Boolean(failed) if found => at::put(body, &at::keys(path), json!(!failed)),
                    _ if found => at::take(body, path),
                    _ => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_called_as_they_are() {
        for (path, name) in [
            ("body.order.items[0].price", "price"),
            ("query.filter.ids[0]", "ids"),
            ("query.filter.rows[0][12]", "rows"),
            ("header.X-Region", "X-Region"),
            ("body", "body"),
            ("body[3]", "body"),
            ("body.a[b", "a[b"),
        ] {
            assert_eq!(field_name(path), name, "{path}");
        }
    }
}
