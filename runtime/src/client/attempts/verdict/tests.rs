use super::*;
use crate::meta::{BodyShape, ErrorShape, Platform, Refusal, ReplyShape};

const NOTHING: ErrorShape = ErrorShape::PLAIN;
const MEANING: ErrorShape = ErrorShape {
    statuses: &[(503, StatusMeaning::RateLimited)],
    ..NOTHING
};
const BY_BOTH: ErrorShape = refused_by(&[refusal(Some("Retry-After"), true)]);

const BY_HEADER: ErrorShape = refused_by(&[refusal(Some("Retry-After"), false)]);
const BY_BODY: ErrorShape = refused_by(&[refusal(None, true)]);

const fn refusal(header: Option<&'static str>, empty_body: bool) -> Refusal {
    Refusal {
        status: 503,
        header,
        empty_body,
    }
}

const fn refused_by(refusals: &'static [Refusal]) -> ErrorShape {
    ErrorShape { refusals, ..NOTHING }
}

const fn meta(platform: &'static Platform, safety: Safety) -> Meta {
    Meta {
        platform,
        id: "things.create",
        place: "specs/sample/things.yaml",
        method: "POST",
        aliases: &[],
        path: "/things",
        safety,
        auth: &[],
        limit: 0,
        success: &[200],
        body: BodyShape::JSON,
        reply: ReplyShape::BARE,
        ..Meta::GET
    }
}

fn judged(errors: ErrorShape, safety: Safety, status: u16, wait: Option<&str>, body_is_empty: bool) -> Verdict {
    let platform = Box::leak(Box::new(Platform {
        name: "sample",
        auth: &[],
        limits: &[],
        errors,
        ..Platform::PLAIN
    }));
    let meta = meta(platform, safety);
    let mut headers = HeaderMap::new();
    if let Some(wait) = wait {
        headers.insert(http::header::RETRY_AFTER, wait.parse().unwrap());
    }
    let status = StatusCode::from_u16(status).unwrap();
    judge_status(&meta, safety, status, &headers, body_is_empty, || {
        SystemTime::UNIX_EPOCH
    })
}

fn is_sent_again(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Again { .. } | Verdict::Refused { again: true, .. })
}

#[test]
fn for_an_unsafe_request_only_what_is_declared_is_proof() {
    let cases = [
        (NOTHING, Some("1"), true, false),
        (MEANING, Some("1"), true, false),
        (BY_BOTH, Some("1"), true, true),
        (BY_BOTH, Some("1"), false, false),
        (BY_BOTH, None, true, false),
        (BY_HEADER, Some("1"), false, true),
        (BY_HEADER, None, true, false),
        (BY_BODY, None, true, true),
        (BY_BODY, Some("1"), false, false),
    ];
    for (errors, wait, body_is_empty, again) in cases {
        let told = format!("{errors:?} {wait:?} {body_is_empty}");
        let verdict = judged(errors, Safety::Unsafe, 503, wait, body_is_empty);
        assert_eq!(is_sent_again(verdict), again, "{told}");
    }
    assert!(is_sent_again(judged(NOTHING, Safety::Unsafe, 429, None, false)));
    for status in [408, 500, 502, 504] {
        assert_eq!(
            judged(BY_BOTH, Safety::Unsafe, status, Some("1"), true),
            Verdict::Final,
            "{status}"
        );
    }
}

#[test]
fn what_does_no_harm_twice_is_repeated_whatever_is_declared() {
    for errors in [NOTHING, MEANING, BY_BOTH] {
        for safety in [Safety::Read, Safety::Idempotent] {
            assert!(is_sent_again(judged(errors, safety, 503, None, false)));
        }
    }
}

#[test]
fn only_a_declared_overload_holds_the_others_back() {
    let holds = |verdict| matches!(verdict, Verdict::Refused { .. });
    for safety in [Safety::Read, Safety::Unsafe] {
        assert!(!holds(judged(NOTHING, safety, 503, Some("60"), true)));
        assert!(holds(judged(MEANING, safety, 503, None, false)));
        assert!(holds(judged(BY_BOTH, safety, 503, Some("60"), true)));
        assert!(holds(judged(NOTHING, safety, 429, None, false)));
    }
}

#[test]
fn waits_that_nobody_can_mean_are_none() {
    for nonsense in ["soon", "9000000", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let verdict = judged(NOTHING, Safety::Read, 429, Some(nonsense), true);
        assert_eq!(
            verdict,
            Verdict::Refused {
                wait: None,
                again: true
            },
            "{nonsense}"
        );
    }
}

#[test]
fn errors_are_repeated_by_what_they_prove() {
    use TransportErrorKind::{Certificate, Connect, Interrupted, Timeout, TooLarge};
    let again = |kind, sent, safety| {
        let error = TransportError {
            sent,
            ..TransportError::new(kind, "no reply")
        };
        judge_error(safety, &error) != Verdict::Final
    };
    for safety in [Safety::Read, Safety::Unsafe] {
        assert!(again(Connect, false, safety));
        assert!(again(Interrupted, false, safety), "as a refused stream");
        assert!(!again(Certificate, false, safety));
        assert!(!again(TooLarge, true, safety));
        for kind in [Interrupted, Timeout] {
            assert_eq!(again(kind, true, safety), safety == Safety::Read);
        }
    }
}
