//! Method and path of an operation.

use super::auth::placeholders;
use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Fix, Ground, Span, closest, code};
use crate::dialect::Endpoint;
use crate::yaml::At;

/// Verb and path; a finding and `GET /` if there is none.
pub(super) fn method(scope: &mut Scope<'_>, def: &Endpoint, at: At<'_>) -> (String, String) {
    let lines = [
        ("get", "GET", &def.get),
        ("post", "POST", &def.post),
        ("put", "PUT", &def.put),
        ("patch", "PATCH", &def.patch),
        ("delete", "DELETE", &def.delete),
        ("head", "HEAD", &def.head),
    ];
    let mut given: Vec<(String, String, At<'_>)> = lines
        .iter()
        .filter_map(|(key, verb, path)| {
            path.as_ref()
                .map(|path| ((*verb).to_owned(), path.clone(), at.get(key)))
        })
        .collect();
    match (&def.method, &def.path_template) {
        (Some(verb), Some(path)) => given.push((verb.clone(), path.clone(), at.get("path_template"))),
        (None, None) => {}
        (Some(_), None) => one_of_two(scope, at.get("method"), "path_template"),
        (None, Some(_)) => one_of_two(scope, at.get("path_template"), "method"),
    }
    for (verb, _, here) in &given {
        check_verb(scope, verb, here.key_span());
    }
    for (index, alias) in def.aliases.iter().enumerate() {
        check_verb(scope, alias, at.get("aliases").item(index).span());
    }
    if given.len() > 1 {
        let finding = Diagnostic::new(code::NO_METHOD, at.key_span(), "an operation has one method and path");
        scope.report(
            finding.help("other verbs for the same thing are `aliases`, other things are operations of their own"),
        );
    } else if given.is_empty() && def.method.is_none() && def.path_template.is_none() {
        let finding = Diagnostic::new(code::NO_METHOD, at.key_span(), "the operation has no method and path");
        let finding = finding.help("add a line such as `get: /path`");
        scope.report(finding.rests_on(Ground::Read(at.extent())));
    }
    match given.into_iter().next() {
        Some((verb, path, here)) => {
            check_path(scope, &path, here);
            placeholders_declared(scope, def, &path, here, at);
            (verb, path)
        }
        None => ("GET".to_owned(), "/".to_owned()),
    }
}

fn one_of_two(scope: &mut Scope<'_>, at: At<'_>, other: &str) {
    scope.report(Diagnostic::new(
        code::NO_METHOD,
        at.key_span(),
        format!("this key goes with `{other}`"),
    ));
}

fn check_verb(scope: &mut Scope<'_>, verb: &str, span: Span) {
    if verb.is_empty() || !verb.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let finding = Diagnostic::new(code::BAD_PATH, span, format!("`{verb}` is no HTTP method"));
        scope.report(finding.help("methods are written in capitals, such as `UPDATE`"));
    }
}

/// What a path lacks that names its segments alone.
const SLASH: &str = "it starts with `/`";

fn check_path(scope: &mut Scope<'_>, path: &str, at: At<'_>) {
    let why = if path.contains("://") {
        "leave the host out: it is `base_url` of platform.yaml"
    } else if !path.starts_with('/') {
        SLASH
    } else if path.contains(['?', '#']) {
        "end it before the `?`; query parameters are declared beside it: `query: {page: integer}`"
    } else if path.chars().any(|c| c.is_whitespace() || c.is_control()) {
        "it has no blanks"
    } else if path.split('/').any(|segment| segment == "." || segment == "..") {
        "it has no `.` or `..` segments"
    } else if path.contains(['\\', '"', '<', '>', '^', '`', '|']) || !path.is_ascii() {
        "it has only characters that a URL can hold"
    } else if placeholders(path).iter().any(Result::is_err) {
        "every `{` has its `}`"
    } else {
        return;
    };
    let finding = Diagnostic::new(code::BAD_PATH, at.span(), format!("`{path}` cannot be a path"));
    // Where that is all, there is no doubt.
    let fix = (why == SLASH).then(|| Fix::new(at.span(), path, format!("/{path}")));
    scope.report(finding.help(why).fix(fix));
}

fn placeholders_declared(scope: &mut Scope<'_>, def: &Endpoint, path: &str, at: At<'_>, operation: At<'_>) {
    let named: Vec<&str> = placeholders(path).into_iter().flatten().collect();
    let mut unused: Vec<&str> = def
        .path
        .keys()
        .map(String::as_str)
        .filter(|name| !named.contains(name))
        .collect();
    for (index, name) in named.iter().enumerate() {
        let braced = format!("{{{name}}}");
        let start = path.find(&braced).unwrap_or(0);
        let span = at.inside(start, start + braced.len());
        if named.iter().take(index).any(|earlier| earlier == name) {
            scope.report(Diagnostic::new(
                code::BAD_PATH,
                span,
                format!("placeholder `{braced}` stands twice in the path"),
            ));
        } else if !def.path.contains_key(*name) {
            let message = format!("placeholder `{braced}` has no path parameter");
            let finding =
                Diagnostic::new(code::UNDECLARED_PLACEHOLDER, span, message).rests_on(Ground::Read(at.span()));
            // A parameter that the path does not have is most likely this one, spelt otherwise.
            let near = closest(name, unused.iter().copied()).or(unused.first().copied());
            unused.retain(|other| Some(*other) != near);
            scope.report(match near {
                None => finding.help(format!("declare it: `path: {{{name}: integer}}`")),
                Some(other) => finding
                    .related(operation.get("path").get(other).key_span(), "declared by this name?")
                    .help(format!(
                        "both have one name: write `{{{other}}}` in the path, or `{name}` below"
                    )),
            });
        }
    }
    for name in unused {
        let span = operation.get("path").get(name).key_span();
        let message = format!("the path has no placeholder `{{{name}}}`");
        let finding = Diagnostic::new(code::UNUSED_PATH_PARAMETER, span, message)
            .help("write it into the path in braces, or declare it under `query`");
        scope.report(finding.rests_on(Ground::Read(at.span())));
    }
}
