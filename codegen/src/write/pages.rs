//! Pages about platforms, beside the documentation that is written by hand.

use super::apply::{Change, Output, removal, update};
use super::names::Names;
use super::render::{is_generated, marked_page};
use super::{Maker, WriteError, disk};

/// Folder of the pages, below the repository root.
pub const PAGES: &str = "docs/coverage";

/// The page that leads to all others.
const OVERVIEW: &str = "README.md";

/// A page about a platform, or about all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The platform; `None` for all.
    pub platform: Option<String>,
    /// Markdown, without the mark of the generator.
    pub text: String,
}

impl Page {
    fn name(&self) -> String {
        self.platform
            .as_ref()
            .map_or_else(|| OVERVIEW.to_owned(), |platform| format!("{platform}.md"))
    }

    fn marked(&self, maker: Maker) -> String {
        match &self.platform {
            Some(platform) => marked_page(maker, Some(platform), &format!("specs/{platform}"), &self.text),
            None => marked_page(maker, None, "specs", &self.text),
        }
    }
}

impl Output {
    /// The page about all platforms as it stands; `None` if there is none.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn overview(&self) -> Result<Option<String>, WriteError> {
        disk::read(&disk::inside(&self.root, &format!("{PAGES}/{OVERVIEW}"))?)
    }

    /// Brings pages up to date, or says which are not. With `listed`, all platforms that there are, the pages of others go;
    /// files without our mark stay.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_pages(&self, pages: &[Page], listed: Option<&[String]>) -> Result<Vec<Change>, WriteError> {
        let mut steps = Vec::new();
        let mut names = Names::default();
        for page in pages {
            let path = format!("{PAGES}/{}", page.name());
            names.claim(&path)?;
            steps.extend(update(
                &self.root,
                path.clone(),
                path,
                &self.root,
                &page.marked(self.maker),
            )?);
        }
        // Looked through only if it is ours to look through: no link leads elsewhere.
        let folder = disk::inside(&self.root, PAGES)?;
        for name in disk::files_below(&folder)? {
            let unfinished = disk::is_unfinished(&name);
            let unlisted = listed.is_some_and(|listed| {
                name != OVERVIEW && !listed.iter().any(|platform| format!("{platform}.md") == name)
            });
            if name.contains('/') || !(unfinished || unlisted) {
                continue;
            }
            let path = format!("{PAGES}/{name}");
            let step = removal(&self.root, path.clone(), path, &self.root)?;
            steps.extend(step.filter(|step| unfinished || is_generated(&step.change.before)));
        }
        self.carry_out(steps)
    }
}
