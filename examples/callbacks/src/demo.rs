//! A `RetailCRM` on this machine that connects the module and asks it for a price.

use std::error::Error;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use tower::ServiceExt;
use tradewire_mock::Mock;

/// What the CRM calls, and where the module has it.
const CALLS: [(&str, &str); 2] = [
    ("integration_modules.register", "/register"),
    ("delivery_module.calculate_cost", "/delivery/calculate"),
];
/// Longer answers nobody reads.
const LIMIT: usize = 1 << 20;

/// Calls the module with documented data, signed with `secret`; a line for each answer, and one for each thing that the CRM has against it.
///
/// # Errors
/// The specs cannot be read, or an answer is too long.
pub async fn ask(routes: &Router, secret: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
    let crm = Mock::builder(specs, "retailcrm")?.webhook_secret(secret).build();
    let mut lines = Vec::new();
    for (callback, path) in CALLS {
        let delivery = crm.callback(callback)?;
        let (mut parts, body) = delivery.request.clone().into_parts();
        parts.uri = path.parse()?;
        let request = Request::from_parts(parts, Body::from(body));
        let (parts, body) = routes.clone().oneshot(request).await?.into_parts();
        let answer = Response::from_parts(parts, to_bytes(body, LIMIT).await?);
        lines.push(format!(
            "{path}: {} {}",
            answer.status(),
            String::from_utf8_lossy(answer.body())
        ));
        lines.extend(
            crm.answered(&delivery, &answer)
                .iter()
                .map(|wrong| format!("  {}", wrong.json())),
        );
    }
    Ok(lines)
}
