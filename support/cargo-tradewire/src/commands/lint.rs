//! `lint`: all findings, nothing else.

use std::path::Path;

use anyhow::Result;

use super::Outcome;
use crate::{output, specs};

pub fn run(root: Option<&Path>, platforms: &[String]) -> Result<Outcome> {
    let compiled = specs::compiled(&specs::folder(root)?, platforms)?;
    Ok(Outcome::from_findings(output::findings(&compiled, false)))
}
