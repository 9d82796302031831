//! The pagination kinds of platform.yaml.

use super::docs::words;
use super::layout::bad_name;
use super::scope::{Home, Scope};
use super::signature::is_header_name;
use super::types::field;
use super::{basis, signs, sizes};
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{InReplyDef, PageDef, PageKindDef, PlatformFile};
use crate::model::{Docs, InReply, PageKind, PageStrategy, Provenance};
use crate::naming;
use crate::yaml::At;

pub(super) fn kinds(scope: &mut Scope<'_>, data: &PlatformFile, at: At<'_>) -> Vec<PageKind> {
    data.pagination
        .iter()
        .filter_map(|(name, def)| kind(scope, name, def, at.get(name)))
        .collect()
}

fn kind(scope: &mut Scope<'_>, name: &str, def: &PageDef, at: At<'_>) -> Option<PageKind> {
    if !naming::is_snake_name(name) {
        bad_name(scope, "a pagination kind", name, at.key_span());
    }
    let strategy = strategy(scope, def, at)?;
    sizes::check(scope, def, at);
    told_twice(scope, def, at);
    dropped(scope, def, at);
    let home = naming::type_name(name);
    let provenance = basis::provenance(scope, def.basis.as_ref(), at.get("basis"), &Provenance::default());
    let fields = field::fields(
        scope,
        &def.fields,
        at.get("fields"),
        Home {
            name: &home,
            resource: None,
            basis: &provenance,
        },
    );
    Some(PageKind {
        name: name.to_owned(),
        docs: Docs {
            provenance,
            ..words!(def, doc, note).docs()
        },
        strategy,
        size: def.size.clone(),
        sizes: def.sizes.clone(),
        default_size: def.default_size,
        min_size: def.min_size,
        max_size: def.max_size,
        fixed_size: def.fixed_size,
        total_pages: in_reply(scope, def.total_pages.as_ref(), at.get("total_pages")),
        total_items: in_reply(scope, def.total_items.as_ref(), at.get("total_items")),
        more: in_reply(scope, def.more.as_ref(), at.get("more")),
        first: def.first,
        drop: def.drop.clone(),
        page: def.page.clone().filter(|_| def.kind == Some(PageKindDef::Keyset)),
        short_page_ends: def.short_page.is_some(),
        fields,
    })
}

fn strategy(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) -> Option<PageStrategy> {
    let kind = def.kind?;
    without_effect(scope, def, kind, at);
    let counted = def.total_pages.is_some() || def.total_items.is_some() || def.more.is_some();
    if def.page.is_some() && kind == PageKindDef::Keyset && !counted {
        let finding = Diagnostic::new(
            code::NO_EFFECT,
            at.get("page").key_span(),
            "`page` has no effect: without a total, nothing says that there is more behind an empty page",
        );
        scope.report(
            finding.help("name the total by `total_pages` or `total_items`, or what says that there is more by `more`"),
        );
    }
    let mut missing = |key: &str| {
        let message = format!("paging of this kind needs the key `{key}`");
        let finding = Diagnostic::new(code::MISSING_KEY, at.key_span(), message);
        scope.report(finding.rests_on(Ground::Read(at.extent())));
    };
    let named = named_as(def, kind);
    let mut needed = |value: &Option<String>, key: &str| {
        // It has the name of that of another kind.
        if value.is_none() && named.is_none() {
            missing(key);
        }
        value.clone().unwrap_or_default()
    };
    Some(match kind {
        PageKindDef::Page => PageStrategy::Page {
            param: needed(&def.page, "page"),
        },
        PageKindDef::Offset => PageStrategy::Offset {
            param: needed(&def.offset, "offset"),
        },
        PageKindDef::Cursor => PageStrategy::Cursor {
            param: needed(&def.cursor, "cursor"),
            next: next(scope, def, at),
        },
        PageKindDef::Link => PageStrategy::Link {
            next: next(scope, def, at),
        },
        PageKindDef::Keyset => {
            if def.set.is_empty() {
                missing("set");
            }
            PageStrategy::Keyset {
                set: def
                    .set
                    .iter()
                    .map(|(param, field)| (param.clone(), field.clone()))
                    .collect(),
            }
        }
    })
}

/// Keys that paging of another kind has.
fn without_effect(scope: &mut Scope<'_>, def: &PageDef, kind: PageKindDef, at: At<'_>) {
    use PageKindDef::{Cursor, Keyset, Link, Offset, Page};
    let keys: [(&str, bool, &[PageKindDef]); 9] = [
        ("page", def.page.is_some(), &[Page, Keyset]),
        ("offset", def.offset.is_some(), &[Offset]),
        ("set", !def.set.is_empty(), &[Keyset]),
        ("cursor", def.cursor.is_some(), &[Cursor]),
        ("next", def.next.is_some(), &[Cursor, Link]),
        ("first", def.first.is_some(), &[Page, Offset, Keyset]),
        ("total_pages", def.total_pages.is_some(), &[Page, Keyset, Cursor, Link]),
        ("short_page", def.short_page.is_some(), &[Page, Offset, Keyset]),
        ("drop", !def.drop.is_empty(), &[Page, Offset, Keyset, Cursor]),
    ];
    for (key, is_there, kinds) in keys {
        let numbers = key != "first" || kind != Keyset || def.page.is_some();
        if is_there && !(kinds.contains(&kind) && numbers) {
            let finding = Diagnostic::new(
                code::NO_EFFECT,
                at.get(key).key_span(),
                format!("`{key}` has no effect on paging of this kind"),
            );
            let named = named_as(def, kind).filter(|(wrong, ..)| *wrong == key);
            let mend = named.map(|(_, right, param)| format!("the parameter of this kind is `{right}: {param}`"));
            let mend = mend.or_else(|| instead(key, kind).map(ToOwned::to_owned));
            scope.report(finding.maybe_help(mend));
        }
    }
}

/// The parameter of a kind under the key of another one: that key, its own, and the parameter.
fn named_as(def: &PageDef, kind: PageKindDef) -> Option<(&'static str, &'static str, &str)> {
    let keys = [
        ("page", PageKindDef::Page, &def.page),
        ("offset", PageKindDef::Offset, &def.offset),
        ("cursor", PageKindDef::Cursor, &def.cursor),
    ];
    let (right, ..) = keys.iter().find(|(_, of, param)| *of == kind && param.is_none())?;
    let mut given = keys
        .iter()
        .filter_map(|(key, _, param)| Some((*key, *right, param.as_deref()?)));
    given.next().filter(|_| given.next().is_none())
}

/// What to write in place of a key of another kind, where that is not plain.
fn instead(key: &str, kind: PageKindDef) -> Option<&'static str> {
    match (key, kind) {
        ("total_pages", PageKindDef::Offset) => {
            Some("pages may be of any size here; name the number of elements by `total_items`")
        }
        ("first", PageKindDef::Keyset) => Some("it is what the first page is called; name the parameter by `page`"),
        ("short_page", PageKindDef::Cursor | PageKindDef::Link) => Some("it ends where the reply names no next page"),
        ("drop", PageKindDef::Link) => Some("the address of the next page says all there is to send"),
        _ => None,
    }
}

/// Where the reply names the next page.
fn next(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) -> InReply {
    in_reply(scope, def.next.as_ref(), at.get("next")).unwrap_or_else(|| {
        if def.next.is_none() {
            let finding = Diagnostic::new(
                code::MISSING_KEY,
                at.key_span(),
                "paging of this kind needs the key `next`",
            );
            scope.report(finding.help("the path of what names the next page, or `{header: Link}`"));
        }
        InReply::Body(String::new())
    })
}

fn in_reply(scope: &mut Scope<'_>, def: Option<&InReplyDef>, at: At<'_>) -> Option<InReply> {
    match def? {
        InReplyDef::Path(path) => {
            // What is no path leads nowhere; the finding says so.
            signs::below(scope, code::BAD_PAGING, path, at).then(|| InReply::Body(path.clone()))
        }
        InReplyDef::Header(def) => {
            let name = def.header.clone()?;
            if !is_header_name(&name) {
                let span = at.get("header").span();
                scope.report(Diagnostic::new(code::BAD_PAGING, span, "no header can have this name"));
            }
            Some(InReply::Header(name))
        }
    }
}

/// Parameters that go and come again with the next page.
fn dropped(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let own = match def.kind {
        Some(PageKindDef::Page) => def.page.iter().collect::<Vec<_>>(),
        Some(PageKindDef::Offset) => def.offset.iter().collect(),
        Some(PageKindDef::Cursor) => def.cursor.iter().collect(),
        Some(PageKindDef::Keyset) => def.set.keys().collect(),
        Some(PageKindDef::Link) | None => Vec::new(),
    };
    for (index, name) in def.drop.iter().enumerate().filter(|(_, name)| own.contains(name)) {
        let message = format!("`drop` of `{name}` has no effect: by it the next page is asked for");
        let finding = Diagnostic::new(code::NO_EFFECT, at.get("drop").item(index).span(), message);
        scope.report(finding.help("`drop` is for what the first page is asked for with, and no other"));
    }
}

/// One thing that is to mean two.
fn told_twice(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let text = |value: &Option<String>| value.clone();
    let place = |value: &Option<InReplyDef>| match value.as_ref()? {
        InReplyDef::Path(path) => Some(path.clone()),
        InReplyDef::Header(def) => Some(format!("header {}", def.header.as_ref()?.to_ascii_lowercase())),
    };
    let sent = ["page", "offset", "cursor", "size"].into_iter().zip([
        text(&def.page),
        text(&def.offset),
        text(&def.cursor),
        text(&def.size),
    ]);
    let read = ["next", "total_pages", "total_items", "more"].into_iter().zip([
        place(&def.next),
        place(&def.total_pages),
        place(&def.total_items),
        place(&def.more),
    ]);
    for (what, keys) in [
        ("query parameter", sent.collect::<Vec<_>>()),
        ("place in the reply", read.collect()),
    ] {
        for (index, (key, value)) in keys.iter().enumerate() {
            let before = keys.iter().take(index).find(|(_, other)| other == value);
            if let (Some(_), Some((other, _))) = (value, before) {
                let message = format!("`{other}` and `{key}` are the same {what}");
                scope.report(Diagnostic::new(code::BAD_PAGING, at.get(key).span(), message));
            }
        }
    }
}
