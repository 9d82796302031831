//! Failures as the five platforms show them, and what errors keep of them.

mod tables;

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tables::{GET, failure, reply, reply_with};
use tradewire::{Error, ErrorKind, ErrorShape, Json, KnownCode, Meta, Platform, Refusal, Sign, StatusMeaning};

const fn known(text: &'static str, means: StatusMeaning) -> KnownCode {
    KnownCode {
        text,
        means: Some(means),
    }
}

static INSALES: Platform = Platform {
    name: "insales",
    errors: ErrorShape {
        message: &["message"],
        fields: &["errors", ""],
        refusals: &[Refusal {
            status: 503,
            header: Some("Retry-After"),
            empty_body: true,
        }],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};
static RETAILCRM: Platform = Platform {
    name: "retailcrm",
    errors: ErrorShape {
        failure: &[Sign::Is {
            path: "success",
            value: "false",
        }],
        message: &["errorMsg"],
        fields: &["errors"],
        codes: &[
            known("\"apiKey\" is missing.", StatusMeaning::Auth),
            known("Access denied.", StatusMeaning::Auth),
            known("Not found", StatusMeaning::NotFound),
            KnownCode {
                text: "Something odd",
                means: None,
            },
            known("Too many requests", StatusMeaning::RateLimited),
        ],
        statuses: &[
            (405, StatusMeaning::NotFound),
            (460, StatusMeaning::Partial),
            (503, StatusMeaning::RateLimited),
        ],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};
static COMMERCEHQ: Platform = Platform {
    name: "commercehq",
    errors: ErrorShape {
        message: &["message"],
        fields: &["errors"],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};
static ONEBOX: Platform = Platform {
    name: "onebox",
    errors: ErrorShape {
        failure: &[Sign::Is {
            path: "status",
            value: "\"fail\"",
        }],
        message: &["message"],
        codes: &[
            known("login_empty", StatusMeaning::Auth),
            known("Order is already!", StatusMeaning::AlreadyExists),
        ],
        statuses: &[(503, StatusMeaning::RateLimited), (505, StatusMeaning::Invalid)],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};
static BOOSTORE: Platform = Platform {
    name: "boostore",
    errors: ErrorShape {
        failure: &[Sign::Present { path: "error" }],
        message: &["error.message", "error"],
        code: &["error.code"],
        ..ErrorShape::PLAIN
    },
    ..tables::PLATFORM
};

operation!(
    InSales,
    Meta {
        platform: &INSALES,
        ..GET
    },
    |_w| Ok(())
);
operation!(
    RetailCrm,
    Meta {
        platform: &RETAILCRM,
        success: &[200, 201],
        ..GET
    },
    |_w| Ok(())
);
operation!(
    CommerceHq,
    Meta {
        platform: &COMMERCEHQ,
        ..GET
    },
    |_w| Ok(())
);
operation!(
    OneBox,
    Meta {
        platform: &ONEBOX,
        ..GET
    },
    |_w| Ok(())
);
operation!(
    Boostore,
    Meta {
        platform: &BOOSTORE,
        ..GET
    },
    |_w| Ok(())
);

fn fields(error: &Error) -> Vec<(&str, &str)> {
    error
        .field_errors()
        .iter()
        .map(|field| (&*field.field, &*field.message))
        .collect()
}

#[test]
fn insales_shows_fields_in_three_ways() {
    let error = failure::<InSales>(
        422,
        r#"{"title":["не может быть пустым","x"],"order_lines.quantity":["< 0"]}"#,
    );
    assert_eq!(
        fields(&error),
        [
            ("title", "не может быть пустым"),
            ("title", "x"),
            ("order_lines.quantity", "< 0")
        ]
    );
    assert!(error.is_invalid() && !error.is_retryable());
    let error = failure::<InSales>(422, r#"{"status":"error","errors":{"variants":{"price":["is bad"]}}}"#);
    assert_eq!(fields(&error), [("variants.price", "is bad")]);
    let error = failure::<InSales>(422, r#"{"message":"Wrong content type"}"#);
    assert_eq!((error.message(), fields(&error)), (Some("Wrong content type"), vec![]));
    let error = failure::<InSales>(403, r#"{"status":"error","message":"No access"}"#);
    assert!(error.is_auth() && error.field_errors().is_empty());
    assert_eq!(error.to_string(), "insales things.do: HTTP 403 Forbidden: No access");
}

#[test]
fn insales_answers_with_pages_and_with_nothing() {
    let page = "<!DOCTYPE html><html><head><title>Страница не найдена (404)</title></head><body>…</body></html>";
    let error = failure::<InSales>(404, page);
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("Страница не найдена (404)"));
    assert!(error.body_text().starts_with("<!DOCTYPE"));
    let error = failure::<InSales>(401, "");
    assert!(error.is_auth() && error.message().is_none());
    assert_eq!(
        error.to_string(),
        "insales things.do: HTTP 401 Unauthorized: the platform refused the request"
    );
    let wait = [("retry-after", "17"), ("x-request-id", "abc")];
    for status in [429, 503] {
        let error = reply_with::<InSales>(status, &wait, "").unwrap_err();
        assert!(error.is_rate_limited() && error.is_retryable() && !error.is_unavailable());
        assert_eq!(error.retry_after(SystemTime::now()), Some(Duration::from_secs(17)));
        assert_eq!(error.request_id(), Some("abc"));
    }
    for error in [
        failure::<InSales>(503, ""),
        reply_with::<InSales>(503, &wait, page).unwrap_err(),
    ] {
        assert!(error.is_unavailable() && !error.is_rate_limited());
    }
}

#[test]
fn retailcrm_fails_inside_any_status() {
    for status in [200, 201, 400] {
        let error = failure::<RetailCrm>(
            status,
            r#"{"success":false,"errorMsg":"Errors in the entity format","errors":{"order[email]":"Bad","0":"Worse"}}"#,
        );
        assert_eq!(
            (error.kind(), error.status().map(|s| s.as_u16())),
            (ErrorKind::Api, Some(status))
        );
        assert_eq!(error.message(), Some("Errors in the entity format"));
        assert_eq!(fields(&error), [("order[email]", "Bad"), ("0", "Worse")]);
        assert!(error.is_invalid());
    }
    for (errors, expected) in [
        (r#"["One","Two"]"#, vec![("", "One"), ("", "Two")]),
        ("[]", vec![]),
        ("{}", vec![]),
        (r#""One""#, vec![("", "One")]),
        (
            r#"{"a":["x","y"],"b":{"c":"z"}}"#,
            vec![("a", "x"), ("a", "y"), ("b.c", "z")],
        ),
    ] {
        let error = failure::<RetailCrm>(400, &format!(r#"{{"success":false,"errors":{errors}}}"#));
        assert_eq!(fields(&error), expected, "{errors}");
    }
    for odd in [
        r#"{"success":0}"#,
        r#"{"success":"false"}"#,
        "\u{feff}{\"success\": false}",
    ] {
        assert_eq!(failure::<RetailCrm>(200, odd).kind(), ErrorKind::Api, "{odd}");
    }
    for fine in [r#"{"success":true}"#, r#"{"orders":[]}"#, r#"{"success":null}"#, "[]"] {
        assert!(reply::<RetailCrm>(200, fine).is_ok(), "{fine}");
    }
}

#[test]
fn known_messages_are_codes() {
    for (message, code) in [
        (r#"\"apiKey\" is missing."#, Some("\"apiKey\" is missing.")),
        ("access denied", Some("Access denied.")),
        ("Not found", Some("Not found")),
        ("Something else", None),
    ] {
        let error = failure::<RetailCrm>(403, &format!(r#"{{"success":false,"errorMsg":"{message}"}}"#));
        assert_eq!(error.code(), code, "{message}");
    }
    assert_eq!(
        failure::<OneBox>(200, r#"{"status":"fail","message":"login_empty"}"#).code(),
        Some("login_empty")
    );
    let error = failure::<OneBox>(200, r#"{"status":"fail","message":"Order is already!"}"#);
    assert_eq!(error.code_as::<String>().as_deref(), Some("Order is already!"));
    assert_eq!(error.code_as::<u8>(), None);
}

#[test]
fn known_messages_mean_something_whatever_the_status() {
    type Predicate = fn(&Error) -> bool;
    let predicates: [(&str, Predicate); 4] = [
        ("auth", Error::is_auth),
        ("not found", Error::is_not_found),
        ("already exists", Error::is_already_exists),
        ("rate limited", Error::is_rate_limited),
    ];
    let meanings = |error: &Error| -> Vec<&str> {
        let meant = predicates.iter().filter(|(_, predicate)| predicate(error));
        meant.map(|(name, _)| *name).collect()
    };
    let retailcrm =
        |status, message: &str| failure::<RetailCrm>(status, &format!(r#"{{"success":false,"errorMsg":"{message}"}}"#));
    for status in [200, 400, 404, 500] {
        assert_eq!(meanings(&retailcrm(status, "access denied")), ["auth"], "{status}");
        assert_eq!(meanings(&retailcrm(status, "Not found!")), ["not found"], "{status}");
        let error = retailcrm(status, "Too many requests");
        assert_eq!(meanings(&error), ["rate limited"], "{status}");
        assert!(error.is_retryable());
    }
    // What is known without a meaning, or not at all, leaves the status its own.
    for message in ["Something odd", "Something else"] {
        assert_eq!(meanings(&retailcrm(404, message)), ["not found"]);
        assert_eq!(meanings(&retailcrm(200, message)), [""; 0]);
    }
    let error = failure::<OneBox>(200, r#"{"status":"fail","message":"Order is already!"}"#);
    assert_eq!((meanings(&error), error.is_invalid()), (vec!["already exists"], false));
    let partial = retailcrm(460, "Access denied.");
    assert!(partial.is_partial() && meanings(&partial).is_empty());
    assert_eq!(partial.code(), Some("Access denied."));
}

#[test]
fn a_wrong_account_is_not_found() {
    let error = failure::<RetailCrm>(405, "<html><body><h1>Account does not exist</h1></body></html>");
    assert!(error.is_not_found());
    assert_eq!(error.message(), Some("Account does not exist"));
}

#[test]
fn a_partial_success_has_result_and_failures() {
    let body = r#"{"success":false,"errorMsg":"Some failed","uploadedOrders":[{"id":1}],"failedOrders":[{"externalId":"b"}],"errors":{"1":"Order exists"}}"#;
    let error = failure::<RetailCrm>(460, body);
    assert_eq!(
        (error.kind(), error.is_partial(), error.is_retryable()),
        (ErrorKind::Partial, true, false)
    );
    assert_eq!(fields(&error), [("1", "Order exists")]);
    let output = error.partial::<RetailCrm>().expect("the result").expect("it fits");
    assert_eq!(output.at("uploadedOrders.0.id").and_then(Json::as_i64), Some(1));
    assert!(
        error.partial::<InSales>().is_none(),
        "another operation has no part in it"
    );
    assert_eq!(error.partial_body().map(Bytes::len), Some(body.len()));
    assert_eq!(
        error.to_string(),
        "retailcrm things.do: done only in part, HTTP 460: Some failed (1: Order exists)"
    );
    assert!(failure::<RetailCrm>(400, "").partial::<RetailCrm>().is_none());
}

#[test]
fn commercehq_lists_its_errors() {
    let one = r#"{"message":"Validation failed","errors":{"title":["Title cannot be blank.","x"]}}"#;
    for body in [one.to_owned(), format!("[{one}]")] {
        let error = failure::<CommerceHq>(422, &body);
        assert_eq!(error.message(), Some("Validation failed"), "{body}");
        assert_eq!(fields(&error), [("title", "Title cannot be blank."), ("title", "x")]);
    }
    let error = failure::<CommerceHq>(422, r#"[{"field":"title","message":"Title cannot be blank."}]"#);
    assert_eq!(fields(&error), [("title", "Title cannot be blank.")]);
    let error = failure::<CommerceHq>(422, r#"{"errors":[{"a":["x"]},{"a":["y"],"message":["z"]}]}"#);
    assert_eq!(fields(&error), [("0.a", "x"), ("1.a", "y"), ("1.message", "z")]);
}

#[test]
fn onebox_and_boostore_fail_inside_200() {
    let error = failure::<OneBox>(
        200,
        r#"{"status":"fail","message":"clientphone_and_clientemail_empty"}"#,
    );
    assert_eq!(
        error.to_string(),
        "onebox things.do: HTTP 200 OK: clientphone_and_clientemail_empty"
    );
    assert!(!error.is_auth() && !error.is_invalid() && !error.is_retryable());
    assert!(reply::<OneBox>(200, r#"{"status":"ok","orderId":"12"}"#).is_ok());
    assert!(reply::<OneBox>(200, r#"[{"status":"fail"}]"#).is_ok());
    let error = failure::<Boostore>(200, r#"{"error":{"message":"Not allowed","code":17}}"#);
    assert_eq!((error.message(), error.code()), (Some("Not allowed"), Some("17")));
    assert_eq!(
        failure::<Boostore>(200, r#"{"error":"Not allowed"}"#).message(),
        Some("Not allowed")
    );
    for fine in [
        r#"{"error":null}"#,
        r#"{"error":""}"#,
        r#"{"error":[]}"#,
        r#"{"error":false}"#,
        r#"{"orders":[{"error":"x"}]}"#,
    ] {
        assert!(reply::<Boostore>(200, fine).is_ok(), "{fine}");
    }
}

#[test]
fn statuses_mean_what_http_says_unless_the_platform_says_more() {
    type Predicate = fn(&Error) -> bool;
    let expected: [(u16, Predicate); 11] = [
        (400, Error::is_invalid),
        (422, Error::is_invalid),
        (401, Error::is_auth),
        (403, Error::is_auth),
        (404, Error::is_not_found),
        (410, Error::is_not_found),
        (429, Error::is_rate_limited),
        (502, Error::is_unavailable),
        (503, Error::is_unavailable),
        (504, Error::is_unavailable),
        (503, Error::is_retryable),
    ];
    for (status, predicate) in expected {
        assert!(predicate(&failure::<CommerceHq>(status, "{}")), "{status}");
    }
    assert!(failure::<OneBox>(503, "").is_rate_limited());
    assert!(failure::<OneBox>(505, "").is_invalid());
    assert!(!failure::<OneBox>(500, "").is_retryable());
    assert_eq!(failure::<OneBox>(302, "").kind(), ErrorKind::Api);
    for status in [200, 201, 202, 204] {
        assert!(reply::<OneBox>(status, "").is_ok());
    }
}

#[test]
fn bodies_in_errors_are_bounded() {
    let error = failure::<InSales>(500, &"x".repeat(1_000_000));
    assert_eq!(error.body().len(), Error::BODY_LIMIT);
    assert!(error.to_string().len() < 1000);
    let many = format!(r#"{{"errors":[{}"x"]}}"#, "\"y\",".repeat(50_000));
    assert_eq!(failure::<InSales>(422, &many).field_errors().len(), 1000);
    let deep = format!(r#"{{"errors":{}1{}}}"#, "[".repeat(100), "]".repeat(100));
    assert!(failure::<InSales>(422, &deep).field_errors().is_empty());
}

/// Whatever a server sends: one line of a few thousand characters, in `Display` and in `Debug`, without characters that a log does not
/// show as themselves.
#[test]
fn errors_are_short_lines() {
    const ODD: &str =
        "\\n\\u0085\\u2028\\u2029\\u202e\\u2066\\u200b\\u200f\\ufeff\\u061c\u{2028}\u{202e}\u{200b}\u{85}";
    let long = ODD.repeat(20_000);
    let short = ODD.repeat(20);
    let many: Vec<String> = (0..999).map(|n| format!(r#","f{n}{ODD}":"{short}""#)).collect();
    let many = many.concat();
    let id = "x".repeat(8000);
    let headers = [("x-request-id", id.as_str())];
    let bodies = [
        format!(r#"{{"success":false,"errorMsg":"{long}","errors":{{"a":"{long}"{many}}}}}"#),
        format!(r#"{{"{long}":1}}"#),
        format!("<title>{}</title>", long.replace("\\n", "\n")),
        long.clone(),
        format!(r#"[{{"{long}":1}},{{"id":"{long}"}}]"#),
    ];
    let mut seen = 0;
    for body in &bodies {
        for status in [200, 400, 460, 500] {
            for outcome in [
                reply_with::<RetailCrm>(status, &headers, body).map(drop),
                reply_with::<InSales>(status, &headers, body).map(drop),
            ] {
                let Err(error) = outcome else { continue };
                seen += 1;
                let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
                for text in [error.to_string(), format!("{error:?}"), source.unwrap_or_default()] {
                    assert!(text.chars().count() < 8000, "{} characters: {text}", text.len());
                    let hidden = |c: char| {
                        c.is_control()
                            || ('\u{200b}'..='\u{200f}').contains(&c)
                            || ('\u{2028}'..='\u{202e}').contains(&c)
                            || ('\u{2066}'..='\u{2069}').contains(&c)
                            || matches!(c, '\u{feff}' | '\u{61c}')
                    };
                    assert!(!text.contains(hidden), "{text:?}");
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}
