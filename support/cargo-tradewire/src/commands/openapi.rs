//! `openapi`: what the specs say, as `OpenAPI` documents.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::openapi::text;
use tradewire_codegen::write::replace;

use super::Outcome;
use crate::program::maker;
use crate::{output, specs};

pub fn run(root: Option<&Path>, platforms: &[String], out: Option<&Path>) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    if out.is_none() && platforms.len() != 1 {
        let known = specs::platform_names(&folder)?.join(", ");
        bail!("name one platform to print ({known}), or a folder to write to with --out");
    }
    let compiled = specs::compiled(&folder, platforms)?;
    let broken = output::findings(&compiled, true);
    let sound = |name: &str| !compiled.has_errors(Some(name));
    for platform in compiled.platforms.iter().filter(|platform| sound(&platform.name)) {
        let text = text(platform, maker());
        match out {
            None => output::result(&text),
            Some(out) => {
                let path = out.join(format!("{}.json", platform.name));
                replace(&path, &text).context("cannot write the document")?;
                output::result(&format!("{} ({} bytes)\n", path.display(), text.len()));
            }
        }
    }
    Ok(Outcome::from_findings(broken))
}
