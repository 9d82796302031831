//! Contents of many objects by one run of `git cat-file --batch`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use super::HistoryError;
use super::program::{git, not_started};
use crate::load::InputFile;

/// A file longer than this is not read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The files, with what they hold.
pub(super) fn contents(folder: &Path, wanted: Vec<(String, String)>) -> Result<Vec<InputFile>, HistoryError> {
    let failed = |reason: String| HistoryError::Failed {
        command: "cat-file --batch".to_owned(),
        reason,
    };
    let io = |error: std::io::Error| failed(error.to_string());
    let mut child = git(folder)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| not_started(&error))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed("it has no input and output".to_owned()));
    };
    let asked: String = wanted.iter().map(|(object, _)| object.clone() + "\n").collect();
    // Asked from beside, or both sides would wait for each other once the pipe is full. That it fails shows in what is read.
    let asking = thread::spawn(move || input.write_all(asked.as_bytes()));
    let mut output = BufReader::new(output);
    let mut files = Vec::with_capacity(wanted.len());
    let read = || -> Result<(), HistoryError> {
        for (_, path) in wanted {
            let mut head = String::new();
            output.read_line(&mut head).map_err(io)?;
            let size = head
                .trim_end()
                .rsplit(' ')
                .next()
                .and_then(|size| size.parse::<u64>().ok());
            let Some(size) = size else {
                let said = head.trim_end();
                return Err(failed(format!(
                    "of {path} it says `{said}`; is the clone a shallow or partial one?"
                )));
            };
            let content = if size > LARGEST {
                std::io::copy(&mut output.by_ref().take(size), &mut std::io::sink()).map_err(io)?;
                Err(format!("it has {size} bytes, more than {LARGEST}"))
            } else {
                let mut bytes = Vec::new();
                output.by_ref().take(size).read_to_end(&mut bytes).map_err(io)?;
                Ok(bytes)
            };
            output.read_exact(&mut [0]).map_err(io)?;
            files.push(InputFile { path, content });
        }
        Ok(())
    };
    let outcome = read();
    drop(output);
    let _ = asking.join();
    child.wait().map_err(io)?;
    outcome.map(|()| files)
}
