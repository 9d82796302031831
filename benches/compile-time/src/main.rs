//! `tradewire-twin <platform> <folder>`: writes two crates into `folder` that differ in their codec only.
//!
//! `ours` is the generated crate as it is. `twin` has the same types, setters, documentation, tables and methods, but its types derive
//! `serde::Serialize` and `serde::Deserialize`, and its operations go through `serde_json`. Both depend on nothing but what they need, so
//! that a measurement is about the crate alone. `compile_time.sh` measures them.

mod twin;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use tradewire_codegen::load::read_folder;
use tradewire_codegen::write::generate;
use tradewire_codegen::{compile, plan};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder] = args.as_slice() else {
        return Err("usage: tradewire-twin <platform> <folder>".into());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let compiled = compile(read_folder(&root.join("specs"), "specs", std::slice::from_ref(name))?);
    let platform = compiled
        .platforms
        .iter()
        .find(|platform| platform.name == *name)
        .ok_or("no such platform")?;
    let planned = plan::plan(platform);
    let rendered = generate(platform)?;
    let folder = PathBuf::from(folder);
    for file in rendered.files.iter().filter(|file| file.path.starts_with("src/")) {
        put(&folder.join("ours").join(&file.path), &file.text)?;
        put(
            &folder.join("twin").join(&file.path),
            &twin::twin(&planned, &file.path, &file.text)?,
        )?;
    }
    put(&folder.join("twin/src/twin.rs"), include_str!("support.rs.txt"))?;
    put(&folder.join("ours/Cargo.toml"), &manifest("ours", ""))?;
    put(
        &folder.join("twin/Cargo.toml"),
        &manifest(
            "twin",
            "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n",
        ),
    )?;
    let runtime = root.join("runtime").to_string_lossy().replace('\\', "/");
    put(&folder.join("Cargo.toml"), &workspace(&runtime))?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// Both have the runtime with its serde feature, which the twin needs for decimals and dates: the same dependencies are built for both.
fn manifest(name: &str, more: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [features]\nblocking = []\nserde = []\n\n\
         [dependencies]\ntradewire.workspace = true\n{more}\n\
         [lints.rust]\nunexpected_cfgs = \"allow\"\n"
    )
}

fn workspace(runtime: &str) -> String {
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"ours\", \"twin\"]\n\n\
         [workspace.dependencies]\n\
         tradewire = {{ path = \"{runtime}\", default-features = false, features = [\"serde\"] }}\n"
    )
}

fn put(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    fs::write(path, text)?;
    Ok(())
}
