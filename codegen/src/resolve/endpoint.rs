//! Operations and callbacks.

use super::docs::words;
use super::scope::{Context, Home, Scope};
use super::types::{field, structs};
use super::{auth, basis, body, entries, key, limits, literals, method, outcomes, paging, returns, signature};
use crate::diagnostics::{Diagnostic, code};
use crate::dialect::{Endpoint, FormerNamesDef, RedirectsWord, TopicsDef};
use crate::model::{Body, Callback, Docs, Field, Operation, Platform, Provenance, Returns, Safety};
use crate::naming;
use crate::yaml::At;

/// The resource around an operation.
pub(super) struct ResourceHome<'n> {
    pub(super) name: &'n str,
    pub(super) singular: &'n str,
    pub(super) index: usize,
}

/// What operations and callbacks have in common.
struct Common {
    method: String,
    path: String,
    path_params: Vec<Field>,
    query: Vec<Field>,
    headers: Vec<Field>,
    body: Option<Body>,
    returns: Returns,
    statuses: Vec<u16>,
    docs: Docs,
}

pub(super) fn operation(
    scope: &mut Scope<'_>,
    platform: &Platform,
    home: &ResourceHome<'_>,
    name: &str,
    def: &Endpoint,
    at: At<'_>,
) -> Operation {
    for key in ["configured_by", "verify", "topic"] {
        only_for(scope, at, key, "callbacks");
    }
    let derived = || naming::operation_type(home.name, home.singular, name);
    let type_name = def.rust.as_deref().map_or_else(derived, naming::type_name);
    let provenance = basis::provenance(scope, def.basis.as_ref(), at.get("basis"), &Provenance::default());
    let context = Context {
        platform,
        type_name: &type_name,
        resource: Some(home.index),
        basis: &provenance,
    };
    let kind = paging::kind(scope, platform, def.paginate.as_ref(), at.get("paginate"));
    let paged: &[Field] = kind
        .and_then(|index| platform.pagination.get(index))
        .map_or(&[], |kind| kind.fields.as_slice());
    let mut common = common(scope, def, at, &context, &[platform.reply.as_slice(), paged]);
    let idempotency_key = key::idempotency_key(
        scope,
        def.idempotency_key.as_ref(),
        &mut common.headers,
        at.get("idempotency_key"),
        Home {
            name: &type_name,
            resource: Some(home.index),
            basis: &provenance,
        },
    );
    redirects(scope, def, at.get("status"));
    let paging = kind.map(|kind| paging::unfinished(kind, def.paginate.as_ref()));
    let charges = limits::counted(
        scope,
        (&platform.limits, &platform.usual_charges),
        (def.limit.as_ref(), def.weight),
        at,
    );
    let auth = match &def.auth {
        Some(names) => auth::indices(scope, &platform.auth, names, at.get("auth")),
        None => platform.default_auth.clone(),
    };
    permissions(scope, platform, &def.permission, at.get("permission"));
    let errors = at.get("errors");
    let entries = def.errors.entries.as_ref();
    let entries = entries.map(|own| entries::entries(scope, own, &platform.errors.entries, errors.get("entries")));
    let outcomes = def.errors.outcomes.as_ref();
    let outcomes = outcomes.and_then(|own| outcomes::outcomes(scope, platform, own, errors.get("outcomes")));
    let safety = def
        .safety
        .map_or_else(|| default_safety(&common.method), literals::safety);
    Operation {
        name: name.to_owned(),
        renamed_from: FormerNamesDef::all(def.renamed_from.as_ref()).to_vec(),
        method: common.method,
        aliases: def.aliases.clone(),
        path: common.path,
        path_params: common.path_params,
        query: common.query,
        headers: common.headers,
        body: common.body,
        returns: common.returns,
        statuses: common.statuses,
        redirects_anywhere: def.redirects == Some(RedirectsWord::AnyHost),
        paging,
        safety,
        permissions: def.permission.clone(),
        charges,
        idempotency_key,
        batch_limit: def.batch_limit,
        upsert: literals::upsert(def.upsert.as_ref()),
        auth,
        rules: structs::rules(scope, &def.rules, at.get("rules")),
        entries,
        outcomes,
        docs: common.docs,
        rust: def.rust.clone(),
        place: scope.place(at.key_span()),
        examples: Vec::new(),
    }
}

pub(super) fn callback(
    scope: &mut Scope<'_>,
    platform: &Platform,
    home: &ResourceHome<'_>,
    name: &str,
    def: &Endpoint,
    at: At<'_>,
) -> Callback {
    for key in [
        "paginate",
        "safety",
        "limit",
        "weight",
        "idempotency_key",
        "batch_limit",
        "upsert",
        "auth",
        "permission",
        "rules",
        "errors",
        "aliases",
        "redirects",
        "renamed_from",
    ] {
        only_for(scope, at, key, "operations");
    }
    let type_name = naming::type_name(def.rust.as_deref().unwrap_or(name));
    let provenance = basis::provenance(scope, def.basis.as_ref(), at.get("basis"), &Provenance::default());
    let context = Context {
        platform,
        type_name: &type_name,
        resource: Some(home.index),
        basis: &provenance,
    };
    let common = common(scope, def, at, &context, &[]);
    for key in ["headers", "by_status"] {
        only_for(scope, at.get("returns"), key, "operations");
    }
    let verify = signature::of_callback(scope, &platform.events, def.verify.as_ref(), at.get("verify"));
    let topics = def.topic.as_ref().map_or(&[][..], TopicsDef::all).to_vec();
    Callback {
        name: name.to_owned(),
        method: common.method,
        path: common.path,
        path_params: common.path_params,
        query: common.query,
        headers: common.headers,
        body: common.body,
        returns: common.returns,
        statuses: common.statuses,
        configured_by: def.configured_by.clone(),
        verify,
        topics,
        docs: common.docs,
        rust: def.rust.clone(),
        place: scope.place(at.key_span()),
        examples: Vec::new(),
    }
}

fn common(scope: &mut Scope<'_>, def: &Endpoint, at: At<'_>, context: &Context<'_>, added: &[&[Field]]) -> Common {
    let (method, path) = method::method(scope, def, at);
    let home = Home {
        name: context.type_name,
        resource: context.resource,
        basis: context.basis,
    };
    let mut path_params = field::fields(scope, &def.path, at.get("path"), home);
    for param in &mut path_params {
        param.required = true;
    }
    // Arguments stand as in the path, so that no edit of the list below it can exchange two of one type.
    path_params.sort_by_key(|param| {
        path.find(&format!("{{{}}}", param.name.written()))
            .unwrap_or(usize::MAX)
    });
    let query = field::fields(scope, &def.query, at.get("query"), home);
    let headers = field::fields(scope, &def.headers, at.get("headers"), home);
    let mut docs = Docs {
        provenance: context.basis.clone(),
        ..words!(def, doc, note, notes, source, deprecated).docs()
    };
    let body = def
        .body
        .as_ref()
        .map(|body| body::body(scope, body, at.get("body"), context));
    let (returns, reply_docs) = returns::returns(scope, def.returns.as_ref(), at.get("returns"), context, added);
    let (body, body_docs) = body.map_or((None, Docs::default()), |(body, docs)| (Some(body), docs));
    for extra in [body_docs, reply_docs] {
        docs.notes.extend(extra.doc.into_iter().chain(extra.notes));
    }
    for (index, status) in def.status.iter().enumerate() {
        if !(200..=599).contains(status) {
            let span = at.get("status").item(index).span();
            scope.report(
                Diagnostic::new(
                    code::OUT_OF_RANGE,
                    span,
                    format!("`{status}` is no status of a success"),
                )
                .help("a status is from 200 to 599"),
            );
        }
    }
    if !returns.by_status.is_empty() && !def.status.is_empty() {
        let finding = Diagnostic::new(
            code::NO_EFFECT,
            at.get("status").key_span(),
            "`status` has no effect beside `by_status`",
        );
        scope.report(finding.help("`by_status` names the statuses of success"));
    }
    let statuses = match (&returns.by_status[..], &def.status[..]) {
        ([], []) => vec![200],
        ([], statuses) => statuses.to_vec(),
        (cases, _) => cases.iter().map(|(status, _)| *status).collect(),
    };
    Common {
        method,
        path,
        path_params,
        query,
        headers,
        body,
        returns,
        statuses,
        docs,
    }
}

/// A client that follows a redirect never sees its status, and one that does not has no reply.
fn redirects(scope: &mut Scope<'_>, def: &Endpoint, at: At<'_>) {
    for (index, status) in def
        .status
        .iter()
        .enumerate()
        .filter(|(_, status)| (300..400).contains(*status))
    {
        let span = at.item(index).span();
        let finding = Diagnostic::new(
            code::OUT_OF_RANGE,
            span,
            format!("`{status}` is no status of a success: it sends elsewhere"),
        );
        scope.report(finding.help("list the statuses of replies that hold what `returns` says; where they are fetched elsewhere, say so by `redirects`"));
    }
}

fn only_for(scope: &mut Scope<'_>, at: At<'_>, key: &str, whom: &str) {
    if at.has(key) {
        scope.report(Diagnostic::new(
            code::NO_EFFECT,
            at.get(key).key_span(),
            format!("`{key}` is only for {whom}"),
        ));
    }
}

fn default_safety(method: &str) -> Safety {
    match method {
        "GET" | "HEAD" | "OPTIONS" => Safety::Read,
        "PUT" | "DELETE" => Safety::Idempotent,
        _ => Safety::Unsafe,
    }
}

fn permissions(scope: &mut Scope<'_>, platform: &Platform, names: &[String], at: At<'_>) {
    let Some(known) = &platform.scopes else { return };
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !known.contains(name)) {
        scope.undeclared("scope", name, at.item(index).span(), known.iter().map(String::as_str));
    }
}
