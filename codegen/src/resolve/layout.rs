//! Names of folders, files and what stands in them.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Diagnostics, Span, code};
use crate::dialect::PlatformFile;
use crate::file_name;
use crate::load::{LoadedPlatform, SpecFile};
use crate::naming;
use crate::yaml::At;

/// A folder whose `platform.yaml` is not there. One that cannot be read has its findings already.
pub(super) fn without_platform(loaded: &LoadedPlatform, found: &mut Diagnostics) {
    let first = loaded
        .resources
        .first()
        .map(|file| file.file)
        .or_else(|| loaded.examples.first().map(|file| file.file));
    if let (Some(file), false) = (first, loaded.trees.is_incomplete()) {
        let message = format!("`{}` has no platform.yaml", loaded.folder);
        let finding = Diagnostic::new(code::MISSING_PLATFORM, Span::top(file), message);
        found.push(finding.help(format!(
            "copy that of another platform to specs/{}/ and change what it says, or move these files",
            loaded.folder
        )));
    }
}

/// Names of a platform's files against what the files say.
pub(super) fn check(scope: &mut Scope<'_>, loaded: &LoadedPlatform, platform: &SpecFile<PlatformFile>) {
    let at = At::top(&platform.node).get("platform");
    agree(
        scope,
        "platform",
        platform.data.platform.as_ref(),
        &loaded.folder,
        at.span(),
    );
    for resource in &loaded.resources {
        let at = At::top(&resource.node);
        agree(
            scope,
            "resource",
            resource.data.resource.as_ref(),
            &resource.stem,
            at.get("resource").span(),
        );
        for (section, names) in [
            ("operations", resource.data.operations.keys()),
            ("callbacks", resource.data.callbacks.keys()),
        ] {
            for name in names.filter(|name| !naming::is_snake_name(name)) {
                bad_name(scope, "an operation", name, at.get(section).get(name).key_span());
            }
        }
    }
}

fn agree(scope: &mut Scope<'_>, what: &str, said: Option<&String>, stands_in: &str, span: Span) {
    if !naming::is_snake_name(stands_in) {
        bad_name(scope, &format!("a {what}"), stands_in, span);
    } else if let Some(reason) = file_name::problem_of_spec(stands_in) {
        let message = format!("`{stands_in}` cannot be the name of a {what}: {reason}");
        let finding = Diagnostic::new(code::UNPORTABLE_NAME, span, message);
        scope.report(finding.help("files and folders get this name, and every system must be able to hold them"));
    }
    if let Some(said) = said.filter(|said| *said != stands_in) {
        let finding = Diagnostic::new(
            code::NAME_MISMATCH,
            span,
            format!("{what} `{said}` stands in `{stands_in}`"),
        );
        scope.report(finding.help("the name inside and the name of the file or folder are the same"));
    }
}

pub(super) fn bad_name(scope: &mut Scope<'_>, what: &str, name: &str, span: Span) {
    let finding = Diagnostic::new(code::BAD_NAME, span, format!("`{name}` cannot be the name of {what}"));
    scope.report(finding.help(format!(
        "names are ASCII in snake_case, such as `{}`",
        naming::field(name)
    )));
}
