//! Weights of operations, where no limit counts by them.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::CountedDef;
use crate::model::{Charge, RateLimit};
use crate::yaml::At;

/// Weights are counted in windows: what limits requests at once takes each for one.
pub(super) fn idle(
    scope: &mut Scope<'_>,
    limits: &[RateLimit],
    charges: &[Charge],
    (def, weight): (Option<&CountedDef>, Option<u32>),
    at: At<'_>,
) {
    let counts = |charge: &Charge| limits.get(charge.limit).is_some_and(|limit| limit.requests.is_some());
    if weight.is_some() && !charges.is_empty() && !charges.iter().any(counts) {
        let names: Vec<&str> = charges
            .iter()
            .filter_map(|charge| limits.get(charge.limit))
            .map(|limit| limit.name.as_str())
            .collect();
        let have = if names.len() == 1 { "has" } else { "have" };
        let message = format!("`weight` has no effect: `{}` {have} no `requests`", names.join("`, `"));
        let finding = Diagnostic::new(code::NO_EFFECT, at.get("weight").key_span(), message);
        scope.report(finding.help(AT_ONCE));
    }
    if let Some(CountedDef::Weighted(_)) = def {
        each(scope, limits, charges, at.get("limit"));
    }
}

const AT_ONCE: &str = "with `parallel` alone, each request that is under way takes one place; leave the weight out";

/// Weights of single limits that count nothing.
pub(super) fn each(scope: &mut Scope<'_>, limits: &[RateLimit], charges: &[Charge], at: At<'_>) {
    for charge in charges.iter().filter(|charge| charge.weight > 1) {
        let Some(limit) = limits.get(charge.limit).filter(|limit| limit.requests.is_none()) else {
            continue;
        };
        let message = format!("a weight in `{}` has no effect: it has no `requests`", limit.name);
        let finding = Diagnostic::new(code::NO_EFFECT, at.get(&limit.name).span(), message);
        scope.report(finding.help("with `parallel` alone, each request that is under way takes one place: write 1"));
    }
}
