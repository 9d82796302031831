//! Files that tests write.

use std::path::PathBuf;

/// A file on disk that goes with the test.
pub struct Temporary(pub PathBuf);

impl Temporary {
    pub fn new(name: &str, content: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!(
            "tradewire-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = self.0.parent().map(std::fs::remove_dir_all);
    }
}
