//! Whatever a server echoes of the credentials, in whatever spelling and wherever in a reply: no eight characters in a row of them are
//! in anything that a program could print or log, and none of the shorter ones as a whole.

use std::error::Error as _;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use tradewire::testing::{Captured, Scripted, SetClock};
use tradewire::{Bytes, Client, Credentials, Error, ErrorKind, FromCore, Metadata, RawCall, Scheme, Tolerance};

/// From 4 to 60 characters, of several alphabets.
const SECRETS: [&str; 8] = [
    "k3y!",
    "Zq7-x",
    "Zq7xW9",
    "aB3\"x/y",
    "p/s\"s+w%r=d&q>'\\z9",
    "ключ-доступа/№1 и «ещё»",
    "AbC+/dEf==0123456789/zyxwvut+srqponmlkjihgfedcba%2Fzz/9876",
    "2c26b46b68ffc68ff99b453c1d30413413422d70",
];

fn json(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// As PHP writes JSON: slashes escaped, all but ASCII in code units.
fn php(text: &str) -> String {
    let mut out = String::new();
    for unit in json(text).replace('/', "\\/").encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.push(byte.into()),
            _ => write!(out, "\\u{unit:04x}").expect("strings take everything"),
        }
    }
    out
}

fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(byte.into());
        } else {
            write!(out, "%{byte:02X}").expect("strings take everything");
        }
    }
    out
}

fn html(text: &str) -> String {
    let pairs = [
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&quot;"),
        ("'", "&#39;"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (plain, entity)| text.replace(plain, entity))
}

type Spelling = (&'static str, fn(&str) -> String);

const SPELLINGS: [Spelling; 9] = [
    ("plain", |text| text.to_owned()),
    ("JSON", json),
    ("PHP", php),
    ("percent", percent),
    ("percent in lower case", |text| {
        percent(text)
            .replace("%D", "%d")
            .replace("%2F", "%2f")
            .replace("%B", "%b")
    }),
    ("form", |text| percent(text).replace("%20", "+")),
    ("HTML", html),
    ("HTML in JSON", |text| php(&html(text))),
    ("base64 in JSON", |text| STANDARD.encode(text).replace('/', "\\/")),
];

/// A reply: status, a header, the body.
type Reply = (u16, Option<(&'static str, String)>, String);

/// A shape of reply, with a place in it for the echo. A shape of errors that the runtime comes to know belongs here.
type Shape = (&'static str, fn(&str) -> Reply);

fn body(status: u16, body: String) -> Reply {
    (status, None, body)
}

fn header(status: u16, name: &'static str, value: String) -> Reply {
    (status, Some((name, value)), String::new())
}

/// Puts the echo where a limit of `limit` bytes cuts it.
fn cut(limit: usize, left: usize, echo: &str) -> String {
    format!("{} {echo}", "x ".repeat((limit - left) / 2))
}

const SHAPES: &[Shape] = &[
    ("message", |e| body(401, format!(r#"{{"message":"wrong {e}!"}}"#))),
    ("errorMsg", |e| {
        body(400, format!(r#"{{"success":false,"errorMsg":"wrong '{e}'"}}"#))
    }),
    ("error as text", |e| {
        body(200, format!(r#"{{"error":"({e})","success":false,"status":"fail"}}"#))
    }),
    ("error as object", |e| {
        body(
            400,
            format!(r#"{{"error":{{"message":" {e} ","code":"{e}"}},"status":"fail"}}"#),
        )
    }),
    ("field", |e| body(422, format!(r#"{{"errors":{{"{e}":["is bad"]}}}}"#))),
    ("field message", |e| {
        body(422, format!(r#"{{"errors":{{"key":["{e} is bad","{e}"]}}}}"#))
    }),
    ("bare fields", |e| {
        body(422, format!(r#"{{"key":["is {e}"],"{e}":["x"]}}"#))
    }),
    ("list of errors", |e| {
        body(
            422,
            format!(r#"{{"errors":["{e}",{{"field":"{e}","message":"{e}"}}]}}"#),
        )
    }),
    ("bare list", |e| {
        body(422, format!(r#"[{{"field":"{e}","message":"no {e}"}}]"#))
    }),
    ("status fail", |e| {
        body(
            200,
            format!(r#"{{"status":"fail","success":false,"error":1,"message":"{e}"}}"#),
        )
    }),
    ("partial", |e| {
        body(
            460,
            format!(r#"{{"success":true,"errors":{{"0":"{e}"}},"failedOrders":["{e}"]}}"#),
        )
    }),
    ("JSON in JSON", |e| {
        body(
            400,
            format!(r#"{{"message":"{}"}}"#, json(&format!(r#"{{"key":"{e}"}}"#))),
        )
    }),
    ("JSON text", |e| body(401, format!("\"{e}\""))),
    ("title", |e| body(500, format!("<html><title>Wrong {e}</title>"))),
    ("heading", |e| body(502, format!("<html><h1>Wrong {e} given</h1>{e}"))),
    ("page", |e| {
        body(502, format!("<p>{e}</p><!-- {e} --><a href=\"/?key={e}\">x</a>"))
    }),
    ("XML", |e| {
        body(400, format!("<?xml version=\"1.0\"?><error key=\"{e}\">{e}</error>"))
    }),
    ("text", |e| body(403, format!("{e}\nno access, {e}"))),
    ("address", |e| {
        body(404, format!("nothing at https://shop.example/x?key={e}&a=b"))
    }),
    ("page in place of JSON", |e| body(200, format!("<title>{e}</title>"))),
    ("broken JSON", |e| body(200, format!(r#"{{"broken": "{e}"#))),
    ("broken behind the echo", |e| {
        body(200, format!(r#"{{"{e}": tru "{e}"}}"#))
    }),
    ("cut title", |e| {
        body(500, format!("<title>{}</title>", cut(200, 20, e)))
    }),
    ("cut text", |e| body(500, cut(200, 12, e))),
    ("cut body", |e| body(400, cut(Error::BODY_LIMIT, 20, e))),
    ("cut body within JSON", |e| {
        body(
            400,
            format!(r#"{{"message":"m","x":"{}"}}"#, cut(Error::BODY_LIMIT, 36, e)),
        )
    }),
    ("request id", |e| header(500, "x-request-id", e.to_owned())),
    ("location", |e| {
        header(302, "location", format!("https://evil.example/?key={e}"))
    }),
    ("own location", |e| header(302, "location", format!("//{e}"))),
    ("retry-after", |e| header(401, "retry-after", e.to_owned())),
];

/// As the others, for a listing of objects with `id`.
const LISTINGS: &[Shape] = &[
    ("foreign object", |e| body(200, format!(r#"{{"{e}":"{e}"}}"#))),
    ("scalar", |e| body(200, format!("\"{e}\""))),
    ("elements", |e| body(200, format!(r#"["{e}",{{"id":2}}]"#))),
    ("id", |e| {
        body(200, format!(r#"[{{"id":1}},{{"id":"xxxxxxxxxxxxxxxxxxxx {e}"}}]"#))
    }),
    ("key of an element", |e| {
        body(200, format!(r#"[{{"id":1,"{e}":1}},{{"{e}":[1]}}]"#))
    }),
    ("value of a field", |e| {
        body(
            200,
            format!(r#"[{{"id":1,"title":{{"{e}":"{e}"}},"category_id":"{e}"}}]"#),
        )
    }),
    ("deep value", |e| {
        body(
            200,
            format!(r#"[{{"id":1,"variants":[{{"id":"{e}"}}]}},{{"variants":[{{"id":"{e}"}}]}}]"#),
        )
    }),
    ("long key", |e| body(200, format!(r#"[{{"{}":1}}]"#, cut(64, 20, e)))),
    ("broken element", |e| {
        body(200, format!(r#"[{{"id":1}},{{"id":tru,"{e}":"{e}"}}]"#))
    }),
    ("request id of a success", |e| {
        (200, Some(("x-request-id", e.to_owned())), "[]".to_owned())
    }),
    ("header of a success", |e| {
        (200, Some(("x-echo", e.to_owned())), "[]".to_owned())
    }),
];

/// Credentials of a scheme whose every input is the secret.
fn planted(scheme: &'static Scheme, secret: &str) -> Credentials {
    let text = || secret.to_owned();
    match scheme.inputs {
        [one] => Credentials::scheme(scheme.name, [(one, text())]),
        [one, two] => Credentials::scheme(scheme.name, [(one, text()), (two, text())]),
        [one, two, three] => Credentials::scheme(scheme.name, [(one, text()), (two, text()), (three, text())]),
        other => panic!("{}: {} inputs", scheme.name, other.len()),
    }
}

/// What went over the wire for the credentials. An OAuth signature is no secret: it opens nothing but its own request.
fn sent(request: &Captured) -> Vec<String> {
    let header = request.header("authorization").unwrap_or_default();
    let last = header.rsplit(' ').next().filter(|_| !header.starts_with("OAuth "));
    let query = ["login", "password", "consumer_secret", "key", "apiKey"].map(|name| request.query(name));
    let own = [request.header("x-api-key"), last].map(|text| text.map(ToOwned::to_owned));
    query
        .into_iter()
        .chain(own)
        .flatten()
        .filter(|text| !text.is_empty())
        .collect()
}

/// Everything that a program might show of an error.
fn shown(out: &mut String, error: &Error) {
    let _ = write!(
        out,
        " {error} {error:?} {error:#?} {} {} {:?} {:?} {:?} {:?}",
        error.body_text(),
        String::from_utf8_lossy(error.body()),
        error.message(),
        error.code(),
        error.request_id(),
        error.field_errors(),
    );
    for field in error.field_errors() {
        let (code, id) = (field.code(), field.id());
        let _ = write!(out, " {field} {} {} {code:?} {id:?}", field.field, field.message);
    }
    for element in error.failed_elements() {
        let (ids, errors) = (element.ids(), element.field_errors());
        let (message, code) = (element.message(), element.code());
        let _ = write!(
            out,
            " {element} {element:?} {ids:?} {message:?} {code:?} {errors:?} {}",
            element.raw()
        );
    }
    for rejected in error.rejected().iter().chain(error.element()) {
        let _ = write!(
            out,
            " {rejected:?} {} {} {}",
            rejected.raw, rejected.path, rejected.error
        );
        let _ = write!(out, " {} {}", rejected.error.found(), rejected.error.path());
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        let _ = write!(out, " {error} {error:?} {error:#?}");
        cause = error.source();
    }
}

fn shown_of_success(out: &mut String, metadata: &Metadata) {
    let _ = write!(out, " {metadata:?} {metadata:#?} {:?}", metadata.request_id);
    for rejected in &metadata.rejected {
        let _ = write!(out, " {} {} {}", rejected.raw, rejected.path, rejected.error);
    }
    for misfit in &metadata.misfits {
        let _ = write!(
            out,
            " {misfit:?} {} {} {}",
            misfit.path,
            misfit.error,
            misfit.error.found()
        );
    }
    for drift in &metadata.drift {
        let _ = write!(out, " {drift:?} {drift} {}", drift.path);
    }
}

/// A part of `secret` that is in `text` and must not be.
fn leak(text: &str, secret: &str) -> Option<String> {
    let chars: Vec<char> = secret.chars().collect();
    let length = chars.len().min(8);
    let mut runs = chars.windows(length.max(1)).map(String::from_iter);
    runs.find(|run| {
        text.match_indices(run.as_str()).any(|(at, _)| {
            // Four and five characters are only known where they stand alone.
            let beside = [text[..at].chars().next_back(), text[at + run.len()..].chars().next()];
            length > 5 || !beside.into_iter().flatten().any(char::is_alphanumeric)
        })
    })
}

/// A server that answers as it is told to.
struct Server {
    next: Arc<Mutex<Reply>>,
    script: Scripted,
    reports: Arc<Mutex<String>>,
}

impl Server {
    fn new() -> Self {
        let next = Arc::new(Mutex::new(body(200, String::new())));
        let reply = Arc::clone(&next);
        let script = Scripted::new().otherwise(move |_| {
            let (status, header, body) = reply.lock().expect("no test has failed").clone();
            let mut response = http::Response::new(Bytes::from(body));
            *response.status_mut() = StatusCode::from_u16(status).expect("a status");
            if let Some((name, value)) = header {
                let value = http::HeaderValue::from_bytes(value.as_bytes()).expect("a header");
                response.headers_mut().insert(name, value);
            }
            response
        });
        Self {
            next,
            script,
            reports: Arc::default(),
        }
    }

    fn client<C: FromCore>(&self, credentials: Credentials) -> C {
        let reports = Arc::clone(&self.reports);
        tradewire::Builder::new("https://shop.example")
            .credentials(credentials)
            .retry(tradewire::RetryPolicy::default().max_attempts(1))
            .on_drift(move |report| {
                let _ = write!(reports.lock().expect("no test has failed"), " {report:?} {report:#?}");
            })
            .transport(self.script.clone())
            .clock(SetClock::new())
            .build()
            .expect("a client")
    }
}

/// Lets every shape echo every spelling of every secret that `scheme` sends, and gives how many replies were looked at.
fn echo<C: FromCore>(scheme: &'static Scheme, shapes: &[Shape], call: &dyn Fn(&C, &mut String)) -> usize {
    let mut seen = 0;
    for planted_secret in SECRETS {
        let secret = planted_secret;
        let server = Server::new();
        let client: C = server.client(planted(scheme, secret));
        let mut out = String::new();
        call(&client, &mut out);
        let Some(request) = server.script.requests().pop() else {
            // No header may hold it.
            assert_eq!(leak(&out, secret), None, "{}: {out}", scheme.name);
            continue;
        };
        let mut secrets = sent(&request);
        secrets.push(secret.to_owned());
        secrets.sort();
        secrets.dedup();
        for (spelling, spell) in SPELLINGS {
            for (shape, reply) in shapes {
                for secret in secrets.iter().filter(|secret| secret.chars().count() >= 4) {
                    // Nobody puts what is base64 into base64 once more.
                    if spelling.starts_with("base64") && secret != planted_secret {
                        continue;
                    }
                    let echo = spell(secret);
                    let reply = reply(&echo);
                    if reply.1.as_ref().is_some_and(|(_, value)| !value.is_ascii()) {
                        continue;
                    }
                    *server.next.lock().expect("no test has failed") = reply;
                    let mut out = String::new();
                    call(&client, &mut out);
                    out += &std::mem::take(&mut *server.reports.lock().expect("no test has failed"));
                    for wanted in [secret, &echo] {
                        let leak = leak(&out, wanted);
                        assert_eq!(
                            leak, None,
                            "{} of `{secret}` in {spelling}, {shape}, shows `{wanted}`: {out}",
                            scheme.name
                        );
                    }
                    seen += 1;
                }
            }
        }
    }
    seen
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
}

fn check<C: FromCore + Debug>(raw: impl Fn(&C) -> RawCall<Client>) {
    let runtime = runtime();
    let call = |client: &C, out: &mut String| {
        let _ = write!(out, "{client:?} {client:#?}");
        if let Err(error) = runtime.block_on(raw(client).send()) {
            shown(out, &error);
        }
    };
    for scheme in C::PLATFORM.auth {
        let seen = echo(scheme, SHAPES, &call);
        assert!(
            seen >= 4 * SPELLINGS.len() * SHAPES.len(),
            "{}: only {seen}",
            scheme.name
        );
    }
}

#[test]
fn no_echo_in_a_failure_of_boostore_shows() {
    check::<tradewire_boostore::Client>(|client| client.raw("GET", "/x"));
}

#[test]
fn no_echo_in_a_failure_of_commercehq_shows() {
    check::<tradewire_commercehq::Client>(|client| client.raw("POST", "/x"));
}

#[test]
fn no_echo_in_a_failure_of_insales_shows() {
    check::<tradewire_insales::Client>(|client| client.raw("GET", "/x"));
}

#[test]
fn no_echo_in_a_failure_of_onebox_shows() {
    check::<tradewire_onebox::Client>(|client| client.raw("POST", "/x"));
}

#[test]
fn no_echo_in_a_failure_of_retailcrm_shows() {
    check::<tradewire_retailcrm::Client>(|client| client.raw("GET", "/x"));
}

#[test]
fn no_echo_beside_a_result_shows() {
    let runtime = runtime();
    let call = |client: &tradewire_insales::Client, out: &mut String| {
        for tolerance in [Tolerance::Strict, Tolerance::Whole, Tolerance::Skip] {
            match runtime.block_on(client.products().list().tolerance(tolerance).send_with_metadata()) {
                Ok(replied) => shown_of_success(out, &replied.metadata),
                Err(error) => {
                    shown(out, &error);
                    if let Some(Err(error)) = error.partial::<tradewire_insales::products::ListProducts>() {
                        shown(out, &error);
                    }
                }
            }
        }
        let mut items = client.products().list().items();
        while let Some(item) = runtime.block_on(items.next()) {
            if let Err(error) = item {
                let over = error.kind() != ErrorKind::Decode || error.element().is_none();
                shown(out, &error);
                if over {
                    break;
                }
            }
            if items.rejected_total() > 10 {
                break;
            }
        }
        for rejected in items.rejected() {
            let _ = write!(out, " {rejected:?} {} {}", rejected.raw, rejected.error);
        }
    };
    for scheme in <tradewire_insales::Client as FromCore>::PLATFORM.auth {
        let seen = echo(scheme, LISTINGS, &call);
        assert!(
            seen >= 4 * SPELLINGS.len() * LISTINGS.len(),
            "{}: only {seen}",
            scheme.name
        );
    }
}

#[test]
fn no_echo_in_the_name_of_a_file_shows() {
    let runtime = runtime();
    let shapes: &[Shape] = &[
        ("name", |e| {
            header(200, "content-disposition", format!("attachment; filename=\"a {e}\""))
        }),
        ("extended name", |e| {
            header(
                200,
                "content-disposition",
                format!("attachment; filename*=UTF-8''a%20{}", percent(e)),
            )
        }),
        ("type", |e| header(200, "content-type", format!("x/{e}"))),
        ("refusal", |e| body(404, format!("<title>{e}</title>"))),
    ];
    let call = |client: &tradewire_retailcrm::Client, out: &mut String| match runtime
        .block_on(client.raw("GET", "/x").send_stream())
    {
        Ok(file) => {
            let _ = write!(out, " {file:?} {:?}", file.file_name);
            let _ = write!(out, " {:?}", runtime.block_on(file.collect()));
        }
        Err(error) => shown(out, &error),
    };
    for scheme in <tradewire_retailcrm::Client as FromCore>::PLATFORM.auth {
        assert!(echo(scheme, shapes, &call) > 50);
    }
}
