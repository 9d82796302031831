//! `docs/adding-an-endpoint.md` says what happens: every command of it is run here, in order, and says what stands there.
//!
//! `TRADEWIRE_BLESS=1` writes what the commands say into the page, and prints how long each took. A line `[…]` stands for any lines.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const PAGE: &str = "docs/adding-an-endpoint.md";
const CUT: &str = "[…]";
const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*\", \"generated/*/checks\"]\n\n[workspace.package]\nedition = \"2024\"\n\
                         rust-version = \"1.85\"\nlicense = \"MIT OR Apache-2.0\"\nauthors = [\"Tests\"]\n\n[workspace.dependencies]\n\
                         tradewire = { version = \"0.1.0\", default-features = false }\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A command of the page, and what stands below it.
struct Step {
    /// Line of the page that holds it, from 0.
    at: usize,
    command: String,
    said: Vec<String>,
}

/// The commands between the fences of `console`.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (at, line) in page.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside {
            match (line.strip_prefix("$ "), steps.last_mut()) {
                (Some(command), _) => steps.push(Step {
                    at,
                    command: command.to_owned(),
                    said: Vec::new(),
                }),
                (None, Some(step)) => step.said.push(line.to_owned()),
                (None, None) => {}
            }
        }
    }
    steps
}

/// Words of a command; what stands between quotes is one.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().expect("there is one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs a program, both outputs into one, as a terminal shows them.
fn run(folder: &Path, program: &str, args: &[String]) -> (ExitStatus, String) {
    let path = folder.join(".said");
    let file = File::create(&path).expect("a file");
    let status = Command::new(program)
        .args(args)
        .current_dir(folder)
        .envs([("GIT_AUTHOR_NAME", "A"), ("GIT_COMMITTER_NAME", "A")])
        .envs([
            ("GIT_AUTHOR_EMAIL", "a@shop.example"),
            ("GIT_COMMITTER_EMAIL", "a@shop.example"),
        ])
        .stdin(Stdio::null())
        .stdout(file.try_clone().expect("a file"))
        .stderr(file)
        .status()
        .expect("it runs");
    let said = fs::read_to_string(&path).expect("UTF-8");
    fs::remove_file(&path).expect("it is there");
    (status, said)
}

/// Carries a step out and gives what it says, line by line.
fn carried_out(folder: &Path, step: &Step) -> Vec<String> {
    let words = words(&step.command);
    let parts: Vec<&str> = words.iter().map(String::as_str).collect();
    let (status, said) = match parts.as_slice() {
        ["cargo", "xtask", ..] => run(folder, env!("CARGO_BIN_EXE_xtask"), &words[2..]),
        ["git", ..] => run(folder, "git", &words[1..]),
        ["cat", file] => {
            // The page shows what is in it.
            fs::write(folder.join(file), step.said.join("\n") + "\n").expect("a file");
            return step.said.clone();
        }
        ["sed", "-i", change, file] => {
            let (_, rest) = change.split_once("s/").expect("s/old/new/");
            let (old, new) = rest.trim_end_matches('/').split_once('/').expect("s/old/new/");
            let path = folder.join(file);
            let text = fs::read_to_string(&path).expect("a file");
            assert_eq!(text.matches(old).count(), 1, "{}", step.command);
            fs::write(&path, text.replace(old, new)).expect("a file");
            return Vec::new();
        }
        other => panic!("{PAGE}:{}: {other:?} cannot be run", step.at + 1),
    };
    let mut lines: Vec<String> = said.lines().map(|line| line.trim_end().to_owned()).collect();
    if let Some(code) = status.code().filter(|code| *code != 0) {
        lines.push(format!("[exit code {code}]"));
    }
    lines
}

/// Whether lines are as they are told, with any lines for each cut.
fn fits(told: &[String], said: &[String]) -> bool {
    match told.iter().position(|line| line == CUT) {
        None => told == said,
        Some(at) => {
            let (before, behind) = (&told[..at], &told[at + 1..]);
            said.starts_with(before) && (at..=said.len()).any(|from| fits(behind, &said[from..]))
        }
    }
}

/// Empty lines at the end are those of the page.
fn trimmed(lines: &[String]) -> &[String] {
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    &lines[..end]
}

#[test]
fn the_page_says_what_happens() {
    let page = fs::read_to_string(root().join(PAGE))
        .expect("the page")
        .replace("\r\n", "\n");
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    fs::write(folder.path().join("Cargo.toml"), WORKSPACE).expect("a file");
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::write(folder.path().join(licence), "may be used\n").expect("a file");
    }
    let bless = std::env::var_os("TRADEWIRE_BLESS").is_some();
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let (mut wrong, mut times) = (Vec::new(), Vec::<(String, Duration)>::new());
    let mut shift = 0_isize;
    let steps = steps(&page);
    for command in ["new ", "infer ", "lint ", "explain ", "gen ", "check-reply ", "impact "] {
        let whole = format!("cargo xtask {command}");
        assert!(
            steps.iter().any(|step| step.command.starts_with(&whole)),
            "{PAGE} lacks `{whole}`"
        );
    }
    for step in steps {
        let begun = Instant::now();
        let said = carried_out(folder.path(), &step);
        times.push((step.command.clone(), begun.elapsed()));
        let (told, said) = (trimmed(&step.said), trimmed(&said));
        if fits(told, said) {
            continue;
        }
        if bless {
            let from = step.at.checked_add_signed(shift).expect("a line") + 1;
            lines.splice(from..from + told.len(), said.iter().cloned());
            shift += isize::try_from(said.len()).expect("few") - isize::try_from(told.len()).expect("few");
        } else {
            wrong.push(format!(
                "{PAGE}:{}: $ {}\n{}",
                step.at + 1,
                step.command,
                said.join("\n")
            ));
        }
    }
    if bless {
        fs::write(root().join(PAGE), lines.join("\n") + "\n").expect("the page");
        for (command, time) in times {
            println!("{:>6} ms  {command}", time.as_millis());
        }
    }
    assert!(
        wrong.is_empty(),
        "TRADEWIRE_BLESS=1 writes this into the page:\n\n{}",
        wrong.join("\n\n")
    );
}

#[test]
fn what_differs_from_the_page_is_seen() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for (told, said, same) in [
        ("a\nb", "a\nb", true),
        ("a\n[…]", "a\nb\nc", true),
        ("a\n[…]\nc", "a\nb\nc", true),
        ("a\n[…]\nd", "a\nb\nc", false),
        ("a", "a\nb", false),
        ("[…]\nb", "a", false),
        ("a", "", false),
    ] {
        assert_eq!(fits(&lines(told), &lines(said)), same, "{told} {said}");
    }
    assert_eq!(words("a \"b c\" 'd' e"), ["a", "b c", "d", "e"]);
    let steps = steps("```console\n$ a b\nc\n\n$ d\n```\n$ e\n```json\n$ f\n```\n");
    let commands: Vec<(&str, usize)> = steps
        .iter()
        .map(|step| (step.command.as_str(), step.said.len()))
        .collect();
    assert_eq!(commands, [("a b", 2), ("d", 0)]);
}
