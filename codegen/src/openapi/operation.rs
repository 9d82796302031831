//! Operations, each for itself.

use serde_json::{Value, json};

use super::field::rules;
use super::params::Spot;
use super::replies::Reply;
use super::{Context, Object, failures, put, put_list, reference, security, words};
use crate::model::{Field, KeyPlace, Operation, Outcomes, Resource, Safety, Upsert};

impl Context<'_> {
    /// An operation object.
    pub(super) fn operation(&self, resource: &Resource, operation: &Operation) -> Value {
        let around = &operation.docs.provenance;
        let kind = operation
            .paging
            .as_ref()
            .and_then(|paging| Some((paging, self.platform.pagination.get(paging.kind)?)));
        let mut object = Object::new();
        object.insert(
            "operationId".to_owned(),
            json!(format!("{}.{}", resource.name, operation.name)),
        );
        object.insert("tags".to_owned(), json!([resource.name]));
        words::put_summary(&mut object, &operation.docs, &operation.name);
        if operation.auth != self.platform.default_auth {
            object.insert(
                "security".to_owned(),
                security::requirements(self.platform, &operation.auth),
            );
        }
        put_list(&mut object, "parameters", self.operation_parameters(operation));
        if let Some(body) = &operation.body {
            put(&mut object, "requestBody", self.request_body(body, &operation.examples));
            self.put_lists(&mut object, body);
        }
        let responses = self.responses(&Reply {
            returns: &operation.returns,
            statuses: &operation.statuses,
            examples: &operation.examples,
            around,
            common: &self.platform.reply,
            paged: kind.map_or(&[], |(_, kind)| &kind.fields),
            outbound: true,
        });
        object.insert("responses".to_owned(), Value::Object(responses));
        put_list(&mut object, "x-tradewire-aliases", operation.aliases.iter().cloned());
        words::put_provenance(&mut object, &operation.docs, &crate::model::Provenance::default());
        let safety = Some(operation.safety).filter(|safety| *safety != usual_safety(&operation.method));
        put(&mut object, "x-tradewire-safety", safety.map(safety_word));
        if let Some((paging, kind)) = kind {
            object.insert(
                "x-tradewire-pagination".to_owned(),
                json!({"kind": kind.name, "items": paging.items}),
            );
        }
        self.put_facts(&mut object, operation);
        Value::Object(object)
    }

    fn operation_parameters(&self, operation: &Operation) -> Vec<Value> {
        let around = &operation.docs.provenance;
        let lists = self.platform.query_lists;
        let one = |spot: Spot, field: &Field| self.parameter(spot, field, around, lists);
        let path = operation.path_params.iter().map(|field| one(Spot::Path, field));
        let query = operation.query.iter().map(|field| one(Spot::Query, field));
        let headers = operation.headers.iter().map(|field| one(Spot::Header, field));
        let body = operation
            .body
            .iter()
            .flat_map(|body| self.body_parameters(body, around));
        let own = |field: &&Field| !operation.headers.iter().any(|other| same_header(other, field));
        let common = self.platform.headers.iter().enumerate().filter(|(_, field)| own(field));
        let common = common.map(|(at, _)| reference("parameters", &common_name(self.platform, at)));
        path.chain(query).chain(body).chain(headers).chain(common).collect()
    }

    /// What a caller must know and `OpenAPI` has no word for.
    fn put_facts(&self, object: &mut Object, operation: &Operation) {
        put_list(object, "x-tradewire-permissions", operation.permissions.iter().cloned());
        if operation.charges != self.platform.usual_charges {
            let charge = |charge: &crate::model::Charge| {
                let limit = self.platform.limits.get(charge.limit)?;
                Some((limit.name.clone(), json!(charge.weight)))
            };
            let charges: Object = operation.charges.iter().filter_map(charge).collect();
            object.insert("x-tradewire-limits".to_owned(), Value::Object(charges));
        }
        put(object, "x-tradewire-batch-limit", operation.batch_limit);
        put(
            object,
            "x-tradewire-upsert",
            operation.upsert.as_ref().map(|upsert| match upsert {
                Upsert::Always => json!(true),
                Upsert::Asked(field) => json!(field),
            }),
        );
        put(
            object,
            "x-tradewire-redirects",
            operation.redirects_anywhere.then_some("any_host"),
        );
        if let Some(key) = &operation.idempotency_key {
            let (kind, name) = match &key.at {
                KeyPlace::Header(name) => ("header", name),
                KeyPlace::Field(path) => ("field", path),
            };
            object.insert(
                "x-tradewire-idempotency-key".to_owned(),
                json!({kind: name, "generate": key.is_made}),
            );
        }
        put_list(object, "x-tradewire-rules", rules(&operation.rules));
        put(
            object,
            "x-tradewire-entries",
            operation.entries.as_ref().and_then(failures::entries),
        );
        put(
            object,
            "x-tradewire-outcomes",
            operation.outcomes.as_ref().map(|outcomes| self.outcomes(outcomes)),
        );
    }

    fn outcomes(&self, outcomes: &Outcomes) -> Value {
        let mut object = Object::new();
        let kind = outcomes.kind.and_then(|at| self.platform.errors.outcomes.get(at));
        put(&mut object, "kind", kind.map(|kind| kind.name.clone()));
        object.insert("sent".to_owned(), json!(outcomes.sent));
        put_list(
            &mut object,
            if outcomes.ordered { "each" } else { "failed" },
            outcomes.at.iter().cloned(),
        );
        put_list(&mut object, "failure", outcomes.failure.iter().map(failures::sign));
        put(
            &mut object,
            "id",
            (!outcomes.ids.is_empty()).then(|| failures::ids(&outcomes.ids)),
        );
        let lists = [
            ("row", &outcomes.row),
            ("message", &outcomes.message),
            ("code", &outcomes.code),
            ("fields", &outcomes.fields),
        ];
        for (key, paths) in lists {
            put_list(&mut object, key, paths.iter().cloned());
        }
        put(
            &mut object,
            "first_row",
            (outcomes.first_row != 0).then_some(outcomes.first_row),
        );
        Value::Object(object)
    }
}

/// The safety that follows from a method.
fn usual_safety(method: &str) -> Safety {
    match method {
        "GET" | "HEAD" => Safety::Read,
        "PUT" | "DELETE" => Safety::Idempotent,
        _ => Safety::Unsafe,
    }
}

fn safety_word(safety: Safety) -> &'static str {
    match safety {
        Safety::Read => "read",
        Safety::Idempotent => "idempotent",
        Safety::Unsafe => "unsafe",
    }
}

fn same_header(one: &Field, other: &Field) -> bool {
    one.name.written().eq_ignore_ascii_case(&other.name.written())
}

/// The component of a header of all calls.
pub(super) fn common_name(platform: &crate::model::Platform, at: usize) -> String {
    let field = platform.headers.get(at);
    field.map_or_else(String::new, |field| super::component(&field.name.written()))
}
