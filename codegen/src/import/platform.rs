//! `platform.yaml`: servers, credentials, errors.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::credentials::address;
use super::{Import, Object, elements, members, put, text};

impl Import<'_> {
    /// What holds for the whole platform.
    pub(super) fn platform(&mut self, name: &str) -> Object {
        let source = self.source;
        let root = &source.root;
        let info = root.get("info").unwrap_or(&Value::Null);
        let title = text(info, "title").unwrap_or(name);
        let mut file = Object::new();
        file.insert("platform".to_owned(), json!(name));
        let version = text(info, "version").filter(|_| source.is_own);
        put(&mut file, "version", version);
        file.insert("title".to_owned(), json!(title));
        let doc = text(info, "description").map(str::trim).filter(|doc| !doc.is_empty());
        if doc.is_none() {
            self.notes
                .add("info", "nothing says what the platform is; write a `doc`");
        }
        file.insert("doc".to_owned(), json!(doc.unwrap_or("To be described.")));
        if !source.is_own {
            let version = text(info, "version").unwrap_or_default();
            file.insert(
                "document".to_owned(),
                json!(format!("OpenAPI document of {title}, version {version}")),
            );
        }
        self.put_servers(&mut file);
        self.put_auth(&mut file);
        if source.is_own {
            self.own_platform(&mut file);
        } else {
            file.insert("query".to_owned(), json!({"lists": "repeat", "booleans": "word"}));
            self.guess_errors(&mut file);
            self.guess_paging();
            let message = "contacts, terms, and what is told in words of servers, bodies and replies were left out; what a caller must know becomes a `note`";
            self.notes.add("the whole document", message);
            self.notes.add(
                "limits",
                "no document of this kind tells how many requests are allowed; write `limits` if it is known",
            );
        }
        file
    }

    fn put_servers(&mut self, file: &mut Object) {
        let mut urls = Vec::new();
        for (at, url) in elements(&self.source.root, "servers")
            .filter_map(|server| text(server, "url"))
            .enumerate()
        {
            let (url, is_cut) = address(url);
            if is_cut {
                let message =
                    "login, query and fragment of the address were left out; credentials are declared under `auth`";
                self.notes.add(&format!("servers[{at}]"), message);
            }
            urls.push(url);
        }
        let (whole, others): (Vec<String>, Vec<String>) = urls.into_iter().partition(|url| url.contains("://"));
        if !others.is_empty() {
            self.notes.add(
                "servers",
                format!("relative addresses were left out: {}", others.join(", ")),
            );
        }
        let mut whole = whole.into_iter().map(|url| url.trim_end_matches('/').to_owned());
        let first = whole.next().unwrap_or_else(|| {
            self.notes
                .add("servers", "the document names no host; correct `base_url`");
            "https://{host}".to_owned()
        });
        file.insert("base_url".to_owned(), json!(first));
        let rest: Vec<String> = whole.filter(|url| *url != first).collect();
        put(file, "base_urls", (!rest.is_empty()).then_some(rest));
    }

    fn put_auth(&mut self, file: &mut Object) {
        let source = self.source;
        let components = source.root.get("components").unwrap_or(&Value::Null);
        let mut auth = Object::new();
        for (name, scheme) in members(components, "securitySchemes") {
            let Some(scheme) = source.resolved(scheme) else {
                continue;
            };
            let place = format!("securitySchemes.{name}");
            match (self.scheme_name(name), self.scheme(scheme, &place)) {
                (Some(own), Some(mut entry)) => {
                    self.words(scheme, &mut entry);
                    match (auth.get_mut(&own), entry.get("params")) {
                        // Another parameter of the same credentials.
                        (Some(Value::Object(known)), Some(Value::Object(params))) => {
                            if let Some(Value::Object(all)) = known.get_mut("params") {
                                all.extend(params.clone());
                            }
                        }
                        _ => {
                            auth.insert(own, Value::Object(entry));
                        }
                    }
                }
                _ => self.notes.add(
                    &place,
                    "these credentials cannot be said in the dialect, and were left out",
                ),
            }
        }
        let accepted = source
            .root
            .get("security")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let names = self.schemes_of(&accepted, "security");
        if auth.is_empty() {
            self.notes.add(
                "securitySchemes",
                "the document tells of no credentials; write `auth` if there are some",
            );
        } else {
            let all: Vec<&String> = auth.keys().collect();
            put(
                file,
                "default_auth",
                (!names.is_empty() && names.iter().ne(all.iter().copied())).then(|| json!(names)),
            );
            file.insert("auth".to_owned(), Value::Object(auth));
        }
    }

    /// What the dialect calls credentials; `None` where it cannot say them.
    pub(super) fn scheme_name(&self, component: &str) -> Option<String> {
        let scheme = self
            .source
            .root
            .pointer("/components/securitySchemes")?
            .get(component)?;
        let scheme = self.source.resolved(scheme)?;
        let known = match text(scheme, "type")? {
            "http" | "oauth2" => true,
            "apiKey" => text(scheme, "in") != Some("cookie"),
            _ => false,
        };
        let own = text(scheme, "x-tradewire-scheme").map(str::to_owned);
        known.then(|| own.unwrap_or_else(|| crate::naming::field(component)))
    }

    fn scheme(&mut self, scheme: &Value, place: &str) -> Option<Object> {
        let filled = scheme.get("x-tradewire-credentials").unwrap_or(&Value::Null);
        let or = |key: &str, other: &str| filled.get(key).cloned().unwrap_or_else(|| json!(other));
        let entry = match (text(scheme, "type")?, text(scheme, "scheme"), text(scheme, "in")) {
            ("http", Some(kind), _) if kind.eq_ignore_ascii_case("basic") => {
                json!({"kind": "basic", "username": or("username", "{user}"), "password": or("password", "{password}")})
            }
            ("http", Some(kind), _) if kind.eq_ignore_ascii_case("bearer") => {
                json!({"kind": "header", "header": "Authorization", "value": or("value", "Bearer {token}")})
            }
            ("http", Some("OAuth"), _) => {
                json!({"kind": "oauth1", "consumer_key": or("consumer_key", "{key}"), "consumer_secret": or("consumer_secret", "{secret}")})
            }
            ("oauth2", ..) => {
                self.notes
                    .add(place, "OAuth 2 became a bearer token that the program gets itself");
                json!({"kind": "header", "header": "Authorization", "value": "Bearer {access_token}"})
            }
            ("apiKey", _, Some("header")) => {
                json!({"kind": "header", "header": scheme["name"], "value": or("value", "{key}")})
            }
            ("apiKey", _, Some("query")) => {
                json!({"kind": "query", "params": {text(scheme, "name")?: or("value", "{key}")}})
            }
            _ => return None,
        };
        entry.as_object().cloned()
    }

    /// Where failures have their text and their code, by the names of fields.
    fn guess_errors(&mut self, file: &mut Object) {
        let mut keys = BTreeSet::new();
        for (_, item) in members(&self.source.root, "paths") {
            for (_, operation) in item.as_object().into_iter().flatten() {
                for (status, response) in members(operation, "responses") {
                    let is_failure = status == "default" || status.starts_with(['4', '5']);
                    let response = self.source.resolved(response).filter(|_| is_failure);
                    let media = response.and_then(|response| response.get("content")?.as_object()?.values().next());
                    let schema = media.and_then(|media| self.source.resolved(media.get("schema")?));
                    keys.extend(
                        schema
                            .into_iter()
                            .flat_map(|schema| members(schema, "properties"))
                            .map(|(key, _)| key.clone()),
                    );
                }
            }
        }
        let known = |names: &[&str]| -> Vec<String> {
            names
                .iter()
                .filter(|name| keys.contains(**name))
                .map(|name| (*name).to_owned())
                .collect()
        };
        let mut errors = Object::new();
        for (key, names) in [
            (
                "message",
                &["message", "error_description", "detail", "error", "title"][..],
            ),
            ("code", &["code", "error_code", "errorCode", "type"][..]),
            ("fields", &["errors", "violations", "details"][..]),
        ] {
            let found = known(names);
            put(&mut errors, key, (!found.is_empty()).then_some(found));
        }
        if errors.is_empty() {
            self.notes.add(
                "errors",
                "the document does not show where failures have their text; write `errors`",
            );
        } else {
            self.notes.add(
                "errors",
                "`errors` are a guess by the names of fields; look at a failure",
            );
            file.insert("errors".to_owned(), Value::Object(errors));
        }
    }

    /// Listings are for a person to find: no document of this kind tells how they are paged through.
    fn guess_paging(&mut self) {
        const WORDS: [&str; 9] = [
            "page",
            "offset",
            "cursor",
            "after",
            "starting_after",
            "page_token",
            "pageToken",
            "skip",
            "since_id",
        ];
        for (path, item) in members(&self.source.root, "paths") {
            let own = item.get("get").into_iter().flat_map(|get| elements(get, "parameters"));
            let names = own
                .filter_map(|parameter| self.source.resolved(parameter))
                .filter_map(|parameter| text(parameter, "name"));
            let found: Vec<&str> = names.filter(|name| WORDS.contains(name)).collect();
            if !found.is_empty() {
                let message =
                    "it looks like a listing; declare its kind under `pagination` and name it with `paginate`";
                self.notes.add(&format!("GET {path} ({})", found.join(", ")), message);
            }
        }
    }
}
