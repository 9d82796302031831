//! A page for each code: what `explain` says of it, with an example and what the linter says of that.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

use crate::compile::{Compiled, compile};
use crate::diagnostics::{ALL, Code, Severity, Style, chapters, explain, intro, render};
use crate::load::InputFile;

/// Folder of the cases that examples are taken from, below the repository root.
pub const CASES: &str = "tests/diagnostics";

/// The file of a case that brings one resource alone.
const FILE: &str = "in.yaml";

/// The platform around it.
const PLATFORM: &str =
    "platform: demo\ntitle: Demo\ndoc: A platform to make mistakes on.\nbase_url: \"https://demo.example\"\n";

/// A mistake, or several, in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Codes that it shows, and what it is about: `E0201-unknown-keys`.
    pub name: String,
    /// The file of a resource.
    pub text: String,
}

/// The cases that are one file, in order of name.
///
/// # Errors
///
/// When the folder or a file cannot be read.
pub fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.join(FILE);
        if !file.is_file() {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        cases.push(Case {
            name,
            text: fs::read_to_string(file)?.replace("\r\n", "\n"),
        });
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(cases)
}

/// Name and text of every page: one a code, and the one that leads to them.
#[must_use]
pub fn pages(cases: &[Case]) -> Vec<(String, String)> {
    let mut pages = vec![("README.md".to_owned(), index())];
    pages.extend(ALL.iter().map(|code| (format!("{}.md", code.id), page(*code, cases))));
    pages
}

fn index() -> String {
    let mut text = format!("# Findings\n\n{}\n", intro());
    for (title, codes) in chapters() {
        let _ = write!(text, "\n## {title}\n\n| code | |\n| --- | --- |\n");
        for code in codes {
            let _ = writeln!(text, "| [{0}]({0}.md) | {1} |", code.id, code.title);
        }
    }
    text
}

fn page(code: Code, cases: &[Case]) -> String {
    let section = explain(code.id).unwrap_or_default();
    let body = section.split_once('\n').map_or("", |(_, body)| body.trim());
    let severity = match code.severity() {
        Severity::Error => "An error: nothing is generated for the platform while it stands.",
        Severity::Warning => "A warning: `lint` reports it, `gen` goes on.",
    };
    let mut text = format!("# {} {}\n\n{severity}\n\n{body}\n", code.id, code.title);
    if let Some((case, said)) = example(code, cases) {
        let yaml = fenced("yaml", &case.text);
        let said = fenced("text", &said);
        let _ = write!(text, "\n## Example\n\n{yaml}\n`cargo xtask lint` says:\n\n{said}");
    }
    text.push_str("\n[All codes](README.md)\n");
    text
}

/// The shortest case that is named after a code, and the first finding of that code in it.
fn example(code: Code, cases: &[Case]) -> Option<(&Case, String)> {
    let is_named = |case: &&Case| case.name.split('-').any(|part| part == code.id);
    let mut named: Vec<&Case> = cases.iter().filter(is_named).collect();
    named.sort_by_key(|case| case.text.len());
    named
        .into_iter()
        .find_map(|case| Some((case, said(code, &compiled(case))?)))
}

fn compiled(case: &Case) -> Compiled {
    compile(vec![
        InputFile::new("specs/demo/platform.yaml", PLATFORM),
        InputFile::new("specs/demo/things.yaml", case.text.as_bytes()),
    ])
}

fn said(code: Code, compiled: &Compiled) -> Option<String> {
    let finding = compiled.findings.iter().find(|finding| finding.code == code)?;
    Some(render(finding, &compiled.sources, Style::Plain))
}

/// A block of code that no text within can end.
fn fenced(language: &str, text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_what_explain_says_and_an_example() {
        let case = Case {
            name: "E0201-unknown-keys".to_owned(),
            text: "resource: things\ndoc: Things.\ncolour: red\n".to_owned(),
        };
        let pages = pages(&[case]);
        let text = |name: &str| &pages.iter().find(|(page, _)| page == name).expect("a page").1;
        let page = text("E0201.md");
        let section = explain("E0201").expect("a section");
        let body = section.split_once('\n').expect("a body").1.trim();
        assert!(page.starts_with("# E0201 unknown key\n\nAn error"), "{page}");
        assert!(page.contains(body) && page.contains("colour: red\n```"), "{page}");
        assert!(page.contains("error[E0201]: unknown key `colour`"), "{page}");
        assert!(!text("E0101.md").contains("## Example"));
        let index = text("README.md");
        assert!(
            ALL.iter()
                .all(|code| index.contains(&format!("[{0}]({0}.md)", code.id)))
        );
    }

    #[test]
    fn no_text_ends_its_block() {
        assert!(fenced("text", "a\n```\nb").starts_with("````text\n"));
    }
}
