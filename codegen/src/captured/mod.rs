//! What was seen on the wire: bodies in JSON or JSON Lines, and exchanges in a HAR file.
//!
//! Credentials are taken out while a file is read ([`secrets`]), so that nothing behind it can hand them on.

mod har;
mod ids;
mod routes;
pub mod secrets;

pub(crate) use ids::is_uuid;
pub use ids::{looks_like_code, looks_like_id};
pub use routes::{Route, base_path, matches, template};

use std::fmt;

use serde_json::Value;

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
    pub left_out: std::collections::BTreeSet<String>,
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
        match serde_json::from_str::<Value>(text) {
            Ok(value) => match value
                .get("log")
                .and_then(|log| log.get("entries"))
                .and_then(Value::as_array)
            {
                Some(entries) => {
                    let read = har::read(file, entries);
                    self.left_out.extend(read.left_out);
                    self.exchanges.extend(read.exchanges);
                }
                None => self.sample(file.to_owned(), value),
            },
            Err(whole) => {
                for sample in
                    lines(file, text).map_err(|line| error(line.unwrap_or_else(|| format!("no JSON: {whole}"))))?
                {
                    self.sample(sample.origin, sample.value);
                }
            }
        }
        Ok(())
    }

    fn sample(&mut self, origin: String, mut value: Value) {
        secrets::blot_fields(&mut value);
        self.samples.push(Sample { origin, value });
    }
}

/// One JSON text a line; `Err(None)` where it is not even the first.
fn lines(file: &str, text: &str) -> Result<Vec<Sample>, Option<String>> {
    let mut samples = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
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
