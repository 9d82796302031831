//! What stands beside the wrapper key of a reply.

use crate::json::{Drift, DriftKind};
use crate::meta::{Meta, Sign, Strategy};

/// Takes reports out about keys beside the wrapper key that the tables look for: totals, cursors, signs and texts of failures.
pub(super) fn pass_foreseen(meta: &Meta, drift: &mut Vec<Drift>) {
    if meta.reply.key.is_some() && !drift.is_empty() {
        drift.retain(|drift| drift.kind != DriftKind::UnknownKey || !is_foreseen(meta, &drift.path));
    }
}

fn is_foreseen(meta: &Meta, path: &str) -> bool {
    let errors = &meta.platform.errors;
    let signs = errors.failure.iter().map(|sign| match sign {
        Sign::Is { path, .. } | Sign::Present { path } => *path,
    });
    let texts = [errors.message, errors.code, errors.fields];
    let texts = texts.into_iter().flatten().copied();
    let (totals, next) = meta.paging.map_or(([None; 2], None), |paging| {
        let next = match paging.strategy {
            Strategy::Cursor { next, .. } | Strategy::Link { next } => Some(next),
            Strategy::Page { .. } | Strategy::Offset { .. } | Strategy::Keyset { .. } => None,
        };
        ([paging.total_pages, paging.total_items], next)
    });
    let mut known = signs.chain(texts).chain(totals.into_iter().flatten()).chain(next);
    let key = path.strip_prefix("$.");
    known.any(|known| known.split('.').next() == key)
}
