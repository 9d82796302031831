//! Telling users how replies differ from their description.

use std::fmt;
use std::sync::Arc;

use crate::json::Drift;

/// What one reply had that its description did not foresee. Holds paths and kinds, never values.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct DriftReport<'a> {
    /// Platform of the client: `insales`.
    pub platform: &'static str,
    /// Operation that was called: `orders.list`.
    pub operation: &'static str,
    /// The differences, at least one.
    pub drift: &'a [Drift],
}

/// The user's function behind `Builder::on_drift`.
#[derive(Clone)]
pub(crate) struct DriftHook(Arc<dyn Fn(&DriftReport<'_>) + Send + Sync>);

impl DriftHook {
    pub(crate) fn new(hook: impl Fn(&DriftReport<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hook))
    }

    pub(crate) fn call(&self, report: &DriftReport<'_>) {
        if !report.drift.is_empty() {
            (self.0)(report);
        }
    }
}

impl fmt::Debug for DriftHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DriftHook")
    }
}
