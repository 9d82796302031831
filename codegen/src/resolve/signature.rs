//! Signatures and topics of callbacks.

use super::scope::Scope;
use super::signs;
use crate::diagnostics::{Diagnostic, Ground, code};
use crate::dialect::{
    EventsDef, PlaceDef, SignMethodWord, SignatureDef, SignatureEncodingWord, TimestampDef, TimestampUnitWord,
    VerifyChoice, VerifyDef,
};
use crate::model::{Events, SignMethod, SignatureEncoding, SignedPart, Spot, SpotAt, Timestamp, Verify};
use crate::yaml::At;

pub(super) fn events(scope: &mut Scope<'_>, def: Option<&EventsDef>, at: At<'_>) -> Events {
    let Some(def) = def else { return Events::default() };
    let PlaceDef { header, field } = def.topic.clone().unwrap_or_default();
    Events {
        topic: def
            .topic
            .as_ref()
            .and_then(|_| spot_at(scope, header.as_ref(), field.as_ref(), at.get("topic"))),
        verify: def
            .verify
            .as_ref()
            .and_then(|verify| self::verify(scope, verify, at.get("verify"))),
    }
}

/// How one callback is signed: as it says, else as the platform's callbacks are.
pub(super) fn of_callback(
    scope: &mut Scope<'_>,
    events: &Events,
    def: Option<&VerifyChoice>,
    at: At<'_>,
) -> Option<Verify> {
    match def {
        None => events.verify.clone(),
        Some(VerifyChoice::Word(_)) => {
            if events.verify.is_none() {
                let finding = Diagnostic::new(code::NO_EFFECT, at.span(), "no callback is signed unless it says so");
                // What `events` say may be what could not be read.
                let events: Vec<Ground> = scope.trees.section("events").map(Ground::Right).collect();
                scope.report(
                    finding
                        .help("leave `verify` out; `none` is for platforms whose `events` have a `verify`")
                        .rests_on_all(events),
                );
            }
            None
        }
        Some(VerifyChoice::Signed(def)) => verify(scope, def, at),
    }
}

fn verify(scope: &mut Scope<'_>, def: &VerifyDef, at: At<'_>) -> Option<Verify> {
    let signature = def.signature.clone().unwrap_or_default();
    let place = at.get("signature");
    let spot = signature_spot(scope, &signature, place);
    let timestamp = def
        .timestamp
        .as_ref()
        .and_then(|def| timestamp(scope, def, at.get("timestamp")));
    let method = method(def.method?);
    let signs = signs(scope, def, method, at);
    if method == SignMethod::Secret {
        for (key, here) in [("signs", at), ("timestamp", at), ("encoding", place)] {
            if here.has(key) {
                let finding = Diagnostic::new(
                    code::NO_EFFECT,
                    here.get(key).key_span(),
                    format!("`{key}` has no effect where the key itself is sent"),
                );
                scope.report(
                    finding.help("`method: secret` signs nothing; a signature has a `method` such as `hmac_sha256`"),
                );
            }
        }
    }
    inside_itself(scope, def, &signs, place);
    Some(Verify {
        method,
        key: def.key.clone().unwrap_or_default(),
        signs,
        signature: spot?,
        encoding: match signature.encoding {
            Some(SignatureEncodingWord::Base64) => SignatureEncoding::Base64,
            Some(SignatureEncodingWord::Hex) | None => SignatureEncoding::Hex,
        },
        timestamp,
    })
}

fn method(word: SignMethodWord) -> SignMethod {
    match word {
        SignMethodWord::HmacSha256 => SignMethod::HmacSha256,
        SignMethodWord::HmacSha512 => SignMethod::HmacSha512,
        SignMethodWord::HmacSha1 => SignMethod::HmacSha1,
        SignMethodWord::HmacMd5 => SignMethod::HmacMd5,
        SignMethodWord::Secret => SignMethod::Secret,
    }
}

/// A signature cannot stand in what it signs: nobody knows it before it is made.
fn inside_itself(scope: &mut Scope<'_>, def: &VerifyDef, signs: &[SignedPart], at: At<'_>) {
    let Some(signature) = &def.signature else { return };
    let header = signature.header.as_deref();
    let is_signed = |part: &SignedPart| match part {
        SignedPart::Header(name) => header.is_some_and(|header| header.eq_ignore_ascii_case(name)),
        SignedPart::Field(path) => signature.field.as_ref() == Some(path),
        SignedPart::Text(_) | SignedPart::Timestamp | SignedPart::Body => false,
    };
    // Pieces of one header may sign each other.
    if signature.separator.is_none() && signs.iter().any(is_signed) {
        let finding = Diagnostic::new(code::BAD_CALLBACK, at.span(), "the signature stands in what it signs");
        scope.report(finding.help("`signs` is what the vendor signs, and has no place for the signature itself"));
    }
}

/// What is signed, from its template.
fn signs(scope: &mut Scope<'_>, def: &VerifyDef, method: SignMethod, at: At<'_>) -> Vec<SignedPart> {
    if method == SignMethod::Secret {
        return Vec::new();
    }
    let template = def.signs.as_deref().unwrap_or("{body}");
    let place = at.get("signs");
    let Some(parts) = template_parts(scope, template, place) else {
        return Vec::new();
    };
    let timed = parts.contains(&SignedPart::Timestamp);
    if timed && def.timestamp.is_none() {
        let finding = Diagnostic::new(
            code::BAD_CALLBACK,
            place.span(),
            "`signs` has a `{timestamp}`, but nothing says where it stands",
        );
        scope.report(finding.help("add `timestamp: {header: …, within: 300}`"));
    }
    if !timed && def.timestamp.is_some() {
        let finding = Diagnostic::new(
            code::BAD_CALLBACK,
            at.get("timestamp").key_span(),
            "the timestamp is not signed, so anybody can write another one",
        );
        scope.report(finding.help("put `{timestamp}` into `signs` where the vendor does, or leave `timestamp` out"));
    }
    if parts
        .iter()
        .all(|part| matches!(part, SignedPart::Text(_) | SignedPart::Timestamp))
    {
        let finding = Diagnostic::new(
            code::BAD_CALLBACK,
            place.span(),
            "`signs` has nothing of the request in it",
        );
        scope.report(finding.help("it is text with `{body}`, `{header:X-Name}` or `{field:dotted.path}`"));
    }
    parts
}

/// Text with `{…}` in it; `None` where one of these is not understood.
fn template_parts(scope: &mut Scope<'_>, template: &str, place: At<'_>) -> Option<Vec<SignedPart>> {
    let mut parts = Vec::new();
    let mut understood = true;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            parts.push(SignedPart::Text(before.to_owned()));
        }
        let Some((name, after)) = after.split_once('}') else {
            let finding = Diagnostic::new(code::BAD_CALLBACK, place.span(), "a `{` of `signs` is not closed");
            scope.report(finding);
            return None;
        };
        match name.split_once(':') {
            None if name == "body" => parts.push(SignedPart::Body),
            None if name == "timestamp" => parts.push(SignedPart::Timestamp),
            Some(("header", name)) if !name.is_empty() => parts.push(SignedPart::Header(name.to_owned())),
            Some(("field", path)) if !path.is_empty() => {
                understood &= signs::below(scope, code::BAD_CALLBACK, path, place);
                parts.push(SignedPart::Field(path.to_owned()));
            }
            _ => {
                understood = false;
                let finding = Diagnostic::new(
                    code::BAD_CALLBACK,
                    place.span(),
                    format!("`signs` has an unknown part `{{{name}}}`"),
                );
                scope.report(
                    finding.help("it is one of `{body}`, `{timestamp}`, `{header:X-Name}`, `{field:dotted.path}`"),
                );
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(SignedPart::Text(rest.to_owned()));
    }
    understood.then_some(parts)
}

fn signature_spot(scope: &mut Scope<'_>, def: &SignatureDef, at: At<'_>) -> Option<Spot> {
    let whereabouts = spot_at(scope, def.header.as_ref(), def.field.as_ref(), at)?;
    pieces(scope, def.prefix.as_ref(), def.separator.as_ref(), at);
    let in_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let is_written = |c: char| match def.encoding {
        Some(SignatureEncodingWord::Base64) => in_base64(c),
        Some(SignatureEncodingWord::Hex) | None => c.is_ascii_hexdigit(),
    };
    let mut cut = def.separator.iter().flat_map(|separator| separator.chars());
    if let (Some(sign), None) = (cut.next().filter(|sign| is_written(*sign)), cut.next()) {
        let message = format!("the list would be cut inside a signature: `{sign}` may stand in one");
        let finding = Diagnostic::new(code::BAD_CALLBACK, at.get("separator").span(), message);
        scope.report(finding.help("`separator` is what stands between the pieces, such as `,`"));
    }
    Some(spot(whereabouts, def.prefix.as_ref(), def.separator.as_ref()))
}

fn timestamp(scope: &mut Scope<'_>, def: &TimestampDef, at: At<'_>) -> Option<Timestamp> {
    let whereabouts = spot_at(scope, def.header.as_ref(), def.field.as_ref(), at)?;
    pieces(scope, def.prefix.as_ref(), def.separator.as_ref(), at);
    if def.within == Some(0) {
        let finding = Diagnostic::new(code::OUT_OF_RANGE, at.get("within").span(), "`within` is at least 1");
        scope.report(finding.help("seconds that clocks may be apart and the request may take"));
    }
    Some(Timestamp {
        spot: spot(whereabouts, def.prefix.as_ref(), def.separator.as_ref()),
        milliseconds: def.unit == Some(TimestampUnitWord::Milliseconds),
        within: def.within.unwrap_or(1).max(1),
    })
}

/// What a list of pieces is cut at, and what the piece starts with.
fn pieces(scope: &mut Scope<'_>, prefix: Option<&String>, separator: Option<&String>, at: At<'_>) {
    let Some(separator) = separator else { return };
    let (key, message) = if separator.is_empty() {
        ("separator", "nothing stands between the pieces".to_owned())
    } else if prefix.is_some_and(|prefix| prefix.contains(separator.as_str())) {
        (
            "prefix",
            format!("no piece starts so: the list is cut at each `{separator}`"),
        )
    } else {
        return;
    };
    let finding = Diagnostic::new(code::BAD_CALLBACK, at.get(key).span(), message);
    scope.report(finding.help("`separator: \",\", prefix: \"v1=\"` is for `t=1700000000,v1=5f…`"));
}

fn spot(at: SpotAt, prefix: Option<&String>, separator: Option<&String>) -> Spot {
    Spot {
        at,
        separator: separator.filter(|separator| !separator.is_empty()).cloned(),
        prefix: prefix.cloned().unwrap_or_default(),
    }
}

fn spot_at(scope: &mut Scope<'_>, header: Option<&String>, field: Option<&String>, at: At<'_>) -> Option<SpotAt> {
    match (header, field) {
        (Some(name), None) if is_header_name(name) => Some(SpotAt::Header(name.clone())),
        (Some(name), None) => {
            let finding = Diagnostic::new(
                code::BAD_CALLBACK,
                at.get("header").span(),
                format!("`{name}` is no name of a header"),
            );
            scope.report(finding.help("letters, digits and `-`"));
            None
        }
        (None, Some(path)) => {
            let fits = signs::below(scope, code::BAD_CALLBACK, path, at.get("field"));
            fits.then(|| SpotAt::Field(path.clone()))
        }
        _ => {
            if at.node().is_some() {
                let finding = Diagnostic::new(code::CONFLICTING_KEYS, at.span(), "it stands in one place");
                scope.report(finding.help("give one of `header: X-Name` and `field: dotted.path`"));
            }
            None
        }
    }
}

/// A token of HTTP (RFC 9110, section 5.6.2).
pub(super) fn is_header_name(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}
