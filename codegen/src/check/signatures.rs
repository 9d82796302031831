//! Signatures of callbacks name what arrives, and topics tell callbacks apart.

use std::collections::BTreeMap;

use super::references::nearest;
use super::{Check, EndpointView};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::model::{AtPath, Callback, Field, Place, Resource, SignedPart, SpotAt, Verify};

pub(super) fn check(check: &mut Check<'_>) {
    let mut named: BTreeMap<&str, (&Place, String)> = BTreeMap::new();
    let topic = check.platform.events.topic.as_ref();
    // What callbacks have in common is wrong once.
    let mut told_of_common = false;
    for resource in &check.platform.resources {
        for callback in &resource.callbacks {
            if let Some(verify) = &callback.verify {
                for path in fields(verify) {
                    arrives(check, resource, callback, path, "verify");
                }
                let is_common = check.platform.events.verify.as_ref() == Some(verify);
                if !(is_common && told_of_common) && signs_itself(callback, verify) {
                    told_of_common |= is_common;
                    inside_itself(check, callback, verify);
                }
            }
            if let (Some(SpotAt::Field(path)), false) = (topic, callback.topics.is_empty()) {
                arrives(check, resource, callback, path, "events.topic");
            }
            for topic_name in callback.topics.iter().filter(|_| topic.is_some()) {
                topics(check, &mut named, resource, callback, topic_name);
            }
        }
    }
    if topic.is_none() {
        nowhere(check);
    }
    if topic.is_some() && named.is_empty() {
        // Declared in platform.yaml, and nothing there has a place of its own.
        let place = check.places.get("events.topic").cloned();
        if let Some(place) = place {
            let finding = check.at(code::BAD_CALLBACK, &place, "no callback names a topic");
            // A topic may be among what could not be read.
            let callbacks: Vec<Ground> = check.trees.section("callbacks").map(Ground::Read).collect();
            check.report(
                finding
                    .help("give the callbacks that come to one address their `topic`")
                    .rests_on_all(callbacks),
            );
        }
    }
}

/// Topics, and no word on where they stand: one key is missing, however many callbacks need it.
fn nowhere(check: &mut Check<'_>) {
    let callbacks = check.platform.resources.iter().flat_map(|resource| &resource.callbacks);
    let mut told = callbacks.filter_map(|callback| Some((callback, callback.topics.first()?)));
    let Some((first, topic)) = told.next() else { return };
    let message = format!("nothing says where the topic `{topic}` stands");
    let mut finding = check.at(code::BAD_CALLBACK, &first.place, message);
    for (other, _) in told {
        finding = finding.related(check.span(&other.place), "nor that of this one");
    }
    // What says it may be what is wrong.
    let events: Vec<Ground> = check.trees.section("events").map(Ground::Right).collect();
    check.report(
        finding
            .help("add `events: {topic: {header: X-Name}}` to platform.yaml")
            .rests_on_all(events),
    );
}

/// A field of the request that a signature or a topic needs has to be declared.
fn arrives(check: &mut Check<'_>, resource: &Resource, callback: &Callback, path: &str, who: &str) {
    let view = EndpointView {
        resource,
        name: &callback.name,
        method: &callback.method,
        path_params: &callback.path_params,
        query: &callback.query,
        headers: &callback.headers,
        body: callback.body.as_ref(),
        place: &callback.place,
    };
    // Taken from where the values are read from: one place.
    let scopes: [&[Field]; 1] = [match view.body {
        Some(_) => view.body_fields(check.platform),
        None => view.query,
    }];
    let known = scopes
        .iter()
        .any(|fields| check.platform.at_path_in(fields, path) != AtPath::Nowhere);
    if !known {
        let place = if view.body.is_some() { "body" } else { "query" };
        let message = format!("`{who}` names `{path}`, which the {place} of the callback does not have");
        let mut finding = check.lacking(code::BAD_CALLBACK, &callback.place, message);
        finding.span = check.trees.saying(finding.span, who, path);
        let help = nearest(path, &scopes).unwrap_or_else(|| {
            let known: Vec<String> = scopes
                .iter()
                .copied()
                .flatten()
                .map(|field| field.name.written())
                .collect();
            let whole = if path == "body" {
                "; `{body}` stands for the whole body as it came"
            } else {
                ""
            };
            format!("it has `{}`{whole}", known.join("`, `"))
        });
        check.report(finding.help(help));
    }
}

/// Fields that a signature is made of or stands in.
fn fields(verify: &Verify) -> Vec<&str> {
    let mut paths = Vec::new();
    for part in &verify.signs {
        if let SignedPart::Field(path) = part {
            paths.push(path.as_str());
        }
    }
    let timestamp = verify.timestamp.as_ref().map(|timestamp| &timestamp.spot);
    for spot in [Some(&verify.signature), timestamp].into_iter().flatten() {
        if let SpotAt::Field(path) = &spot.at {
            paths.push(path);
        }
    }
    paths
}

/// Whether the signature is a field of the body that is signed whole: nobody knows it before it is made.
fn signs_itself(callback: &Callback, verify: &Verify) -> bool {
    let is_field = matches!(verify.signature.at, SpotAt::Field(_));
    callback.body.is_some() && is_field && verify.signs.contains(&SignedPart::Body)
}

fn inside_itself(check: &mut Check<'_>, callback: &Callback, verify: &Verify) {
    let SpotAt::Field(path) = &verify.signature.at else {
        return;
    };
    let message = format!("the signature `{path}` stands in the body that it signs");
    let mut finding = check.at(code::BAD_CALLBACK, &callback.place, message);
    finding.span = check.trees.saying(finding.span, "verify", path);
    check.report(finding.help(
        "say by `signs` what the vendor signs (`{field:order.id}`), or by `signature: {header: …}` where the signature comes",
    ));
}

fn topics<'c>(
    check: &mut Check<'c>,
    named: &mut BTreeMap<&'c str, (&'c Place, String)>,
    resource: &'c Resource,
    callback: &'c Callback,
    topic: &'c str,
) {
    let own = format!("{}.{}", resource.name, callback.name);
    if topic.trim() != topic || topic.is_empty() {
        let finding = check.at(
            code::BAD_CALLBACK,
            &callback.place,
            "a topic is text without blanks around it",
        );
        check.report(finding);
    } else if let Some((_, other)) = named.get(topic) {
        let message = format!("the topic `{topic}` is that of `{other}`, too");
        let finding: Diagnostic = check.at(code::BAD_CALLBACK, &callback.place, message);
        check.report(finding.help("a topic leads to one callback"));
    }
    named.entry(topic).or_insert((&callback.place, own));
}
