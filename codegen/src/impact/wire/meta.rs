//! The static tables of operations.

use super::bodies::{body, reply};
use super::paging::paging;
use super::rules::rules;
use crate::impact::found::{At, Found};
use crate::impact::kind::{Direction, kind};
use crate::impact::side::Sides;
use crate::plan::{CratePlan, MetaTable, Safety};

/// Whether two operations send the same request, as far as a table tells.
pub fn same_request(a: &MetaTable, b: &MetaTable) -> bool {
    a.method == b.method && path(&a.path) == path(&b.path) && a.body == b.body
}

/// A path with placeholders that have no names.
pub fn path(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| {
        format!("{path}{{{}", part.trim_start_matches(|c| c != '}'))
    })
}

/// Compares the tables of two operations of one name; `lists` tells whether lists may stand in their bodies.
pub fn meta(found: &mut Found, at: &At, sides: &Sides, lists: bool, (before, after): (&MetaTable, &MetaTable)) {
    let MetaTable {
        id: _,
        former: _,
        place: _,
        method,
        aliases,
        path: path_before,
        safety,
        auth,
        limit: _,
        weight: _,
        also: _,
        idempotency_key,
        success,
        body: body_before,
        reply: reply_before,
        redirects_anywhere,
        paging: paging_before,
        rules: rules_before,
        entries,
        outcomes,
        // Follows from the setters.
        setters: _,
    } = before;
    if *method != after.method {
        found.say(
            at,
            kind::METHOD,
            format!("it is sent by {} in place of {method}", after.method),
        );
    }
    found.unless_same(
        at,
        kind::METHOD_ALIASES,
        (aliases, &after.aliases),
        "other verbs stand for it",
    );
    if path(path_before) != path(&after.path) {
        let says = format!("it is sent to `{}` in place of `{path_before}`", after.path);
        found.say(at, kind::PATH, says);
    }
    safety_of(found, at, *safety, after.safety);
    auth_of(found, at, auth, &after.auth);
    let charges = (charges(&sides.before.plan, before), charges(&sides.after.plan, after));
    found.unless_same(
        at,
        kind::LIMITS,
        (&charges.0, &charges.1),
        "other limits count it, or by another weight",
    );
    match (idempotency_key, &after.idempotency_key) {
        (None, Some(_)) => {
            found.say(
                at,
                kind::KEY_ADDED,
                "requests have a key by which the platform knows repeats",
            );
        }
        (earlier, later) if earlier != later => {
            found.say(
                at,
                kind::KEY_CHANGED,
                "the key by which the platform knows repeats is another, or gone",
            );
        }
        _ => {}
    }
    statuses(found, &at.towards(Direction::Received), success, &after.success);
    body(found, at, lists, (body_before, &after.body));
    reply(found, &at.towards(Direction::Received), reply_before, &after.reply);
    match (redirects_anywhere, after.redirects_anywhere) {
        (false, true) => {
            found.say(at, kind::REDIRECTS_WIDER, "it may be sent on to any host");
        }
        (true, false) => {
            found.say(
                at,
                kind::REDIRECTS_NARROWER,
                "it may only be sent on within its own host",
            );
        }
        _ => {}
    }
    if let (Some(earlier), Some(later)) = (paging_before, &after.paging) {
        paging(found, at, earlier, later);
    }
    rules(found, at, rules_before, &after.rules);
    let failures = ((entries, outcomes), (&after.entries, &after.outcomes));
    let received = at.towards(Direction::Received);
    found.unless_same(
        &received,
        kind::FAILURES,
        (&failures.0, &failures.1),
        "errors in its replies are read otherwise",
    );
}

fn safety_of(found: &mut Found, at: &At, before: Safety, after: Safety) {
    let (rank, word) = (
        |safety| match safety {
            Safety::Unsafe => 0,
            Safety::Idempotent => 1,
            Safety::Read => 2,
        },
        |safety| match safety {
            Safety::Unsafe => "as unsafe",
            Safety::Idempotent => "as idempotent",
            Safety::Read => "as reading only",
        },
    );
    if before != after {
        let kind = if rank(after) > rank(before) {
            kind::SAFER
        } else {
            kind::LESS_SAFE
        };
        found.say(
            at,
            kind,
            format!(
                "it counts {} in place of {}",
                word(after),
                word(before).trim_start_matches("as ")
            ),
        );
    }
}

fn auth_of(found: &mut Found, at: &At, before: &[String], after: &[String]) {
    for gone in before.iter().filter(|name| !after.contains(name)) {
        // Of what needs no credentials, none are missed.
        let kind = if after.is_empty() {
            kind::AUTH_ORDER
        } else {
            kind::AUTH_GONE
        };
        found.say(at, kind, format!("it is not sent with `{gone}` any more"));
    }
    for new in after.iter().filter(|name| !before.contains(name)) {
        let kind = if before.is_empty() {
            kind::AUTH_GONE
        } else {
            kind::AUTH_ADDED
        };
        let says = if before.is_empty() {
            format!("it needs `{new}`, where no credentials were needed")
        } else {
            format!("it accepts `{new}`")
        };
        found.say(at, kind, says);
    }
    let common = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|name| other.contains(name)).cloned().collect()
    };
    if common(before, after) != common(after, before) {
        found.say(
            at,
            kind::AUTH_ORDER,
            format!("it prefers `{}`", after.join("`, then `")),
        );
    }
}

/// Names of limits and weights: their positions are no news.
fn charges(plan: &CratePlan, table: &MetaTable) -> Vec<(String, u32)> {
    let first = table.limit.map(|limit| (limit, table.weight));
    let all = first.into_iter().chain(table.also.iter().copied());
    let named = all.filter_map(|(limit, weight)| Some((plan.table.limits.get(limit)?.name.clone(), weight)));
    named.collect()
}

fn statuses(found: &mut Found, at: &At, before: &[u16], after: &[u16]) {
    for new in after.iter().filter(|status| !before.contains(status)) {
        found.say(at, kind::STATUS_ADDED, format!("status {new} is a success"));
    }
    // Whatever begins with 2 is a success, listed or not.
    let counts = |status: &&u16| !after.contains(status) && !(200..300).contains(*status);
    for gone in before.iter().filter(counts) {
        found.say(at, kind::STATUS_GONE, format!("status {gone} is no success any more"));
    }
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn placeholders_have_no_names() {
        assert_eq!(path("/a/{id}/b/{other_id}.json"), "/a/{}/b/{}.json");
        assert_eq!(path("/a"), "/a");
    }
}
