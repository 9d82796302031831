//! Cases of `tests/diagnostics` as files of a spec folder.
#![allow(dead_code, reason = "each test uses its part of this")]

use std::fs;
use std::path::Path;

use tradewire_codegen::load::{InputFile, read_folder};

/// The platform of a case that brings one resource alone.
pub const PLATFORM: &str =
    "platform: demo\ntitle: Demo\ndoc: A platform to make mistakes on.\nbase_url: \"https://demo.example\"\n";

/// The files of a case.
pub fn files_of(case: &Path) -> Vec<InputFile> {
    let specs = case.join("specs");
    if specs.is_dir() {
        return read_folder(&specs, "specs", &[]).expect("the case can be read");
    }
    let text = fs::read(case.join("in.yaml")).expect("a case has `in.yaml` or `specs/`");
    vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/things.yaml", text),
    ]
}
