//! Operations and types without a word on what they are.

use super::Check;
use crate::diagnostics::{Ground, Span, code};

pub(super) fn check(check: &mut Check<'_>) {
    let mut missing = Vec::new();
    for resource in &check.platform.resources {
        let operations = resource
            .operations
            .iter()
            .map(|operation| (&operation.name, &operation.docs, &operation.place));
        let callbacks = resource
            .callbacks
            .iter()
            .map(|callback| (&callback.name, &callback.docs, &callback.place));
        for (name, docs, place) in operations.chain(callbacks) {
            if docs.doc.is_none() {
                missing.push((format!("`{}.{name}`", resource.name), place));
            }
        }
    }
    for def in check
        .platform
        .types
        .iter()
        .filter(|def| !def.inline && def.form.is_none() && def.docs.doc.is_none())
    {
        missing.push((format!("type `{}`", def.name), &def.place));
    }
    for (what, place) in missing {
        let finding = check.at(code::MISSING_DOC, place, format!("{what} has no `doc`"));
        let file = Ground::Right(Span::whole(finding.span.file));
        check.report(
            finding
                .help("one short sentence that says what the name does not")
                .rests_on(file),
        );
    }
}
