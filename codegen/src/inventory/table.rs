//! The inventory as text.

use std::fmt::Write;

use super::{CallbackEntry, FieldRow, Inventory, OperationEntry, Param, Request, Response, Standing, Value};

/// One block an operation: a headline, then parameters and fields.
#[must_use]
pub fn table(inventory: &Inventory) -> String {
    let mut text = String::new();
    for platform in &inventory.platforms {
        let _ = writeln!(
            text,
            "{} ({}): {} operations, {} callbacks",
            platform.platform,
            platform.crate_name,
            platform.operations.len(),
            platform.callbacks.len()
        );
        if let Some(zone) = &platform.time_zone {
            let _ = writeln!(text, "time zone: {zone}");
        }
        let untyped = platform.operations.iter().filter(|entry| entry.response.untyped);
        let untyped: Vec<&str> = untyped.map(|entry| entry.id.as_str()).collect();
        if !untyped.is_empty() {
            let _ = writeln!(text, "untyped replies ({}): {}", untyped.len(), untyped.join(", "));
        }
        for operation in &platform.operations {
            self::operation(&mut text, operation);
        }
        for callback in &platform.callbacks {
            self::callback(&mut text, callback);
        }
        text.push('\n');
    }
    text
}

fn operation(text: &mut String, entry: &OperationEntry) {
    let _ = writeln!(
        text,
        "\n{}  {} {}",
        entry.id,
        verbs(&entry.method, &entry.aliases),
        entry.path
    );
    let mut words = vec![entry.safety.to_owned(), basis(entry.basis, &entry.peers)];
    words.extend(entry.deprecated.then(|| "deprecated".to_owned()));
    words.extend(entry.permission.as_ref().map(|scopes| format!("needs {scopes}")));
    words.extend(entry.pagination.as_ref().map(|kind| format!("pages: {kind}")));
    words.extend(entry.batch_limit.map(|most| format!("at most {most}")));
    let limits = entry
        .limits
        .iter()
        .filter(|limit| limit.name != "default" || limit.weight > 1);
    words.extend(limits.map(|limit| match limit.weight {
        1 => format!("limit {}", limit.name),
        weight => format!("limit {}, counts for {weight}", limit.name),
    }));
    words.extend(entry.idempotency_key.as_ref().map(|key| format!("once for each {key}")));
    let outcomes = entry
        .outcomes
        .iter()
        .map(|path| if path.is_empty() { "the reply" } else { path });
    let outcomes: Vec<&str> = outcomes.collect();
    words.extend((!outcomes.is_empty()).then(|| format!("outcomes: {}", outcomes.join(" or "))));
    let _ = writeln!(
        text,
        "  {} -> {}; {}",
        entry.rust.operation,
        entry.rust.output,
        words.join(", ")
    );
    bodies(text, &entry.params, &entry.request, &entry.response);
}

fn callback(text: &mut String, entry: &CallbackEntry) {
    let _ = writeln!(text, "\n{}  {} {} (inbound)", entry.id, entry.method, entry.path);
    let configured = entry
        .configured_by
        .as_ref()
        .map(|place| format!("; set by {place}"))
        .unwrap_or_default();
    let _ = writeln!(
        text,
        "  {} -> {}; {}{configured}",
        entry.rust.operation,
        entry.rust.output,
        basis(entry.basis, &entry.peers)
    );
    bodies(text, &entry.params, &entry.request, &entry.response);
}

/// `peer: vendor's PHP client`.
fn basis(word: &str, peers: &[String]) -> String {
    if peers.is_empty() {
        word.to_owned()
    } else {
        format!("{word}: {}", peers.join(", "))
    }
}

/// What is said behind a row that is not documented.
fn standing(standing: &Standing) -> String {
    let said = standing.basis.map(|word| basis(word, &standing.peers));
    said.map(|said| format!("  [{said}]")).unwrap_or_default()
}

fn verbs(method: &str, aliases: &[String]) -> String {
    std::iter::once(method)
        .chain(aliases.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("|")
}

fn bodies(text: &mut String, params: &[Param], request: &Request, response: &Response) {
    let width = params.iter().map(|param| param.name.chars().count()).max().unwrap_or(0);
    for param in params {
        let list = if param.list { "[]" } else { "" };
        let required = if param.required { "!" } else { "" };
        let _ = writeln!(
            text,
            "  {:<6} {:<width$}  {}{list}{required}{}{}",
            param.place,
            param.name,
            param.kind,
            values(&param.values),
            standing(&param.standing)
        );
    }
    if request.encoding != "none" {
        let _ = writeln!(text, "  request {}", request.encoding);
        rows(text, &request.fields);
    }
    let statuses = response
        .status
        .iter()
        .map(u16::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    let untyped = if response.untyped { "  untyped" } else { "" };
    let _ = writeln!(text, "  response {} {statuses}{untyped}", response.encoding);
    rows(text, &response.fields);
}

fn rows(text: &mut String, fields: &[FieldRow]) {
    let width = fields.iter().map(|row| row.path.chars().count()).max().unwrap_or(0);
    for row in fields {
        let required = if row.required { "!" } else { "" };
        let nullable = if row.nullable { "?" } else { "" };
        let also = if row.also.is_empty() {
            String::new()
        } else {
            format!("  (also {})", row.also.join(", "))
        };
        let _ = writeln!(
            text,
            "    {:<width$}  {}{required}{nullable}{}{also}{}",
            row.path,
            row.kind,
            values(&row.values),
            standing(&row.standing)
        );
    }
}

fn values(values: &[Value]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let written = values.iter().map(|value| match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Text(text) if text.is_empty() => "\"\"".to_owned(),
        Value::Text(text) => text.clone(),
    });
    format!(" ({})", written.collect::<Vec<_>>().join(", "))
}
