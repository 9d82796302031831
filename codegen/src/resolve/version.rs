//! The version of a crate.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::yaml::At;

/// The version as it stands, if it is one that Cargo takes.
pub(super) fn read(scope: &mut Scope<'_>, text: Option<&str>, at: At<'_>) -> Option<String> {
    let text = text?;
    match semver::Version::parse(text) {
        Ok(_) => Some(text.to_owned()),
        Err(reason) => {
            let finding = Diagnostic::new(
                code::BAD_VERSION,
                at.span(),
                format!("`{text}` is no version: {reason}"),
            );
            scope.report(finding.help("a version is three numbers (`0.2.0`), and may go on as in `1.0.0-rc.1`"));
            None
        }
    }
}
