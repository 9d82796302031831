//! `check-reply`: captured replies, or the log of a client, against the spec.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tradewire_codegen::check_reply::{Report, hold, patch, read_drift};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::model::Platform;
use tradewire_codegen::write;

use super::Outcome;
use super::infer::text_of;
use crate::args::ReportFormat;
use crate::{output, specs};

/// What was typed.
pub struct Asked<'a> {
    pub what: &'a str,
    pub files: &'a [PathBuf],
    pub drift: &'a [PathBuf],
    pub format: ReportFormat,
    pub patch: bool,
}

pub fn run(root: Option<&Path>, asked: &Asked<'_>) -> Result<Outcome> {
    let (platform, id) = match asked.what.split_once('/') {
        Some((platform, id)) => (platform, Some(id)),
        None => (asked.what, None),
    };
    if asked.files.is_empty() && asked.drift.is_empty() {
        bail!("no file to read; give captured replies (JSON, JSON Lines, HAR), or a client's log by --drift");
    }
    let folder = specs::folder(root)?;
    let _alone = asked.patch.then(|| specs::alone(&folder)).transpose()?;
    let files = specs::files_of(&folder, platform)?;
    let compiled = tradewire_codegen::compile(files.clone());
    let Some(model) = compiled.platforms.first() else {
        output::findings(&compiled, true);
        return Ok(Outcome::Findings);
    };
    let operation = id.map(|id| specs::operation(model, id)).transpose()?;
    let mut report = Report {
        platform: platform.to_owned(),
        ..Report::default()
    };
    // Files in which there was nothing to look at.
    let mut idle = Vec::new();
    for file in asked.files {
        let captured = specs::captured(model, std::slice::from_ref(file))?;
        if let (None, Some(sample)) = (operation, captured.samples.first()) {
            bail!(
                "{} says of no operation that it is its reply; name one: `{platform}/<resource>.<operation>`",
                sample.origin
            );
        }
        let found = hold(model, operation, &captured);
        if found.held() == 0 {
            idle.push(file.display().to_string());
        }
        report.extend(found);
    }
    for file in asked.drift {
        let text = String::from_utf8_lossy(&specs::content(file)?).into_owned();
        read_drift(model, &text, &mut report).map_err(|reason| anyhow::anyhow!("{}: {reason}", file.display()))?;
    }
    output::result(&match asked.format {
        ReportFormat::Human => report.human(),
        ReportFormat::Json => {
            serde_json::to_string_pretty(&report.json()).context("cannot write the report as JSON")? + "\n"
        }
    });
    if asked.patch && report.differs() {
        take_in(&folder, model, &files, &report)?;
    }
    if !idle.is_empty() {
        // Not green: nothing was looked at.
        bail!(
            "no reply of `{}` is in {}, so nothing of it was held against the spec",
            asked.what,
            idle.join(", ")
        );
    }
    Ok(Outcome::from_findings(report.differs()))
}

fn take_in(folder: &Path, model: &Platform, files: &[InputFile], report: &Report) -> Result<()> {
    let patch = patch(model, files, report);
    for left in &patch.by_hand {
        output::note(&format!("by hand: {left}"));
    }
    for (path, text) in &patch.changed {
        // A report for programs stays one document.
        let before = text_of(files, path)?;
        output::note(&output::diff(path, &before, text));
        let below = path.strip_prefix("specs/").unwrap_or(path);
        write::put(folder, below, text, Some(&before)).with_context(|| format!("cannot write {path}"))?;
        output::note(&format!("changed {path}"));
    }
    Ok(())
}
