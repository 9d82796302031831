//! Parts of examples: the headers that a client must be given, and what is done with a reply that is more than one value.

use std::collections::BTreeSet;

use super::samples::Samples;
use crate::plan::data::{CaseContent, HeaderSetterPlan, OutputPlan, PartsPlan, SamplePlan};

/// A header of all calls is part of no operation.
const NOWHERE: (usize, usize) = (usize::MAX, usize::MAX);

/// Headers that a client must be given: their calls, and the example of their setters.
pub fn header_examples(samples: &Samples<'_>, headers: &mut [HeaderSetterPlan]) {
    for header in headers.iter_mut().filter(|header| header.required) {
        let mut uses = BTreeSet::new();
        let value = samples.of(NOWHERE).argument(&header.setter.form, 1, &mut uses);
        header.sample = Some(match value {
            Some(value) => SamplePlan {
                uses: uses.into_iter().collect(),
                call: format!(".{}({value})", header.setter.name),
            },
            // What no example can spell is given as text.
            None => SamplePlan {
                uses: Vec::new(),
                call: format!(".header({:?}, \"…\")", header.header),
            },
        });
    }
    let needed: Vec<SamplePlan> = headers.iter().filter_map(|header| header.sample.clone()).collect();
    let lib = samples.lib;
    let uses: BTreeSet<&String> = needed.iter().flat_map(|sample| &sample.uses).collect();
    let mut lines = vec![format!("use {lib}::{{Client, ClientHeaders}};")];
    lines.extend(uses.into_iter().map(|path| format!("use {path};")));
    lines.extend([
        String::new(),
        format!("# fn example() -> core::result::Result<(), {lib}::Error> {{"),
        "let client = Client::builder(\"https://shop.example\")".to_owned(),
    ]);
    lines.extend(needed.iter().map(|sample| format!("    {}", sample.call)));
    lines.extend(["    .build()?;", "# let _ = client;", "# Ok(())", "# }"].map(str::to_owned));
    for header in headers.iter_mut().filter(|header| header.required) {
        header.docs.example.clone_from(&lines);
    }
}

/// What an example does with a reply that is more than one value: a header of it, or a case for each status. Paths to import, and lines.
#[must_use]
pub fn show(output: &OutputPlan, module: &str, uses: &BTreeSet<String>) -> (Option<String>, Vec<String>) {
    let header = |parts: &PartsPlan, of: &str| {
        parts
            .headers
            .first()
            .map(|first| format!("println!(\"{{:?}}\", {of}.{});", first.rust))
    };
    let cases = match output {
        OutputPlan::Parts(parts) => return (None, header(parts, "reply").into_iter().collect()),
        OutputPlan::Cases(cases) => cases,
    };
    let taken = uses
        .iter()
        .any(|path| path.rsplit("::").next() == Some(cases.rust.as_str()));
    let path = format!("{module}::{}", cases.rust);
    let (own, name) = if taken {
        (None, path)
    } else {
        (Some(path), cases.rust.clone())
    };
    let mut lines = vec!["match reply {".to_owned()];
    for case in &cases.cases {
        let variant = &case.rust;
        lines.push(match &case.content {
            CaseContent::Nothing => format!("    {name}::{variant} => {{}}"),
            CaseContent::Body(_) => format!("    {name}::{variant}(body) => println!(\"{{body:?}}\"),"),
            CaseContent::Parts(parts) => {
                let first = header(parts, "parts").unwrap_or_else(|| "{}".to_owned());
                format!("    {name}::{variant}(parts) => {}", first.replace(';', ","))
            }
        });
    }
    lines.extend(["    _ => {}".to_owned(), "}".to_owned()]);
    (own, lines)
}
