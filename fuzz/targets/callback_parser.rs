//! Callbacks: whatever arrives, it is read or refused. The first line is the query, the second the content type, the rest the body.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use tradewire::{BodyShape, CallbackMeta, Encoding, InboundRequest, Json, Map, Platform, Verify, callback::refuse};

static PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[],
    limits: &[],
    ..Platform::PLAIN
};

const fn callback(encoding: Encoding) -> CallbackMeta {
    CallbackMeta {
        platform: &PLATFORM,
        id: "delivery.calculate",
        place: "",
        method: "POST",
        path: "/delivery/{id}/calculate",
        body: BodyShape::new(encoding),
        verify: Some(Verify {
            key: "secret",
            signs: &[tradewire::meta::Signed::Field("apiKey")],
            signature: tradewire::meta::Spot::field("token"),
            ..tradewire::Verify::BODY
        }),
    }
}

static KINDS: [CallbackMeta; 4] = [
    callback(Encoding::Json),
    callback(Encoding::Form),
    callback(Encoding::FormJson),
    callback(Encoding::None),
];

pub fn run(data: &[u8]) {
    let mut lines = data.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (query, media, body) = (line(), line(), line());
    let mut request = http::Request::new(Bytes::copy_from_slice(body));
    let target = format!("/shop/delivery/7/calculate?{}", String::from_utf8_lossy(query));
    if let Ok(uri) = target.parse() {
        *request.uri_mut() = uri;
    }
    if let Ok(media) = media.try_into() {
        request.headers_mut().insert(CONTENT_TYPE, media);
    }
    for meta in &KINDS {
        for strict in [false, true] {
            let inbound = InboundRequest::new(meta, &request);
            let inbound = if strict { inbound.strict() } else { inbound };
            let outcomes = [
                inbound.query::<Option<i64>>("page").err(),
                inbound.query::<Option<Vec<String>>>("ids").err(),
                inbound.query_family::<Map<Json>>("custom_{key}").err(),
                inbound.header::<Option<String>>("content-type").err(),
                inbound.path::<i64>("id").err(),
                inbound.body::<Json>().err(),
                inbound.body::<Map<Json>>().err(),
                inbound.field::<Option<Vec<i64>>>("weights").err(),
            ];
            for error in outcomes.into_iter().flatten() {
                assert!(refuse(&error).status().is_client_error(), "{error}");
            }
            let _ = inbound.take_notes();
        }
    }
}
