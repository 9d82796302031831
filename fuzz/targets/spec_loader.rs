//! The spec loader: any text gives models and findings, and no finding points outside of its file. What stands before a line of
//! `===` is `platform.yaml`, the rest a resource.

use tradewire_codegen::compile;
use tradewire_codegen::load::InputFile;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (platform, resource) = text.split_once("===\n").unwrap_or((&text, ""));
    let compiled = compile(vec![
        InputFile::new("specs/sample/platform.yaml", platform),
        InputFile::new("specs/sample/things.yaml", resource),
    ]);
    for finding in &compiled.findings {
        let place = compiled.sources.place(finding.span);
        assert!(!format!("{place:?}").is_empty());
    }
}
