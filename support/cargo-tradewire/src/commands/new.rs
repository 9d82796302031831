//! `new`: a platform or a resource to begin with.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::diagnostics::did_you_mean;
use tradewire_codegen::infer::verify;
use tradewire_codegen::{new, write};

use super::Outcome;
use crate::program::maker;
use crate::workspace::{Target, WORKSPACE, at, manifest, manifest_above};
use crate::{output, specs};

/// The resource of a platform that names none.
const FIRST: &str = "orders";

pub fn run(root: Option<&Path>, what: &str) -> Result<Outcome> {
    let folder = specs::folder_to_be(root)?;
    let (platform, resource) = match what.split_once('/') {
        Some((platform, resource)) => (platform, Some(resource)),
        None => (what, None),
    };
    for name in [Some(platform), resource].into_iter().flatten() {
        if let Some(reason) = new::problem(name) {
            bail!("{reason}");
        }
    }
    let known = if folder.is_dir() {
        specs::platform_names(&folder)?
    } else {
        Vec::new()
    };
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
    let there = if is_there {
        specs::files_of(&folder, platform)?
    } else {
        Vec::new()
    };
    let named: Vec<(String, String)> = files
        .iter()
        .map(|(path, text)| (format!("specs/{path}"), text.clone()))
        .collect();
    let verified = verify(&there, &named);
    if !verified.is_sound() {
        output::findings(&verified.compiled, false);
        output::note("what would be made clashes with what is there, so nothing was written; take another name");
        return Ok(Outcome::Findings);
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (path, text) in &files {
        write::put(&folder, path, text, None).with_context(|| format!("cannot make {path}"))?;
        output::result(&format!("made {}\n", shown(&folder.join(path))));
    }
    let advice = if is_there { None } else { workspace(&folder)? };
    let compiled = specs::compiled(&folder, &[platform.to_owned()])?;
    let found = output::findings(&compiled, false);
    if !found {
        let command = maker().command();
        output::note(&format!(
            "next: transcribe, or draft from captured replies by `{command} infer {platform}/<resource> FILE…`; then `{command} lint {platform}` and \
             `{command} gen {platform}`{}",
            advice.unwrap_or_default()
        ));
    }
    Ok(Outcome::from_findings(found))
}

/// Makes a workspace for the crates where Cargo knows of none, and says what else they need.
fn workspace(specs: &Path) -> Result<Option<String>> {
    let place = Target::of(specs)?;
    let Some(path) = manifest_above(&place.into) else {
        write::put(&place.into, "Cargo.toml", WORKSPACE, None).context("cannot make Cargo.toml")?;
        output::result(&format!("made {}\n", shown(&place.into.join("Cargo.toml"))));
        return Ok(Some(", and `cargo check`. The crate `tradewire` comes from the registry, unless a `tradewire.toml` names its folder".to_owned()));
    };
    let root = manifest(&path)?;
    let members = at(&root, &["workspace", "members"]).and_then(toml::Value::as_array);
    let is_listed = members.is_some_and(|members| {
        let mut texts = members.iter().filter_map(toml::Value::as_str);
        texts.any(|member| member.ends_with("generated/*"))
    });
    let advice = format!(
        ". List the crates in {}: `members = [\"generated/*\", \"generated/*/checks\"]`",
        shown(&path)
    );
    Ok((!is_listed).then_some(advice))
}

/// A path from here, where it is below.
fn shown(path: &Path) -> String {
    let below = || -> std::io::Result<_> {
        let (path, here) = (path.canonicalize()?, std::env::current_dir()?.canonicalize()?);
        Ok(path.strip_prefix(here).map(Path::to_owned).ok())
    };
    let below = below().ok().flatten();
    below.as_deref().unwrap_or(path).display().to_string()
}
