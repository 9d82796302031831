//! Addresses that paths are put behind.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::PlatformFile;
use crate::yaml::At;

/// Refuses what cannot stand in front of a path, or would hand out credentials with the crate.
pub(super) fn check(scope: &mut Scope<'_>, data: &PlatformFile, at: At<'_>) {
    if let Some(url) = &data.base_url {
        one(scope, "base_url", url, at.get("base_url"));
    }
    for (index, url) in data.base_urls.iter().enumerate() {
        one(scope, "base_urls", url, at.get("base_urls").item(index));
    }
}

fn one(scope: &mut Scope<'_>, key: &str, url: &str, at: At<'_>) {
    let Some((what, advice)) = problem(url) else { return };
    let finding = Diagnostic::new(
        code::BAD_ADDRESS,
        at.span(),
        format!("an address of `{key}` has {what}"),
    );
    scope.report(finding.help(advice));
}

/// What an address has that is neither host nor path, and what to do.
fn problem(url: &str) -> Option<(&'static str, &'static str)> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        let advice = "take it out, and declare the credentials under `auth`: `basic: {kind: basic, username: \"{login}\", password: \"{password}\"}`";
        return Some(("a login in front of its host", advice));
    }
    let rest = url.find(['?', '#']).and_then(|at| url.get(at..))?;
    if rest.starts_with('?') {
        let advice = "leave it out; credentials are declared under `auth` (`key: {kind: query, params: {api_key: \"{api_key}\"}}`), others under `query` of the operations";
        return Some(("a query, behind which no path can stand", advice));
    }
    Some(("a fragment, which is never sent", "leave out `#` and what follows it"))
}
