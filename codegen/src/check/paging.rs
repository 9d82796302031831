//! Whether paging can work: the elements are a list, the totals are in the reply, the parameters are declared.

use super::params::is_segment;
use super::{Check, paging_kind};
use crate::diagnostics::{Ground, code};
use crate::model::{
    AtPath, Field, InReply, Operation, PageKind, PageStrategy, Platform, Returns, Scalar, Type, WireName, field_of_key,
};

pub(super) fn check(check: &mut Check<'_>) {
    for kind in &check.platform.pagination {
        paging_kind::check(check, kind);
    }
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let Some(paging) = &operation.paging else { continue };
            let Some(kind) = check.platform.pagination.get(paging.kind) else {
                continue;
            };
            let at_items = in_reply(check.platform, &operation.returns, &paging.items, &kind.fields);
            reply(check, operation, kind, at_items, &paging.items);
            parameters(check, operation, kind);
            paging_kind::addresses(check, operation, kind);
        }
    }
}

/// What stands at a dotted path of the whole reply, wrapper key included; `beside` it stand these fields.
pub(super) fn in_reply<'p>(
    platform: &'p Platform,
    returns: &'p Returns,
    path: &str,
    beside: &'p [Field],
) -> AtPath<'p> {
    let Some(ty) = &returns.ty else { return AtPath::Open };
    let Some(key) = &returns.key else {
        return match platform.at_path(ty, path) {
            AtPath::Nowhere => platform.at_path_in(&platform.reply, path),
            found => found,
        };
    };
    if path == key {
        return AtPath::Type(ty);
    }
    match path.strip_prefix(key.as_str()).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) => platform.at_path(ty, rest),
        // Beside the wrapper key stand the fields of the platform and of the paging, or what nobody wrote down.
        None => [beside, &platform.reply]
            .into_iter()
            .map(|fields| platform.at_path_in(fields, path))
            .find(|found| *found != AtPath::Nowhere)
            .unwrap_or(AtPath::Open),
    }
}

fn reply(check: &mut Check<'_>, operation: &Operation, kind: &PageKind, at_items: AtPath<'_>, items: &str) {
    let element = match at_items {
        AtPath::Type(ty) => check.platform.elements(ty),
        AtPath::Open => return untyped(check, operation, items),
        AtPath::Nowhere => None,
    };
    let Some(element) = element else {
        let finding = check.lacking(
            code::BAD_PAGING,
            &operation.place,
            format!("the reply has no list at `{items}`"),
        );
        let types = check.types(&operation.returns.ty, Ground::Read);
        check.report(
            finding
                .help("`paginate: {kind: …, items: path.of.the.list}`")
                .rests_on_all(types),
        );
        return;
    };
    if !leads_by_fields(check.platform, &operation.returns, items) {
        let message = format!("the list at `{items}` is no field of the reply, or of an object in it");
        let finding = check.lacking(code::BAD_PAGING, &operation.place, message);
        check.report(finding.help("what stands in a list, a map or a union cannot be paged through"));
    }
    let told = [
        kind.total_pages.as_ref(),
        kind.total_items.as_ref(),
        kind.more.as_ref(),
        kind.next(),
    ];
    for path in told.into_iter().flatten().filter_map(InReply::path) {
        if in_reply(check.platform, &operation.returns, path, &kind.fields) == AtPath::Nowhere {
            let message = format!(
                "pagination kind `{}` reads `{path}`, which the reply does not have",
                kind.name
            );
            let finding = check.lacking(code::BAD_PAGING, &operation.place, message);
            let types = check.types(&operation.returns.ty, Ground::Read);
            let kind = declaration(check, kind);
            check.report(
                finding
                    .help("declare it in the reply, or among the `fields` of the kind")
                    .rests_on_all(types.into_iter().chain(kind)),
            );
        }
    }
    address(check, operation, kind);
    cursor(check, operation, kind);
    truth(check, operation, kind);
    if let PageStrategy::Keyset { set } = &kind.strategy {
        for (_, field) in set {
            if check.platform.at_path(element, field) == AtPath::Nowhere {
                let message = format!(
                    "pagination kind `{}` goes on from `{field}`, which the elements do not have",
                    kind.name
                );
                let finding = check.lacking(code::BAD_PAGING, &operation.place, message);
                let types = check.types([element], Ground::Read);
                check.report(finding.help("each element has to hold it").rests_on_all(types));
            }
        }
    }
}

/// A list without a type would not be paged through.
fn untyped(check: &mut Check<'_>, operation: &Operation, items: &str) {
    let finding = check.lacking(
        code::BAD_PAGING,
        &operation.place,
        format!("nothing says that there is a list at `{items}`"),
    );
    let types = check.types(&operation.returns.ty, Ground::Read);
    check.report(
        finding
            .help("give the reply a type that has it, such as `[any]`")
            .rests_on_all(types),
    );
}

/// Whether a dotted path goes from object to object; what stands elsewhere has no place of its own in Rust.
fn leads_by_fields(platform: &Platform, returns: &Returns, path: &str) -> bool {
    let key = returns.key.as_deref().unwrap_or_default();
    let below = path.strip_prefix(key).unwrap_or(path);
    let mut steps = below.split('.').filter(|step| !step.is_empty());
    let Some(top) = &returns.ty else { return true };
    let last = steps.try_fold(top, |here, step| {
        let fields = &platform.as_struct(here)?.fields;
        let field = field_of_key(fields, step)?;
        (matches!(field.name, WireName::Plain(_)) && field.clear.is_none()).then_some(&field.ty)
    });
    last.is_some()
}

/// What a kind says: one with a slip may mean something else.
fn declaration(check: &Check<'_>, kind: &PageKind) -> Option<Ground> {
    let place = check.places.get(&format!("pagination.{}", kind.name))?;
    Some(Ground::Right(check.trees.extent(check.span(place))))
}

/// An address is a text.
fn address(check: &mut Check<'_>, operation: &Operation, kind: &PageKind) {
    let PageStrategy::Link {
        next: InReply::Body(path),
    } = &kind.strategy
    else {
        return;
    };
    let AtPath::Type(ty) = in_reply(check.platform, &operation.returns, path, &kind.fields) else {
        return;
    };
    if !matches!(check.platform.bare(ty), Type::Scalar(Scalar::String | Scalar::Any)) {
        let message = format!(
            "pagination kind `{}` takes `{path}` for the address of the next page, but it is no `string`",
            kind.name
        );
        let finding = check.at(code::BAD_PAGING, &operation.place, message);
        let finding = finding.rests_on_all(declaration(check, kind));
        check.report(finding.help("name the text itself (`links.next.href`); pages by number or by elements are `kind: page` and `kind: offset`"));
    }
}

/// A cursor is one value.
fn cursor(check: &mut Check<'_>, operation: &Operation, kind: &PageKind) {
    let PageStrategy::Cursor {
        next: InReply::Body(path),
        ..
    } = &kind.strategy
    else {
        return;
    };
    let AtPath::Type(ty) = in_reply(check.platform, &operation.returns, path, &kind.fields) else {
        return;
    };
    if !is_segment(check, ty, 0) || matches!(check.platform.bare(ty), Type::Scalar(Scalar::Boolean | Scalar::Flag)) {
        let message = format!(
            "pagination kind `{}` takes `{path}` for the next cursor, but it is no text or number",
            kind.name
        );
        let finding = check.at(code::BAD_PAGING, &operation.place, message);
        let finding = finding.rests_on_all(declaration(check, kind));
        check.report(finding.help("name the value itself (`paging.next.cursor`); whether there is more is `more`"));
    }
}

/// Whether there is more is true or false.
fn truth(check: &mut Check<'_>, operation: &Operation, kind: &PageKind) {
    let Some(InReply::Body(path)) = &kind.more else { return };
    let AtPath::Type(ty) = in_reply(check.platform, &operation.returns, path, &kind.fields) else {
        return;
    };
    let fits = matches!(
        check.platform.bare(ty),
        Type::Scalar(Scalar::Boolean | Scalar::Flag | Scalar::Any)
    );
    if !fits {
        let message = format!(
            "pagination kind `{}` takes `{path}` for whether there is more, but it is no `boolean`",
            kind.name
        );
        let finding = check.at(code::BAD_PAGING, &operation.place, message);
        let finding = finding.rests_on_all(declaration(check, kind));
        check.report(finding.help(
            "`more` is `true` or `false`; numbers are `total_items` or `total_pages`, what names the next page is `next`",
        ));
    }
}

/// A place or a size is one value; what a keyset sends may be an element of a list.
fn one_value(check: &mut Check<'_>, operation: &Operation, kind: &PageKind, name: &str, in_body: &[Field]) {
    let is_key = matches!(&kind.strategy, PageStrategy::Keyset { set } if set.iter().any(|(param, _)| param == name));
    let mut declared = [operation.query.as_slice(), in_body]
        .into_iter()
        .map(|fields| check.platform.at_path_in(fields, name));
    let ty = declared.find_map(|found| match found {
        AtPath::Type(ty) => Some(ty),
        AtPath::Open | AtPath::Nowhere => None,
    });
    if let Some(ty) = ty.filter(|ty| !is_key && !is_segment(check, ty, 0)) {
        let shape = match check.platform.bare(ty) {
            Type::List(_) => "a list",
            _ => "no single value",
        };
        let message = format!("pagination kind `{}` sends `{name}`, which is {shape}", kind.name);
        let finding = check.at(code::BAD_PAGING, &operation.place, message);
        let kind = declaration(check, kind);
        check.report(
            finding
                .help("the parameter of a place or size takes a number or a text")
                .rests_on_all(kind),
        );
    }
}

fn parameters(check: &mut Check<'_>, operation: &Operation, kind: &PageKind) {
    let mut names: Vec<&String> = match &kind.strategy {
        PageStrategy::Page { param } | PageStrategy::Offset { param } | PageStrategy::Cursor { param, .. } => {
            vec![param]
        }
        // The address has them.
        PageStrategy::Link { .. } => Vec::new(),
        PageStrategy::Keyset { set } => set.iter().map(|(param, _)| param).collect(),
    };
    names.extend(&kind.size);
    names.extend(&kind.page);
    let in_body: &[Field] = match operation.body.as_ref().and_then(|body| body.ty.as_ref()) {
        Some(ty @ Type::Named(_)) => check.platform.as_struct(ty).map_or(&[], |shape| &shape.fields),
        _ => &[],
    };
    for name in names {
        let declared = [operation.query.as_slice(), in_body]
            .into_iter()
            .any(|fields| check.platform.at_path_in(fields, name) != AtPath::Nowhere);
        if !declared {
            let message = format!(
                "pagination kind `{}` sends `{name}`, which the query does not declare",
                kind.name
            );
            let finding = check.lacking(code::UNDECLARED_PAGING_PARAMETER, &operation.place, message);
            let kind = declaration(check, kind);
            check.report(
                finding
                    .help("declare it, so that callers can choose it")
                    .rests_on_all(kind),
            );
        }
        one_value(check, operation, kind, name, in_body);
    }
}
