//! HAR files, as browsers and proxies write them.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::secrets::{self, Known};
use super::{Exchange, routes};

/// What the entries of a file held.
pub(super) struct Read {
    pub exchanges: Vec<Exchange>,
    pub left_out: BTreeSet<String>,
}

/// Reads entries; one without method or address is passed over, as no request was made.
pub(super) fn read(file: &str, entries: &[Value]) -> Read {
    let (mut known, mut left_out) = (Known::default(), BTreeSet::new());
    for entry in entries {
        for side in ["request", "response"] {
            collect(entry.get(side).unwrap_or(&Value::Null), &mut known, &mut left_out);
        }
    }
    let read = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| exchange(format!("{file}, entry {}", at + 1), entry));
    let mut exchanges: Vec<Exchange> = read.collect();
    for exchange in &mut exchanges {
        exchange.path = exchange
            .path
            .split('/')
            .map(|step| known.clean(step))
            .collect::<Vec<_>>()
            .join("/");
        exchange.query.retain(|(name, _)| !secrets::is_secret_parameter(name));
        for (name, value) in &mut exchange.query {
            (*name, *value) = (known.clean(name), known.clean(value));
        }
        for body in [&mut exchange.request, &mut exchange.reply].into_iter().flatten() {
            secrets::blot_fields(body);
            known.clean_value(body);
        }
    }
    Read { exchanges, left_out }
}

/// Remembers the credentials of one side.
fn collect(side: &Value, known: &mut Known, left_out: &mut BTreeSet<String>) {
    for (name, value) in pairs(side, "headers")
        .into_iter()
        .filter(|(name, _)| secrets::is_secret(name))
    {
        known.add(value);
        let encoded = value
            .split_whitespace()
            .nth(1)
            .and_then(|word| STANDARD.decode(word).ok());
        if let Some(decoded) = encoded.and_then(|bytes| String::from_utf8(bytes).ok()) {
            decoded.split(':').for_each(|part| known.add(part));
        }
        left_out.insert(name.to_owned());
    }
    for (_, value) in pairs(side, "cookies") {
        known.add(value);
    }
    for (name, value) in query(side)
        .iter()
        .filter(|(name, _)| secrets::is_secret_parameter(name))
    {
        known.add(value);
        left_out.insert(name.clone());
    }
}

fn exchange(origin: String, entry: &Value) -> Option<Exchange> {
    let (request, response) = (entry.get("request")?, entry.get("response").unwrap_or(&Value::Null));
    let sent = request.get("postData").unwrap_or(&Value::Null);
    let sent_text = text(sent, "text");
    let request_body = sent_text.and_then(|text| serde_json::from_str(text).ok());
    let came = content(response.get("content").unwrap_or(&Value::Null));
    let reply = came.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let headers = pairs(request, "headers").into_iter().map(|(name, _)| name);
    Some(Exchange {
        origin,
        method: text(request, "method")?.to_ascii_uppercase(),
        path: routes::path_of(text(request, "url")?).to_owned(),
        query: query(request),
        headers: headers
            .filter(|name| name.to_ascii_lowercase().starts_with("x-") && !secrets::is_secret(name))
            .map(str::to_owned)
            .collect(),
        request_type: match (&request_body, sent_text) {
            (None, Some(body)) if !body.is_empty() => Some(text(sent, "mimeType").unwrap_or("unknown").to_owned()),
            _ => None,
        },
        request: request_body,
        status: response
            .get("status")
            .and_then(Value::as_u64)
            .and_then(|status| u16::try_from(status).ok())
            .unwrap_or(0),
        has_other_reply: reply.is_none() && came.is_some_and(|text| !text.trim().is_empty()),
        reply,
    })
}

/// The text of a body, out of base64 where it stands so.
fn content(content: &Value) -> Option<String> {
    let body = text(content, "text")?;
    match text(content, "encoding") {
        Some("base64") => STANDARD
            .decode(body)
            .ok()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        _ => Some(body.to_owned()),
    }
}

/// Query parameters: as listed, else as they stand in the address.
fn query(request: &Value) -> Vec<(String, String)> {
    let listed = pairs(request, "queryString");
    if !listed.is_empty() {
        return listed
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
    }
    let url = text(request, "url").unwrap_or_default();
    let query = url
        .split('#')
        .next()
        .and_then(|url| url.split_once('?'))
        .map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn pairs<'v>(side: &'v Value, key: &str) -> Vec<(&'v str, &'v str)> {
    let list = side.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter()
        .filter_map(|pair| Some((text(pair, "name")?, text(pair, "value").unwrap_or_default())))
        .collect()
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}
