//! The static table of the platform.

pub mod catalogue;
pub mod credentials;
pub mod events;
pub mod headers;
pub mod variables;

use crate::model::{AuthKind, AuthScheme, Errors, RateLimit, Template, TimeHeader};
use crate::plan::context::Context;
use crate::plan::data::{
    CodeTable, ErrorTable, LimitTable, PlatformTable, RefusalTable, SchemeKind, SchemeTable, TemplateTable,
    TimeHeaderTable,
};
use crate::plan::tables::outcomes;
use crate::plan::words;
use headers::common_headers;

/// The table of a platform.
#[must_use]
pub fn platform_table(cx: &Context<'_>) -> PlatformTable {
    let platform = cx.platform;
    let usual = platform.usual_charges.iter().map(|charge| charge.limit);
    PlatformTable {
        name: platform.name.clone(),
        auth: platform.auth.iter().map(scheme).collect(),
        limits: platform.limits.iter().map(limit).collect(),
        usual_limits: usual.collect(),
        retry_after: platform.retry_after.iter().map(time_header).collect(),
        headers: common_headers(cx),
        digit_booleans: platform.digit_booleans,
        errors: errors(&platform.errors),
    }
}

fn scheme(scheme: &AuthScheme) -> SchemeTable {
    SchemeTable {
        name: scheme.name.clone(),
        inputs: scheme.inputs.clone(),
        kind: match &scheme.kind {
            AuthKind::Basic { username, password } => SchemeKind::Basic {
                username: template(username),
                password: template(password),
            },
            AuthKind::Header { header, value } => SchemeKind::Header {
                header: header.clone(),
                value: template(value),
            },
            AuthKind::Query { params } => SchemeKind::Query {
                params: params
                    .iter()
                    .map(|(name, value)| (name.clone(), template(value)))
                    .collect(),
            },
            AuthKind::OAuth1 {
                consumer_key,
                consumer_secret,
            } => SchemeKind::OAuth1 {
                consumer_key: template(consumer_key),
                consumer_secret: template(consumer_secret),
            },
        },
    }
}

fn template(template: &Template) -> TemplateTable {
    TemplateTable {
        text: template.text.clone(),
        md5: template.md5,
    }
}

fn limit(limit: &RateLimit) -> LimitTable {
    LimitTable {
        name: limit.name.clone(),
        requests: limit.requests,
        per_seconds: u32::try_from(limit.per_millis / 1000).unwrap_or(u32::MAX),
        per_millis: u32::try_from(limit.per_millis % 1000).unwrap_or_default(),
        header: limit.header.clone(),
        remaining: limit.remaining.clone(),
        most: limit.most.clone(),
        reset: limit.reset.as_ref().map(time_header),
        parallel: limit.parallel,
    }
}

fn time_header(header: &TimeHeader) -> TimeHeaderTable {
    TimeHeaderTable {
        name: header.name.clone(),
        unit: words::time_unit(header.unit),
    }
}

fn errors(errors: &Errors) -> ErrorTable {
    let codes = errors.codes.iter().map(|code| CodeTable {
        text: code.wire.clone(),
        means: code.means.map(words::meaning),
    });
    let refusals = errors.refusals.iter().map(|refused| RefusalTable {
        status: refused.status,
        header: refused.header.clone(),
        empty_body: refused.empty_body,
    });
    let statuses = errors.statuses.iter();
    ErrorTable {
        failure: errors.failure.iter().map(outcomes::sign).collect(),
        message: errors.message.clone(),
        code: errors.code.clone(),
        fields: errors.fields.clone(),
        codes: codes.collect(),
        statuses: statuses
            .map(|(status, means)| (*status, words::meaning(*means)))
            .collect(),
        refusals: refusals.collect(),
        entries: outcomes::entries(&errors.entries),
    }
}
