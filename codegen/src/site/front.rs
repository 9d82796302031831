//! The front page of all platforms, and that of each.

use super::html::{Element, Html, el, link};
use super::page::{Head, page, section};
use super::resource::first_line;
use super::{CHANGES, Described, Shown, changes, nav, prose, resource_path};
use crate::inventory::coverage::{Tally, coverage};
use crate::model::{AuthKind, AuthScheme, Platform, RateLimit, Resource};

/// The page that leads to all others.
pub(super) fn of_all(platforms: &[Described<'_>]) -> String {
    let row = |described: &Described<'_>| {
        let platform = described.platform;
        let operations: usize = platform
            .resources
            .iter()
            .map(|resource| resource.operations.len())
            .sum();
        let callbacks: usize = platform.resources.iter().map(|resource| resource.callbacks.len()).sum();
        let version = platform.version.as_ref().map(ToString::to_string).unwrap_or_default();
        let has_changes = described.changes.is_some() || described.since.is_some();
        let version = if has_changes {
            let shown = if version.is_empty() {
                "changes"
            } else {
                version.as_str()
            };
            labelled("Version", link(format!("{}/{CHANGES}", platform.name), shown))
        } else {
            labelled("Version", version)
        };
        el("tr")
            .add(el("td").add(link(format!("{}/index.html", platform.name), &platform.title)))
            .add(labelled("Operations", operations.to_string()))
            .add(labelled("Callbacks", callbacks.to_string()))
            .add(version)
            .add(el("td").add(prose::line(first_line(&platform.docs))))
    };
    let head = el("tr").all(["Platform", "Operations", "Callbacks", "Version", ""].map(|word| el("th").add(word)));
    let table = el("table")
        .add(el("thead").add(head))
        .add(el("tbody").all(platforms.iter().map(row)));
    let content = vec![
        el("h1").add("Reference").into(),
        el("p").add("What is known of these platforms, operation by operation: from their documents, and where those are silent from clients that work.").into(),
        el("div").with("class", "wide").add(table).into(),
    ];
    let head = Head {
        title: "Reference",
        up: "",
        crumbs: Vec::new(),
        beside: None,
    };
    page(head, content)
}

/// The front page of a platform.
pub(super) fn of_one(shown: &Shown<'_>, described: Described<'_>) -> String {
    let platform = shown.platform;
    let mut content = vec![el("h1").add(&platform.title).into()];
    content.extend(prose::docs(&platform.docs));
    let mut facts = vec![format!("Address: `{}`", platform.base_url)];
    facts.extend(platform.base_urls.iter().map(|url| format!("Also at: `{url}`")));
    facts.extend(
        platform
            .document
            .iter()
            .map(|document| format!("Transcribed from: {document}")),
    );
    facts.extend(
        platform
            .version
            .iter()
            .map(|version| format!("Crate: `tradewire-{}` {version}", platform.name)),
    );
    content.push(list(&facts));
    content.extend(section("resources", "Resources", resources(shown)));
    content.extend(section(
        "credentials",
        "Credentials",
        platform.auth.iter().map(credentials).collect(),
    ));
    let limits: Vec<String> = platform
        .limits
        .iter()
        .map(|limit| format!("`{}`: {}", limit.name, self::limit(limit)))
        .collect();
    content.extend(section(
        "limits",
        "Limits",
        if limits.is_empty() {
            Vec::new()
        } else {
            vec![list(&limits)]
        },
    ));
    content.extend(section("errors", "Errors", errors(platform)));
    content.extend(section("coverage", "How it is known", vec![covered(platform).into()]));
    content.extend(section("changes", "What changed", changed(shown, described.changes)));
    let crumbs = vec![("#".to_owned(), platform.title.clone())];
    page(
        Head {
            title: &platform.title,
            up: "../",
            crumbs,
            beside: Some(nav::of(shown, None, "index.html")),
        },
        content,
    )
}

/// A cell that says what it is where there is no room for the head of its table.
fn labelled(label: &str, shown: impl Into<Html>) -> Element {
    el("td").with("data-label", label).add(shown)
}

fn list(lines: &[String]) -> Html {
    el("ul")
        .all(lines.iter().map(|line| el("li").add(prose::line(line))))
        .into()
}

/// The resources with what they have.
fn resources(shown: &Shown<'_>) -> Vec<Html> {
    let row = |resource: &Resource| {
        let words = el("td").add(prose::line(first_line(&resource.docs)));
        el("tr")
            .add(el("td").add(link(resource_path(resource), &resource.name)))
            .add(labelled("Operations", resource.operations.len().to_string()))
            .add(labelled("Callbacks", resource.callbacks.len().to_string()))
            .add(words.all(prose::basis(&resource.docs.provenance)))
    };
    if shown.platform.resources.is_empty() {
        return Vec::new();
    }
    let head = el("tr").all(["Resource", "Operations", "Callbacks", ""].map(|word| el("th").add(word)));
    let table = el("table")
        .add(el("thead").add(head))
        .add(el("tbody").all(shown.platform.resources.iter().map(row)));
    vec![el("div").with("class", "wide").add(table).into()]
}

/// What the newest version brought, and the way to the rest.
fn changed(shown: &Shown<'_>, changes: Option<&str>) -> Vec<Html> {
    if !shown.has_changes {
        return Vec::new();
    }
    let mut all = changes.map(changes::newest).map(prose::markdown).unwrap_or_default();
    all.push(el("p").add(link(CHANGES, "All changes")).into());
    all
}

fn credentials(scheme: &AuthScheme) -> Html {
    let words = match &scheme.kind {
        AuthKind::Basic { .. } => "HTTP Basic".to_owned(),
        AuthKind::Header { header, .. } => format!("the header `{header}`"),
        AuthKind::Query { params } => {
            format!(
                "the query: `{}`",
                params
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect::<Vec<_>>()
                    .join("`, `")
            )
        }
        AuthKind::OAuth1 { .. } => "OAuth 1.0a with HMAC-SHA1".to_owned(),
    };
    let inputs = if scheme.inputs.is_empty() {
        String::new()
    } else {
        format!(", made of {}", scheme.inputs.join(", "))
    };
    let line = format!("`{}`: {words}{inputs}.", scheme.name);
    el("div")
        .add(el("p").add(prose::line(&line)))
        .all(prose::docs(&scheme.docs))
        .into()
}

/// `500 requests in 300 s, at most 5 at once`
pub(super) fn limit(limit: &RateLimit) -> String {
    let rate = limit
        .requests
        .map(|requests| match (limit.per_millis / 1000, limit.per_millis % 1000) {
            (seconds, 0) => format!("{requests} requests in {seconds} s"),
            _ => format!("{requests} requests in {} ms", limit.per_millis),
        });
    let parallel = limit.parallel.map(|parallel| format!("at most {parallel} at once"));
    rate.into_iter().chain(parallel).collect::<Vec<_>>().join(", ")
}

fn errors(platform: &Platform) -> Vec<Html> {
    let errors = &platform.errors;
    let mut lines = Vec::new();
    for (words, paths) in [
        ("Text", &errors.message),
        ("Code", &errors.code),
        ("Errors of fields", &errors.fields),
    ] {
        lines.extend((!paths.is_empty()).then(|| format!("{words}: `{}`", paths.join("`, `"))));
    }
    let mut all = if lines.is_empty() {
        Vec::new()
    } else {
        vec![list(&lines)]
    };
    if !errors.codes.is_empty() {
        let row = |code: &crate::model::ErrorCode| {
            el("tr")
                .add(el("td").add(el("code").add(&code.wire)))
                .add(el("td").all(prose::docs(&code.docs)))
        };
        let table = el("table").add(el("tbody").all(errors.codes.iter().map(row)));
        all.push(el("div").with("class", "wide").add(table).into());
    }
    all
}

/// What the numbers of each row are.
const COVERAGE: [&str; 4] = ["All", "Documented", "Inferred", "From clients"];

fn covered(platform: &Platform) -> Element {
    let found = coverage(platform);
    let row = |word: &str, tally: &Tally| {
        let numbers = [tally.all(), tally.documented, tally.inferred, tally.peer];
        let cells = COVERAGE.iter().zip(numbers);
        el("tr")
            .add(el("td").add(el("strong").add(word)))
            .all(cells.map(|(label, number)| labelled(label, number.to_string())))
    };
    let head = el("tr")
        .add(el("th").add(""))
        .all(COVERAGE.map(|word| el("th").add(word)));
    let rows = [
        row("Operations", &found.operations),
        row("Callbacks", &found.callbacks),
        row("Parameters", &found.params),
        row("Fields sent", &found.sent),
        row("Fields of replies", &found.replied),
    ];
    let table = el("table").add(el("thead").add(head)).add(el("tbody").all(rows));
    el("div").with("class", "wide").add(table)
}
