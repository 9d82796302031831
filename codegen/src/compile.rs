//! From files to models: everything before planning, in one call.

use crate::check;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity, Sources};
use crate::load::{InputFile, load};
use crate::model::Platform;
use crate::resolve::resolve;

/// What the specs say, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The texts that findings point into.
    pub sources: Sources,
    /// The platforms whose `platform.yaml` can be read, by name. One with errors holds what could be understood.
    pub platforms: Vec<Platform>,
    /// The findings of all files, specs before examples, in order of file and place.
    pub findings: Vec<Diagnostic>,
    /// How many more are held back because they may only follow from those.
    pub held: usize,
}

impl Compiled {
    /// Whether nothing may be generated for a platform (`None`: for any).
    #[must_use]
    pub fn has_errors(&self, platform: Option<&str>) -> bool {
        self.findings.iter().any(|finding| {
            let path = self.sources.path(finding.span.file);
            let concerns = platform.is_none_or(|name| path.split('/').nth(1) == Some(name));
            concerns && finding.code.severity() == Severity::Error
        })
    }
}

/// Loads, resolves and checks; the order of the files does not matter.
#[must_use]
pub fn compile(files: Vec<InputFile>) -> Compiled {
    let mut sources = Sources::default();
    let mut found = Diagnostics::default();
    let loaded = load(files, &mut sources, &mut found);
    let mut platforms = Vec::new();
    for platform in &loaded {
        if let Some(resolved) = resolve(platform, &sources, &mut found) {
            check::check(&resolved, &platform.trees, &sources, &mut found);
            platforms.push(resolved.platform);
        }
    }
    let (findings, held) = found.settled(&sources);
    Compiled {
        sources,
        platforms,
        findings,
        held,
    }
}
