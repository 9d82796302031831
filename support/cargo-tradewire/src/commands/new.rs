//! `new`: a platform or a resource to begin with.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::diagnostics::did_you_mean;
use tradewire_codegen::{new, write};

use super::Outcome;
use crate::program::maker;
use crate::{output, specs};

/// The resource of a platform that names none.
const FIRST: &str = "orders";

pub fn run(root: Option<&Path>, what: &str) -> Result<Outcome> {
    let folder = specs::folder(root)?;
    let (platform, resource) = match what.split_once('/') {
        Some((platform, resource)) => (platform, Some(resource)),
        None => (what, None),
    };
    for name in [Some(platform), resource].into_iter().flatten() {
        if let Some(reason) = new::problem(name) {
            bail!("{reason}");
        }
    }
    let known = specs::platform_names(&folder)?;
    let is_there = known.iter().any(|name| name == platform);
    let files = match resource {
        None if is_there => {
            bail!("`{platform}` is there already; a resource of it is made by `new {platform}/<resource>`")
        }
        Some(resource) if is_there => vec![(format!("{platform}/{resource}.yaml"), new::resource(resource))],
        _ => new::files(platform, resource.unwrap_or(FIRST)),
    };
    if let Some((path, _)) = files
        .iter()
        .find(|(path, _)| folder.join(path).symlink_metadata().is_ok())
    {
        bail!(
            "{} is there already, and nothing is overwritten",
            folder.join(path).display()
        );
    }
    if !is_there && let Some(close) = did_you_mean(platform, known.iter().map(String::as_str)) {
        output::note(&format!("`{platform}` is a new platform; {close}"));
    }
    for (path, text) in &files {
        write::put(&folder, path, text, true).with_context(|| format!("cannot make {path}"))?;
        output::result(&format!("made specs/{path}\n"));
    }
    let compiled = specs::compiled(&folder, &[platform.to_owned()])?;
    let found = output::findings(&compiled, false);
    if !found {
        output::note(&format!(
            "next: transcribe, then `{0} lint {platform}` and `{0} gen {platform}`",
            maker().command()
        ));
    }
    Ok(Outcome::from_findings(found))
}
