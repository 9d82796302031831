//! The real specs, for tests over all of them.
#![allow(dead_code, reason = "each test uses its part of this")]

use std::path::PathBuf;

use tradewire_codegen::load::{InputFile, read_folder};

/// `specs/` of the repository.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

/// Every file of some platforms, or of all.
pub fn files(platforms: &[&str]) -> Vec<InputFile> {
    let names: Vec<String> = platforms.iter().map(|name| (*name).to_owned()).collect();
    read_folder(&folder(), "specs", &names).expect("the specs can be read")
}

/// A small generator of random numbers with a fixed seed: the same run on every machine.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}
