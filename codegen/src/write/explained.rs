//! Pages about findings, one a code.

use super::apply::{Change, Output, removal, update};
use super::names::Names;
use super::render::{is_generated, marked_page};
use super::{WriteError, disk};

/// Folder of the pages, below the repository root.
pub const EXPLAINED: &str = "docs/diagnostics";

/// What the pages are made of, for whoever opens one.
const SOURCE: &str = "codegen/src/diagnostics/explained.md or tests/diagnostics";

impl Output {
    /// Brings the pages up to date, or says which are not: name and text of each. Ours that are no more go.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_explained(&self, pages: &[(String, String)]) -> Result<Vec<Change>, WriteError> {
        let mut steps = Vec::new();
        let mut names = Names::default();
        for (name, text) in pages {
            let path = format!("{EXPLAINED}/{name}");
            names.claim(&path)?;
            let text = marked_page(self.maker, None, SOURCE, text);
            steps.extend(update(&self.root, path.clone(), path, &self.root, &text)?);
        }
        let folder = disk::inside(&self.root, EXPLAINED)?;
        for name in disk::files_below(&folder)? {
            let unfinished = disk::is_unfinished(&name);
            let is_known = pages.iter().any(|(known, _)| *known == name);
            if name.contains('/') || is_known && !unfinished {
                continue;
            }
            let path = format!("{EXPLAINED}/{name}");
            let step = removal(&self.root, path.clone(), path, &self.root)?;
            steps.extend(step.filter(|step| unfinished || is_generated(&step.change.before)));
        }
        self.carry_out(steps)
    }
}
