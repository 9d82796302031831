//! Which operation a request was for.

use super::{Exchange, looks_like_id};
use crate::model::{Literal, Operation, Platform, Type};

/// The path of an address, without host, query and fragment.
pub(super) fn path_of(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => url,
    }
}

/// What stands between the scheme and the path of an address.
pub(super) fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// The host of an address, with its port where it has one.
pub(super) fn host_of(url: &str) -> &str {
    let authority = authority(url);
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

/// Which exchanges went to hosts that are none of the platform. Where none of all went to one of them, the hosts say nothing (the traffic
/// may have gone through a proxy, or the spec have no address yet), and none is of another.
#[must_use]
pub fn of_other_hosts(platform: &Platform, exchanges: &[Exchange]) -> Vec<bool> {
    let addresses = std::iter::once(&platform.base_url).chain(&platform.base_urls);
    let own: Vec<String> = addresses.map(|url| host_of(url).to_ascii_lowercase()).collect();
    let is_own = |exchange: &Exchange| {
        let host = exchange.host.to_ascii_lowercase();
        host.is_empty() || own.iter().any(|own| step_fits(own, &host).is_some())
    };
    let found: Vec<bool> = exchanges.iter().map(|exchange| !is_own(exchange)).collect();
    if found.iter().all(|is_other| *is_other) {
        vec![false; found.len()]
    } else {
        found
    }
}

/// The path that every address of a platform begins with: that of its base URL, without a slash at the end.
#[must_use]
pub fn base_path(base_url: &str) -> &str {
    match path_of(base_url).trim_end_matches('/') {
        // Without a path, `path_of` has nothing but what is behind the host.
        path if path.starts_with('/') => path,
        _ => "",
    }
}

/// A path in which ids became placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// `/orders/{id}/lines/{line_id}.json`
    pub template: String,
    /// Names of the placeholders, and whether each stood for digits only.
    pub parameters: Vec<(String, bool)>,
}

/// The route of a path: steps that look like ids become `{id}`, or are called after the step before where there are several.
#[must_use]
pub fn template(path: &str) -> Route {
    let steps: Vec<&str> = path.split('/').collect();
    let is_blot = |step: &str| step.contains(super::secrets::BLOT);
    let is_id = |step: &str| is_thing(bare(step).0) || is_key(step) || is_blot(step);
    let last = steps.iter().rposition(|step| is_id(step));
    let mut parameters: Vec<(String, bool)> = Vec::new();
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if !is_id(step) {
            // A brace would be a placeholder of its own.
            out.push(step.replace(|c: char| matches!(c, '{' | '}') || c.is_control(), ""));
            continue;
        }
        let (text, end) = if is_blot(step) { (*step, "") } else { bare(step) };
        let before = at
            .checked_sub(1)
            .and_then(|at| steps.get(at))
            .copied()
            .unwrap_or_default();
        let before = crate::naming::field(&crate::naming::singular(before));
        let wanted = if Some(at) == last {
            "id".to_owned()
        } else {
            format!("{}_id", before.trim_end_matches('_'))
        };
        let mut name = wanted.clone();
        let mut number = 2;
        while parameters.iter().any(|(taken, _)| *taken == name) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        out.push(format!("{{{name}}}{end}"));
        parameters.push((name, text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 19));
    }
    Route {
        template: out.join("/"),
        parameters,
    }
}

/// A step without the ending that says its form (`12.json`), and the ending with its point. What is no word, and whatever belongs to an
/// address of mail or of a machine, is no ending.
fn bare(step: &str) -> (&str, &str) {
    let said = [".json", ".xml", ".csv"]
        .iter()
        .find(|end| step.ends_with(*end) && step.len() > end.len());
    if let Some(parts) = said.and_then(|end| step.split_at_checked(step.len() - end.len())) {
        return parts;
    }
    let is_whole =
        step.contains('@') || step.contains("%40") || is_number(step) || step.parse::<std::net::IpAddr>().is_ok();
    let at = step.rfind('.').filter(|_| !is_whole);
    let parts = at.and_then(|at| step.split_at_checked(at));
    let is_word = |end: &str| {
        end.len() > 1
            && end.len() <= 6
            && end.bytes().skip(1).all(|byte| byte.is_ascii_alphanumeric())
            && end.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic)
    };
    parts.filter(|(_, end)| is_word(end)).unwrap_or((step, ""))
}

/// Digits with a point in them.
fn is_number(step: &str) -> bool {
    step.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && step.parse::<f64>().is_ok()
}

/// Whether a step stands for one thing among many, in the forms that only paths have.
fn is_thing(step: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let phone = ["+", "%2B", "%2b"].iter().find_map(|sign| step.strip_prefix(sign));
    let date: Vec<&str> = step.split('-').collect();
    let is_date = date.first().is_some_and(|year| year.len() == 4)
        && matches!(date.len(), 2 | 3)
        && date.iter().all(|part| digits(part))
        && date.iter().skip(1).all(|part| part.len() == 2);
    looks_like_id(step)
        || phone.is_some_and(digits)
        || is_number(step)
        || is_date
        || step.contains('.') && step.parse::<std::net::IpAddr>().is_ok()
}

/// Whether a step is a long mixture of digits and letters in both cases: a key of an account more often than a name.
pub(crate) fn is_key(step: &str) -> bool {
    let count = |wanted: fn(&u8) -> bool| step.bytes().filter(wanted).count();
    step.len() >= 20
        && count(u8::is_ascii_digit) >= 2
        && count(u8::is_ascii_uppercase) >= 2
        && count(u8::is_ascii_lowercase) >= 2
}

/// The operations that a request may have been for, by method, path and constant query parameters; the closest first. The path is whole.
#[must_use]
pub fn matches<'p>(
    platform: &'p Platform,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> Vec<(&'p str, &'p Operation)> {
    let base = base_path(&platform.base_url);
    let below = path
        .strip_prefix(base)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(path);
    let mut found: Vec<(usize, &str, &Operation)> = Vec::new();
    for resource in &platform.resources {
        for operation in &resource.operations {
            let verb = operation.method == method || operation.aliases.iter().any(|alias| alias == method);
            let literal = fits(&operation.path, below).or_else(|| fits(&operation.path, path));
            let Some(literal) = literal.filter(|_| verb) else {
                continue;
            };
            let constants = operation
                .query
                .iter()
                .filter_map(|field| match platform.bare(&field.ty) {
                    Type::Const(value) => Some((field.name.written(), value)),
                    _ => None,
                });
            let wanted: Vec<_> = constants.collect();
            let there = |(name, value): &(String, &Literal)| {
                query.iter().any(|(key, text)| key == name && said(value) == *text)
            };
            if wanted.iter().all(there) {
                found.push((literal * 100 + wanted.len().min(99), resource.name.as_str(), operation));
            }
        }
    }
    found.sort_by_key(|(close, _, _)| std::cmp::Reverse(*close));
    let best = found.first().map_or(0, |(close, _, _)| *close);
    found
        .into_iter()
        .filter(|(close, _, _)| *close == best)
        .map(|(_, resource, operation)| (resource, operation))
        .collect()
}

fn said(literal: &Literal) -> String {
    match literal {
        Literal::Null => String::new(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Number(text) | Literal::String(text) => text.clone(),
    }
}

/// Whether a path is one of a template, and how many of its letters are no placeholders.
fn fits(template: &str, path: &str) -> Option<usize> {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    template
        .iter()
        .zip(&path)
        .map(|(wanted, step)| step_fits(wanted, step))
        .sum()
}

/// The same of one step, which may have several placeholders: `{id}.json`.
fn step_fits(wanted: &str, step: &str) -> Option<usize> {
    let Some((before, rest)) = wanted.split_once('{') else {
        return (wanted == step).then_some(wanted.len() + 1);
    };
    let (_, behind) = rest.split_once('}')?;
    let step = step.strip_prefix(before)?;
    if !behind.contains('{') {
        let middle = step.strip_suffix(behind)?;
        return (!middle.is_empty()).then_some(before.len() + behind.len());
    }
    (1..step.len())
        .filter_map(|at| step.get(at..))
        .find_map(|rest| step_fits(behind, rest))
        .map(|found| found + before.len())
}
