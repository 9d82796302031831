//! What holds for a whole platform: servers, paging, limits, retries.

use serde_json::{Value, json};

use super::operation::common_name;
use super::params::Spot;
use super::webhooks;
use super::{Context, Object, failures, put, put_list, words};
use crate::model::{InReply, PageKind, PageStrategy, Platform, Provenance, RateLimit, TimeHeader, TimeUnit, TimeZone};

/// The servers, with a variable for each placeholder of an address.
pub(super) fn servers(platform: &Platform) -> Value {
    let mut urls: Vec<&String> = Vec::new();
    for url in std::iter::once(&platform.base_url).chain(&platform.base_urls) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    let one = |url: &&String| {
        let names = placeholders(url);
        let variables = names
            .into_iter()
            .map(|name| (name.to_owned(), json!({"default": name})));
        let variables: Object = variables.collect();
        let mut server = Object::new();
        server.insert("url".to_owned(), json!(url));
        put(&mut server, "variables", (!variables.is_empty()).then_some(variables));
        Value::Object(server)
    };
    Value::Array(urls.iter().map(one).collect())
}

/// The names in braces.
fn placeholders(url: &str) -> Vec<&str> {
    let pieces = url.split('{').skip(1);
    pieces
        .filter_map(|piece| piece.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

impl Context<'_> {
    /// Headers of all calls, as components.
    pub(super) fn common_headers(&self) -> Object {
        let none = Provenance::default();
        let fields = self.platform.headers.iter().enumerate();
        fields
            .map(|(at, field)| {
                let parameter = self.parameter(Spot::Header, field, &none, self.platform.query_lists);
                (common_name(self.platform, at), parameter)
            })
            .collect()
    }

    /// The keys of the document that are ours.
    pub(super) fn put_platform(&self, document: &mut Object) {
        let platform = self.platform;
        put(document, "x-tradewire-document", platform.document.clone());
        put(
            document,
            "x-tradewire-time-zone",
            platform.time_zone.as_ref().map(time_zone),
        );
        let lists = super::params::list_word(platform.query_lists);
        let booleans = if platform.digit_booleans { "digit" } else { "word" };
        document.insert(
            "x-tradewire-query".to_owned(),
            json!({"lists": lists, "booleans": booleans}),
        );
        let reply = (!platform.reply.is_empty()).then(|| self.object(&platform.reply, &Provenance::default()));
        put(document, "x-tradewire-reply", reply);
        let kinds: Object = platform
            .pagination
            .iter()
            .map(|kind| (kind.name.clone(), self.kind(kind)))
            .collect();
        put(document, "x-tradewire-pagination", (!kinds.is_empty()).then_some(kinds));
        let limits: Object = platform
            .limits
            .iter()
            .map(|limit| (limit.name.clone(), self::limit(limit)))
            .collect();
        put(document, "x-tradewire-limits", (!limits.is_empty()).then_some(limits));
        let usual = platform.usual_charges.iter().filter_map(|charge| {
            let limit = platform.limits.get(charge.limit)?;
            Some((limit.name.clone(), json!(charge.weight)))
        });
        let usual: Object = usual.collect();
        put(
            document,
            "x-tradewire-default-limits",
            (!usual.is_empty()).then_some(usual),
        );
        put_list(
            document,
            "x-tradewire-retry-after",
            platform.retry_after.iter().map(time_header),
        );
        let errors = failures::known(&platform.errors);
        put(document, "x-tradewire-errors", (!errors.is_empty()).then_some(errors));
        put_list(
            document,
            "x-tradewire-scopes",
            platform.scopes.iter().flatten().cloned(),
        );
        let topic = platform
            .events
            .topic
            .as_ref()
            .map(|topic| Object::from_iter([webhooks::at(topic)]));
        put(document, "x-tradewire-topic", topic);
    }

    fn kind(&self, kind: &PageKind) -> Value {
        let mut object = Object::new();
        words::put_docs(&mut object, &kind.docs, &Provenance::default());
        let (word, own): (&str, Vec<(&str, Value)>) = match &kind.strategy {
            PageStrategy::Page { param } => ("page", vec![("page", json!(param))]),
            PageStrategy::Offset { param } => ("offset", vec![("offset", json!(param))]),
            PageStrategy::Keyset { set } => {
                let set: Object = set.iter().map(|(param, field)| (param.clone(), json!(field))).collect();
                ("keyset", vec![("set", Value::Object(set))])
            }
            PageStrategy::Cursor { param, next } => {
                ("cursor", vec![("cursor", json!(param)), ("next", in_reply(next))])
            }
            PageStrategy::Link { next } => ("link", vec![("next", in_reply(next))]),
        };
        object.insert("kind".to_owned(), json!(word));
        object.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
        put(&mut object, "size", kind.size.clone());
        put_list(&mut object, "sizes", kind.sizes.iter().copied());
        put(&mut object, "default_size", kind.default_size);
        put(&mut object, "min_size", kind.min_size);
        put(&mut object, "max_size", kind.max_size);
        put(&mut object, "fixed_size", kind.fixed_size);
        put(&mut object, "total_pages", kind.total_pages.as_ref().map(in_reply));
        put(&mut object, "total_items", kind.total_items.as_ref().map(in_reply));
        put(&mut object, "more", kind.more.as_ref().map(in_reply));
        put(&mut object, "first", kind.first);
        put_list(&mut object, "drop", kind.drop.iter().cloned());
        if matches!(kind.strategy, PageStrategy::Keyset { .. }) {
            put(&mut object, "page", kind.page.clone());
        }
        put(&mut object, "short_page", kind.short_page_ends.then_some("ends"));
        if !kind.fields.is_empty() {
            object.insert(
                "fields".to_owned(),
                Value::Object(self.object(&kind.fields, &Provenance::default())),
            );
        }
        Value::Object(object)
    }
}

fn in_reply(at: &InReply) -> Value {
    match at {
        InReply::Body(path) => json!(path),
        InReply::Header(name) => json!({"header": name}),
    }
}

fn time_zone(zone: &TimeZone) -> Value {
    match zone {
        TimeZone::Fixed(seconds) => {
            let (sign, minutes) = (if *seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
            json!(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
        }
        TimeZone::Named(name) => json!(name),
        TimeZone::Account(place) => json!({"input": place}),
    }
}

fn limit(limit: &RateLimit) -> Value {
    let mut object = Object::new();
    words::put_docs(&mut object, &limit.docs, &Provenance::default());
    put(&mut object, "requests", limit.requests);
    put(
        &mut object,
        "per_milliseconds",
        limit.requests.map(|_| limit.per_millis),
    );
    put(&mut object, "header", limit.header.clone());
    put(&mut object, "remaining", limit.remaining.clone());
    put(&mut object, "limit", limit.most.clone());
    put(&mut object, "reset", limit.reset.as_ref().map(time_header));
    put(&mut object, "parallel", limit.parallel);
    Value::Object(object)
}

fn time_header(header: &TimeHeader) -> Value {
    let unit = match header.unit {
        TimeUnit::Seconds => "seconds",
        TimeUnit::Milliseconds => "milliseconds",
        TimeUnit::UnixSeconds => "unix_seconds",
        TimeUnit::UnixMilliseconds => "unix_milliseconds",
        TimeUnit::HttpDate => "http_date",
    };
    json!({"header": header.name, "unit": unit})
}
