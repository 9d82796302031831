//! What asks for a name in Rust, and which of two gets it.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostics::{Ground, code};
use crate::model::Place;
use crate::naming;

/// A thing that is to have a name.
pub(super) struct Claim<'a> {
    /// The name in Rust.
    pub(super) name: String,
    /// `rust:`, where the spec asks for it.
    pub(super) asked: Option<&'a String>,
    /// What it is, for the reader.
    pub(super) what: String,
    pub(super) place: &'a Place,
    /// How it gets another name, where that is not the usual way.
    pub(super) mend: Option<String>,
}

impl<'a> Claim<'a> {
    pub(super) fn derived(name: impl Into<String>, what: impl Into<String>, place: &'a Place) -> Self {
        Self {
            name: name.into(),
            asked: None,
            what: what.into(),
            place,
            mend: None,
        }
    }

    /// Named after `rust:` if it is given. Its case is mended by the plan: `rust: is_exactly` of an enum value is `IsExactly`.
    pub(super) fn new(
        asked: Option<&'a String>,
        mended: fn(&str) -> String,
        derived: String,
        wire: &str,
        place: &'a Place,
    ) -> Self {
        Self {
            name: asked.map_or(derived, |name| mended(name)),
            asked,
            what: format!("`{wire}`"),
            place,
            mend: None,
        }
    }
}

/// Each name is an identifier and stands once.
pub(super) fn unique(check: &mut Check<'_>, claims: Vec<Claim<'_>>, mended: fn(&str) -> String, help: &str) {
    let mut first: BTreeMap<String, Claim<'_>> = BTreeMap::new();
    for claim in claims {
        if let Some(asked) = claim.asked.filter(|asked| !naming::is_identifier(asked)) {
            let finding = check.at(
                code::BAD_RUST_NAME,
                claim.place,
                format!("`rust: {asked}` is no identifier"),
            );
            check.report(finding.help(format!("a name such as `{}`", mended(asked))));
        } else if let Some(earlier) = first.get(&claim.name) {
            let span = check.span(earlier.place);
            let message = format!("{} and {} are both `{}` in Rust", earlier.what, claim.what, claim.name);
            // A thing that is not right may go, and its name with it.
            let right = [earlier.place, claim.place].map(|place| Ground::Read(check.span(place)));
            let finding = check.at(code::SAME_RUST_NAME, claim.place, message).rests_on_all(right);
            let help = earlier.mend.as_deref().unwrap_or(help);
            check.report(finding.related(span, "the other one").help(help));
        } else {
            first.insert(claim.name.clone(), claim);
        }
    }
}
