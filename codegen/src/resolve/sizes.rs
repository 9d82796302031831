//! Sizes of pages: that they do not contradict each other.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::PageDef;
use crate::yaml::At;

pub(super) fn check(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let chosen = [
        ("size", def.size.is_some()),
        ("sizes", !def.sizes.is_empty()),
        ("default_size", def.default_size.is_some()),
        ("min_size", def.min_size.is_some()),
        ("max_size", def.max_size.is_some()),
    ];
    let chosen: Vec<&str> = chosen.iter().filter(|(_, there)| *there).map(|(key, _)| *key).collect();
    if def.fixed_size.is_some() {
        if !chosen.is_empty() {
            let message = format!("`fixed_size` and `{}` exclude each other", chosen.join("`, `"));
            let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.get("fixed_size").key_span(), message);
            scope.report(finding.help(
                "`fixed_size` is for pages whose size nobody can choose; what holds where none is given is `default_size`",
            ));
        }
    } else if def.size.is_none() && !chosen.is_empty() {
        let finding = Diagnostic::new(
            code::BAD_PAGING,
            at.key_span(),
            "a size that can be chosen needs its query parameter",
        );
        scope.report(finding.help("name it by `size`, or say `fixed_size`"));
    }
    empty(scope, def, at);
    bounds(scope, def, at);
}

/// Pages hold something.
fn empty(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let single = [
        ("`fixed_size`", def.fixed_size),
        ("`default_size`", def.default_size),
        ("`min_size`", def.min_size),
        ("`max_size`", def.max_size),
    ];
    let zero = single.into_iter().filter(|(_, size)| *size == Some(0));
    let mut places: Vec<(&str, At<'_>)> = zero.map(|(key, _)| (key, at.get(key.trim_matches('`')))).collect();
    let listed = def.sizes.iter().enumerate().filter(|(_, size)| **size == 0);
    places.extend(listed.map(|(index, _)| ("a size", at.get("sizes").item(index))));
    for (key, here) in places {
        let message = format!("{key} is at least 1: a page without elements says that there are no more");
        scope.report(Diagnostic::new(code::OUT_OF_RANGE, here.span(), message));
    }
}

/// Sizes beyond the bounds, or beside those that are listed.
fn bounds(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let mut report = |here: At<'_>, message: String| {
        scope.report(Diagnostic::new(code::BAD_PAGING, here.span(), message));
    };
    let (least, most) = (def.min_size, def.max_size);
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        report(
            at.get("min_size"),
            format!("the least size {least} is greater than the greatest {most}"),
        );
        return;
    }
    let beyond = |size: u32| match (least, most) {
        (Some(least), _) if size < least => Some(format!("is less than the least, {least}")),
        (_, Some(most)) if size > most => Some(format!("is greater than the greatest, {most}")),
        _ => None,
    };
    if let Some(size) = def.default_size {
        let unlisted = !def.sizes.is_empty() && !def.sizes.contains(&size);
        let why = beyond(size).or_else(|| unlisted.then(|| "is none of `sizes`".to_owned()));
        if let Some(why) = why {
            report(
                at.get("default_size"),
                format!("the size {size} that holds where none is given {why}"),
            );
        }
    }
    for (index, size) in def.sizes.iter().enumerate() {
        let here = at.get("sizes").item(index);
        if def.sizes.iter().take(index).any(|earlier| earlier == size) {
            report(here, format!("the size {size} stands twice"));
        } else if let Some(why) = beyond(*size) {
            report(here, format!("the size {size} {why}"));
        }
    }
}
