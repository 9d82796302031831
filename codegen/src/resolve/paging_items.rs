//! Where the elements of a paginated reply stand, when the operation does not say it.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Ground, Span, code};
use crate::model::{Field, Operation, PageKind, Platform, ReturnKind, Type};

/// How far below its top a reply is searched for lists that its author may mean.
const DEEPEST: usize = 4;
/// Fields of one level that are looked at.
const MOST: usize = 1000;

/// Reports a reply that can have no elements, whatever the operation says of them.
pub(super) fn without_list(scope: &mut Scope<'_>, operation: &Operation) -> bool {
    let returns = &operation.returns;
    let (message, help) = match returns.kind {
        ReturnKind::ByStatus => (
            "replies that differ by status cannot be paged through",
            "give the reply with the list alone, and its `status`; what comes with another one is an error",
        ),
        ReturnKind::None | ReturnKind::Text | ReturnKind::Csv | ReturnKind::Binary => (
            "a reply that is no JSON has no list that could be paged through",
            "leave `paginate` out, or give the type of the reply",
        ),
        ReturnKind::Undocumented => (
            "nothing says what comes, and so where the list is that could be paged through",
            "give the type of the reply by `returns`",
        ),
        ReturnKind::Json if returns.only => (
            "a reply of which a single element is the value cannot be paged through",
            "leave `paginate` out, or `only`",
        ),
        ReturnKind::Json => return false,
    };
    let span = scope.sources.span_at(&operation.place);
    let at_key = scope.trees.below(span, &["paginate"]);
    let finding = Diagnostic::new(code::BAD_PAGING, at_key, message).help(help);
    // What comes may be what could not be read.
    scope.report(finding.rests_on(Ground::Read(scope.trees.extent(span))));
    true
}

/// The dotted path of the only list; a finding where there is none, or several.
pub(super) fn only(
    scope: &mut Scope<'_>,
    platform: &Platform,
    operation: &Operation,
    kind: &PageKind,
) -> Option<String> {
    let at_top = lists(platform, operation, kind);
    if let [only] = at_top.as_slice() {
        return Some(only.clone());
    }
    let deep = if at_top.is_empty() {
        below(platform, operation, kind)
    } else {
        Vec::new()
    };
    let message = match (at_top.as_slice(), deep.as_slice()) {
        ([], []) => "the reply has no list that could be paged through".to_owned(),
        ([], [only]) => format!("the list of the reply stands deeper, at `{only}`"),
        ([], several) => format!(
            "the reply has several lists, all of them deeper: `{}`",
            several.join("`, `")
        ),
        (several, _) => format!("the reply has several lists: `{}`", several.join("`, `")),
    };
    let meant = at_top.first().or(deep.first());
    let items = meant.map_or("path.of.the.list", String::as_str);
    let help = format!(
        "say where the elements stand: `paginate: {{kind: {}, items: {items}}}`",
        kind.name
    );
    let span = scope.sources.span_at(&operation.place);
    let finding = Diagnostic::new(code::BAD_PAGING, span, message).help(help);
    let grounds = grounds(scope, platform, operation, span);
    scope.report(finding.rests_on_all(grounds));
    None
}

/// What must have been read for a list to be missed.
fn grounds(scope: &Scope<'_>, platform: &Platform, operation: &Operation, span: Span) -> Vec<Ground> {
    let types = platform.reachable(&operation.returns.ty, &scope.extends);
    let types = types.iter().filter_map(|id| platform.def(*id));
    let keys = types.map(|def| scope.sources.span_at(&def.place)).chain([span]);
    keys.map(|key| Ground::Read(scope.trees.extent(key))).collect()
}

/// Dotted paths of the lists that can be the elements.
fn lists(platform: &Platform, operation: &Operation, kind: &PageKind) -> Vec<String> {
    let prefix = operation.returns.key.clone().unwrap_or_default();
    let Some(ty) = &operation.returns.ty else {
        return Vec::new();
    };
    if platform.elements(ty).is_some() {
        return vec![prefix];
    }
    let own = || own_fields(platform, kind, ty);
    let mut candidates: Vec<&Field> = own()
        .into_iter()
        .filter(|field| platform.as_list(&field.ty).is_some())
        .collect();
    if candidates.is_empty() {
        candidates = own()
            .into_iter()
            .filter(|field| platform.elements(&field.ty).is_some())
            .collect();
    }
    candidates.iter().map(|field| join(&prefix, field)).collect()
}

/// The fields of a reply, but for those that the platform and the paging added.
fn own_fields<'p>(platform: &'p Platform, kind: &PageKind, ty: &'p Type) -> Vec<&'p Field> {
    let added = |field: &&Field| {
        [&platform.reply, &kind.fields]
            .iter()
            .any(|fields| fields.iter().any(|other| other.name == field.name))
    };
    let fields = platform.as_struct(ty).map_or(&[][..], |shape| &shape.fields);
    fields.iter().filter(|field| !added(field)).collect()
}

fn join(prefix: &str, field: &Field) -> String {
    if prefix.is_empty() {
        field.name.written()
    } else {
        format!("{prefix}.{}", field.name.written())
    }
}

/// Dotted paths of the lists in the objects of a reply: on the level that is nearest to its top.
fn below(platform: &Platform, operation: &Operation, kind: &PageKind) -> Vec<String> {
    let prefix = operation.returns.key.clone().unwrap_or_default();
    let Some(ty) = &operation.returns.ty else {
        return Vec::new();
    };
    let top = own_fields(platform, kind, ty).into_iter();
    let mut level: Vec<(String, &Field)> = top.map(|field| (join(&prefix, field), field)).collect();
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (path, field) in &level {
            let fields = platform.as_struct(&field.ty).map_or(&[][..], |shape| &shape.fields);
            next.extend(fields.iter().map(|field| (join(path, field), field)));
        }
        next.truncate(MOST);
        let lists = next.iter().filter(|(_, field)| platform.as_list(&field.ty).is_some());
        let lists: Vec<String> = lists.map(|(path, _)| path.clone()).collect();
        if !lists.is_empty() {
            return lists;
        }
        level = next;
    }
    Vec::new()
}
