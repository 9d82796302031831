//! The pagination kinds of platform.yaml.

use super::basis;
use super::docs::words;
use super::layout::bad_name;
use super::scope::{Home, Scope};
use super::types::field;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{PageDef, PageKindDef, PlatformFile};
use crate::model::{Docs, PageKind, PageStrategy, Provenance};
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
    sizes(scope, def, at);
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
        total_pages: def.total_pages.clone(),
        total_items: def.total_items.clone(),
        drop: def.drop.clone(),
        page: def.page.clone().filter(|_| def.kind == Some(PageKindDef::Keyset)),
        short_page_ends: def.short_page.is_some(),
        fields,
    })
}

fn strategy(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) -> Option<PageStrategy> {
    let kind = def.kind?;
    let of = |wanted| kind != wanted;
    let surplus = [
        ("page", def.page.is_some() && kind == PageKindDef::Cursor),
        ("set", !def.set.is_empty() && of(PageKindDef::Keyset)),
        ("cursor", def.cursor.is_some() && of(PageKindDef::Cursor)),
        ("next", def.next.is_some() && of(PageKindDef::Cursor)),
    ];
    for (key, _) in surplus.iter().filter(|(_, surplus)| *surplus) {
        scope.report(Diagnostic::new(
            code::NO_EFFECT,
            at.get(key).key_span(),
            format!("`{key}` has no effect on paging of this kind"),
        ));
    }
    let mut needed = |value: &Option<String>, key: &str| {
        if value.is_none() {
            let message = format!("paging of this kind needs the key `{key}`");
            let finding = Diagnostic::new(code::MISSING_KEY, at.key_span(), message);
            scope.report(finding.rests_on(Ground::Read(at.extent())));
        }
        value.clone().unwrap_or_default()
    };
    Some(match kind {
        PageKindDef::Page => PageStrategy::Page {
            param: needed(&def.page, "page"),
        },
        PageKindDef::Cursor => PageStrategy::Cursor {
            param: needed(&def.cursor, "cursor"),
            next: needed(&def.next, "next"),
        },
        PageKindDef::Keyset => {
            if def.set.is_empty() {
                needed(&None, "set");
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

fn sizes(scope: &mut Scope<'_>, def: &PageDef, at: At<'_>) {
    let chosen =
        def.min_size.is_some() || def.max_size.is_some() || def.default_size.is_some() || !def.sizes.is_empty();
    if chosen && def.size.is_none() {
        let finding = Diagnostic::new(
            code::BAD_PAGING,
            at.key_span(),
            "a size that can be chosen needs its query parameter",
        );
        scope.report(finding.help("name it by `size`, or say `fixed_size`"));
    }
    if let (Some(least), Some(most)) = (def.min_size, def.max_size)
        && least > most
    {
        let span = at.get("min_size").span();
        scope.report(Diagnostic::new(
            code::BAD_PAGING,
            span,
            format!("the least size {least} is greater than the greatest {most}"),
        ));
    }
}
