//! The transport that ships: reqwest with rustls.

use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::transport::{BoxFuture, ExchangeLimits, Transport, TransportError, TransportErrorKind};

/// Sends requests with reqwest. Connections are pooled and shared by clones.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    http: ::reqwest::Client,
}

impl ReqwestTransport {
    /// A transport of its own connection pool.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        // A process that already chose a cryptography provider keeps its choice.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = ::reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            // The client follows redirects itself, because only it knows where credentials may go.
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .user_agent(concat!("tradewire/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| TransportError::new(TransportErrorKind::Request, describe(&e)))?;
        Ok(Self { http })
    }
}

impl Transport for ReqwestTransport {
    fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: ExchangeLimits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let mut request = ::reqwest::Request::try_from(request)
                .map_err(|e| TransportError::new(TransportErrorKind::Request, describe(&e)))?;
            *request.timeout_mut() = Some(limits.timeout);
            let mut response = self.http.execute(request).await.map_err(|e| classify(&e))?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            let body = read_body(&mut response, limits.max_body).await?;
            Ok(head.map(|()| body))
        })
    }
}

async fn read_body(response: &mut ::reqwest::Response, max: usize) -> Result<Bytes, TransportError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| classify(&e))? {
        if body.len() + chunk.len() > max {
            let message = format!("the reply is larger than {max} bytes, the limit set for the client");
            return Err(TransportError::new(TransportErrorKind::TooLarge, message));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn classify(error: &::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, describe(error))
}

/// The chain of causes without the URL, which may hold credentials.
fn describe(error: &::reqwest::Error) -> String {
    let mut text = match (error.is_connect(), error.is_timeout()) {
        (true, true) => "connecting took too long".to_owned(),
        (true, false) => "no connection".to_owned(),
        (false, true) => "no complete reply in time".to_owned(),
        (false, false) => "the exchange broke off".to_owned(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
