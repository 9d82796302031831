//! What the program `git` is asked.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::HistoryError;

/// `git` in a folder, deaf to what the surroundings say of other repositories.
pub(super) fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// Runs it to its end.
fn run(folder: &Path, arguments: &[&str]) -> Result<Output, HistoryError> {
    git(folder)
        .args(arguments)
        .output()
        .map_err(|error| not_started(&error))
}

pub(super) fn not_started(error: &std::io::Error) -> HistoryError {
    HistoryError::NoGit {
        reason: error.to_string(),
    }
}

/// What it says, if all is well.
fn said(folder: &Path, arguments: &[&str]) -> Result<String, HistoryError> {
    let output = run(folder, arguments)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(HistoryError::Failed {
        command: arguments.join(" "),
        reason: reason(&output),
    })
}

/// The first line of what it complains of.
fn reason(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().next().unwrap_or_default();
    let line = line.trim_start_matches("fatal: ").trim_start_matches("error: ");
    if line.is_empty() {
        output.status.to_string()
    } else {
        line.to_owned()
    }
}

/// The commit that a revision names.
pub(super) fn commit(folder: &Path, revision: &str) -> Result<String, HistoryError> {
    let inside = run(folder, &["rev-parse", "--git-dir"])?;
    if !inside.status.success() {
        return Err(HistoryError::NoRepository {
            path: folder.to_owned(),
            reason: reason(&inside),
        });
    }
    // Behind `--end-of-options` nothing is taken for an option, however it begins.
    let wanted = format!("{revision}^{{commit}}");
    let found = run(
        folder,
        &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted],
    )?;
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if found.status.success() && !commit.is_empty() {
        return Ok(commit);
    }
    Err(HistoryError::UnknownRevision {
        revision: revision.to_owned(),
        reason: match reason(&found) {
            text if text.starts_with("exit") => "git knows no commit of that name".to_owned(),
            text => text,
        },
    })
}

/// Where a folder is below the top of its repository, without a slash at the end; empty: it is the top.
pub(super) fn place(folder: &Path) -> Result<String, HistoryError> {
    let prefix = said(folder, &["rev-parse", "--show-prefix"])?;
    Ok(prefix.trim_end_matches(['\n', '\r']).trim_end_matches('/').to_owned())
}

/// Object and path of every file below a folder of a commit. What is no file (a link, a module of its own) is left out.
pub(super) fn files(folder: &Path, commit: &str, below: &str) -> Result<Vec<(String, String)>, HistoryError> {
    let tree = format!("{commit}:{below}");
    let exists = run(folder, &["cat-file", "-e", &tree])?;
    if !exists.status.success() {
        return Ok(Vec::new());
    }
    let listed = said(folder, &["ls-tree", "-r", "-z", "--full-tree", &tree])?;
    let entry = |line: &str| {
        let (about, path) = line.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, sort, object) = (about.next()?, about.next()?, about.next()?);
        let is_file = sort == "blob" && mode.starts_with("100");
        is_file.then(|| (object.to_owned(), path.to_owned()))
    };
    Ok(listed.split('\0').filter_map(entry).collect())
}

/// Tags by their beginning.
pub(super) fn tags(folder: &Path, prefix: &str) -> Result<Vec<String>, HistoryError> {
    let pattern = format!("refs/tags/{prefix}*");
    let listed = said(folder, &["for-each-ref", "--format=%(refname:strip=2)", &pattern])?;
    Ok(listed.lines().map(str::to_owned).collect())
}
