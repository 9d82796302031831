//! How a list is read on, and where its elements stand in the Rust value.

use crate::model::{InReply, Operation, PageStrategy, Returns, Type, TypeShape};
use crate::plan::context::{Context, Structs};
use crate::plan::data::{ItemStep, PaginatedPlan, PagingTable, RustType, StrategyTable};

/// The way from the output of a paginated operation to its elements; `None` where there is none.
#[must_use]
pub fn plan_paginated(cx: &Context<'_>, structs: &Structs, operation: &Operation) -> Option<PaginatedPlan> {
    let paging = operation.paging.as_ref()?;
    let returns = &operation.returns;
    let path = below_key(returns, &paging.items);
    let mut ty = returns.ty.as_ref()?;
    let mut steps = Vec::new();
    for segment in path.split('.').filter(|segment| !segment.is_empty()) {
        let (id, shape) = cx.shape(ty)?;
        let TypeShape::Struct(body) = shape else { return None };
        let field = structs.get(&id)?.fields.iter().find(|field| field.wire == segment)?;
        let declared = body
            .fields
            .iter()
            .find(|declared| matches!(&declared.name, crate::model::WireName::Plain(name) if name == segment))?;
        if matches!(field.ty, RustType::Patch(_)) {
            return None;
        }
        let inner = match &field.ty {
            RustType::Optional(inner) => inner,
            other => other,
        };
        steps.push(ItemStep {
            field: field.rust.clone(),
            optional: matches!(field.ty, RustType::Optional(_)),
            boxed: matches!(inner, RustType::Boxed(_)),
        });
        ty = &declared.ty;
    }
    match cx.behind(ty) {
        Type::List(item) => Some(PaginatedPlan {
            item: cx.rust_type(item),
            steps,
            map: false,
        }),
        Type::Map(item) => Some(PaginatedPlan {
            item: cx.rust_type(item),
            steps,
            map: true,
        }),
        _ => None,
    }
}

/// The table of a paginated operation.
#[must_use]
pub fn paging_table(cx: &Context<'_>, operation: &Operation) -> Option<PagingTable> {
    let paging = operation.paging.as_ref()?;
    let kind = cx.platform.pagination.get(paging.kind)?;
    let below = below_key(&operation.returns, &paging.items);
    let items = match (&operation.returns.key, below) {
        (Some(key), "") => key.clone(),
        (Some(key), below) => format!("{key}.{below}"),
        (None, below) => below.to_owned(),
    };
    Some(PagingTable {
        strategy: strategy(&kind.strategy),
        items,
        size: kind.size.clone(),
        sizes: kind.sizes.clone(),
        default_size: kind.default_size,
        min_size: kind.min_size,
        max_size: kind.max_size,
        fixed_size: kind.fixed_size,
        total_pages: body(kind.total_pages.as_ref()),
        total_items: body(kind.total_items.as_ref()),
        total_pages_header: header(kind.total_pages.as_ref()),
        total_items_header: header(kind.total_items.as_ref()),
        more: body(kind.more.as_ref()),
        more_header: header(kind.more.as_ref()),
        next_header: header(kind.next()),
        first: kind.first,
        drop: kind.drop.clone(),
        page: kind.page.clone(),
        short_page_ends: kind.short_page_ends,
        // Follows from the type of the reply.
        keyed: false,
    })
}

fn strategy(strategy: &PageStrategy) -> StrategyTable {
    match strategy {
        PageStrategy::Page { param } => StrategyTable::Page { param: param.clone() },
        PageStrategy::Offset { param } => StrategyTable::Offset { param: param.clone() },
        PageStrategy::Keyset { set } => StrategyTable::Keyset { set: set.clone() },
        PageStrategy::Cursor { param, next } => StrategyTable::Cursor {
            param: param.clone(),
            next: body(Some(next)).unwrap_or_default(),
        },
        PageStrategy::Link { next } => StrategyTable::Link {
            next: body(Some(next)).unwrap_or_default(),
        },
    }
}

fn body(place: Option<&InReply>) -> Option<String> {
    place.and_then(InReply::path).map(ToOwned::to_owned)
}

fn header(place: Option<&InReply>) -> Option<String> {
    place.and_then(InReply::header).map(ToOwned::to_owned)
}

/// The path below the wrapper key; a spec may write the path with or without it.
fn below_key<'a>(returns: &Returns, items: &'a str) -> &'a str {
    let Some(key) = &returns.key else { return items };
    match items.strip_prefix(key.as_str()) {
        Some("") => "",
        Some(rest) => rest.strip_prefix('.').unwrap_or(items),
        None => items,
    }
}
