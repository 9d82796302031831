//! The table of what the dialect can say, in `tests/corpus/README.md`, against the specs that it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tradewire_codegen::compile;
use tradewire_codegen::load::read_folder;
use tradewire_codegen::model::{Field, Operation, PageKind, PageStrategy, Platform, TypeShape};
use tradewire_dialect_tests::{corpus, root};

/// What is looked for in a spec, of a key as the table writes it: `returns: {headers: …}` has `headers:`, `Page<T>` has `Page<`.
fn sought(key: &str) -> String {
    if key.starts_with("kind:") || key.starts_with("short_page:") {
        return key.to_owned();
    }
    if let Some((before, _)) = key.split_once('<') {
        return format!("{before}<");
    }
    let mut words = key.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let last = words.rfind(|word| !word.is_empty()).unwrap_or_default();
    last.to_owned()
}

fn cells(row: &str) -> [&str; 5] {
    let inner = row.strip_prefix('|').and_then(|row| row.strip_suffix('|'));
    let cells: Vec<&str> = inner.unwrap_or_default().split('|').map(str::trim).collect();
    cells
        .try_into()
        .unwrap_or_else(|_| panic!("a row has five cells: {row}"))
}

fn code_spans(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn specs_in(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let specs = paths.filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    specs.map(|path| fs::read_to_string(path).expect("a spec")).collect()
}

#[test]
fn each_row_is_shown_by_the_specs_that_it_names() {
    let text = fs::read_to_string(corpus().join("README.md")).expect("the table");
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(2);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for row in rows {
        let [feature, keys, corpus_specs, trial, platforms] = cells(row);
        seen += 1;
        let trial = match trial {
            "both" => vec!["storefront", "warehouse"],
            other => code_spans(other),
        };
        let mut folders: Vec<_> = code_spans(corpus_specs)
            .into_iter()
            .chain(trial)
            .map(|name| corpus().join("specs").join(name))
            .collect();
        assert!(!folders.is_empty(), "nothing shows `{feature}`");
        let named = platforms.split(", ").filter(|name| !name.is_empty());
        folders.extend(named.map(|name| root().join("specs").join(name.to_lowercase().replace(' ', ""))));
        for folder in folders {
            let specs = specs_in(&folder);
            let found = code_spans(keys).iter().any(|key| specs.contains(&sought(key)));
            if !found {
                wrong.push(format!("`{feature}`: {}", folder.display()));
            }
        }
    }
    assert!(seen > 25, "{seen} rows");
    assert_eq!(wrong, Vec::<String>::new());
}

type Says = fn(&Platform) -> bool;

fn operations(platform: &Platform) -> impl Iterator<Item = &Operation> {
    platform.resources.iter().flat_map(|resource| &resource.operations)
}

fn kinds(platform: &Platform, is_it: fn(&PageKind) -> bool) -> bool {
    platform.pagination.iter().any(is_it)
}

fn fields(platform: &Platform, is_it: fn(&Field) -> bool) -> bool {
    let shapes = platform.types.iter().filter_map(|def| match &def.shape {
        TypeShape::Struct(shape) => Some(&shape.fields),
        _ => None,
    });
    let params = operations(platform).flat_map(|operation| [&operation.query, &operation.headers]);
    shapes.chain(params).flatten().any(is_it)
}

/// Features, each by a part of its row, that can be seen in a model.
const FEATURES: &[(&str, Says)] = &[
    ("`kind: offset`", |p| {
        kinds(p, |kind| matches!(kind.strategy, PageStrategy::Offset { .. }))
    }),
    ("`kind: link`", |p| {
        kinds(p, |kind| matches!(kind.strategy, PageStrategy::Link { .. }))
    }),
    ("`total_items: {header", |p| {
        kinds(p, |kind| {
            kind.total_items.as_ref().is_some_and(|at| at.header().is_some())
        })
    }),
    ("`short_page: ends`", |p| kinds(p, |kind| kind.short_page_ends)),
    ("`more: has_more`", |p| kinds(p, |kind| kind.more.is_some())),
    ("`page` of a `keyset`", |p| kinds(p, |kind| kind.page.is_some())),
    ("`errors.statuses`, `when`", |p| !p.errors.refusals.is_empty()),
    ("`errors.codes`, `means`", |p| {
        p.errors.codes.iter().any(|code| code.means.is_some())
    }),
    ("`errors.outcomes`", |p| {
        operations(p).any(|operation| operation.outcomes.is_some())
    }),
    ("`batch_limit`", |p| {
        operations(p).any(|operation| operation.batch_limit.is_some())
    }),
    ("`verify`", |p| {
        let mut callbacks = p.resources.iter().flat_map(|resource| &resource.callbacks);
        callbacks.any(|callback| callback.verify.is_some())
    }),
    ("`events`, `topic`", |p| p.events.topic.is_some()),
    ("`retry_after`", |p| !p.retry_after.is_empty()),
    ("`headers` of the platform", |p| !p.headers.is_empty()),
    ("`idempotency_key`", |p| {
        operations(p).any(|operation| operation.idempotency_key.is_some())
    }),
    ("`returns: {headers: …}`", |p| {
        operations(p).any(|operation| operation.returns.cases().any(|returns| !returns.headers.is_empty()))
    }),
    ("`returns: {by_status: …}`", |p| {
        operations(p).any(|operation| !operation.returns.by_status.is_empty())
    }),
    ("`redirects: any_host`", |p| {
        operations(p).any(|operation| operation.redirects_anywhere)
    }),
    ("`only`", |p| operations(p).any(|operation| operation.returns.only)),
    ("`format`", |p| fields(p, |field| field.format.is_some())),
    ("`also`", |p| fields(p, |field| !field.also.is_empty())),
    ("`shown_as`", |p| {
        fields(p, |field| field.shown_as.is_some() || field.merged_by.is_some())
    }),
    ("`filters`", |p| fields(p, |field| field.filters.is_some())),
    ("`upsert`", |p| {
        operations(p).any(|operation| operation.upsert.is_some())
    }),
    ("`time_zone`", |p| p.time_zone.is_some()),
    ("`read_only`, `Product.create`", |p| {
        p.types.iter().any(|def| def.form.is_some())
    }),
];

#[test]
fn each_row_names_the_platforms_that_use_it() {
    let text = fs::read_to_string(corpus().join("README.md")).expect("the table");
    let files = read_folder(&root().join("specs"), "specs", &[]).expect("the specs can be read");
    let platforms = compile(files).platforms;
    assert_eq!(platforms.len(), 5);
    for (key, is_used) in FEATURES {
        let row = text.lines().find(|line| line.starts_with("| ") && line.contains(key));
        let row = row.unwrap_or_else(|| panic!("no row has {key}"));
        let [.., named] = cells(row);
        let named: BTreeSet<&str> = named.split(", ").collect();
        for platform in &platforms {
            let title = platform.title.as_str();
            assert_eq!(named.contains(title), is_used(platform), "{key}: {title}");
        }
    }
}
