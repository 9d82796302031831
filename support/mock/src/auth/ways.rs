//! In which ways a request brings credentials.

use std::collections::BTreeSet;

use tradewire_codegen::model::{AuthKind, AuthScheme, Operation};

use super::{Wrong, held};
use crate::read::Parts;

/// Where credentials stand: headers and parameters, as sentences name them.
type Way = BTreeSet<String>;

/// Credentials that come in several ways, by whichever schemes of the operation. Schemes that use one and the same header, or some of the same
/// parameters, are one way.
pub(super) fn several(operation: &Operation, schemes: &[&AuthScheme], parts: &Parts<'_>) -> Option<String> {
    let mut ways: Vec<Way> = Vec::new();
    for scheme in schemes {
        let mut way = way(operation, scheme, parts);
        if way.is_empty() {
            continue;
        }
        ways.retain(|known| {
            let is_same = !known.is_disjoint(&way);
            if is_same {
                way.extend(known.iter().cloned());
            }
            !is_same
        });
        ways.push(way);
    }
    if ways.len() < 2 {
        return None;
    }
    let named: Vec<String> = ways
        .iter()
        .map(|way| way.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
        .collect();
    Some(format!("several ones: {}", named.join(" and ")))
}

/// Where the credentials of one scheme stand; nowhere if the request has none of its form.
fn way(operation: &Operation, scheme: &AuthScheme, parts: &Parts<'_>) -> Way {
    if matches!(held(scheme, None, parts), Err(Wrong::Absent)) {
        return Way::new();
    }
    let header = |name: &str| format!("the header `{}`", name.to_ascii_lowercase());
    match &scheme.kind {
        AuthKind::Basic { .. } | AuthKind::OAuth1 { .. } => Way::from([header("authorization")]),
        AuthKind::Header { header: name, .. } => Way::from([header(name)]),
        AuthKind::Query { params } => {
            let is_sent = |name: &str| parts.query.iter().any(|(key, _)| key == name);
            // A parameter that the operation has for itself is no credential.
            let is_own = |name: &str| operation.query.iter().any(|field| field.name.matches(name));
            params
                .iter()
                .map(|(name, _)| name.as_str())
                .filter(|name| is_sent(name) && !is_own(name))
                .map(|name| format!("the parameter `{name}`"))
                .collect()
        }
    }
}
