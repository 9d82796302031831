//! HAR files, as browsers and proxies write them.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::secrets::{self, Known};
use super::{Exchange, json, routes, sent};

/// What the entries of a file held.
pub(super) struct Read {
    pub exchanges: Vec<Exchange>,
    pub left_out: BTreeSet<String>,
}

/// Reads entries; one without method or address is passed over, as no request was made. `own` are names of credentials beside those
/// that are known everywhere.
pub(super) fn read(file: &str, entries: &[Value], own: &BTreeSet<String>, doubled: &mut usize) -> Read {
    let mut secrets = Secrets {
        own,
        known: Known::default(),
        left_out: BTreeSet::new(),
    };
    for entry in entries {
        for side in ["request", "response"] {
            secrets.collect(entry.get(side).unwrap_or(&Value::Null));
        }
    }
    let mut exchanges = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        exchanges.extend(exchange(format!("{file}, entry {}", at + 1), entry, doubled));
    }
    for exchange in &exchanges {
        for body in [&exchange.request, &exchange.reply].into_iter().flatten() {
            secrets.known.add_fields(body, false);
        }
    }
    for exchange in &mut exchanges {
        secrets.clean(exchange);
    }
    Read {
        exchanges,
        left_out: secrets.left_out,
    }
}

struct Secrets<'n> {
    own: &'n BTreeSet<String>,
    known: Known,
    left_out: BTreeSet<String>,
}

impl Secrets<'_> {
    fn is_header(&self, name: &str) -> bool {
        secrets::is_secret(name) || self.own.contains(&name.to_ascii_lowercase())
    }

    fn is_parameter(&self, name: &str) -> bool {
        secrets::is_secret_parameter(name) || self.own.contains(&name.to_ascii_lowercase())
    }

    /// Remembers the credentials of one side.
    fn collect(&mut self, side: &Value) {
        for (name, value) in pairs(side, "headers") {
            if self.is_header(name) {
                self.header(name, value);
            } else if secrets::may_be_login(name) {
                self.login_header(value);
            } else {
                continue;
            }
            self.left_out.insert(name.to_owned());
        }
        for (name, value) in pairs(side, "cookies") {
            self.named(name, value);
        }
        let url = text(side, "url").unwrap_or_default();
        if let Some((user, _)) = routes::authority(url).rsplit_once('@') {
            self.login(user);
        }
        let sent = side.get("postData").unwrap_or(&Value::Null);
        let form = text(sent, "text").filter(|_| {
            let is_form = |kind: &str| kind.starts_with("application/x-www-form-urlencoded");
            text(sent, "mimeType").is_some_and(is_form)
        });
        let form = form_urlencoded::parse(form.unwrap_or_default().as_bytes()).into_owned();
        let listed = pairs(sent, "params");
        let listed = listed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let others = text(sent, "text").filter(|_| is_other(text(sent, "mimeType").unwrap_or_default()));
        let others = sent::named(others.unwrap_or_default());
        for (name, value) in query(side).into_iter().chain(form).chain(listed).chain(others) {
            if self.is_parameter(&name) {
                self.named(&name, &value);
                self.left_out.insert(name);
            }
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        match name.to_ascii_lowercase().as_str() {
            "cookie" => self.known.add_cookies(value),
            "set-cookie" => self.known.add_set_cookie(value),
            // It says of which sort another one is.
            _ if secrets::is_sort(name) => {}
            _ => {
                self.known.add_header(value);
                // `Basic`
                let encoded = value.split_whitespace().nth(1);
                let decoded = encoded.and_then(|word| String::from_utf8(STANDARD.decode(word).ok()?).ok());
                if let Some(decoded) = decoded {
                    self.login(&decoded);
                }
            }
        }
    }

    /// What stands in a header that may hold a login or a key: any word but a plain one.
    fn login_header(&mut self, value: &str) {
        if secrets::is_credential("", value) {
            self.parameter(value);
        }
    }

    /// `login:password`. A login may be any word, unless it is a key that stands alone.
    fn login(&mut self, text: &str) {
        match text.split_once(':') {
            Some((login, password)) if !password.is_empty() => {
                self.named("login", login);
                self.parameter(password);
            }
            Some((key, _)) => self.parameter(key),
            None => self.parameter(text),
        }
    }

    /// What stands under a name that may be that of a credential, or of a word.
    fn named(&mut self, name: &str, value: &str) {
        if self.own.contains(&name.to_ascii_lowercase()) || secrets::is_credential(name, value) {
            self.parameter(value);
        }
    }

    /// A text that may stand as it is or with escapes.
    fn parameter(&mut self, value: &str) {
        self.known.add(value);
        let escaped: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        self.known.add(&escaped);
        self.known.add(&unescaped(value));
    }

    fn clean(&self, exchange: &mut Exchange) {
        exchange.host = self.known.clean(&exchange.host);
        let steps = exchange.path.split('/').map(|step| self.known.clean(step));
        exchange.path = steps.collect::<Vec<_>>().join("/");
        exchange.query.retain(|(name, _)| !self.is_parameter(name));
        for (name, value) in &mut exchange.query {
            (*name, *value) = (self.known.clean(name), self.known.clean(value));
        }
        exchange
            .headers
            .retain(|name| !self.is_header(name) && !secrets::may_be_login(name));
        for body in [&mut exchange.request, &mut exchange.reply].into_iter().flatten() {
            self.known.clean_body(body);
        }
    }
}

fn exchange(origin: String, entry: &Value, doubled: &mut usize) -> Option<Exchange> {
    let (request, response) = (entry.get("request")?, entry.get("response").unwrap_or(&Value::Null));
    let sent = request.get("postData").unwrap_or(&Value::Null);
    let sent_text = text(sent, "text");
    let mut json =
        |text: Option<&str>| text.and_then(|text| json::read(text.trim_start_matches('\u{feff}'), doubled).ok());
    let request_body = json(sent_text);
    let came = content(response.get("content").unwrap_or(&Value::Null));
    let reply = json(came.as_deref());
    let headers = pairs(request, "headers").into_iter().map(|(name, _)| name);
    Some(Exchange {
        origin,
        method: text(request, "method")?.to_ascii_uppercase(),
        host: routes::host_of(text(request, "url")?).to_owned(),
        path: routes::path_of(text(request, "url")?).to_owned(),
        query: query(request),
        headers: headers
            .filter(|name| name.to_ascii_lowercase().starts_with("x-"))
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

/// Whether a body is neither a form nor JSON, which are read as such.
fn is_other(kind: &str) -> bool {
    !kind.starts_with("application/x-www-form-urlencoded") && !kind.contains("json")
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

/// A text without the escapes of a form.
fn unescaped(text: &str) -> String {
    let pair = format!("a={text}");
    let bare = form_urlencoded::parse(pair.as_bytes()).next();
    bare.map(|(_, bare)| bare.into_owned()).unwrap_or_default()
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
