//! The reference site: every operation has a page, every link leads somewhere, and text of specs is never markup.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::files;
use tradewire_codegen::impact::{CrateImpact, Options, impact};
use tradewire_codegen::inventory::inventory;
use tradewire_codegen::load::InputFile;
use tradewire_codegen::model::Platform;
use tradewire_codegen::site::{Described, Since, site};
use tradewire_codegen::{Compiled, compile};

fn pages(platforms: &[Platform], changes: Option<&str>) -> BTreeMap<String, String> {
    let described: Vec<Described<'_>> = platforms
        .iter()
        .map(|platform| Described {
            platform,
            changes,
            since: None,
        })
        .collect();
    site(&described)
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect()
}

/// Those that are pages, and no script or style.
fn html(pages: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    pages.iter().filter(|(_, text)| text.starts_with("<!DOCTYPE html>"))
}

/// The values of an attribute, as they are written.
fn attributes<'t>(page: &'t str, name: &str) -> Vec<&'t str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Where a link of a page leads, as a path of the site; `None` for places of the page itself.
fn target(from: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().unwrap_or_default();
    if link.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn every_operation_has_a_page_and_no_link_is_dead() {
    let compiled = compile(files(&[]));
    let pages = pages(&compiled.platforms, Some("# Changes\n\n## 0.1.0\n\n- First.\n"));
    let mut dead = Vec::new();
    let mut linked = BTreeSet::new();
    for (path, text) in html(&pages) {
        for link in attributes(text, "href").into_iter().chain(attributes(text, "src")) {
            assert!(
                !link.contains("//") && !link.starts_with('/'),
                "{path}: {link} leads out of the site"
            );
            match target(path, link) {
                Some(to) if pages.contains_key(&to) => {
                    linked.insert(to);
                }
                Some(to) => dead.push(format!("{path}: {to}")),
                None => {}
            }
        }
    }
    assert!(
        dead.is_empty(),
        "{} dead:\n{}",
        dead.len(),
        dead[..dead.len().min(20)].join("\n")
    );
    let lonely: Vec<&String> = pages
        .keys()
        .filter(|path| path.contains('/') && !linked.contains(*path))
        .collect();
    assert!(lonely.is_empty(), "nothing leads to {lonely:?}");
    let index = &pages["search-index.js"];
    for entry in &inventory(&compiled.platforms).platforms {
        for (id, path) in entry.operations.iter().map(|op| (&op.id, &op.path)) {
            let page = &pages[&format!("{}/{id}.html", entry.platform)];
            assert!(
                page.contains(&format!("<h1>{id}</h1>")) && page.contains(&format!("<code>{path}</code>")),
                "{id}"
            );
            assert!(page.contains("curl") && page.contains("<h3>Rust</h3>"), "{id}");
            assert!(
                index.contains(&format!("{}/{id}.html", entry.platform)),
                "{id} cannot be found"
            );
        }
        let resources: BTreeSet<&str> = entry
            .operations
            .iter()
            .filter_map(|op| op.id.split('.').next())
            .collect();
        for resource in resources {
            let path = format!("{}/resource.{resource}.html", entry.platform);
            assert!(
                pages[&path].contains(&format!("<h1>{resource}</h1>")) && index.contains(&path),
                "{path}"
            );
        }
        for callback in &entry.callbacks {
            assert!(pages[&format!("{}/callback.{}.html", entry.platform, callback.id)].contains(&callback.path));
        }
    }
    let json = index
        .trim_start_matches("window.tradewirePages = ")
        .trim_end()
        .trim_end_matches(';');
    let entries: Vec<[String; 5]> = serde_json::from_str(json).expect("it is data");
    assert!(entries.iter().all(|entry| pages.contains_key(&entry[0])));
}

/// Specs whose every text tries to become markup or script.
fn hostile() -> Compiled {
    let bad = r#"</script><script>alert(1)</script><img src=x onerror=alert(2)> ' \" & \u202e `code <b>`"#;
    let platform = format!(
        "platform: demo\ntitle: \"{bad}\"\ndoc: \"{bad}\"\ndocument: \"{bad}\"\nbase_url: \"https://x.example.com/{{a}}\"\n\
         auth:\n  key: {{kind: header, header: X-Key, value: \"{{key}}\", doc: \"{bad}\"}}\nerrors: {{message: [m], codes: {{\"{bad}\": {{doc: \"{bad}\"}}}}}}\n"
    );
    let things = format!(
        "resource: things\ndoc: \"{bad}\"\noperations:\n  get:\n    get: \"/things/{{id}}\"\n    doc: \"{bad}\"\n    note: \"{bad}\"\n    source: \"{bad}\"\n    \
         deprecated: \"{bad}\"\n    path: {{id: integer}}\n    query: {{q: {{type: string, default: \"{bad}\", pattern: \"{bad}\", doc: \"{bad}\"}}}}\n    returns: Thing\ntypes:\n  \
         Thing:\n    doc: \"{bad}\"\n    fields: {{\"<b>\": string, kind: Kind}}\n  Kind:\n    doc: K.\n    enum: {{\"{bad}\": {{rust: bad, doc: \"{bad}\"}}}}\n"
    );
    compile(vec![
        InputFile::new("specs/demo/platform.yaml", platform),
        InputFile::new("specs/demo/things.yaml", things),
        InputFile::new(
            "specs/demo/examples/things.get.1.response.json",
            "{\"<b>\": \"</script><script>alert(1)</script>\", \"kind\": \"x\"}",
        ),
    ])
}

#[test]
fn text_of_specs_is_never_markup() {
    let compiled = hostile();
    let messages: Vec<&String> = compiled.findings.iter().map(|finding| &finding.message).collect();
    assert!(messages.is_empty(), "{messages:?}");
    let pages = pages(
        &compiled.platforms,
        Some("# <script>alert(3)</script>\n\n- <img src=x>\n"),
    );
    let known: BTreeSet<&str> = [
        "html", "head", "meta", "title", "link", "body", "header", "nav", "a", "input", "ul", "li", "main", "h1", "h2",
        "h3", "p", "span", "code", "pre", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "details",
        "summary", "script", "strong",
    ]
    .into();
    let mut seen = 0;
    for (path, text) in html(&pages) {
        for piece in text.split('<').skip(2) {
            let tag: String = piece
                .trim_start_matches('/')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            assert!(known.contains(tag.as_str()), "{path}: <{piece}");
            seen += 1;
        }
        let scripts = text.matches("<script").count();
        assert_eq!(
            scripts,
            text.matches("<script src=\"").count(),
            "{path}: a script in place"
        );
        assert_eq!(scripts, 2, "{path}");
        assert!(
            !text.contains("onerror=alert(2)>") && !text.contains('\u{202e}'),
            "{path}"
        );
    }
    assert!(seen > 100, "{seen}");
    assert!(!pages["search-index.js"].contains('<'));
}

#[test]
fn the_same_specs_give_the_same_pages() {
    let mut backwards = files(&["onebox"]);
    backwards.reverse();
    let (one, other) = (compile(files(&["onebox"])), compile(backwards));
    assert_eq!(pages(&one.platforms, None), pages(&other.platforms, None));
}

#[test]
fn what_changed_has_a_page_with_links() {
    let before = compile(files(&["onebox"]));
    let mut platforms = before.platforms.clone();
    let platform = &mut platforms[0];
    platform.resources[0].operations[0].path.push_str("/moved");
    let found = impact(&before.platforms, &platforms, &Options::default());
    let list = "# Changes\n\nWords.\n\n## 0.2.0\n\n- Second.\n\n## 0.1.0\n\n- First.\n";
    let page = |found: Option<&CrateImpact>, changes: Option<&str>| {
        let described = Described {
            platform: &platforms[0],
            changes,
            since: Some(Since { revision: "v1", found }),
        };
        let pages: BTreeMap<String, String> = site(&[described])
            .into_iter()
            .map(|file| (file.path, file.text))
            .collect();
        (pages["onebox/changes.html"].clone(), pages["onebox/index.html"].clone())
    };
    let (changes, front) = page(found.crates.first(), Some(list));
    let resource = &platforms[0].resources[0];
    let link = format!(
        "<a href=\"{0}.{1}.html\"><code>{0}.{1}</code></a>",
        resource.name, resource.operations[0].name
    );
    for part in ["Since v1", "<h3>Breaking</h3>", &link, "Second.", "First."] {
        assert!(changes.contains(part), "{part}: {changes}");
    }
    assert!(front.contains("Second.") && !front.contains("First.") && front.contains("href=\"changes.html\""));
    let (changes, _) = page(None, None);
    assert!(changes.contains("Nothing that users could see."), "{changes}");
}
