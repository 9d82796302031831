//! Every callback of every platform, sent in every dress that senders have been seen to choose: it is read whole, or refused.
//!
//! What a body may hold comes from the specs, so that a callback whose fields are all optional is tried with one that it has.

mod routes;
mod samples;

use bytes::Bytes;
use http::Request;
use samples::{Sample, samples};
use tradewire::callback::refuse;
use tradewire::{Callback, CallbackMeta, Encoding, Json};

/// A callback without its type.
struct Subject {
    meta: &'static CallbackMeta,
    read: fn(&Request<Bytes>) -> Result<String, tradewire::Error>,
    misfits: fn(&Request<Bytes>) -> Result<usize, tradewire::Error>,
    route: fn() -> axum::routing::MethodRouter,
}

fn subject<C>() -> Subject
where
    C: Callback + std::fmt::Debug + Send + 'static,
    C::Answer: Send,
{
    Subject {
        meta: C::meta(),
        read: |request| C::from_http(request).map(|read| format!("{read:?}")),
        misfits: |request| C::from_http_with_notes(request).map(|(_, notes)| notes.misfits.len()),
        route: routes::route::<C>,
    }
}

macro_rules! subjects {
    ($($callback:ty,)*) => {
        fn subjects() -> Vec<Subject> {
            vec![$(subject::<$callback>()),*]
        }
    };
}

subjects! {
    tradewire_retailcrm::telephony::ChangeUserStatus,
    tradewire_retailcrm::telephony::MakeCall,
    tradewire_retailcrm::telephony::OpenPersonalAccount,
    tradewire_retailcrm::telephony::ListenToCall,
    tradewire_retailcrm::mg_transport::GetOnline,
    tradewire_retailcrm::mg_transport::GetVisits,
    tradewire_retailcrm::delivery_module::Autocomplete,
    tradewire_retailcrm::delivery_module::CalculateCost,
    tradewire_retailcrm::delivery_module::DeleteDelivery,
    tradewire_retailcrm::delivery_module::GetDelivery,
    tradewire_retailcrm::delivery_module::PrintForms,
    tradewire_retailcrm::delivery_module::SaveDelivery,
    tradewire_retailcrm::delivery_module::DeleteShipment,
    tradewire_retailcrm::delivery_module::ListShipmentPoints,
    tradewire_retailcrm::delivery_module::SaveShipment,
    tradewire_retailcrm::delivery_module::ListTariffs,
    tradewire_retailcrm::store::ActualizeInventories,
    tradewire_retailcrm::store::RequestInventories,
    tradewire_retailcrm::store::Reserve,
    tradewire_retailcrm::payment::ApprovePayment,
    tradewire_retailcrm::payment::CancelPayment,
    tradewire_retailcrm::payment::CreatePayment,
    tradewire_retailcrm::payment::RefundPayment,
    tradewire_retailcrm::recommendation::ListRecommendations,
    tradewire_retailcrm::integration_modules::GetConfig,
    tradewire_retailcrm::integration_modules::Register,
    tradewire_retailcrm::integration_modules::NotifyActivity,
    tradewire_retailcrm::integration_modules::NotifySettings,
    tradewire_insales::webhooks::OrdersCreate,
    tradewire_insales::webhooks::OrdersUpdate,
    tradewire_insales::webhooks::OrdersDestroy,
    tradewire_insales::webhooks::ProductsCreate,
    tradewire_insales::webhooks::ProductsUpdate,
    tradewire_insales::webhooks::ClientCreate,
    tradewire_insales::webhooks::ClientUpdate,
    tradewire_boostore::orders::ExportOrder,
    tradewire_boostore::statistics::ExportStatistics,
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const PARTS: &str = "multipart/form-data; boundary=b-1";

fn request(subject: &Subject, query: &str, content_type: &str, body: &str) -> Request<Bytes> {
    let path: String = subject.meta.path.replace(['{', '}'], "");
    let mut builder = Request::builder().method("POST").uri(format!("{path}?{query}"));
    if !content_type.is_empty() {
        builder = builder.header("content-type", content_type);
    }
    builder.body(Bytes::from(body.to_owned())).expect("a request")
}

/// The members of an object as they stand in a form: texts bare, everything else as JSON.
fn texts(json: &Json) -> Vec<(String, String)> {
    let members = json.as_object().into_iter().flat_map(tradewire::json::Object::iter);
    members
        .map(|(name, value)| {
            let text = value.scalar_text().map_or_else(|| value.to_string(), ToOwned::to_owned);
            (name.to_owned(), text)
        })
        .collect()
}

fn form(json: &Json) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect::<String>()
    };
    let pairs = texts(json)
        .into_iter()
        .map(|(name, text)| format!("{}={}", escape(&name), escape(&text)));
    pairs.collect::<Vec<_>>().join("&")
}

fn parts(json: &Json) -> String {
    let parts = texts(json)
        .into_iter()
        .map(|(name, text)| format!("--b-1\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"));
    parts.collect::<String>() + "--b-1--\r\n"
}

/// Those with a body, with a sample of it.
fn with_bodies() -> Vec<(Subject, Sample)> {
    let mut samples = samples();
    subjects()
        .into_iter()
        .filter(|subject| subject.meta.body.encoding != Encoding::None)
        .map(|subject| {
            let key = (subject.meta.platform.name.to_owned(), subject.meta.id.to_owned());
            let sample = samples.remove(&key).flatten();
            let sample = sample.unwrap_or_else(|| panic!("{key:?} has a body in the crate and none in the specs"));
            (subject, sample)
        })
        .collect()
}

#[test]
fn none_is_left_out() {
    let mut tried: Vec<_> = subjects()
        .iter()
        .map(|subject| (subject.meta.platform.name.to_owned(), subject.meta.id.to_owned()))
        .collect();
    tried.sort();
    let specified: Vec<_> = samples().into_keys().collect();
    assert_eq!(tried, specified);
}

#[test]
fn bodies_are_read_in_every_dress_alike() {
    for (subject, sample) in with_bodies() {
        let Sample { body, has_fields, .. } = sample;
        let json = body.to_string();
        let plain = (subject.read)(&request(&subject, "", JSON, &json))
            .unwrap_or_else(|error| panic!("{json} is no sample: {error}"));
        let escaped = json
            .bytes()
            .fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
        let mut dresses = vec![
            ("", json.clone()),
            ("text/plain", json.clone()),
            (FORM, json.clone()),
            (FORM, format!("\u{feff}{json}")),
            ("", format!("\n\n\u{feff}\u{feff}{json}\r\n\u{feff}")),
            (JSON, format!("\u{a0}\u{200b} {json}\u{200b}")),
            (FORM, escaped),
        ];
        if body.as_object().is_some() && !body.is_empty() {
            dresses.extend([(FORM, form(&body)), (PARTS, parts(&body))]);
        }
        for (content_type, body) in dresses {
            match (subject.read)(&request(&subject, "", content_type, &body)) {
                // Without a type for its members an object keeps the numbers of a form as texts.
                Ok(_) if !has_fields && matches!(content_type, FORM | PARTS) => {}
                Ok(read) => assert_eq!(read, plain, "{content_type} {body:?}"),
                Err(error) => panic!("{content_type} {body:?}: {error}"),
            }
        }
    }
}

#[test]
fn what_nothing_is_known_of_is_refused() {
    for (subject, sample) in with_bodies() {
        let Sample {
            body,
            has_fields,
            foreign,
            ..
        } = sample;
        let json = body.to_string();
        let payload = form(&Json::parse(&format!("{{\"payload\":{json}}}")).expect("JSON"));
        let always = [
            (JSON, ""),
            (FORM, ""),
            ("", "\u{feff}\n\u{feff}"),
            (FORM, "<a>1</a>"),
            (JSON, "a=1"),
            (JSON, "null"),
            ("multipart/form-data", "--b-1\r\n\r\n"),
        ];
        let without_fields = [
            (JSON, foreign),
            (FORM, foreign),
            (FORM, &*payload),
            (PARTS, "--b-1--"),
            (JSON, "{}"),
            (JSON, "[]"),
        ];
        // A list may be empty, in both of the ways in which PHP writes that.
        let is_list = |body: &str| matches!(body, "[]" | "{}") && foreign.starts_with('[');
        let tried = without_fields
            .into_iter()
            .filter(|(_, body)| has_fields && !is_list(body))
            .chain(always);
        for (content_type, tried) in tried {
            // What belongs in the body does not count in the query.
            for query in ["", &form(&body)] {
                let error = (subject.read)(&request(&subject, query, content_type, tried))
                    .expect_err(&format!("{} takes {content_type} {tried:?}", subject.meta.id));
                assert_eq!(refuse(&error).status(), 400, "{error}");
                assert!((subject.misfits)(&request(&subject, query, content_type, tried)).is_err());
            }
        }
    }
}

#[test]
fn values_that_do_not_fit_are_refused_unless_the_caller_wants_them() {
    let mut tried = 0;
    for (subject, sample) in with_bodies() {
        let Some(field) = sample.scalar else { continue };
        tried += 1;
        let mut body = sample.body;
        if let Some(members) = body.as_object_mut() {
            members.insert(&*field, Json::parse(r#"{"no":["scalar"]}"#).expect("JSON"));
        }
        for (content_type, body) in [(JSON, body.to_string()), (FORM, form(&body)), (PARTS, parts(&body))] {
            let request = request(&subject, "", content_type, &body);
            let error = (subject.read)(&request).expect_err(&body);
            assert!(error.to_string().contains(&field), "{error}");
            assert_eq!((subject.misfits)(&request).expect(&body), 1, "{body}");
        }
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn parameters_that_come_in_the_body_are_not_taken_for_none() {
    let mut tried = 0;
    for subject in subjects()
        .iter()
        .filter(|subject| subject.meta.body.encoding == Encoding::None)
    {
        tried += 1;
        for (content_type, body) in [(FORM, "clientId=c&term=x"), (JSON, r#"{"clientId":"c"}"#), ("", "<a/>")] {
            assert!(
                (subject.read)(&request(subject, "", content_type, body)).is_err(),
                "{}",
                subject.meta.id
            );
        }
    }
    assert!(tried >= 10, "{tried}");
}
