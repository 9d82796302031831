//! `explain`: the long words on a code, or what an operation becomes in Rust.

use std::path::Path;

use anyhow::{Context, Result, bail};
use tradewire_codegen::diagnostics::{ALL, did_you_mean, explain};
use tradewire_codegen::{explain_operation, operation_ids};

use super::Outcome;
use crate::{output, specs};

pub fn run(root: Option<&Path>, what: &str) -> Result<Outcome> {
    if let Some(section) = explain(what) {
        output::result(&format!("{section}\n"));
        return Ok(Outcome::Fine);
    }
    let Some((platform, id)) = what.split_once('/') else {
        let hint = did_you_mean(what, ALL.iter().map(|code| code.id))
            .unwrap_or_else(|| "operations are named `platform/resource.operation`".to_owned());
        bail!("`{what}` is neither a code nor an operation; {hint}");
    };
    let compiled = specs::compiled(&specs::folder(root)?, &[platform.to_owned()])?;
    let Some(model) = compiled.platforms.first() else {
        output::findings(&compiled, true);
        return Ok(Outcome::Findings);
    };
    let Some(text) = explain_operation(model, id).with_context(|| format!("cannot generate {platform}"))? else {
        let known = operation_ids(model);
        let hint = did_you_mean(id, known.iter().map(String::as_str))
            .map(|hint| format!("; {hint}"))
            .unwrap_or_default();
        bail!("`{platform}` has no operation `{id}`{hint}")
    };
    output::result(&text);
    Ok(Outcome::from_findings(output::findings(&compiled, true)))
}
