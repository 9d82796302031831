//! The request as it would be sent, with stars in place of secrets.

use std::fmt::Write as _;

use clap::ArgMatches;
use tradewire::{AnyOperation, Json, Operation};

use crate::credentials;
use crate::failure::Failure;
use crate::platforms::Known;

/// What would be sent. It is made with credentials that are no secrets, so that none can be in it.
pub fn shown(known: &Known, operation: &AnyOperation, matches: &ArgMatches) -> Result<String, Failure> {
    let request = operation.request(&credentials::shown_url(known, matches)?, &credentials::masked(known))?;
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let shown = if name == "authorization" || value.is_sensitive() {
            "***".into()
        } else {
            String::from_utf8_lossy(value.as_bytes())
        };
        let _ = writeln!(text, "{name}: {shown}");
    }
    let body = request.body();
    if !body.is_empty() {
        let _ = match std::str::from_utf8(body) {
            Ok(body) => match Json::parse(body) {
                Ok(json) => writeln!(text, "\n{}", crate::output::pretty(&json)),
                Err(_) => writeln!(text, "\n{body}"),
            },
            Err(_) => writeln!(text, "\n({} bytes)", body.len()),
        };
    }
    Ok(text)
}
