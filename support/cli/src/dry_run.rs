//! The request as it would be sent, with stars in place of secrets.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ArgMatches;
use tradewire::{
    AnyOperation, BaseUrl, Json, Listing, Operation as _, Prepared, Preview, PreviewBody, PreviewContent, PreviewPart,
    Stamp,
};

use crate::credentials;
use crate::failure::Failure;
use crate::output::{note, pretty, visible};
use crate::place::Place;
use crate::platforms::Known;

/// What would be sent. It is made with credentials that are no secrets, so that none can be in it.
pub fn shown(known: &Known, operation: &AnyOperation, matches: &ArgMatches) -> Result<String, Failure> {
    let (url, held) = (
        credentials::shown_url(known, matches)?,
        credentials::masked(known, matches)?,
    );
    let preview = operation.preview(&url, &held)?;
    Ok(text(&match going_on(known, operation, matches, &url)? {
        Some(next) => next.preview(&BaseUrl::parse(&url)?, &held, &Stamp::now())?,
        None => preview,
    }))
}

/// The request for the page that a listing goes on with, where a run before has left its place.
fn going_on(
    known: &Known,
    operation: &AnyOperation,
    matches: &ArgMatches,
    url: &str,
) -> Result<Option<Prepared>, Failure> {
    let Some(path) = matches.try_get_one::<PathBuf>("resume").ok().flatten() else {
        return Ok(None);
    };
    let listing = crate::place::Listing {
        platform: known.name,
        account: credentials::account(known, matches)?,
        operation: operation.table().id,
        arguments: operation.arguments(),
    };
    let kept = Place::at(path, listing)?.read()?;
    if kept.ended {
        note(&format!(
            "{} says that this listing was read to its end; nobody would be asked",
            path.display()
        ));
    }
    let Some(cursor) = kept.cursor else { return Ok(None) };
    let mut listing = Listing::resume(operation.without_secrets(), &BaseUrl::parse(url)?, &cursor)?;
    Ok(listing.request()?)
}

fn text(preview: &Preview) -> String {
    // Where a secret stands in the address, so do its stars.
    let address = preview.uri.to_string().replace("%2A%2A%2A", "***");
    let mut text = format!("{} {address}\n", preview.method);
    for (name, value) in &preview.headers {
        let shown = if name == "authorization" || value.is_sensitive() {
            "***".into()
        } else {
            String::from_utf8_lossy(value.as_bytes())
        };
        let _ = writeln!(text, "{name}: {shown}");
    }
    match &preview.body {
        PreviewBody::Bytes(body) if body.is_empty() => {}
        PreviewBody::Bytes(body) if is_form(preview) => {
            text.push('\n');
            for (name, value) in form_urlencoded::parse(body) {
                let _ = writeln!(text, "{name}={value}");
            }
        }
        PreviewBody::Bytes(body) => {
            let _ = match std::str::from_utf8(body) {
                Ok(body) => match Json::parse(body) {
                    Ok(json) => writeln!(text, "\n{}", pretty(&json)),
                    Err(_) => writeln!(text, "\n{body}"),
                },
                Err(_) => writeln!(text, "\n({} bytes)", body.len()),
            };
        }
        PreviewBody::Upload(length) => {
            let _ = writeln!(text, "\n({})", bytes(*length));
        }
        PreviewBody::Parts(parts) => {
            text.push('\n');
            for shown in parts {
                part(shown, &mut text);
            }
        }
        _ => text.push_str("\n(a body)\n"),
    }
    visible(&text)
}

/// Whether the body is a form, which is shown as it is meant, and not as it is escaped.
fn is_form(preview: &Preview) -> bool {
    let media = preview
        .headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    media.is_some_and(|media| media.starts_with("application/x-www-form-urlencoded"))
}

/// A line for each part: its name, and its text or its file.
fn part(part: &PreviewPart, text: &mut String) {
    let _ = match &part.content {
        PreviewContent::Text(content) => writeln!(text, "{}: {content}", part.name),
        PreviewContent::File {
            name,
            media_type,
            length,
        } => {
            let media_type = media_type
                .as_deref()
                .map_or(String::new(), |media| format!(", {media}"));
            writeln!(text, "{}: file `{name}` ({}{media_type})", part.name, bytes(*length))
        }
        _ => writeln!(text, "{}", part.name),
    };
}

fn bytes(length: Option<u64>) -> String {
    match length {
        Some(length) => format!("{length} bytes"),
        None => "read to its end when it is sent".to_owned(),
    }
}
