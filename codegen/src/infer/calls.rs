//! Captured exchanges, sorted by the operation that each was of.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use serde_json::Value;

use crate::captured::{Exchange, Passed, Route, base_path, of_other_hosts, template};
use crate::model::Platform;
use crate::naming;

/// What was seen of one operation.
#[derive(Debug, Default)]
pub(super) struct Call<'v> {
    pub name: String,
    pub method: String,
    pub route: Route,
    /// Of one request: its path, to know an operation again that is described already.
    pub path: String,
    pub query: Vec<&'v [(String, String)]>,
    pub headers: BTreeSet<&'v str>,
    pub requests: Vec<&'v Value>,
    pub replies: Vec<&'v Value>,
    pub statuses: BTreeSet<u16>,
    /// Bodies of requests that are no JSON, by media type.
    pub other_requests: BTreeSet<&'v str>,
    pub has_other_reply: bool,
    /// How many exchanges there were.
    pub times: usize,
    /// What is not known but concluded from the operation's name.
    pub guessed_route: bool,
}

/// Exchanges by what they are of.
#[derive(Default)]
pub(super) struct Sorted<'v> {
    /// Those whose path has the resource as a step, by operation.
    pub calls: Vec<Call<'v>>,
    /// The last steps of all others, with their number.
    pub others: BTreeMap<String, usize>,
    /// What no form could be seen in.
    pub passed: BTreeMap<Passed, u64>,
}

/// Sorts exchanges.
pub(super) fn of<'v>(exchanges: &'v [Exchange], platform: &Platform, resource: &str) -> Sorted<'v> {
    let mut calls: Vec<Call<'v>> = Vec::new();
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    let mut passed: BTreeMap<Passed, u64> = BTreeMap::new();
    let base = base_path(&platform.base_url);
    for (exchange, is_other) in exchanges.iter().zip(of_other_hosts(platform, exchanges)) {
        if is_other {
            *passed.entry(Passed::OtherHost).or_default() += 1;
            continue;
        }
        if Passed::is_no_call(exchange) {
            *passed.entry(Passed::NoCall).or_default() += 1;
            continue;
        }
        let below = exchange
            .path
            .strip_prefix(base)
            .filter(|rest| rest.starts_with('/'))
            .unwrap_or(&exchange.path);
        let route = template(below);
        if !steps(&route).any(|step| is_of(&step, resource)) {
            let last = steps(&route).filter(|step| !step.starts_with('{')).last();
            *others.entry(last.unwrap_or_default()).or_default() += 1;
            continue;
        }
        if let Some(why) = Passed::of(exchange) {
            *passed.entry(why).or_default() += 1;
        }
        let at = calls
            .iter()
            .position(|call| call.method == exchange.method && call.route == route);
        let call = match at.and_then(|at| calls.get_mut(at)) {
            Some(call) => call,
            None => {
                calls.push(Call {
                    method: exchange.method.clone(),
                    path: exchange.path.clone(),
                    route,
                    ..Call::default()
                });
                let Some(last) = calls.last_mut() else { continue };
                last
            }
        };
        call.times += 1;
        if !(200..300).contains(&exchange.status) {
            continue;
        }
        call.statuses.insert(exchange.status);
        call.query.push(&exchange.query);
        call.headers.extend(exchange.headers.iter().map(String::as_str));
        call.requests.extend(&exchange.request);
        call.replies.extend(&exchange.reply);
        call.other_requests.extend(exchange.request_type.as_deref());
        call.has_other_reply |= exchange.has_other_reply;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for call in &mut calls {
        let wanted = name(&call.method, &call.route, resource, is_listing(&call.replies));
        let mut name = wanted.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        call.name = name;
    }
    Sorted { calls, others, passed }
}

/// Steps of a path in words: without ending, in `snake_case`; placeholders keep their braces.
fn steps(route: &Route) -> impl Iterator<Item = String> + '_ {
    route.template.split('/').filter(|step| !step.is_empty()).map(|step| {
        if step.starts_with('{') {
            return step.to_owned();
        }
        step.split('.').next().unwrap_or_default().to_snake_case()
    })
}

fn is_of(step: &str, resource: &str) -> bool {
    step == resource
        || step == naming::singular(resource)
        || naming::singular(step) == naming::singular(resource) && !step.is_empty()
}

/// An operation by method and path: `list`, `get`, `create`, `list_history`, `cancel`.
fn name(method: &str, route: &Route, resource: &str, is_listing: bool) -> String {
    let all: Vec<String> = steps(route).collect();
    let from = all
        .iter()
        .rposition(|step| is_of(step, resource))
        .map_or(0, |at| at + 1);
    let rest = all.get(from..).unwrap_or_default();
    let words: Vec<&str> = rest
        .iter()
        .filter(|step| !step.starts_with('{'))
        .map(String::as_str)
        .collect();
    let one = rest.last().is_some_and(|step| step.starts_with('{'));
    let words = words.join("_");
    let verb = match method {
        "GET" if is_listing && !one => "list",
        "GET" => "get",
        "HEAD" => "check",
        "POST" if rest.is_empty() => "create",
        "POST" if words.is_empty() => "update",
        "POST" if words.ends_with('s') => return valid(&format!("create_{}", naming::singular(&words))),
        "POST" => return valid(&words),
        "PUT" | "PATCH" => "update",
        "DELETE" => "delete",
        other => return valid(&format!("{}_{words}", other.to_lowercase())),
    };
    valid(&format!("{verb}_{words}"))
}

fn valid(name: &str) -> String {
    let name = name.to_snake_case();
    let ascii: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let name = ascii.trim_matches('_').replace("__", "_");
    if naming::is_snake_name(&name) && naming::is_identifier(&name) {
        name
    } else {
        "call".to_owned()
    }
}

/// Whether replies are lists, or objects with one list of objects.
pub(super) fn is_listing(replies: &[&Value]) -> bool {
    !replies.is_empty()
        && replies
            .iter()
            .all(|reply| reply.is_array() || lists_in(reply).len() == 1)
}

/// Keys of an object under which a list of objects, or an empty one, stands.
pub(super) fn lists_in(value: &Value) -> Vec<&str> {
    let is_list = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_object));
    let entries = value.as_object().into_iter().flatten();
    entries
        .filter(|(_, value)| is_list(value))
        .map(|(key, _)| key.as_str())
        .collect()
}

/// What method and path an operation of this name most often has.
pub(super) fn usual(resource: &str, operation: &str) -> (String, Route) {
    let step = resource.replace('_', "-");
    let one = || format!("/{step}/{{id}}");
    let (method, path) = match operation {
        "list" => ("GET", format!("/{step}")),
        "get" => ("GET", one()),
        "create" => ("POST", format!("/{step}")),
        "update" => ("PUT", one()),
        "delete" => ("DELETE", one()),
        _ if operation.starts_with("create") || operation.starts_with("upload") => {
            ("POST", format!("/{step}/{operation}"))
        }
        _ => ("GET", format!("/{step}/{operation}")),
    };
    let parameters = if path.contains("{id}") {
        vec![("id".to_owned(), true)]
    } else {
        Vec::new()
    };
    (
        method.to_owned(),
        Route {
            template: path,
            parameters,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_named_by_method_and_path() {
        for (method, path, listing, expected) in [
            ("GET", "/api/orders", true, "list"),
            ("GET", "/api/orders.json", false, "get"),
            ("GET", "/api/orders/12.json", false, "get"),
            ("POST", "/orders", false, "create"),
            ("PATCH", "/orders/12", false, "update"),
            ("DELETE", "/orders/12", false, "delete"),
            ("GET", "/orders/12/history", true, "list_history"),
            ("POST", "/orders/12/cancel", false, "cancel"),
            ("POST", "/orders/12/order-notes", false, "create_order_note"),
            ("DELETE", "/orders/12/notes/5", false, "delete_notes"),
            ("POST", "/orders/type", false, "call"),
            ("LOCK", "/orders", false, "lock"),
        ] {
            assert_eq!(
                name(method, &template(path), "orders", listing),
                expected,
                "{method} {path}"
            );
        }
    }
}
