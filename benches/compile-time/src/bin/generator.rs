//! `generator [rounds]`: what the generator costs, in CPU time an operation: from files to models, and from models to the text of crates.
//!
//! For each platform of `specs/`, and for a synthetic one of one, four and sixteen times a size: the ratios say whether the cost of an operation
//! grows with their number. Everything is made anew each time, in one thread; nothing is read from disk within the measured time but what
//! crates copy.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use tradewire_codegen::compile;
use tradewire_codegen::load::{InputFile, read_folder};
use tradewire_codegen::write::generate;

/// Resources of the synthetic platform at its smallest; each has five operations.
const RESOURCES: usize = 8;

/// What one platform costs.
struct Cost {
    name: String,
    operations: usize,
    compiling: Duration,
    generating: Duration,
}

impl Cost {
    /// Both, for an operation, in microseconds.
    fn micros(&self) -> f64 {
        (self.compiling + self.generating).as_secs_f64() * 1e6 / f64::from(u32::try_from(self.operations).unwrap_or(1))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let rounds: u32 = std::env::args().nth(1).map_or(Ok(5), |text| text.parse())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let mut inputs: Vec<(String, Vec<InputFile>)> = Vec::new();
    for entry in std::fs::read_dir(root.join("specs"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().join("platform.yaml").is_file() {
            let files = read_folder(&root.join("specs"), "specs", std::slice::from_ref(&name))?;
            inputs.push((name, files));
        }
    }
    inputs.sort_by(|a, b| a.0.cmp(&b.0));
    for times in [1, 4, 16] {
        inputs.push((format!("synthetic x{times}"), synthetic(RESOURCES * times)));
    }
    let mut best: Vec<Option<Cost>> = inputs.iter().map(|_| None).collect();
    for _ in 0..rounds {
        for ((name, files), best) in inputs.iter().zip(&mut best) {
            let cost = cost(name, files)?;
            if best.as_ref().is_none_or(|best| cost.micros() < best.micros()) {
                *best = Some(cost);
            }
        }
    }
    let best: Vec<Cost> = best.into_iter().flatten().collect();
    println!(
        "{:<16} {:>10} {:>14} {:>14} {:>14}",
        "platform", "operations", "compile us/op", "generate us/op", "both us/op"
    );
    for cost in &best {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(u32::try_from(cost.operations).unwrap_or(1));
        println!(
            "{:<16} {:>10} {:>14.0} {:>14.0} {:>14.0}",
            cost.name,
            cost.operations,
            each(cost.compiling),
            each(cost.generating),
            cost.micros()
        );
    }
    if let [.., one, four, sixteen] = best.as_slice() {
        println!(
            "an operation among four times as many: {:.2}, among sixteen times as many: {:.2}",
            four.micros() / one.micros(),
            sixteen.micros() / one.micros()
        );
    }
    Ok(())
}

fn cost(name: &str, files: &[InputFile]) -> Result<Cost, Box<dyn Error>> {
    let files = files.to_vec();
    let start = cpu();
    let compiled = compile(files);
    let compiling = cpu().saturating_sub(start);
    if compiled.has_errors(None) {
        return Err(format!("{name} has errors").into());
    }
    let [platform] = compiled.platforms.as_slice() else {
        return Err(format!("{name} is not one platform").into());
    };
    let start = cpu();
    let rendered = generate(platform)?;
    let generating = cpu().saturating_sub(start);
    // Dropped outside of what is measured, as by a program that ends.
    drop(rendered);
    Ok(Cost {
        name: name.to_owned(),
        operations: platform
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum(),
        compiling,
        generating,
    })
}

/// CPU time of this thread where the system tells it, else the time that passes.
fn cpu() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(passed, Duration::from_nanos)
}

/// Time since the first call.
fn passed() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// A platform with so many resources, such as a shop has.
fn synthetic(resources: usize) -> Vec<InputFile> {
    let file = |name: &str, text: String| InputFile {
        path: format!("specs/synthetic/{name}.yaml"),
        content: Ok(text.into_bytes()),
    };
    let mut files = vec![file(
        "platform",
        "platform: synthetic\nversion: 0.1.0\ntitle: Synthetic\ndoc: A platform of any size.\nbase_url: \"https://api.example\"\n\
         pagination:\n  pages: {kind: page, page: page, size: limit, default_size: 50, max_size: 250}\n"
            .to_owned(),
    )];
    for at in 0..resources {
        let (plural, thing) = (format!("things{at}"), format!("Thing{at}"));
        let mut text = format!(
            "resource: {plural}\ndoc: Things of sort {at}.\noperations:\n  \
             list:\n    get: /{plural}\n    source: List\n    paginate: pages\n    query: {{updated_since: {{type: datetime, doc: Only later ones.}}, status: {thing}Status}}\n    returns: \"[{thing}]\"\n  \
             get:\n    get: /{plural}/{{id}}\n    source: Get\n    path: {{id: integer}}\n    returns: {thing}\n  \
             create:\n    post: /{plural}\n    source: Create\n    body: {thing}Input\n    returns: {thing}\n  \
             update:\n    put: /{plural}/{{id}}\n    source: Update\n    path: {{id: integer}}\n    body: {thing}Input\n    returns: {thing}\n  \
             delete:\n    delete: /{plural}/{{id}}\n    source: Delete\n    path: {{id: integer}}\n\
             types:\n  {thing}Status: {{doc: What became of it., enum: [new, open, closed, lost]}}\n"
        );
        for (name, first) in [
            (thing.clone(), "id: integer!"),
            (format!("{thing}Input"), "title: string!"),
        ] {
            let _ = write!(
                text,
                "  {name}:\n    doc: A thing.\n    fields:\n      {first}\n      status: {thing}Status\n"
            );
            for field in 0..16 {
                let ty = ["string", "integer", "decimal?", "boolean", "[string]", "datetime"][field % 6];
                let _ = writeln!(
                    text,
                    "      field_{field}: {{type: \"{ty}\", doc: What stands at place {field}.}}"
                );
            }
        }
        files.push(file(&plural, text));
    }
    files
}
