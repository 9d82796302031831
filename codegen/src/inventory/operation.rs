//! Operations and callbacks as entries.

use super::coverage::is_untyped;
use super::entries::basis_word;
use super::flatten::{Rows, join};
use super::params::params;
use super::{
    CallbackEntry, FieldRow, LimitRow, OperationEntry, Param, PlatformEntry, Request, Response, RustNames, Standing,
    names,
};
use crate::model::{
    AuthKind, Body, Callback, Encoding, Field, KeyPlace, Operation, Platform, Provenance, Resource, ReturnKind,
    Returns, Safety, SignMethod, TimeZone, Type,
};
use crate::plan::Names;

pub(super) fn platform_entry(platform: &Platform) -> PlatformEntry {
    let names = Names::assign(platform);
    let mut operations = Vec::new();
    let mut callbacks = Vec::new();
    for (at, resource) in platform.resources.iter().enumerate() {
        for (index, operation) in resource.operations.iter().enumerate() {
            let rust = names::operation(&names, (at, index), &operation.returns);
            operations.push(entry(platform, resource, operation, rust));
        }
        for (index, callback) in resource.callbacks.iter().enumerate() {
            let rust = names::callback(&names, (at, index), &callback.returns);
            callbacks.push(inbound(platform, resource, callback, rust));
        }
    }
    PlatformEntry {
        platform: platform.name.clone(),
        crate_name: format!("tradewire-{}", platform.name),
        time_zone: platform.time_zone.as_ref().map(time_zone),
        operations,
        callbacks,
    }
}

fn time_zone(zone: &TimeZone) -> String {
    match zone {
        TimeZone::Named(name) => name.clone(),
        TimeZone::Account(_) => "account".to_owned(),
        TimeZone::Fixed(seconds) => {
            let (sign, minutes) = (if *seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

fn entry(platform: &Platform, resource: &Resource, operation: &Operation, rust: RustNames) -> OperationEntry {
    let kind = operation
        .paging
        .as_ref()
        .and_then(|paging| platform.pagination.get(paging.kind));
    let paged: &[Field] = kind.map_or(&[], |kind| &kind.fields);
    OperationEntry {
        id: format!("{}.{}", resource.name, operation.name),
        method: operation.method.clone(),
        aliases: operation.aliases.clone(),
        path: operation.path.clone(),
        source: operation.docs.source.clone(),
        basis: basis_word(operation.docs.provenance.basis),
        peers: operation.docs.provenance.peers.clone(),
        deprecated: operation.docs.deprecated.is_some(),
        safety: match operation.safety {
            Safety::Read => "read",
            Safety::Idempotent => "idempotent",
            Safety::Unsafe => "unsafe",
        },
        permission: (!operation.permissions.is_empty()).then(|| operation.permissions.join(", ")),
        pagination: kind.map(|kind| kind.name.clone()),
        redirects: operation.redirects_anywhere.then_some("any_host"),
        batch_limit: operation.batch_limit,
        limits: limit_rows(platform, operation),
        idempotency_key: operation.idempotency_key.as_ref().map(|key| match &key.at {
            KeyPlace::Header(name) => name.clone(),
            KeyPlace::Field(path) => path.clone(),
        }),
        outcomes: operation
            .outcomes
            .as_ref()
            .map_or_else(Vec::new, |outcomes| outcomes.at.clone()),
        params: operation_params(platform, operation),
        request: request(platform, operation.body.as_ref(), &operation.docs.provenance),
        response: response(
            platform,
            (&operation.returns, &operation.docs.provenance),
            &operation.statuses,
            &platform.reply,
            paged,
        ),
        rust,
    }
}

fn inbound(platform: &Platform, resource: &Resource, callback: &Callback, rust: RustNames) -> CallbackEntry {
    CallbackEntry {
        id: format!("{}.{}", resource.name, callback.name),
        direction: "inbound",
        method: callback.method.clone(),
        path: callback.path.clone(),
        configured_by: callback.configured_by.clone(),
        topics: callback.topics.clone(),
        signed: callback.verify.as_ref().map(|verify| match verify.method {
            SignMethod::HmacSha256 => "hmac_sha256",
            SignMethod::HmacSha512 => "hmac_sha512",
            SignMethod::HmacSha1 => "hmac_sha1",
            SignMethod::HmacMd5 => "hmac_md5",
            SignMethod::Secret => "secret",
        }),
        source: callback.docs.source.clone(),
        basis: basis_word(callback.docs.provenance.basis),
        peers: callback.docs.provenance.peers.clone(),
        deprecated: callback.docs.deprecated.is_some(),
        params: all_params(platform, &callback.path_params, &callback.query, &callback.headers),
        request: request(platform, callback.body.as_ref(), &callback.docs.provenance),
        response: response(
            platform,
            (&callback.returns, &callback.docs.provenance),
            &callback.statuses,
            &[],
            &[],
        ),
        rust,
    }
}

fn limit_rows(platform: &Platform, operation: &Operation) -> Vec<LimitRow> {
    let known = operation.charges.iter();
    let rows = known.filter_map(|charge| {
        let limit = platform.limits.get(charge.limit)?;
        Some(LimitRow {
            name: limit.name.clone(),
            weight: charge.weight,
        })
    });
    rows.collect()
}

/// The parameters that callers give, the one that moves a body, and those that every accepted credential sends.
fn operation_params(platform: &Platform, operation: &Operation) -> Vec<Param> {
    let mut rows = all_params(platform, &operation.path_params, &operation.query, &operation.headers);
    let own = |field: &&Field| {
        let same = |other: &Field| other.name.written().eq_ignore_ascii_case(&field.name.written());
        !operation.headers.iter().any(same)
    };
    let inputs = platform
        .headers
        .iter()
        .filter(|field| !matches!(field.ty, Type::Const(_)));
    params(platform, "header", inputs.filter(own), &mut rows);
    let switch = operation.body.as_ref().and_then(|body| body.json_switch.as_ref());
    rows.extend(switch.map(|(name, _)| query_row(name, "boolean", false)));
    let sent: Vec<Vec<&str>> = operation.auth.iter().map(|at| auth_params(platform, *at)).collect();
    if let Some((first, others)) = sent.split_first() {
        let common = first
            .iter()
            .filter(|name| others.iter().all(|names| names.contains(name)));
        rows.extend(common.map(|name| query_row(name, "string", true)));
    }
    rows
}

fn query_row(name: &str, kind: &'static str, required: bool) -> Param {
    Param {
        place: "query",
        name: name.to_owned(),
        kind,
        required,
        list: false,
        standing: Standing::default(),
        values: Vec::new(),
    }
}

/// Query parameters that the credentials of a scheme are sent in.
fn auth_params(platform: &Platform, scheme: usize) -> Vec<&str> {
    match platform.auth.get(scheme).map(|scheme| &scheme.kind) {
        Some(AuthKind::Query { params }) => params.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn all_params(platform: &Platform, path: &[Field], query: &[Field], headers: &[Field]) -> Vec<Param> {
    let mut rows = Vec::new();
    for (place, fields) in [("path", path), ("query", query), ("header", headers)] {
        params(platform, place, fields, &mut rows);
    }
    rows
}

fn request(platform: &Platform, body: Option<&Body>, provenance: &Provenance) -> Request {
    let Some(body) = body else {
        return Request {
            encoding: "none",
            fields: Vec::new(),
        };
    };
    let encoding = match body.encoding {
        Encoding::Json => "json",
        Encoding::Form => "form",
        Encoding::FormJson => "form-json",
        Encoding::Query => "query",
        Encoding::Multipart => "multipart",
        Encoding::Binary => "binary",
        Encoding::Text => "text",
    };
    let mut rows = Rows::new(platform);
    if let Some(ty) = &body.ty {
        let key = body.key.as_deref().unwrap_or("");
        rows.value(ty, key, (true, false), provenance);
        if body.one_or_many
            && let Some(element) = platform.as_list(ty)
        {
            rows.below(element, key, provenance);
        }
    }
    Request {
        encoding,
        fields: rows.finish(),
    }
}

fn response(
    platform: &Platform,
    (returns, provenance): (&Returns, &Provenance),
    statuses: &[u16],
    reply: &[Field],
    paged: &[Field],
) -> Response {
    let first = returns.cases().next().map_or(ReturnKind::None, |case| case.kind);
    let encoding = match first {
        ReturnKind::None | ReturnKind::ByStatus => "none",
        ReturnKind::Undocumented | ReturnKind::Json => "json",
        ReturnKind::Text => "text",
        ReturnKind::Csv => "csv",
        ReturnKind::Binary => "binary",
    };
    let mut fields: Vec<FieldRow> = Vec::new();
    let mut headers = Vec::new();
    for case in returns.cases() {
        if let Some(ty) = &case.ty {
            let rows = reply_rows(platform, ty, (case, provenance), reply, paged);
            fields.extend(rows.into_iter().filter(|row| !fields.contains(row)).collect::<Vec<_>>());
        }
        params(platform, "header", &case.headers, &mut headers);
    }
    Response {
        status: statuses.to_vec(),
        encoding,
        untyped: is_untyped(platform, returns),
        headers,
        fields,
    }
}

/// The reply with its wrapper, and what the platform and the paging put beside it.
fn reply_rows(
    platform: &Platform,
    ty: &Type,
    (returns, provenance): (&Returns, &Provenance),
    reply: &[Field],
    paged: &[Field],
) -> Vec<FieldRow> {
    let mut rows = Rows::new(platform);
    let list;
    let ty = if returns.only {
        list = Type::List(Box::new(ty.clone()));
        &list
    } else {
        ty
    };
    match &returns.key {
        Some(key) => {
            rows.value(ty, &join("", key), (!returns.or_bare, false), provenance);
            rows.fields(paged, "");
            rows.fields(reply, "");
            if returns.or_bare {
                rows.value(ty, "", (true, false), provenance);
            }
        }
        None => {
            rows.value(ty, "", (true, false), provenance);
            if platform.as_struct(ty).is_some() {
                rows.fields(reply, "");
            }
        }
    }
    rows.finish()
}
