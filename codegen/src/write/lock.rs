//! One run at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::WriteError;

/// Folder of the lock below the repository root: Cargo's, which is neither committed nor searched for output.
pub const FOLDER: &str = "target";

/// Name of the lock. The file stays when the lock is given up; the system gives it up for a run that dies.
const NAME: &str = "tradewire-gen.lock";

/// How long another run may take before the caller is told.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the lock is tried in that time.
const INTERVAL: Duration = Duration::from_millis(20);

/// Waits until no other run writes, and keeps all others out while the file is held. `waiting` is called once, if that
/// takes more than a moment.
pub fn exclusive(root: &Path, waiting: impl FnOnce()) -> Result<File, WriteError> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|source| WriteError::io(&folder, source))?;
    let path = folder.join(NAME);
    // Made exclusively or not at all, so that no link is followed; nothing is ever written into it.
    let file = match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => open(&path)?,
        made => made.map_err(|source| WriteError::io(&path, source))?,
    };
    acquire(&file, File::try_lock, File::lock, waiting).map_err(|source| WriteError::io(&path, source))?;
    Ok(file)
}

/// Waits until no other run writes, and keeps writers out while the file is held. Makes nothing: `None` if no run has
/// written here yet.
pub fn shared(root: &Path, waiting: impl FnOnce()) -> Result<Option<File>, WriteError> {
    let path = root.join(FOLDER).join(NAME);
    if !path.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    let file = open(&path)?;
    acquire(&file, File::try_lock_shared, File::lock_shared, waiting)
        .map_err(|source| WriteError::io(&path, source))?;
    Ok(Some(file))
}

fn open(path: &Path) -> Result<File, WriteError> {
    super::disk::refuse_irregular(path)?;
    File::open(path).map_err(|source| WriteError::io(path, source))
}

fn acquire(
    file: &File,
    attempt: fn(&File) -> Result<(), TryLockError>,
    wait: fn(&File) -> io::Result<()>,
    waiting: impl FnOnce(),
) -> io::Result<()> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        match attempt(file) {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(INTERVAL),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    waiting();
    wait(file)
}
