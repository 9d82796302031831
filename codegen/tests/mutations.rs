//! No text can make the generator panic: real specs, spoilt at random (the same way on every machine), go all the way through.

mod support;

use support::{Random, files};
use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::{Style, render};
use tradewire_codegen::inventory::{inventory, table};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::plan::plan;
use tradewire_codegen::write::generate;

/// What slips into a text by mistake or by malice.
const SNIPPETS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "!",
    "?",
    "\"",
    "'",
    "#",
    "&a ",
    "*a ",
    "!!int ",
    "---\n",
    "...\n",
    "\t",
    "\n",
    "\r",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "é",
    "🎉",
    "null",
    "~",
    "true",
    "-1",
    "1e999",
    "0x",
    "99999999999999999999",
    "{n}",
    "{key}",
    "{}",
    "[]",
    "[[[[",
    "{{{{",
    "<<: ",
    "extends: ",
    "type: ",
    "enum: ",
    "union: ",
    "string!?",
    "\"[string]!\"",
    "fields: ",
    "const: ",
    "alias: ",
    "../../etc",
    "Self",
    "fn",
    "\" */ }",
    "\\u0000",
    "%YAML 9.9\n",
    "@",
    "`",
    "|",
    ">",
    "- ",
    "? ",
];

fn spoil(text: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        let length = random.below(40).min(bytes.len().saturating_sub(at));
        match random.below(8) {
            0 => drop(bytes.drain(at..at + length)),
            1 => bytes.truncate(at),
            2 => {
                let part: Vec<u8> = bytes[at..at + length].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => swap_lines(&mut bytes, random),
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).unwrap_or(0);
                }
            }
            _ => {
                let snippet = SNIPPETS[random.below(SNIPPETS.len())];
                bytes.splice(at..at, snippet.bytes());
            }
        }
    }
    bytes
}

fn swap_lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    if !lines.is_empty() {
        lines.swap(one, other);
    }
    *bytes = lines.concat();
}

/// Everything a user can ask for, findings and all.
fn go_all_the_way(files: Vec<InputFile>) -> usize {
    let compiled = compile(files);
    let shown: usize = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Coloured).len())
        .sum();
    let listed = table(&inventory(&compiled.platforms)).len();
    if !compiled.has_errors(None) {
        for platform in &compiled.platforms {
            generate(platform).expect("what passes the linter can be generated");
        }
    }
    shown + listed
}

fn mutate(platform: &str, rounds: usize, seed: u64) {
    let files = files(&[platform]);
    let mut random = Random(seed);
    let mut printed = 0;
    for _ in 0..rounds {
        let mut spoilt = files.clone();
        let at = random.below(spoilt.len());
        if let Some(InputFile { content: Ok(text), .. }) = spoilt.get_mut(at) {
            *text = spoil(&String::from_utf8_lossy(text), &mut random);
        }
        printed += go_all_the_way(spoilt);
    }
    assert!(printed > 0);
}

#[test]
fn onebox_spoilt() {
    mutate("onebox", 100, 0x9e37_79b9_7f4a_7c15);
}

#[test]
fn boostore_spoilt() {
    mutate("boostore", 30, 0xd1b5_4a32_d192_ed03);
}

#[test]
fn commercehq_spoilt() {
    mutate("commercehq", 30, 0x8cb9_2ba7_2f3d_8dd7);
}

/// Names that are no names, in every place of a name.
#[test]
fn any_text_as_a_name() {
    let names = [
        "type",
        "Self",
        "2fa",
        "новый",
        "",
        " ",
        "../../x",
        "a/b",
        "a\\nb",
        "\\u0000",
        "fn",
        "Result",
        "Option",
        "__",
        "日本",
        "🎉",
        "a.b",
        "{key}",
        "*/",
        "r#x",
        "CON",
    ];
    for name in names {
        let platform = "platform: demo\ntitle: Demo\nbase_url: \"https://demo.example\"\n";
        let things = format!(
            "resource: things\noperations:\n  \"{name}\":\n    get: \"/things/{{id}}\"\n    source: S\n    doc: D.\n    path: {{id: integer}}\n    \
             query: {{\"{name}\": string}}\n    headers: {{\"{name}\": string}}\n    body: {{fields: {{\"{name}\": {{enum: [\"{name}\", x]}}}}}}\n    \
             returns: {{items: [{{fields: {{\"{name}\": string!, b: {{union: {{\"{name}\": string, c: integer}}}}}}}}]}}\n"
        );
        let file = format!("specs/{name}/things.yaml");
        go_all_the_way(vec![
            InputFile::new("specs/demo/platform.yaml", platform),
            InputFile::new("specs/demo/things.yaml", things.clone()),
        ]);
        go_all_the_way(vec![
            InputFile::new("specs/demo/platform.yaml", platform),
            InputFile::new(file, things.clone()),
        ]);
        go_all_the_way(vec![
            InputFile::new(format!("specs/{name}/platform.yaml"), platform),
            InputFile::new(format!("specs/demo/{name}.yaml"), things),
        ]);
    }
}

/// Types that all refer to each other have more paths than there is memory; required ones have no value.
#[test]
fn dense_types_end() {
    for mark in ["", "!"] {
        let names: Vec<String> = (0..24).map(|number| format!("T{number}")).collect();
        let field = |name: &String| format!("{}: {name}{mark}", name.to_lowercase());
        let fields = names.iter().map(field).collect::<Vec<_>>().join(", ");
        let entry = |name: &String| format!("  {name}: {{doc: D., fields: {{{fields}}}}}");
        let types = names.iter().map(entry).collect::<Vec<_>>().join("\n");
        let things = format!(
            "resource: things\ndoc: D.\noperations:\n  list: {{post: /things, source: S, doc: D., query: {{q: T0}}, body: T1, returns: T2}}\ntypes:\n{types}"
        );
        let platform = "platform: demo\ntitle: Demo\nbase_url: \"https://demo.example\"\n";
        let compiled = compile(vec![
            InputFile::new("specs/demo/platform.yaml", platform),
            InputFile::new("specs/demo/things.yaml", things),
        ]);
        assert_eq!(compiled.has_errors(None), mark == "!");
        assert!(!table(&inventory(&compiled.platforms)).is_empty());
        for platform in &compiled.platforms {
            assert_eq!(plan(platform).package, "tradewire-demo");
        }
    }
}
