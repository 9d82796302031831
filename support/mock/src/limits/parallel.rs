//! How many requests are under way at once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tradewire_codegen::model::{Charge, Platform};

/// Requests whose answers are not sent yet, by the limit that counts them.
#[derive(Debug, Default, Clone)]
pub(crate) struct UnderWay {
    counts: Arc<Mutex<BTreeMap<usize, u32>>>,
}

/// The place of one request among those under way; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    of: UnderWay,
    limits: Vec<usize>,
}

/// As many are under way as may be.
#[derive(Debug)]
pub(crate) struct Full;

impl UnderWay {
    /// Gives a request its place; `None` where no limit counts how many there are.
    ///
    /// # Errors
    /// One of its limits is full; then none of them counts it.
    pub fn enter(&self, platform: &Platform, charges: &[Charge]) -> Result<Option<Place>, Full> {
        let limits: Vec<(usize, u32)> = charges
            .iter()
            .filter_map(|charge| Some((charge.limit, platform.limits.get(charge.limit)?.parallel?)))
            .collect();
        if limits.is_empty() {
            return Ok(None);
        }
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let used = |limit: &usize| counts.get(limit).copied().unwrap_or_default();
        if limits.iter().any(|(limit, most)| used(limit) >= *most) {
            return Err(Full);
        }
        for (limit, _) in &limits {
            let count = counts.entry(*limit).or_default();
            *count = count.saturating_add(1);
        }
        drop(counts);
        Ok(Some(Place {
            of: self.clone(),
            limits: limits.into_iter().map(|(limit, _)| limit).collect(),
        }))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.of.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for limit in &self.limits {
            if let Some(count) = counts.get_mut(limit) {
                *count = count.saturating_sub(1);
            }
        }
    }
}
