//! Requests that the platform sends to the integrator.

use serde_json::{Value, json};

use super::params::Spot;
use super::replies::Reply;
use super::{Context, Object, put, put_list, words};
use crate::model::{
    Callback, Field, ListStyle, Provenance, Resource, SignMethod, SignatureEncoding, SignedPart, Spot as Signed,
    SpotAt, Verify,
};

impl Context<'_> {
    /// The webhooks object; the key of each is that of the inventory.
    pub(super) fn webhooks(&self) -> Object {
        let of = |resource: &Resource, callback: &Callback| {
            let id = format!("{}.{}", resource.name, callback.name);
            let made = self.webhook(resource, callback);
            (id, json!({callback.method.to_ascii_lowercase(): made}))
        };
        let all = self.platform.resources.iter();
        all.flat_map(|resource| resource.callbacks.iter().map(move |callback| of(resource, callback)))
            .collect()
    }

    fn webhook(&self, resource: &Resource, callback: &Callback) -> Value {
        let around = &callback.docs.provenance;
        let lists = ListStyle::Brackets;
        let mut object = Object::new();
        let id = format!("{}.{}", resource.name, callback.name);
        let is_taken = resource
            .operations
            .iter()
            .any(|operation| operation.name == callback.name);
        let id = if is_taken { format!("{id}.callback") } else { id };
        object.insert("operationId".to_owned(), json!(id));
        object.insert("tags".to_owned(), json!([resource.name]));
        words::put_summary(&mut object, &callback.docs, &callback.name);
        object.insert("security".to_owned(), json!([]));
        let one = |spot: Spot, field: &Field| self.parameter(spot, field, around, lists);
        let query = callback.query.iter().map(|field| one(Spot::Query, field));
        let headers = callback.headers.iter().map(|field| one(Spot::Header, field));
        let body = callback.body.iter().flat_map(|body| self.body_parameters(body, around));
        put_list(&mut object, "parameters", query.chain(body).chain(headers));
        if let Some(body) = &callback.body {
            put(&mut object, "requestBody", self.request_body(body, &callback.examples));
        }
        let responses = self.responses(&Reply {
            returns: &callback.returns,
            statuses: &callback.statuses,
            examples: &callback.examples,
            around,
            common: &[],
            paged: &[],
            outbound: false,
        });
        object.insert("responses".to_owned(), Value::Object(responses));
        object.insert("x-tradewire-path".to_owned(), json!(callback.path));
        // A webhook has no path that could have parameters.
        put_list(
            &mut object,
            "x-tradewire-path-parameters",
            callback.path_params.iter().map(|field| one(Spot::Path, field)),
        );
        put(&mut object, "x-tradewire-configured-by", callback.configured_by.clone());
        put_list(&mut object, "x-tradewire-topics", callback.topics.iter().cloned());
        put(
            &mut object,
            "x-tradewire-signature",
            callback.verify.as_ref().map(verify),
        );
        words::put_provenance(&mut object, &callback.docs, &Provenance::default());
        Value::Object(object)
    }
}

/// How a request is signed.
pub(super) fn verify(verify: &Verify) -> Value {
    let method = match verify.method {
        SignMethod::HmacSha256 => "hmac_sha256",
        SignMethod::HmacSha512 => "hmac_sha512",
        SignMethod::HmacSha1 => "hmac_sha1",
        SignMethod::HmacMd5 => "hmac_md5",
        SignMethod::Secret => "secret",
    };
    let signs: String = verify
        .signs
        .iter()
        .map(|part| match part {
            SignedPart::Body => "{body}".to_owned(),
            SignedPart::Timestamp => "{timestamp}".to_owned(),
            SignedPart::Text(text) => text.clone(),
            SignedPart::Header(name) => format!("{{header:{name}}}"),
            SignedPart::Field(path) => format!("{{field:{path}}}"),
        })
        .collect();
    let mut signature = spot(&verify.signature);
    let encoding = match verify.encoding {
        SignatureEncoding::Hex => "hex",
        SignatureEncoding::Base64 => "base64",
    };
    signature.insert("encoding".to_owned(), json!(encoding));
    let mut object = Object::new();
    object.insert("method".to_owned(), json!(method));
    object.insert("key".to_owned(), json!(verify.key));
    object.insert("signs".to_owned(), json!(signs));
    object.insert("signature".to_owned(), Value::Object(signature));
    if let Some(timestamp) = &verify.timestamp {
        let mut said = spot(&timestamp.spot);
        said.insert(
            "unit".to_owned(),
            json!(if timestamp.milliseconds {
                "milliseconds"
            } else {
                "seconds"
            }),
        );
        said.insert("within".to_owned(), json!(timestamp.within));
        object.insert("timestamp".to_owned(), Value::Object(said));
    }
    Value::Object(object)
}

fn spot(spot: &Signed) -> Object {
    let mut object = Object::new();
    object.extend([at(&spot.at)]);
    put(&mut object, "separator", spot.separator.clone());
    put(
        &mut object,
        "prefix",
        (!spot.prefix.is_empty()).then(|| spot.prefix.clone()),
    );
    object
}

/// A header or a field, as a member of an object.
pub(super) fn at(at: &SpotAt) -> (String, Value) {
    match at {
        SpotAt::Header(name) => ("header".to_owned(), json!(name)),
        SpotAt::Field(path) => ("field".to_owned(), json!(path)),
    }
}
