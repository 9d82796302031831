//! What was seen on the wire: bodies in JSON or JSON Lines, and exchanges in a HAR file.
//!
//! Credentials are taken out while a file is read ([`secrets`]), so that nothing behind it can hand them on.

mod har;
mod ids;
mod issued;
mod json;
mod passed;
mod patterns;
mod routes;
mod secret_names;
pub mod secrets;
mod sent;

pub(crate) use ids::is_uuid;
pub use ids::{looks_like_code, looks_like_id};
pub use passed::Passed;
pub(crate) use routes::is_key;
pub use routes::{Route, base_path, matches, of_other_hosts, template};

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use crate::model::{AuthKind, Platform};
use secrets::Known;

/// A file longer than this is not read: 64 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A body by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Where it was found: a file, or file and line.
    pub origin: String,
    /// The body.
    pub value: Value,
}

/// A request and what came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Where it was found: file and number of the entry, from 1.
    pub origin: String,
    /// `GET`
    pub method: String,
    /// Host of the address, with its port where it has one; empty where the address has none.
    pub host: String,
    /// Path of the address as sent, without query.
    pub path: String,
    /// Query parameters in order, decoded; those with credentials are left out.
    pub query: Vec<(String, String)>,
    /// Names of the request's headers that begin with `X-` and hold no credentials.
    pub headers: Vec<String>,
    /// Body of the request, if it is JSON.
    pub request: Option<Value>,
    /// Media type of the request's body, if it has one that is no JSON.
    pub request_type: Option<String>,
    /// Status of the reply.
    pub status: u16,
    /// Body of the reply, if it is JSON.
    pub reply: Option<Value>,
    /// Whether the reply has a body that is no JSON.
    pub has_other_reply: bool,
}

/// What files held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Captured {
    /// Bodies by themselves.
    pub samples: Vec<Sample>,
    /// Requests with their replies.
    pub exchanges: Vec<Exchange>,
    /// Parameters and headers that held credentials and were left out, by name.
    pub left_out: BTreeSet<String>,
    /// What could not be taken as it was, in sentences.
    pub notes: Vec<String>,
    /// Headers and parameters that are credentials on this platform, whatever they are called; in lower case.
    pub secret_names: BTreeSet<String>,
}

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapturedError {
    /// The file.
    pub file: String,
    /// What is wrong, where, and what to do.
    pub reason: String,
}

impl fmt::Display for CapturedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.reason)
    }
}

impl std::error::Error for CapturedError {}

impl Captured {
    /// Nothing yet; what the platform says to be credentials will be left out.
    #[must_use]
    pub fn of(platform: &Platform) -> Self {
        let names = platform.auth.iter().flat_map(|scheme| match &scheme.kind {
            AuthKind::Header { header, .. } => vec![header.to_ascii_lowercase()],
            AuthKind::Query { params } => params.iter().map(|(name, _)| name.to_ascii_lowercase()).collect(),
            AuthKind::Basic { .. } | AuthKind::OAuth1 { .. } => Vec::new(),
        });
        Self {
            secret_names: names.collect(),
            ..Self::default()
        }
    }

    /// Takes the content of a file in. It is one JSON text, one in each line, or a HAR file; its name is only shown.
    ///
    /// # Errors
    ///
    /// When it is none of them; nothing of the file is taken in then.
    pub fn add(&mut self, file: &str, content: &[u8]) -> Result<(), CapturedError> {
        let error = |reason: String| CapturedError {
            file: file.to_owned(),
            reason,
        };
        let text = std::str::from_utf8(content).map_err(|bad| {
            error(format!(
                "not UTF-8 from byte {} on; save it as UTF-8",
                bad.valid_up_to()
            ))
        })?;
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(error("it is empty".to_owned()));
        }
        let mut doubled = 0;
        match json::read(text, &mut doubled) {
            Ok(value) => match entries(&value) {
                Some(entries) => {
                    let read = har::read(file, entries, &self.secret_names, &mut doubled);
                    if read.exchanges.is_empty() {
                        return Err(error("it is a HAR file without a request".to_owned()));
                    }
                    self.left_out.extend(read.left_out);
                    self.exchanges.extend(read.exchanges);
                }
                None => self.take(vec![Sample {
                    origin: file.to_owned(),
                    value,
                }]),
            },
            Err(whole) => {
                doubled = 0;
                let samples = lines(file, text, &mut doubled)
                    .map_err(|line| error(line.unwrap_or_else(|| format!("no JSON: {whole}"))))?;
                self.take(samples);
            }
        }
        if doubled > 0 {
            self.notes.push(format!(
                "{file}: keys stand twice in one object ({doubled} times); the last value counts"
            ));
        }
        Ok(())
    }

    /// Takes bodies of one file in, without credentials.
    fn take(&mut self, mut samples: Vec<Sample>) {
        let mut known = Known::default();
        for sample in &samples {
            known.add_fields(&sample.value, false);
        }
        for sample in &mut samples {
            known.clean_body(&mut sample.value);
        }
        self.samples.extend(samples);
    }
}

/// The entries of a HAR file, if it is one.
fn entries(value: &Value) -> Option<&Vec<Value>> {
    let entries = value.get("log")?.get("entries")?.as_array()?;
    let is_entry = |entry: &Value| entry.get("request").is_some() || entry.get("response").is_some();
    (entries.is_empty() || entries.iter().any(is_entry)).then_some(entries)
}

/// One JSON text a line; `Err(None)` where it is not even the first.
fn lines(file: &str, text: &str, doubled: &mut usize) -> Result<Vec<Sample>, Option<String>> {
    let mut samples = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match json::read(line, doubled) {
            Ok(value) => samples.push(Sample {
                origin: format!("{file}:{}", at + 1),
                value,
            }),
            Err(_) if samples.is_empty() => return Err(None),
            Err(error) => {
                let what = error.to_string();
                let what = what.split(" at line ").next().unwrap_or_default();
                return Err(Some(format!(
                    "line {}, column {}: no JSON: {what}",
                    at + 1,
                    error.column()
                )));
            }
        }
    }
    Ok(samples)
}

#[cfg(test)]
mod tests;
