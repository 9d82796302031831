//! One file a platform, in a folder of all platforms: pages beside the documentation that is written by hand, and `OpenAPI` documents.

use super::apply::{Change, Output, removal, update};
use super::names::Names;
use super::render::{is_generated, marked_page};
use super::{Maker, WriteError, disk};

/// Folder of the pages, below the repository root.
pub const PAGES: &str = "docs/coverage";

/// Folder of the `OpenAPI` documents, below the repository root.
pub const DOCUMENTS: &str = "generated/openapi";

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
        let files = pages.iter().map(|page| (page.name(), page.marked(self.maker)));
        let keeps = |name: &str| name == OVERVIEW || is_listed(listed, name, "md");
        self.apply_folder(PAGES, files, keeps)
    }

    /// Brings the `OpenAPI` documents of platforms up to date, each a platform and a text with our mark, or says which are not. With
    /// `listed`, all platforms that there are, the documents of others go; files without our mark stay.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_documents(
        &self,
        documents: &[(String, String)],
        listed: Option<&[String]>,
    ) -> Result<Vec<Change>, WriteError> {
        let files = documents
            .iter()
            .map(|(platform, text)| (format!("{platform}.json"), text.clone()));
        self.apply_folder(DOCUMENTS, files, |name| is_listed(listed, name, "json"))
    }

    /// Files of one folder; others in it that have our mark go, unless it `keeps` them.
    fn apply_folder(
        &self,
        folder: &str,
        files: impl Iterator<Item = (String, String)>,
        keeps: impl Fn(&str) -> bool,
    ) -> Result<Vec<Change>, WriteError> {
        let mut steps = Vec::new();
        let mut names = Names::default();
        for (name, text) in files {
            let path = format!("{folder}/{name}");
            names.claim(&path)?;
            steps.extend(update(&self.root, path.clone(), path, &self.root, &text)?);
        }
        // Looked through only if it is ours to look through: no link leads elsewhere.
        for name in disk::files_below(&disk::inside(&self.root, folder)?)? {
            let unfinished = disk::is_unfinished(&name);
            if name.contains('/') || !unfinished && keeps(&name) {
                continue;
            }
            let path = format!("{folder}/{name}");
            let step = removal(&self.root, path.clone(), path, &self.root)?;
            steps.extend(step.filter(|step| unfinished || is_generated(&step.change.before)));
        }
        self.carry_out(steps)
    }
}

/// Whether a file is that of a platform that there is, or that nothing is known of.
fn is_listed(listed: Option<&[String]>, name: &str, ending: &str) -> bool {
    listed.is_none_or(|listed| listed.iter().any(|platform| format!("{platform}.{ending}") == name))
}
