//! Which operation a request was for.

use super::looks_like_id;
use crate::model::{Literal, Operation, Platform, Type};

/// The path of an address, without host, query and fragment.
pub(super) fn path_of(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => url,
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
    let bare = |step: &str| {
        step.rsplit_once('.')
            .map_or((step.to_owned(), String::new()), |(bare, end)| {
                (bare.to_owned(), format!(".{end}"))
            })
    };
    let is_blot = |step: &str| step.contains(super::secrets::BLOT);
    let is_id = |step: &str| looks_like_id(&bare(step).0) || is_key(step) || is_blot(step);
    let last = steps.iter().rposition(|step| is_id(step));
    let mut parameters: Vec<(String, bool)> = Vec::new();
    let mut out = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if !is_id(step) {
            // A brace would be a placeholder of its own.
            out.push(step.replace(|c: char| matches!(c, '{' | '}') || c.is_control(), ""));
            continue;
        }
        let (text, end) = if is_blot(step) {
            ((*step).to_owned(), String::new())
        } else {
            bare(step)
        };
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

/// Whether a step is a long mixture of digits and letters in both cases: a key of an account more often than a name.
fn is_key(step: &str) -> bool {
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
