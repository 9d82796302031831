//! The lines of an operation.

use super::bodies::{self, Body};
use super::calls::Call;
use super::draft::{Draft, Kind};
use super::entities::Entities;
use super::names::Taken;
use super::{print, query};
use crate::edit::{Written, quoted};
use crate::model::Platform;
use crate::naming;

type Entry = (String, Written, Vec<String>);

/// An operation whose types have no names yet.
pub(super) struct Started<'c, 'v> {
    pub call: &'c Call<'v>,
    request: Option<Body>,
    reply: Option<Body>,
}

/// Sorts the bodies of an operation into things.
pub(super) fn start<'c, 'v>(
    call: &'c Call<'v>,
    platform: &Platform,
    resource: &str,
    entities: &mut Entities<'v>,
) -> Started<'c, 'v> {
    let one = naming::type_name(&naming::singular(resource));
    let (verb, rest) = call.name.split_once('_').unwrap_or((call.name.as_str(), ""));
    let entity = match rest {
        "" if matches!(verb, "list" | "get" | "create" | "update" | "delete" | "check") => one.clone(),
        "" => format!("{one}{}", naming::type_name(verb)),
        rest => format!("{one}{}", naming::type_name(&naming::singular(rest))),
    };
    let sent = match (verb, rest) {
        ("create" | "update", "") => format!("{one}{}", naming::type_name(verb)),
        _ => format!("{one}{}Body", naming::type_name(&call.name)),
    };
    let words = resource.replace('_', " ");
    let beside = beside(platform);
    let request = (!call.requests.is_empty() && !matches!(call.method.as_str(), "GET" | "HEAD"))
        .then(|| bodies::request(&call.requests, &sent, &format!("What `{}` sends.", call.name), entities));
    let reply = (!call.replies.is_empty()).then(|| {
        bodies::reply(
            &call.replies,
            &entity,
            &format!("What replies show of one of the {words}."),
            &beside,
            entities,
        )
    });
    Started { call, request, reply }
}

fn beside(platform: &Platform) -> Vec<String> {
    platform.reply.iter().map(|field| field.name.written()).collect()
}

/// `returns` alone, for an operation that is there without it.
pub(super) fn only_returns(
    started: Started<'_, '_>,
    platform: &Platform,
    resource: &str,
    names: &[String],
    taken: &mut Taken,
    notes: &mut Vec<String>,
) -> Option<Entry> {
    let name = format!("{}Reply", operation_type(resource, &started.call.name));
    let (written, mut own) = bodies::returns(started.reply?, names, &name, &beside(platform), taken);
    notes.append(&mut own);
    Some(("returns".to_owned(), written, vec!["from samples".to_owned()]))
}

/// All lines, and what was guessed.
pub(super) fn finish(
    started: Started<'_, '_>,
    platform: &Platform,
    resource: &str,
    names: &[String],
    taken: &mut Taken,
    notes: &mut Vec<String>,
) -> Entry {
    let call = started.call;
    let type_name = operation_type(resource, &call.name);
    let mut entries = head(call, resource);
    inputs(call, platform, &type_name, taken, notes, &mut entries);
    if let Some(request) = started.request {
        let (written, mut own) = bodies::body(request, names, &format!("{type_name}Body"), taken);
        notes.append(&mut own);
        entries.push((
            "body".to_owned(),
            written,
            guessed("what must be given, samples do not show"),
        ));
    }
    for media in &call.other_requests {
        notes.push(format!(
            "{}: a request's body of type {media} is not drafted",
            call.name
        ));
    }
    match started.reply {
        Some(reply) => {
            let (written, mut own) =
                bodies::returns(reply, names, &format!("{type_name}Reply"), &beside(platform), taken);
            notes.append(&mut own);
            entries.push(Written::entry("returns", written));
        }
        None if call.has_other_reply => notes.push(format!(
            "{}: the reply is no JSON; say `returns: text`, `csv` or `binary`",
            call.name
        )),
        None if !call.statuses.is_empty() => entries.push((
            "returns".to_owned(),
            Written::Line("none".to_owned()),
            guessed("no body was seen"),
        )),
        None => notes.push(format!("{}: no reply of success was seen", call.name)),
    }
    let statuses: Vec<Written> = call
        .statuses
        .iter()
        .map(|status| Written::Line(status.to_string()))
        .collect();
    if !statuses.is_empty() && call.statuses.iter().any(|status| *status != 200) {
        entries.push(Written::entry("status", Written::List(statuses)));
    }
    (call.name.clone(), Written::Map(entries), Vec::new())
}

/// Method, path, words and path parameters.
fn head(call: &Call<'_>, resource: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let path = quoted(&call.route.template);
    let route_note = if call.guessed_route {
        guessed("method and path by the operation's name")
    } else {
        Vec::new()
    };
    let verb = call.method.to_lowercase();
    if matches!(verb.as_str(), "get" | "post" | "put" | "patch" | "delete" | "head") {
        entries.push((verb, Written::Line(path), route_note));
    } else {
        entries.push(Written::entry("method", Written::text(&call.method)));
        entries.push(Written::entry("path_template", Written::Line(path)));
    }
    entries.push(("doc".to_owned(), Written::text(&doc(&call.name, resource)), Vec::new()));
    entries.push((
        "source".to_owned(),
        Written::text("Captured replies"),
        guessed("name the passage of the vendor's document"),
    ));
    entries.push(Written::entry("basis", Written::Line("inferred".to_owned())));
    let path_fields = call.route.parameters.iter().map(|(name, digits)| {
        Written::entry(
            name,
            Written::Line(if *digits { "integer" } else { "string" }.to_owned()),
        )
    });
    push_map(&mut entries, "path", path_fields.collect());
    entries
}

/// Query and header parameters.
fn inputs(
    call: &Call<'_>,
    platform: &Platform,
    type_name: &str,
    taken: &mut Taken,
    notes: &mut Vec<String>,
    entries: &mut Vec<Entry>,
) {
    let mut taken_fields: Vec<String> = call
        .route
        .parameters
        .iter()
        .map(|(name, _)| naming::field(name))
        .collect();
    taken_fields.push("body".to_owned());
    let mut parameters = query::parameters(&call.query);
    for (key, draft) in &mut parameters {
        free_name(key, draft, &mut taken_fields, "query");
        taken.settle(draft, &format!("{type_name}{}", naming::type_name(key)));
        draft.all_notes(&format!("{}, query {key}", call.name), notes);
    }
    push_map(
        entries,
        "query",
        parameters.iter().map(|(key, draft)| print::field(key, draft)).collect(),
    );
    let common: Vec<String> = platform
        .headers
        .iter()
        .map(|field| field.name.written().to_ascii_lowercase())
        .collect();
    let headers = call
        .headers
        .iter()
        .filter(|name| !common.contains(&name.to_ascii_lowercase()) && !is_of_client(name) && quoted(name) == **name);
    let headers = headers.map(|name| {
        let mut draft = Draft::new(Kind::Scalar("string")).note("a header of the captured requests");
        free_name(name, &mut draft, &mut taken_fields, "header");
        print::field(name, &draft)
    });
    push_map(entries, "headers", headers.collect());
}

/// Whether browsers, proxies and programs send a header of this name to every server.
fn is_of_client(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let begins = ["x-forwarded-", "x-client-", "x-b3-", "x-amzn-", "x-datadog-"];
    begins.iter().any(|begin| name.starts_with(begin))
        || matches!(
            name.as_str(),
            "x-requested-with" | "x-request-id" | "x-correlation-id" | "x-real-ip" | "x-trace-id"
        )
}

fn guessed(word: &str) -> Vec<String> {
    vec![word.to_owned()]
}

fn push_map(entries: &mut Vec<Entry>, key: &str, inner: Vec<Entry>) {
    if !inner.is_empty() {
        entries.push((key.to_owned(), Written::Map(inner), Vec::new()));
    }
}

fn free_name(key: &str, draft: &mut Draft, taken: &mut Vec<String>, what: &str) {
    let wanted = naming::field(key);
    let mut name = wanted.clone();
    let mut number = 2;
    while taken.contains(&name) {
        name = if number == 2 {
            format!("{what}_{}", wanted.trim_end_matches('_'))
        } else {
            format!("{what}_{}_{number}", wanted.trim_end_matches('_'))
        };
        number += 1;
    }
    if name != wanted {
        draft.rust = Some(name.clone());
    }
    taken.push(name);
}

pub(super) fn operation_type(resource: &str, operation: &str) -> String {
    naming::operation_type(resource, &naming::singular(resource), operation)
}

fn doc(operation: &str, resource: &str) -> String {
    let (many, one) = (resource.replace('_', " "), naming::singular(resource).replace('_', " "));
    let (verb, rest) = operation.split_once('_').unwrap_or((operation, ""));
    let rest = rest.replace('_', " ");
    let what = |thing: &str| {
        if rest.is_empty() {
            thing.to_owned()
        } else {
            format!("{rest} of {many}")
        }
    };
    match verb {
        "list" => format!("Lists {}.", what(&many)),
        "get" if rest.is_empty() => format!("Reads one of the {many}."),
        "get" => format!("Reads {}.", what(&many)),
        "create" if rest.is_empty() => format!("Creates one of the {many}."),
        "create" => format!("Creates {rest} of one of the {many}."),
        "update" => format!("Changes {}.", what(&format!("one of the {many}"))),
        "delete" => format!("Deletes {}.", what(&format!("one of the {many}"))),
        _ => format!("Calls {} of {one}.", operation.replace('_', " ")),
    }
}
