//! `inventory`: every operation with its flattened fields.

use std::path::Path;

use anyhow::{Context, Result};
use tradewire_codegen::inventory::{inventory, table};

use super::Outcome;
use crate::args::Format;
use crate::{output, specs};

pub fn run(root: Option<&Path>, platforms: &[String], format: Format) -> Result<Outcome> {
    let compiled = specs::compiled(&specs::folder(root)?, platforms)?;
    let inventory = inventory(&compiled.platforms);
    let text = match format {
        Format::Table => table(&inventory),
        Format::Json => serde_json::to_string_pretty(&inventory).context("cannot write the inventory as JSON")? + "\n",
    };
    output::result(&text);
    Ok(Outcome::from_findings(output::findings(&compiled, true)))
}
