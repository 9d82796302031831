//! Replies that say yes: what they become, and what they tell besides.

mod tables;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tables::{GET, failure, headers, json, reply, reply_with};
use tradewire::json::Options;
use tradewire::{
    Download, Error, ErrorKind, ErrorShape, Limit, Meta, Operation, Platform, Reply, ReplyShape, Sign, Tolerance,
};

operation!(
    Wrapped,
    Meta {
        reply: ReplyShape {
            key: Some("order"),
            or_bare: false
        },
        ..GET
    },
    |_w| Ok(())
);
operation!(
    Either,
    Meta {
        reply: ReplyShape {
            key: Some("orders"),
            or_bare: true
        },
        ..GET
    },
    |_w| Ok(())
);

static TELLING: Platform = Platform {
    errors: ErrorShape {
        failure: &[Sign::Is {
            path: "success",
            value: "false",
        }],
        ..ErrorShape::PLAIN
    },
    ..Platform::PLAIN
};
operation!(
    Told,
    Meta {
        platform: &TELLING,
        reply: ReplyShape {
            key: Some("order"),
            or_bare: false
        },
        ..GET
    },
    |_w| Ok(())
);

#[test]
fn replies_leave_their_wrapper() {
    assert_eq!(
        reply::<Wrapped>(200, r#"{"success":true,"order":{"id":1}}"#).unwrap(),
        json(r#"{"id":1}"#)
    );
    assert_eq!(reply::<Either>(200, r#"{"orders":[1]}"#).unwrap(), json("[1]"));
    assert_eq!(reply::<Either>(200, "[1]").unwrap(), json("[1]"));
    assert_eq!(reply::<Either>(200, r#"{"id":1}"#).unwrap(), json(r#"{"id":1}"#));
    assert_eq!(failure::<Wrapped>(200, r#"{"success":true}"#).kind(), ErrorKind::Decode);
}

#[test]
fn what_stands_beside_a_wrapped_value_is_told() {
    let body = Bytes::from(r#"{"success":true,"order":{"id":1},"balance":7}"#);
    let headers = HeaderMap::new();
    for tolerance in [Tolerance::Strict, Tolerance::Whole, Tolerance::Skip] {
        let reply = Reply::new(Wrapped::meta(), StatusCode::OK, &headers, &body).with_tolerance(tolerance);
        Wrapped::decode_reply(&reply).unwrap();
        let beside = reply.take_notes().beside;
        assert_eq!(beside.iter().map(|(_, raw)| raw).collect::<Vec<_>>(), ["true", "7"]);
    }
    let reply = Reply::new(Told::meta(), StatusCode::OK, &headers, &body).with_options(Options::watched());
    Told::decode_reply(&reply).unwrap();
    let drift: Vec<_> = reply.take_notes().drift.into_iter().map(|drift| drift.path).collect();
    assert_eq!(drift, ["$.balance"], "`success` is looked for by the table of errors");
}

#[test]
fn bodies_begin_behind_marks_and_blank_lines() {
    for (before, after) in [
        ("\u{feff}\u{feff}", ""),
        ("\n\n\u{feff}", "\r\n"),
        ("\u{feff}\n\u{feff} ", "\u{feff}"),
        ("\u{a0}\u{200b}", "\u{a0}\n"),
    ] {
        let body = format!("{before}{{\"order\":{{\"id\":1}}}}{after}");
        assert_eq!(reply::<Wrapped>(200, &body).unwrap(), json(r#"{"id":1}"#), "{body:?}");
        assert!(
            failure::<Typed>(200, &format!("{before}{after}"))
                .to_string()
                .contains("its body is empty")
        );
    }
}

#[test]
fn errors_show_marks_that_nobody_sees() {
    let text = failure::<Wrapped>(200, "\u{feff}\n\u{feff}no\u{200b}pe").to_string();
    assert!(text.contains("it is no JSON but says: no<U+200B>pe"), "{text}");
    let text = failure::<Typed>(200, "[\"\u{feff}1\u{202e}\"]").to_string();
    assert!(text.contains(r#"found "<U+FEFF>1<U+202E>""#), "{text}");
}

#[test]
fn errors_quote_no_data_of_other_formats() {
    let feed = "<?xml version=\"1.0\"?><rss><channel><title>Kettle for Ann Smith</title></channel></rss>";
    for status in [200, 500] {
        let error = failure::<Wrapped>(status, feed);
        assert_eq!(error.message(), None);
        let text = error.to_string();
        assert!(text.contains("an XML document with the root element `rss`"), "{text}");
        assert!(!format!("{text}{error:?}").contains("Kettle"));
    }
    let page = failure::<Wrapped>(502, "<html><title>Bad gateway</title>");
    assert_eq!(page.message(), Some("Bad gateway"));
    let around = failure::<Wrapped>(200, "<html><body>{\"phone\":\"5550100\"}</body></html>");
    assert!(around.to_string().contains("an HTML page around JSON"), "{around}");
}

struct Typed;

impl Operation for Typed {
    type Output = Vec<i64>;
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            place: "specs/sample/things.yaml",
            ..GET
        };
        &META
    }
    fn write(&self, _: &mut tradewire::RequestWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
    fn read(reply: &Reply<'_>) -> Result<Vec<i64>, Error> {
        reply.json()
    }
}

#[test]
fn misfits_say_where_and_what() {
    let error = reply_with::<Typed>(200, &[("x-request-id", "r-7")], r#"{"canary":"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    assert!(
        text.starts_with("sample things.do: the reply (HTTP 200) does not fit: "),
        "{text}"
    );
    assert!(text.ends_with(", see specs/sample/things.yaml [request r-7]"), "{text}");
    assert_eq!(error.body(), br#"{"canary":"#);
    assert!(std::error::Error::source(&error).is_some());
    assert!(failure::<Typed>(200, "").to_string().contains("its body is empty"));
    assert!(failure::<Typed>(200, " \n").to_string().contains("its body is empty"));
    let page = failure::<Typed>(200, "<html><title>Sign in</title></html>").to_string();
    assert!(page.contains("it is no JSON but says: Sign in"), "{page}");
}

#[test]
fn a_list_with_bad_elements_is_an_error_that_has_the_others() {
    let (body, headers) = (Bytes::from_static(br#"[1,{"canary":1},"3",nul]"#), HeaderMap::new());
    let reply = || Reply::new(Typed::meta(), StatusCode::OK, &headers, &body).with_options(Options::watched());
    let error = Typed::decode_reply(&reply()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let rejected: Vec<_> = error.rejected().iter().map(|r| (r.index, r.raw.as_str())).collect();
    assert_eq!(rejected, [(1, r#"{"canary":1}"#), (3, "nul")]);
    assert!(error.element().is_none(), "it is about the page");
    assert_eq!(error.partial::<Typed>().unwrap().unwrap(), [1, 3]);
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(
            text.contains("2 elements cannot be read, $[1]") && !text.contains("canary"),
            "{text}"
        );
    }
    let skipping = reply().with_tolerance(Tolerance::Skip);
    assert_eq!(Typed::decode_reply(&skipping).unwrap(), [1, 3]);
    let notes = skipping.take_notes();
    assert_eq!((notes.rejected.len(), notes.rejected[0].index), (2, 1));
    assert!(!notes.drift.is_empty());
    assert_eq!(skipping.take_notes(), tradewire::Notes::default());
    let strict = Reply::new(Typed::meta(), StatusCode::OK, &headers, &body).with_options(Options::strict());
    assert_eq!(Typed::decode_reply(&strict).unwrap_err().kind(), ErrorKind::Decode);
}

static LIMITED: Platform = Platform {
    limits: &[Limit {
        name: "default",
        requests: 500,
        per_seconds: 300,
        header: Some("API-Usage-Limit"),
        ..Limit::PLAIN
    }],
    ..tables::PLATFORM
};
operation!(
    Limited,
    Meta {
        platform: &LIMITED,
        limit: 0,
        ..GET
    },
    |_w| Ok(())
);

#[test]
fn replies_tell_about_themselves() {
    let (body, headers) = (
        Bytes::from_static(b"\xef\xbb\xbfa;b"),
        headers(&[("api-usage-limit", "499/500"), ("x-request-id", "r")]),
    );
    let reply = Reply::new(Limited::meta(), StatusCode::OK, &headers, &body);
    assert_eq!(
        reply.limit_state().map(|state| (state.used, state.limit)),
        Some((499, 500))
    );
    assert_eq!(reply.request_id(), Some("r"));
    assert_eq!(reply.text().unwrap(), "a;b");
    assert!(!format!("{reply:?}").contains("a;b"));
}

#[test]
fn downloads_carry_name_and_type() {
    let body = Bytes::from_static(b"\x00\xff");
    let headers = headers(&[
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment; filename=\"a.pdf\""),
    ]);
    let reply = Reply::new(Limited::meta(), StatusCode::OK, &headers, &body);
    reply.check().unwrap();
    let expected = Download {
        bytes: body.clone(),
        file_name: Some("a.pdf".into()),
        content_type: Some("application/pdf".into()),
    };
    assert_eq!(reply.download().unwrap(), expected);
    // Only short ones are, so that they do not hold the buffer in which they came.
    let long = Bytes::from(vec![0; 64 * 1024]);
    for (body, is_copied) in [(body, true), (long, false)] {
        let reply = Reply::new(Limited::meta(), StatusCode::OK, &headers, &body);
        let bytes = reply.download().unwrap().bytes;
        assert_eq!((bytes.as_ptr() != body.as_ptr(), &bytes), (is_copied, &body));
    }
}
