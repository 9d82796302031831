//! Pages of each kind.

use std::cmp::Ordering;

use serde_json::{Value, json};
use tradewire_codegen::model::{InReply, Operation, PageKind, PageStrategy};

use super::filter::compared;
use crate::answer::{Fit, Reply, at};
use crate::check::tag_text;
use crate::read::Reading;
use crate::spec::Spec;
use crate::violation::{Kind, Violation};
use crate::words::snake;

/// The parameter by which addresses of next pages say where they begin.
pub(crate) const LINK_PARAM: &str = "mock_offset";

/// What there is to say of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facts {
    pub kind: usize,
    size: usize,
    /// Elements before the page.
    before: usize,
    shown: usize,
    total: usize,
}

pub(super) fn kind<'s>(spec: &'s Spec, operation: &Operation) -> Option<&'s PageKind> {
    spec.platform.pagination.get(operation.paging.as_ref()?.kind)
}

/// Parameters that say which page, and are no filters; a path where they stand in an object.
pub(super) fn own_params(spec: &Spec, operation: &Operation) -> Vec<String> {
    let Some(kind) = kind(spec, operation) else {
        return Vec::new();
    };
    let mut out: Vec<String> = kind.size.iter().chain(&kind.page).cloned().collect();
    match &kind.strategy {
        PageStrategy::Page { param } | PageStrategy::Offset { param } | PageStrategy::Cursor { param, .. } => {
            out.push(param.clone());
        }
        PageStrategy::Keyset { set } => out.extend(set.iter().map(|(param, _)| param.clone())),
        PageStrategy::Link { .. } => {}
    }
    out
}

fn number(reading: &Reading, param: Option<&str>) -> Option<usize> {
    let value = param.and_then(|param| asked(reading, param))?;
    tag_text(value)?.parse().ok()
}

/// What is asked for by a parameter, which may stand in an object or, in a search, in the body.
fn asked<'r>(reading: &'r Reading, param: &str) -> Option<&'r Value> {
    if let Some(value) = reading.query.get(param).or_else(|| reading.body.as_ref()?.get(param)) {
        return Some(value);
    }
    let (first, rest) = param.split_once('.')?;
    at::dotted(reading.query.get(first)?, rest)
}

/// A page size that the kind does not take.
pub(crate) fn wrong_size(spec: &Spec, operation: &Operation, reading: &Reading) -> Option<Violation> {
    let kind = kind(spec, operation)?;
    let param = kind.size.as_deref()?;
    let asked = number(reading, Some(param))? as u64;
    let sizes = &kind.sizes;
    let listed = sizes.is_empty() || sizes.iter().any(|size| u64::from(*size) == asked);
    let small = kind.min_size.is_some_and(|least| asked < u64::from(least));
    let large = kind.max_size.is_some_and(|most| asked > u64::from(most));
    let words: Vec<String> = sizes.iter().map(ToString::to_string).collect();
    let expected = match (listed, small) {
        (false, _) => format!("one of {}", words.join(", ")),
        (_, true) => format!("{} or more", kind.min_size.unwrap_or_default()),
        _ => format!("{} or less", kind.max_size.unwrap_or_default()),
    };
    (!listed || small || large).then(|| Violation {
        operation: None,
        kind: Kind::Bounds,
        field: format!("query.{param}"),
        expected: format!("a page size of {expected}"),
        found: asked.to_string(),
        place: Some(operation.place.clone()),
    })
}

/// The page that a request asks for.
pub(super) fn cut(
    spec: &Spec,
    operation: &Operation,
    reading: &Reading,
    mut all: Vec<Value>,
) -> (Vec<Value>, Option<Facts>) {
    let Some(kind) = kind(spec, operation) else {
        return (all, None);
    };
    let asked_size = number(reading, kind.size.as_deref());
    let usual = kind
        .fixed_size
        .or(kind.default_size)
        .or(kind.sizes.first().copied())
        .or(kind.max_size);
    let size = asked_size.unwrap_or(usual.map_or(20, |size| size as usize)).max(1);
    let first = kind.first.map(|first| first as usize);
    let page_at = |param: Option<&str>| {
        let first = first.unwrap_or(1);
        number(reading, param)
            .unwrap_or(first)
            .saturating_sub(first)
            .saturating_mul(size)
    };
    let before = match &kind.strategy {
        PageStrategy::Page { param } => page_at(Some(param)),
        PageStrategy::Offset { param } => number(reading, Some(param))
            .unwrap_or_default()
            .saturating_sub(first.unwrap_or_default()),
        PageStrategy::Cursor { param, .. } => {
            let said = asked(reading, param).and_then(tag_text);
            said.and_then(|said| said.strip_prefix('c')?.parse().ok())
                .unwrap_or_default()
        }
        PageStrategy::Link { .. } => number(reading, Some(LINK_PARAM)).unwrap_or_default(),
        PageStrategy::Keyset { set } => {
            all.retain(|element| is_behind(reading, set, element));
            page_at(kind.page.as_deref())
        }
    };
    let total = all.len();
    let page: Vec<Value> = all.into_iter().skip(before).take(size).collect();
    let facts = Facts {
        kind: operation.paging.as_ref().map(|paging| paging.kind).unwrap_or_default(),
        size,
        before,
        shown: page.len(),
        total,
    };
    (page, Some(facts))
}

/// Whether an element comes behind the keys that are asked for, the first of which counts most.
fn is_behind(reading: &Reading, set: &[(String, String)], element: &Value) -> bool {
    for (param, field) in set {
        let Some(wanted) = asked(reading, param) else { continue };
        let Some(found) = at::dotted(element, field) else {
            return true;
        };
        match compared(found, wanted) {
            Some(Ordering::Equal) => {}
            Some(Ordering::Less) => return false,
            Some(Ordering::Greater) | None => return true,
        }
    }
    // At the keys themselves, or no keys were asked for.
    set.iter().all(|(param, _)| asked(reading, param).is_none())
}

impl Facts {
    /// Says in body and headers what the kind says there.
    pub fn tell(
        &self,
        fit: &Fit<'_>,
        operation: &Operation,
        kind: &PageKind,
        address: (&str, &[(String, String)]),
        body: &mut Value,
        reply: &mut Reply,
    ) {
        let mut told: Vec<(InReply, Value)> = Vec::new();
        let mut say = |place: Option<&InReply>, value: Value| told.extend(place.map(|place| (place.clone(), value)));
        let there_is_more = self.before + self.shown < self.total;
        let pages = self.total.div_ceil(self.size);
        say(kind.total_items.as_ref(), json!(self.total));
        say(kind.total_pages.as_ref(), json!(pages));
        say(kind.more.as_ref(), json!(there_is_more));
        if there_is_more {
            let behind = self.before + self.shown;
            match &kind.strategy {
                PageStrategy::Cursor { next, .. } => say(Some(next), json!(format!("c{behind}"))),
                PageStrategy::Link { next } => say(Some(next), json!(next_address(address, behind))),
                _ => {}
            }
        }
        let whole = operation
            .returns
            .cases()
            .filter(|case| case.key.is_none())
            .find_map(|case| case.ty.as_ref());
        let mut near = None;
        for (place, value) in told {
            match place {
                InReply::Body(path) => {
                    near = near.or_else(|| path.rsplit_once('.').map(|(before, _)| before.to_owned()));
                    at::put(body, &at::keys_in(fit.platform, whole, &path), value);
                }
                InReply::Header(name) if name.eq_ignore_ascii_case("link") => {
                    let address = tag_text(&value).unwrap_or_default();
                    reply.headers.push((name, format!("<{address}>; rel=\"next\"")));
                }
                InReply::Header(name) => reply.headers.push((name, tag_text(&value).unwrap_or_default())),
            }
        }
        if let Some(near) = near {
            self.beside(fit, operation, kind, &near, body);
        }
        reply.body = body.to_string().into();
    }

    /// What stands beside the totals: the page, and its size.
    fn beside(&self, fit: &Fit<'_>, operation: &Operation, kind: &PageKind, near: &str, body: &mut Value) {
        let ty = operation.returns.cases().find_map(|case| case.ty.as_ref());
        let Some(tradewire_codegen::model::AtPath::Type(ty)) = ty.map(|ty| fit.platform.at_path(ty, near)) else {
            return;
        };
        let Some(shape) = fit.platform.as_struct(ty) else {
            return;
        };
        for field in &shape.fields {
            let name = field.name.written();
            let value = match snake(&name).as_str() {
                "page" | "current_page" => {
                    json!((self.before / self.size).saturating_add(kind.first.map_or(1, |first| first as usize)))
                }
                "limit" | "per_page" | "page_size" => json!(self.size),
                _ => continue,
            };
            at::put(body, &at::keys(&format!("{near}.{name}")), value);
        }
    }
}

/// The address of a page further on.
fn next_address((path, query): (&str, &[(String, String)]), behind: usize) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in query.iter().filter(|(name, _)| name != LINK_PARAM) {
        out.append_pair(name, value);
    }
    out.append_pair(LINK_PARAM, &behind.to_string());
    format!("{path}?{}", out.finish())
}
