//! Sends callbacks to where the user wants them.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;

use crate::mock::Mock;
use crate::violation::{Kind, Violation};
use crate::webhooks::Delivery;

/// An answer longer than this is not read: 16 MiB.
const LONGEST: usize = 16 * 1024 * 1024;

/// A receiver that has not answered by then is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends what is waiting, if there is somewhere to send it. The answer to the write does not wait for it.
pub(super) fn send(mock: &Mock) {
    let Some(base) = mock.shared.set.webhooks.clone() else {
        return;
    };
    let deliveries = mock.deliveries();
    let mock = mock.clone();
    // One after the other, as what they tell of came.
    tokio::spawn(async move {
        for delivery in deliveries {
            let late = || Err(format!("none within {} s", PATIENCE.as_secs()));
            let answer = tokio::time::timeout(PATIENCE, deliver(&base, &delivery)).await;
            match answer.unwrap_or_else(|_| late()) {
                Ok(response) => {
                    mock.answered(&delivery, &response);
                }
                Err(found) => {
                    mock.tell(&[Violation {
                        operation: Some(delivery.callback.clone()),
                        kind: Kind::Route,
                        field: "answer".to_owned(),
                        expected: format!("one from {base}"),
                        found,
                        place: None,
                    }]);
                    mock.note_answer(&delivery.callback, None);
                }
            }
        }
    });
}

async fn deliver(base: &str, delivery: &Delivery) -> Result<Response<Bytes>, String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let path = delivery
        .request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let whole = format!("{}{path}", base.trim_end_matches('/'));
    let uri: Uri = whole.parse().map_err(|error: http::uri::InvalidUri| text(&error))?;
    let authority = uri.authority().ok_or("no host in the address")?;
    if uri.scheme_str() != Some("http") {
        return Err("callbacks are sent by http alone".to_owned());
    }
    let address = (
        authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_owned(),
        authority.port_u16().unwrap_or(80),
    );
    let stream = tokio::net::TcpStream::connect(address)
        .await
        .map_err(|error| text(&error))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| text(&error))?;
    tokio::spawn(connection);
    let (mut head, body) = delivery.request.clone().into_parts();
    let target = uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = target.parse().map_err(|error: http::uri::InvalidUri| text(&error))?;
    let host = http::HeaderValue::from_str(authority.as_str()).map_err(|error| text(&error))?;
    head.headers.insert(http::header::HOST, host);
    let response = sender
        .send_request(Request::from_parts(head, Full::new(body)))
        .await
        .map_err(|error| text(&error))?;
    let (head, body) = response.into_parts();
    let body = Limited::new(body, LONGEST)
        .collect()
        .await
        .map_err(|error| text(&error))?;
    Ok(Response::from_parts(head, body.to_bytes()))
}
