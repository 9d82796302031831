//! `infer`: drafts from what was captured.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tradewire_codegen::infer::{Inferred, Target, infer, verify, without_placeholders};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::{new, write};

use super::Outcome;
use crate::{output, specs};

/// What was typed.
pub struct Asked<'a> {
    pub what: &'a str,
    pub files: &'a [PathBuf],
    pub requests: &'a [PathBuf],
    pub route: Option<&'a str>,
    pub keep: bool,
    pub dry_run: bool,
}

pub fn run(root: Option<&Path>, asked: &Asked<'_>) -> Result<Outcome> {
    let Some((platform, rest)) = asked.what.split_once('/') else {
        bail!(
            "`{}` names no resource; say `{}/<resource>` or `{0}/<resource>.<operation>`",
            asked.what,
            asked.what
        );
    };
    if asked.files.is_empty() && asked.requests.is_empty() {
        bail!("no file to read; give captured replies as JSON, JSON Lines or HAR (`-` is standard input)");
    }
    let (resource, operation) = match rest.split_once('.') {
        Some((resource, operation)) => (resource, Some(operation)),
        None => (rest, None),
    };
    for name in [Some(resource), operation].into_iter().flatten() {
        if let Some(reason) = new::problem(name) {
            bail!("{reason}");
        }
    }
    let target = Target {
        resource: resource.to_owned(),
        operation: operation.map(str::to_owned),
        route: asked.route.map(route).transpose()?,
        keep: asked.keep,
    };
    let folder = specs::folder(root)?;
    let _alone = (!asked.dry_run).then(|| specs::alone(&folder)).transpose()?;
    let files = specs::files_of(&folder, platform)?;
    let path = format!("specs/{platform}/{resource}.yaml");
    let emptied = without_placeholders(&files, &path, resource);
    if emptied.is_some() {
        output::note(&format!(
            "{path} stands as `new` made it: the draft takes the place of its placeholders"
        ));
    }
    let compiled = tradewire_codegen::compile(emptied.clone().unwrap_or_else(|| files.clone()));
    let Some(model) = compiled.platforms.first() else {
        output::findings(&compiled, true);
        return Ok(Outcome::Findings);
    };
    let mut captured = specs::captured(model, asked.files)?;
    let sent = specs::captured(model, asked.requests)?;
    if let Some(exchange) = sent.exchanges.first() {
        bail!(
            "{}: a HAR file has requests and replies; give it without `--request`",
            exchange.origin
        );
    }
    captured.notes.extend(sent.notes);
    let requests: Vec<_> = sent.samples.into_iter().map(|sample| sample.value).collect();
    let before = text_of(&files, &path)?;
    let text = if emptied.is_some() { "" } else { before.as_str() };
    let inferred = infer(model, text, &target, &captured, &requests)?;
    for note in &inferred.notes {
        output::note(&format!("inferred: {note}"));
    }
    write_down(&folder, platform, &path, (&files, &before), &inferred, asked.dry_run)
}

fn write_down(
    folder: &Path,
    platform: &str,
    path: &str,
    (files, before): (&[InputFile], &str),
    inferred: &Inferred,
    dry_run: bool,
) -> Result<Outcome> {
    if inferred.drafted.is_empty() {
        output::note("nothing was drafted: everything that was seen is described already");
        return Ok(Outcome::Findings);
    }
    let spec = inferred.text.iter().map(|text| (path.to_owned(), text.clone()));
    let mut changed: Vec<(String, String)> = spec.collect();
    let examples = inferred
        .examples
        .iter()
        .map(|(name, text)| (format!("specs/{platform}/examples/{name}"), text.clone()));
    changed.extend(examples);
    let verified = verify(files, &changed);
    if !verified.is_sound() {
        output::findings(&verified.compiled, false);
        output::note(
            "the draft does not pass `lint`, so nothing was written; mend what the samples clash with, or draft less at once",
        );
        return Ok(Outcome::Findings);
    }
    for (place, text) in &changed {
        if place == path {
            output::result(&output::diff(path, before, text));
        }
        if dry_run {
            output::note(&format!("would write {place}"));
            continue;
        }
        let below = place.strip_prefix("specs/").unwrap_or(place);
        let is_there = files.iter().any(|file| file.path == *place);
        let before = is_there.then(|| text_of(files, place)).transpose()?;
        write::put(folder, below, text, before.as_deref()).with_context(|| format!("cannot write {place}"))?;
        output::note(&format!("wrote {place}"));
    }
    output::note(&format!("drafted {}", inferred.drafted.join(", ")));
    Ok(Outcome::Fine)
}

/// The text of a spec, empty where there is none.
pub fn text_of(files: &[InputFile], path: &str) -> Result<String> {
    let Some(file) = files.iter().find(|file| file.path == path) else {
        return Ok(String::new());
    };
    let bytes = file
        .content
        .clone()
        .map_err(|reason| anyhow::anyhow!("cannot read {path}: {reason}"))?;
    String::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))
}

fn route(text: &str) -> Result<(String, String)> {
    match text.split_once(' ') {
        Some((method, path)) if path.starts_with('/') && method.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Ok((method.to_ascii_uppercase(), path.to_owned()))
        }
        _ => bail!("`{text}` is no method and path; write `GET /orders/{{id}}`"),
    }
}
