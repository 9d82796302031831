//! Documented bodies against the types of their operations.

use std::sync::Arc;

use super::Check;
use super::validate::{Misfit, validate, validate_fields};
use crate::diagnostics::{Diagnostic, Ground, Span, code};
use crate::model::{
    Body, Direction, Encoding, Example, Field, Place, Platform, ReturnKind, Returns, Scalar, Sign, Type,
};
use crate::yaml::{Node, Syntax, read_json};

/// Findings of one example; what is behind them is most often the same slip.
const MOST: usize = 8;

pub(super) fn check(check: &mut Check<'_>) {
    for resource in &check.platform.resources {
        for operation in &resource.operations {
            let kind = operation
                .paging
                .as_ref()
                .and_then(|paging| check.platform.pagination.get(paging.kind));
            let beside: Vec<&Field> = check
                .platform
                .reply
                .iter()
                .chain(kind.map_or(&[][..], |kind| &kind.fields))
                .collect();
            for example in &operation.examples {
                let parts = (operation.body.as_ref(), &operation.returns, &operation.place);
                one(check, example, parts, &beside);
            }
        }
        for callback in &resource.callbacks {
            for example in &callback.examples {
                one(
                    check,
                    example,
                    (callback.body.as_ref(), &callback.returns, &callback.place),
                    &[],
                );
            }
        }
    }
}

/// What an example is held against: body, reply, and where they are declared.
type Parts<'p> = (Option<&'p Body>, &'p Returns, &'p Place);

fn one(check: &mut Check<'_>, example: &Example, parts: Parts<'_>, beside: &[&Field]) {
    let (body, returns, _) = parts;
    let top = check.span(&Place {
        file: example.file.clone(),
        line: 1,
        column: 1,
    });
    let node = match read_json(&example.text, top.file) {
        Ok(node) => node,
        Err((span, message)) => {
            check.report(Diagnostic::new(
                code::EXAMPLE_NOT_JSON,
                span,
                format!("not valid JSON: {message}"),
            ));
            return;
        }
    };
    let misfits = match example.direction {
        Direction::Request => match body.and_then(|body| Some((body, body.ty.as_ref()?))) {
            Some((body, ty)) => request(check.platform, body, ty, &node),
            None => return no_body(check, parts, top, "the operation sends no body that could be JSON"),
        },
        Direction::Response => {
            if is_failure(check.platform, &node) {
                return;
            }
            if returns.by_status.is_empty() {
                match reply(check, returns, beside, &node) {
                    Reply::Held(misfits) => misfits,
                    Reply::Unread => return,
                    Reply::NoJson => return no_body(check, parts, top, "the reply of the operation is no JSON"),
                }
            } else {
                // Nothing says with which status it came: one of them has to fit.
                let tried = returns.cases().filter_map(|case| {
                    let ty = case.ty.as_ref()?;
                    Some(response(check.platform, case, ty, beside, &node))
                });
                match tried.min_by_key(Vec::len) {
                    Some(misfits) => misfits,
                    None => return no_body(check, parts, top, "no reply of the operation is JSON"),
                }
            }
        }
    };
    if misfits.is_empty() {
        return;
    }
    let grounds = grounds(check, parts, beside);
    let more = misfits.len().saturating_sub(MOST);
    for (index, misfit) in misfits.into_iter().take(MOST).enumerate() {
        let mut finding = Diagnostic::new(
            code::EXAMPLE_DOES_NOT_FIT,
            misfit.span,
            format!("{}: {}", misfit.path, misfit.message),
        );
        finding = finding.maybe_help(misfit.help);
        finding.grounds = Arc::clone(&grounds);
        if more > 0 && index == MOST - 1 {
            finding = finding.help(format!("{more} more places of this example do not fit"));
        }
        check.report(finding);
    }
}

/// What became of holding a reply against its type.
enum Reply {
    Held(Vec<Misfit>),
    /// What `none` says is that the body is not worth reading.
    Unread,
    NoJson,
}

fn reply(check: &Check<'_>, returns: &Returns, beside: &[&Field], node: &Node) -> Reply {
    match (returns.kind, &returns.ty) {
        (ReturnKind::Undocumented | ReturnKind::None, _) => Reply::Unread,
        (_, Some(ty)) if returns.only => {
            let list = Type::List(Box::new(ty.clone()));
            Reply::Held(response(check.platform, returns, &list, beside, node))
        }
        (_, Some(ty)) => Reply::Held(response(check.platform, returns, ty, beside, node)),
        (_, None) => Reply::NoJson,
    }
}

fn no_body(check: &mut Check<'_>, parts: Parts<'_>, top: Span, message: &str) {
    let finding = Diagnostic::new(code::EXAMPLE_WITHOUT_BODY, top, message)
        .help("give the operation a body or a reply, or remove the example");
    let grounds = grounds(check, parts, &[]);
    check.report(Diagnostic { grounds, ..finding });
}

/// An example can be held against its operation if that is right, and every type that it comes to.
fn grounds(check: &Check<'_>, (body, returns, place): Parts<'_>, beside: &[&Field]) -> Arc<[Ground]> {
    let body = body.and_then(|body| body.ty.as_ref());
    let beside = beside.iter().map(|field| &field.ty);
    let types = check.types(body.into_iter().chain(returns.types()).chain(beside), Ground::Right);
    let sections = ["errors", "reply", "pagination"]
        .into_iter()
        .flat_map(|name| check.trees.section(name));
    let own = [check.trees.extent(check.span(place))];
    types
        .into_iter()
        .chain(own.into_iter().chain(sections).map(Ground::Right))
        .collect()
}

/// A documented failure has the form of the platform's errors, not of the operation's reply.
fn is_failure(platform: &Platform, node: &Node) -> bool {
    let at = |path: &str| {
        path.split('.')
            .filter(|key| !key.is_empty())
            .try_fold(node, |here, key| here.entry(key).map(|entry| &entry.value))
    };
    platform.errors.failure.iter().any(|sign| match sign {
        Sign::Is { path, value } => {
            at(path).is_some_and(|found| matches!(&found.value, Syntax::Scalar(scalar) if scalar.literal() == *value))
        }
        Sign::Present { path } => at(path).is_some_and(|found| found.kind() != "nothing"),
    })
}

fn request(platform: &Platform, body: &Body, ty: &Type, node: &Node) -> Vec<Misfit> {
    match &body.key {
        Some(key) => {
            let field = wrapper(key, ty, body.one_or_many, true);
            let mut fields = vec![field];
            fields.extend(switch(body));
            validate_fields(platform, &fields, node)
        }
        None => match platform.as_list(ty) {
            Some(element) if body.one_or_many && !matches!(node.value, Syntax::List(_)) => {
                validate(platform, element, node)
            }
            _ => validate(platform, ty, node),
        },
    }
}

/// The parameter that moves a query body into JSON is no part of the body.
fn switch(body: &Body) -> Option<Field> {
    let (name, _) = body.json_switch.as_ref()?;
    (body.encoding == Encoding::Query).then(|| wrapper(name, &Type::Scalar(Scalar::Any), false, false))
}

fn response(platform: &Platform, returns: &Returns, ty: &Type, beside: &[&Field], node: &Node) -> Vec<Misfit> {
    let Some(key) = &returns.key else {
        let extra = platform.as_struct(ty).filter(|_| !platform.reply.is_empty());
        return match extra {
            Some(shape) => {
                let missing = platform
                    .reply
                    .iter()
                    .filter(|field| !shape.fields.iter().any(|own| own.name == field.name));
                let fields: Vec<Field> = shape.fields.iter().chain(missing).cloned().collect();
                if shape.open {
                    validate(platform, ty, node)
                } else {
                    validate_fields(platform, &fields, node)
                }
            }
            None => validate(platform, ty, node),
        };
    };
    if returns.or_bare && node.entry(key).is_none() {
        return validate(platform, ty, node);
    }
    let mut fields = vec![wrapper(key, ty, false, true)];
    fields.extend(
        beside
            .iter()
            .filter(|field| !field.name.matches(key))
            .map(|field| (*field).clone()),
    );
    validate_fields(platform, &fields, node)
}

/// The field that a wrapper key is.
fn wrapper(key: &str, ty: &Type, one_or_many: bool, required: bool) -> Field {
    let place = Place {
        file: String::new(),
        line: 1,
        column: 1,
    };
    Field {
        required,
        one_or_many,
        ..Field::plain(key, ty.clone(), place)
    }
}
