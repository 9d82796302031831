//! Which TLS there is, by the features of the crate.
//!
//! | feature | TLS |
//! | --- | --- |
//! | `rustls-ring` | rustls, with the cryptography of ring |
//! | `rustls-aws-lc` | rustls, with that of AWS-LC |
//! | `native-tls` | that of the system |
//!
//! Features add up over a whole program, so the first that is on is used: one that another crate turns on changes nothing for those who
//! have one before it.

use std::error::Error;

use crate::transport::{TransportError, TransportErrorKind};

/// There is TLS that is not rustls, or none that this crate knows of.
pub(super) const IS_OTHER: bool = cfg!(any(
    feature = "native-tls",
    not(any(feature = "rustls-ring", feature = "rustls-aws-lc"))
));

/// There is none.
const IS_NONE: bool = !cfg!(any(
    feature = "rustls-ring",
    feature = "rustls-aws-lc",
    feature = "native-tls"
));

/// Settings with the TLS that is used.
pub(super) fn settings() -> ::reqwest::ClientBuilder {
    let http = ::reqwest::Client::builder();
    // A process that already chose a cryptography provider keeps its choice.
    #[cfg(feature = "rustls-ring")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    #[cfg(all(feature = "rustls-aws-lc", not(feature = "rustls-ring")))]
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    // The library itself prefers that of the system where there are both.
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc"))]
    let http = http.tls_backend_rustls();
    #[cfg(all(feature = "native-tls", not(any(feature = "rustls-ring", feature = "rustls-aws-lc"))))]
    let http = http.tls_backend_native();
    http
}

/// Refuses an address that cannot be reached without TLS.
pub(super) fn expect(scheme: &str) -> Result<(), TransportError> {
    if IS_NONE && scheme == "https" {
        let why = "there is no TLS for an https address in this build: turn on one of the features `rustls-ring`, `rustls-aws-lc` and \
                   `native-tls`, or give an HTTP client that has it";
        return Err(TransportError::new(TransportErrorKind::Request, why));
    }
    Ok(())
}

/// Whether rustls says that it refused the server's certificate.
#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc"))]
pub(super) fn is_refused_certificate(cause: &(dyn Error + 'static)) -> bool {
    matches!(
        cause.downcast_ref(),
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
    )
}

/// Whether rustls says that it refused the server's certificate: there is none.
#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc")))]
pub(super) fn is_refused_certificate(_: &(dyn Error + 'static)) -> bool {
    false
}
