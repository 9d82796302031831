//! The same specs give the same output, in whatever order the files arrive.

mod support;

use support::{Random, files};
use tradewire_codegen::compile;
use tradewire_codegen::inventory::inventory;
use tradewire_codegen::load::InputFile;
use tradewire_codegen::write::generate;

fn shuffled(mut files: Vec<InputFile>, seed: u64) -> Vec<InputFile> {
    let mut random = Random(seed);
    for last in (1..files.len()).rev() {
        files.swap(last, random.below(last + 1));
    }
    files
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files = files(&[]);
    let first = compile(files.clone());
    for seed in [3, 0xdead_beef, 0x1234_5678_9abc_def0] {
        let other = compile(shuffled(files.clone(), seed));
        assert_eq!(first.platforms, other.platforms);
        assert_eq!(inventory(&first.platforms), inventory(&other.platforms));
        let messages = |compiled: &tradewire_codegen::Compiled| {
            compiled
                .findings
                .iter()
                .map(|finding| finding.message.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(messages(&first), messages(&other));
    }
}

#[test]
fn a_crate_comes_out_the_same_twice() {
    let files = files(&["onebox", "boostore"]);
    let crates = |files: Vec<InputFile>| {
        compile(files)
            .platforms
            .iter()
            .map(|platform| generate(platform).expect("it generates"))
            .collect::<Vec<_>>()
    };
    assert_eq!(crates(files.clone()), crates(shuffled(files, 77)));
}
