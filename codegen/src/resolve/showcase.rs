//! The operations that the front page of a crate shows.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Ground, Span, code, did_you_mean};
use crate::dialect::ShowcaseDef;
use crate::model::{Operation, Platform, Safety, Showcase};
use crate::yaml::At;

/// Finds them, once all resources are read.
pub(super) fn find(scope: &mut Scope<'_>, platform: &Platform, def: Option<&ShowcaseDef>, at: At<'_>) -> Showcase {
    let Some(def) = def else {
        return Showcase::default();
    };
    let mut found = |key: &str, name: Option<&String>| operation(scope, platform, name?, at.get(key));
    let (call, listing, write) = (
        found("call", def.call.as_ref()),
        found("listing", def.listing.as_ref()),
        found("write", def.write.as_ref()),
    );
    let of = |at: (usize, usize)| -> Option<&Operation> { platform.resources.get(at.0)?.operations.get(at.1) };
    if let Some(listing) = listing.and_then(of).filter(|operation| operation.paging.is_none()) {
        let message = format!("`{}` has no further pages", listing.name);
        let help = "a listing has `paginate`; without one on the platform, leave the key out";
        scope.report(Diagnostic::new(code::BAD_SHOWCASE, at.get("listing").span(), message).help(help));
    }
    if let Some(write) = write.and_then(of).filter(|operation| operation.safety == Safety::Read) {
        let message = format!("`{}` writes nothing", write.name);
        let help = "name an operation that creates or changes something";
        scope.report(Diagnostic::new(code::BAD_SHOWCASE, at.get("write").span(), message).help(help));
    }
    Showcase { call, listing, write }
}

fn operation(scope: &mut Scope<'_>, platform: &Platform, name: &str, at: At<'_>) -> Option<(usize, usize)> {
    let (resource, operation) = name.split_once('.').unwrap_or((name, ""));
    for (at, known) in platform
        .resources
        .iter()
        .enumerate()
        .filter(|(_, known)| known.name == resource)
    {
        if let Some(found) = known.operations.iter().position(|known| known.name == operation) {
            return Some((at, found));
        }
    }
    let of = |resource: &crate::model::Resource| {
        let names = resource
            .operations
            .iter()
            .map(|operation| format!("{}.{}", resource.name, operation.name));
        names.collect::<Vec<_>>()
    };
    let known: Vec<String> = platform.resources.iter().flat_map(of).collect();
    let finding = Diagnostic::new(code::UNKNOWN_NAME, at.span(), format!("no operation `{name}`"));
    // It may stand in a file, or a part of one, that could not be read.
    let files: Vec<Ground> = scope.trees.files().map(|id| Ground::Read(Span::whole(id))).collect();
    let grounds: Vec<Ground> = files.into_iter().chain(scope.trees.unread()).collect();
    let is_callback = |of: &crate::model::Resource| {
        of.name == resource && of.callbacks.iter().any(|callback| callback.name == operation)
    };
    let help = if platform.resources.iter().any(is_callback) {
        "it is a callback; an operation that programs call is shown".to_owned()
    } else {
        did_you_mean(name, known.iter().map(String::as_str))
            .unwrap_or_else(|| "name it as `<resource>.<operation>`".to_owned())
    };
    scope.report(finding.help(help).rests_on_all(grounds));
    None
}
