//! Answers to callbacks.

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};

use crate::error::{Error, ErrorKind};
use crate::json::{self, Encode};
use crate::reply::Download;
use crate::wire::{Upload, escape};

/// What a callback may be answered with: anything with a JSON form, a file, raw bytes, or nothing.
pub trait Answer {
    /// The response, with status 200.
    fn to_response(&self) -> Response<Bytes>;
}

impl<T: Encode> Answer for T {
    fn to_response(&self) -> Response<Bytes> {
        match json::to_vec(self) {
            Ok(body) => respond(StatusCode::OK, "application/json", body.into()),
            Err(error) => {
                let text = format!("the answer has no JSON form: {error}");
                respond(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "text/plain; charset=utf-8",
                    text.into(),
                )
            }
        }
    }
}

impl Answer for () {
    fn to_response(&self) -> Response<Bytes> {
        Response::new(Bytes::new())
    }
}

impl Answer for Upload {
    fn to_response(&self) -> Response<Bytes> {
        match self.read_now() {
            Ok(bytes) => respond(StatusCode::OK, self.media_type().unwrap_or(BYTES), bytes),
            Err(error) => respond(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain",
                error.to_string().into(),
            ),
        }
    }
}

impl Answer for Download {
    fn to_response(&self) -> Response<Bytes> {
        let mut response = respond(
            StatusCode::OK,
            self.content_type.as_deref().unwrap_or(BYTES),
            self.bytes.clone(),
        );
        if let Some(name) = &self.file_name {
            let mut value = String::from("attachment; filename*=UTF-8''");
            escape::strict(name, &mut value);
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(CONTENT_DISPOSITION, value);
            }
        }
        response
    }
}

const BYTES: &str = "application/octet-stream";

/// The answer to a request that could not be read: 400, or 403 if its signature is wrong, with the reason as text. Errors of
/// the integrator's own side (any other kind) become a 500 without a reason.
#[must_use]
pub fn refuse(error: &Error) -> Response<Bytes> {
    let (status, text) = match error.kind() {
        ErrorKind::Callback => (error.status().unwrap_or(StatusCode::BAD_REQUEST), error.to_string()),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal error".to_owned()),
    };
    respond(status, "text/plain; charset=utf-8", text.into())
}

fn respond(status: StatusCode, content_type: &str, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let value = HeaderValue::from_str(content_type).unwrap_or(HeaderValue::from_static(BYTES));
    response.headers_mut().insert(CONTENT_TYPE, value);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_all_kinds() {
        let json = vec![1_i64, 2].to_response();
        assert_eq!(
            (json.status(), &json.headers()[CONTENT_TYPE]),
            (StatusCode::OK, &HeaderValue::from_static("application/json"))
        );
        assert_eq!(json.body(), "[1,2]");
        assert!(().to_response().body().is_empty());
        let upload = Upload::new("x").content_type("audio/mpeg").to_response();
        assert_eq!(upload.headers()[CONTENT_TYPE], "audio/mpeg");
        let file = Download {
            bytes: "x".into(),
            file_name: Some("ф 1.pdf".into()),
            content_type: None,
        }
        .to_response();
        assert_eq!(file.headers()[CONTENT_TYPE], BYTES);
        assert_eq!(
            file.headers()[CONTENT_DISPOSITION],
            "attachment; filename*=UTF-8''%D1%84%201.pdf"
        );
        assert_eq!(f64::NAN.to_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
        let odd = Upload::new("x").content_type("a\nb").to_response();
        assert_eq!(odd.headers()[CONTENT_TYPE], BYTES);
    }

    #[test]
    fn only_the_senders_mistakes_are_explained() {
        let theirs = refuse(&Error::new(ErrorKind::Callback, "field `a` is missing"));
        assert_eq!(
            (theirs.status(), &theirs.body()[..]),
            (StatusCode::BAD_REQUEST, &b"field `a` is missing"[..])
        );
        let ours = refuse(&Error::new(ErrorKind::Connect, "canary"));
        assert_eq!(ours.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!ours.body().starts_with(b"canary"));
    }
}
