//! Example files find their operations.

use super::scope::Scope;
use crate::diagnostics::{Diagnostic, Ground, Span, code, did_you_mean};
use crate::load::ExampleFile;
use crate::model::{Direction, Example, Platform};

pub(super) fn attach(scope: &mut Scope<'_>, platform: &mut Platform, files: &[ExampleFile]) {
    for file in files {
        let span = Span::top(file.file);
        let Some((resource, operation, number, direction)) = parse_name(&file.name) else {
            let finding = Diagnostic::new(
                code::BAD_EXAMPLE_NAME,
                span,
                format!("`{}` is no name of an example", file.name),
            );
            scope.report(
                finding.help(
                    "examples are named `<resource>.<operation>.<n>.request.json` or `….response.json`, n from 1",
                ),
            );
            continue;
        };
        let example = Example {
            number,
            direction,
            file: scope.sources.path(file.file).to_owned(),
            text: scope.sources.text(file.file).to_owned(),
        };
        match find(platform, resource, operation) {
            Some(examples) => examples.push(example),
            None => {
                let known = names(platform, resource);
                let wanted = format!("{resource}.{operation}");
                let finding = Diagnostic::new(
                    code::EXAMPLE_WITHOUT_OPERATION,
                    span,
                    format!("no operation or callback `{wanted}`"),
                );
                let file = platform.resources.iter().find(|known| known.name == resource);
                let spec = scope
                    .trees
                    .files()
                    .filter(|id| file.is_some_and(|file| scope.sources.path(*id) == file.file));
                let grounds: Vec<Ground> = spec
                    .map(|id| Ground::Read(Span::whole(id)))
                    .chain(scope.trees.unread())
                    .collect();
                let help = did_you_mean(&wanted, known.iter().map(String::as_str));
                scope.report(finding.maybe_help(help).rests_on_all(grounds));
            }
        }
    }
    for resource in &mut platform.resources {
        let operations = resource.operations.iter_mut().map(|operation| &mut operation.examples);
        let callbacks = resource.callbacks.iter_mut().map(|callback| &mut callback.examples);
        operations
            .chain(callbacks)
            .for_each(|examples| examples.sort_by_key(|example| (example.number, example.direction)));
    }
}

fn parse_name(name: &str) -> Option<(&str, &str, u32, Direction)> {
    let parts: Vec<&str> = name.split('.').collect();
    let [resource, operation, number, direction, "json"] = parts.as_slice() else {
        return None;
    };
    let direction = match *direction {
        "request" => Direction::Request,
        "response" => Direction::Response,
        _ => return None,
    };
    let number = number
        .parse::<u32>()
        .ok()
        .filter(|parsed| *parsed > 0 && parsed.to_string() == **number)?;
    Some((resource, operation, number, direction))
}

fn find<'p>(platform: &'p mut Platform, resource: &str, name: &str) -> Option<&'p mut Vec<Example>> {
    let resource = platform.resources.iter_mut().find(|known| known.name == resource)?;
    let operation = resource
        .operations
        .iter_mut()
        .find(|operation| operation.name == name)
        .map(|operation| &mut operation.examples);
    operation.or_else(|| {
        resource
            .callbacks
            .iter_mut()
            .find(|callback| callback.name == name)
            .map(|callback| &mut callback.examples)
    })
}

fn names(platform: &Platform, near: &str) -> Vec<String> {
    let mut names = Vec::new();
    for resource in &platform.resources {
        let own = resource
            .operations
            .iter()
            .map(|operation| &operation.name)
            .chain(resource.callbacks.iter().map(|callback| &callback.name));
        names.extend(own.map(|name| format!("{}.{name}", resource.name)));
    }
    names.sort_by_key(|name| !name.starts_with(near));
    names
}
