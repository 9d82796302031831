//! Two processes give the same files, byte for byte.

use std::process::Command;

use tradewire_codegen::compile;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::write::generate;
use tradewire_dialect_tests::{corpus, root};

/// All files of all platforms and of the corpus, one after the other.
fn output() -> String {
    let mut text = String::new();
    for specs in [root().join("specs"), corpus().join("specs")] {
        let compiled = compile(read_folder(&specs, "specs", &[]).expect("specs"));
        for platform in &compiled.platforms {
            for file in generate(platform).expect("Rust").files {
                text.extend(["== ", &platform.name, " ", &file.path, "\n", &file.text]);
            }
        }
    }
    text
}

/// A text short enough to print.
fn fingerprint(text: &str) -> String {
    // FNV-1a: the standard hasher is seeded anew in every process.
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("fingerprint {hash:016x} of {} bytes", text.len())
}

#[test]
fn two_processes_agree() {
    let mine = fingerprint(&output());
    if std::env::var_os("TRADEWIRE_SECOND_PROCESS").is_some() {
        println!("{mine}");
        return;
    }
    let second = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "two_processes_agree", "--nocapture"])
        .env("TRADEWIRE_SECOND_PROCESS", "1")
        .output()
        .expect("a second process");
    let said = String::from_utf8_lossy(&second.stdout);
    assert!(said.contains(&mine), "{mine}, but the other process says:\n{said}");
}
