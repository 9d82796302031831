//! Which setter an example shows, where none is needed.

use std::collections::BTreeSet;

use super::complete::speaks_of;
use super::samples::Sampler;
use crate::plan::data::{CallSetterPlan, OperationPlan, PagingTable, RustType, SetterForm, StrategyTable};

/// The call of a setter that tells most of what can be set: one whose value the documents show, else the size of a page.
/// None that a rule speaks of, which might want others with it or exclude some.
#[must_use]
pub fn setter(
    samples: &Sampler<'_>,
    operation: &OperationPlan,
    wire_of: impl Fn(&CallSetterPlan) -> Option<String>,
    uses: &mut BTreeSet<String>,
) -> Option<String> {
    let paging = operation.meta.paging.as_ref();
    let is_free = |name: &str| !operation.meta.rules.iter().any(|rule| speaks_of(rule, name));
    let current = operation
        .setters
        .iter()
        .filter(|setter| setter.docs.deprecated.is_none());
    let named = current.filter_map(|setter| Some((wire_of(setter)?, setter)));
    let candidates: Vec<_> = named.filter(|(name, _)| is_free(name)).collect();
    let of_pages = |name: &str| paging.is_some_and(|paging| pages(paging, name));
    let known = candidates
        .iter()
        .find(|(name, setter)| !of_pages(name) && samples.named(name).is_known(&setter.setter.form));
    if let Some((name, setter)) = known
        && let Some(value) = samples.named(name).argument(&setter.setter.form, 1, uses)
    {
        return Some(format!(".{}({value})", setter.setter.name));
    }
    let size = paging.and_then(|paging| Some((paging.size.as_ref()?, most(paging)?)));
    let (param, most) = size?;
    let (_, setter) = candidates.iter().find(|(name, _)| name == param)?;
    (setter.setter.form == SetterForm::Plain(RustType::Integer)).then(|| format!(".{}({most})", setter.setter.name))
}

fn most(paging: &PagingTable) -> Option<u32> {
    paging
        .max_size
        .or_else(|| paging.sizes.last().copied())
        .or(paging.default_size)
}

/// Whether a parameter says which page is meant: listings fill it themselves.
fn pages(paging: &PagingTable, name: &str) -> bool {
    let by_strategy = match &paging.strategy {
        StrategyTable::Page { param } | StrategyTable::Offset { param } | StrategyTable::Cursor { param, .. } => {
            param == name
        }
        StrategyTable::Keyset { set } => set.iter().any(|(param, _)| param == name),
        StrategyTable::Link { .. } => false,
    };
    by_strategy || paging.size.as_deref() == Some(name) || paging.page.as_deref() == Some(name)
}
