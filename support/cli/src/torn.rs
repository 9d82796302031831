//! The file that rows are added to, where a run before was killed in the middle of one.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use crate::output::note;

/// Ends the last line of the file that standard output goes to, where it has no end, so that what is printed next stands in lines of its
/// own; in rows of CSV, an open pair of quotes, too. Anything but a file is left alone.
pub fn mend(is_csv: bool) {
    match ending(is_csv) {
        Ok("") => {}
        Ok(ending) => {
            // What cannot be written is told by what is printed next.
            let _ = io::stdout().lock().write_all(ending.as_bytes());
            note(
                "the output had no whole last line, as a run leaves it that was killed: a new one is begun, and the torn one is to be taken away",
            );
        }
        Err(error) => note(&format!(
            "whether the output ends with a whole line cannot be seen ({error}); if the run before was killed, look at its last line"
        )),
    }
}

/// What is missing at its end.
#[cfg(unix)]
fn ending(is_csv: bool) -> io::Result<&'static str> {
    use std::os::fd::AsFd as _;
    let about = File::from(io::stdout().as_fd().try_clone_to_owned()?).metadata()?;
    if !about.is_file() || about.len() == 0 {
        return Ok("");
    }
    // Standard output itself can only be written.
    let shown = if cfg!(target_os = "linux") {
        "/proc/self/fd/1"
    } else {
        "/dev/fd/1"
    };
    missing(File::open(shown)?, is_csv)
}

/// Elsewhere what standard output leads to is not to be had.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn ending(_: bool) -> io::Result<&'static str> {
    Ok("")
}

#[cfg(unix)]
fn missing(mut file: File, is_csv: bool) -> io::Result<&'static str> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    if last == *b"\n" {
        return Ok("");
    }
    if !is_csv {
        return Ok("\n");
    }
    file.rewind()?;
    let (mut is_open, mut piece) = (false, vec![0; 64 << 10]);
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok(if is_open { "\"\n" } else { "\n" });
        }
        let quotes = piece.iter().take(read).filter(|byte| **byte == b'"').count();
        is_open ^= quotes % 2 == 1;
    }
}
