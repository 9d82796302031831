//! Operations that give a file.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tradewire::{AnyOperation, Call, DownloadStream};

use crate::failure::{Failure, told};
use crate::target::{self, Target};

/// Where a file goes.
pub enum To {
    /// Standard output.
    Output,
    /// A file.
    File(PathBuf),
}

impl To {
    /// As `--output` says; refused before anything is sent where the bytes of a file would be written to a terminal.
    pub fn of(matches: &ArgMatches) -> Result<Self, Failure> {
        match matches.get_one::<PathBuf>("output") {
            Some(path) if path == Path::new("-") => Ok(Self::Output),
            Some(path) if path.is_dir() => Err(Failure::usage(format!(
                "{} is a folder, and --output takes the name of a file; nothing was sent",
                path.display()
            ))),
            Some(path) => Ok(Self::File(path.clone())),
            None if io::stdout().is_terminal() => Err(Failure::usage(
                "this gives a file: --output FILE says where it goes, --output - prints it all the same; nothing was sent",
            )),
            None => Ok(Self::Output),
        }
    }
}

/// Sends the call and writes what comes. A file is there whole, or not at all; what is none, as a pipe, gets the bytes as they come.
pub async fn save(call: Call<AnyOperation>, to: To, quiet: bool) -> Result<(), Failure> {
    let To::File(path) = to else {
        let mut output = io::stdout().lock();
        copy(call.send_stream().await?.limit(u64::MAX), &mut output).await?;
        return told(output.flush());
    };
    let unwritten = |error: &io::Error| Failure::Incomplete(format!("{} cannot be written: {error}", path.display()));
    // Before the call, which may count or cost something.
    let unopened = |error: io::Error| {
        Failure::usage(format!(
            "{} cannot be written: {error}; nothing was sent",
            path.display()
        ))
    };
    let named = match target::of(&path).map_err(unopened)? {
        Target::File(named) => named,
        Target::Special => {
            let mut special = std::fs::File::options().write(true).open(&path).map_err(unopened)?;
            copy(call.send_stream().await?.limit(u64::MAX), &mut special).await?;
            return told(special.flush());
        }
    };
    let folder = match named.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = temporary(folder).map_err(unopened)?;
    let bytes = copy(call.send_stream().await?.limit(u64::MAX), file.as_file_mut()).await?;
    file.as_file().sync_all().map_err(|error| unwritten(&error))?;
    file.persist(&named).map_err(|error| unwritten(&error.error))?;
    if !quiet {
        eprintln!("note: {bytes} bytes in {}", path.display());
    }
    Ok(())
}

async fn copy(mut from: DownloadStream, to: &mut dyn Write) -> Result<u64, Failure> {
    let mut bytes = 0;
    while let Some(piece) = from.next().await {
        let piece = piece?;
        told(to.write_all(&piece))?;
        bytes += piece.len() as u64;
    }
    Ok(bytes)
}

/// With the permissions of an ordinary file.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
