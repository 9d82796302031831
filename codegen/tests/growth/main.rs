//! Work grows with the specs, and not with their square. Allocations are counted, which are the same on every machine.

use tradewire_codegen::compile;
use tradewire_codegen::diagnostics::{Style, render};
use tradewire_codegen::inventory::{inventory, table};
use tradewire_codegen::load::InputFile;
use tradewire_codegen::plan::plan;
use tradewire_codegen::write::generate;

/// How many times as much four times as much spec may take: somewhat more than four, for sorting and for names that grow.
const MOST: f64 = 4.5;

/// What is made of the specs.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// Findings, as they are shown.
    Lint,
    /// The crate, and the inventory.
    Generate,
}

/// A platform of one resource.
fn files(things: &str) -> Vec<InputFile> {
    let platform = "platform: demo\ntitle: Demo\nbase_url: \"https://demo.example\"\n";
    vec![
        InputFile::new("specs/demo/platform.yaml", platform),
        InputFile::new(
            "specs/demo/things.yaml",
            format!("resource: things\ndoc: D.\n{things}\n"),
        ),
    ]
}

fn go(files: Vec<InputFile>, way: Way) {
    let compiled = compile(files);
    let shown: Vec<String> = compiled
        .findings
        .iter()
        .map(|finding| render(finding, &compiled.sources, Style::Plain))
        .collect();
    if way == Way::Lint {
        return;
    }
    assert!(!compiled.has_errors(None), "{}", shown.concat());
    assert!(!table(&inventory(&compiled.platforms)).is_empty());
    for platform in &compiled.platforms {
        assert!(!plan(platform).package.is_empty());
        assert!(generate(platform).is_ok());
    }
}

/// Checks that four times the spec takes four times as much. What a run takes for an empty spec is not counted.
#[track_caller]
fn linear(name: &str, small: usize, way: Way, spec: impl Fn(usize) -> Vec<InputFile>) {
    let count = |size: usize| {
        let files = spec(size);
        let counted = allocation_counter::measure(|| go(files, way));
        [counted.count_total, counted.bytes_total]
    };
    // The first run makes what all others share.
    count(1);
    let nothing = count(1);
    let counted = [small, 2 * small, 4 * small].map(|size| {
        let [allocations, bytes] = count(size);
        [allocations.saturating_sub(nothing[0]), bytes.saturating_sub(nothing[1])]
    });
    let [one, _, four] = counted;
    for (one, four) in one.into_iter().zip(four) {
        assert!(
            grows_like_input(one, four),
            "{name}: allocations and bytes for {small}, twice, four times: {counted:?}"
        );
    }
}

#[allow(clippy::cast_precision_loss)] // counts of a test
fn grows_like_input(one: u64, four: u64) -> bool {
    four as f64 <= one.max(1) as f64 * MOST
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().concat()
}

const LIST: &str = "operations:\n  list: {get: /things, source: S, doc: D., returns: \"[T1000]\"}\n";

#[test]
fn operations() {
    let operation = |at: usize| {
        let at = at + 1000;
        format!(
            "  get{at}: {{get: \"/things/{{id}}/{at}\", source: S, doc: D., path: {{id: integer}}, query: {{q{at}: string}}, returns: any}}\n"
        )
    };
    linear("operations", 20, Way::Generate, |n| {
        files(&format!("operations:\n{}", many(n, operation)))
    });
    linear("operations, checked", 60, Way::Lint, |n| {
        files(&format!("operations:\n{}", many(n, operation)))
    });
    linear("resources", 10, Way::Generate, |n| {
        let mut files = files("operations: {}\ntypes: {}\n").drain(..1).collect::<Vec<_>>();
        for at in 1000..1000 + n {
            files.push(InputFile::new(
                format!("specs/demo/r{at}.yaml"),
                format!("resource: r{at}\ndoc: D.\noperations:\n  list: {{get: /r{at}, source: S, doc: D., returns: \"[T{at}]\"}}\ntypes:\n  T{at}: {{doc: D., fields: {{id: integer!}}}}\n"),
            ));
        }
        files
    });
}

#[test]
fn fields_and_values() {
    let fields = |n| many(n, |at| format!("      f{}: string\n", 1000 + at));
    linear("fields", 50, Way::Generate, |n| {
        files(&format!(
            "{LIST}types:\n  T1000:\n    doc: D.\n    fields:\n{}",
            fields(n)
        ))
    });
    linear("values of an enumeration", 50, Way::Generate, |n| {
        let values = many(n, |at| format!(", v{}", 1000 + at));
        files(&format!("{LIST}types:\n  T1000: {{doc: D., enum: [x{values}]}}\n"))
    });
    linear("parameters", 20, Way::Generate, |n| {
        let query = many(n, |at| format!("      q{}: integer\n", 1000 + at));
        files(&format!(
            "operations:\n  list:\n    get: /things\n    source: S\n    doc: D.\n    returns: any\n    query:\n{query}"
        ))
    });
    linear("a long line", 200, Way::Lint, |n| {
        let fields = many(n, |at| format!("f{}: string, ", 1000 + at));
        files(&format!("{LIST}types:\n  T1000: {{doc: D., fields: {{{fields}}}}}\n"))
    });
    linear("long texts", 1000, Way::Generate, |n| {
        files(&format!(
            "{LIST}types:\n  T1000: {{doc: \"{}.\", fields: {{id: string}}}}\n",
            "word `x` [y] ".repeat(n)
        ))
    });
}

/// Types that lead from one to the next, and in a ring back to the first if that is asked for.
fn chain(n: usize, ring: bool, one: impl Fn(usize, String) -> String) -> Vec<InputFile> {
    let types = many(n, |at| {
        let next = match (at + 1 < n, ring) {
            (true, _) => format!("T{}", 1001 + at),
            (false, true) => "T1000".to_owned(),
            (false, false) => "string".to_owned(),
        };
        one(1000 + at, next)
    });
    files(&format!("{LIST}types:\n{types}"))
}

#[test]
fn types_that_hold_each_other() {
    for (name, ring, text) in [
        ("a chain", false, "{doc: D., fields: {id: integer!, next: NEXT}}"),
        (
            "a required chain",
            false,
            "{doc: D., fields: {id: integer!, next: NEXT!}}",
        ),
        ("a ring", true, "{doc: D., fields: {id: integer!, next: NEXT}}"),
        (
            "a ring of lists",
            true,
            "{doc: D., fields: {id: integer!, next: \"[NEXT]\"}}",
        ),
    ] {
        linear(name, 15, Way::Generate, |n| {
            chain(n, ring, |at, next| {
                format!("  T{at}: {}\n", text.replace("NEXT", &next))
            })
        });
        linear(name, 100, Way::Lint, |n| {
            chain(n, ring, |at, next| {
                format!("  T{at}: {}\n", text.replace("NEXT", &next))
            })
        });
    }
    for (name, ring, text) in [
        (
            "a required ring",
            true,
            "{doc: D., fields: {id: integer!, next: NEXT!}}",
        ),
        ("aliases", false, "{doc: D., alias: NEXT}"),
        ("a ring of aliases", true, "{doc: D., alias: NEXT}"),
        ("unions", false, "{doc: D., union: [NEXT, \"[integer]\"]}"),
        ("a ring of unions", true, "{doc: D., union: [NEXT, integer]}"),
        ("bases", false, "{doc: D., extends: NEXT, fields: {}}"),
    ] {
        linear(name, 100, Way::Lint, |n| {
            chain(n, ring, |at, next| {
                format!("  T{at}: {}\n", text.replace("NEXT", &next))
            })
        });
    }
}

#[test]
fn findings() {
    linear("unknown types", 50, Way::Lint, |n| {
        files(&format!(
            "{LIST}types:\n  T1000:\n    doc: D.\n    fields:\n{}",
            many(n, |at| format!("      f{}: Nope\n", 1000 + at))
        ))
    });
    linear("unknown keys", 50, Way::Lint, |n| {
        files(&format!(
            "{LIST}types:\n{}",
            many(n, |at| format!("  T{}: {{doc: D., fieldz: {{}}}}\n", 1000 + at))
        ))
    });
    linear("in one line", 50, Way::Lint, |n| {
        let fields = many(n, |at| format!("f{}: Nope, ", 1000 + at));
        files(&format!("{LIST}types:\n  T1000: {{doc: D., fields: {{{fields}}}}}\n"))
    });
    linear("types of one name", 50, Way::Lint, |n| {
        files(&format!(
            "{LIST}types:\n{}",
            many(n, |_| "  T1000: {doc: D., fields: {}}\n".to_owned())
        ))
    });
}

#[test]
fn examples() {
    linear("examples", 20, Way::Lint, |n| {
        let operation = |at: usize| {
            let at = at + 1000;
            format!("  get{at}: {{get: /things/{at}, source: S, doc: D., returns: any}}\n")
        };
        let mut files = files(&format!("operations:\n{}", many(n, operation)));
        files.extend((1000..1000 + n).map(|at| {
            InputFile::new(
                format!("specs/demo/examples/things.get{at}.1.response.json"),
                "{\"a\":[1,2,3]}",
            )
        }));
        files
    });
    linear("a long example", 200, Way::Lint, |n| {
        let mut files = files(
            "operations:\n  get: {get: /things, source: S, doc: D., returns: \"[T]\"}\ntypes:\n  T: {doc: D., fields: {id: integer!}}\n",
        );
        let elements = many(n, |at| format!("{{\"id\":{at},\"x\":[{at}]}},"));
        files.push(InputFile::new(
            "specs/demo/examples/things.get.1.response.json",
            format!("[{elements}{{\"id\":1}}]"),
        ));
        files
    });
}

/// A call stack holds some thousand calls. Specs may have longer chains than that.
#[test]
fn long_chains_need_no_long_stack() {
    for (name, ring, text) in [
        (
            "a required ring",
            true,
            "{doc: D., fields: {id: integer!, next: NEXT!}}",
        ),
        (
            "a required chain",
            false,
            "{doc: D., fields: {id: integer!, next: NEXT!}}",
        ),
        ("lists as aliases", false, "{doc: D., alias: \"[NEXT]\"}"),
        ("unions", false, "{doc: D., union: [NEXT, \"[integer]\"]}"),
        ("bases in a ring", true, "{doc: D., extends: NEXT, fields: {}}"),
        ("bases", false, "{doc: D., extends: NEXT, fields: {}}"),
    ] {
        let compiled = compile(chain(1000, ring, |at, next| {
            format!("  T{at}: {}\n", text.replace("NEXT", &next))
        }));
        assert_eq!(compiled.has_errors(None), ring, "{name}");
        assert!(
            compiled.findings.iter().all(|finding| finding.message.len() < 1000),
            "{name}"
        );
        for platform in &compiled.platforms {
            assert!(!plan(platform).package.is_empty());
        }
        assert!(!table(&inventory(&compiled.platforms)).is_empty());
    }
}
