//! TLS, whichever the features choose.

use super::*;

#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc", feature = "native-tls")))]
#[test]
fn without_tls_an_https_address_is_refused_with_the_features_that_bring_it() {
    let (address, count) = listen(|_| Ok(()));
    let transport = ReqwestTransport::set_up(Duration::from_secs(10), Route::Direct).unwrap();
    let error = post(&transport, format!("https://{address}/orders"));
    assert_eq!(
        (error.kind, error.sent),
        (TransportErrorKind::Request, false),
        "{error}"
    );
    assert!(error.to_string().contains("rustls-ring"), "{error}");
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc", feature = "native-tls"))]
mod some {
    use std::io::{Read as _, Write as _};
    use std::path::{Path, PathBuf};

    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use rustls::{ServerConfig, ServerConnection, StreamOwned};

    use super::*;

    const REPLY: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

    fn file(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/faults/servers/certificates")
            .join(name)
    }

    /// Answers each request over TLS, with this certificate.
    fn serve(certificate: &str) -> (String, Arc<AtomicUsize>) {
        let chain = CertificateDer::from_pem_file(file(certificate)).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![chain], PrivateKeyDer::from_pem_file(file("key.pem")).unwrap())
            .unwrap();
        let config = Arc::new(config);
        listen(move |stream| {
            let tls = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
            let mut stream = StreamOwned::new(tls, stream);
            let mut request = Vec::new();
            while !request.ends_with(b"{}") {
                let mut piece = [0; 1024];
                let length = stream.read(&mut piece)?;
                if length == 0 {
                    return Ok(());
                }
                request.extend_from_slice(&piece[..length]);
            }
            stream.write_all(REPLY)?;
            stream.conn.send_close_notify();
            stream.flush()
        })
    }

    /// A transport that trusts nobody but the one who vouches for the good certificate.
    fn transport() -> ReqwestTransport {
        let pem = std::fs::read(file("root.pem")).unwrap();
        let authority = ::reqwest::Certificate::from_pem(&pem).unwrap();
        let http = settings(Duration::from_secs(10)).no_proxy();
        ReqwestTransport::finish(http.tls_certs_only([authority])).unwrap()
    }

    #[test]
    fn a_server_that_is_vouched_for_is_talked_to() {
        let (address, _) = serve("good.pem");
        let request = http::Request::post(format!("https://{address}/orders"));
        let request = request.body(Bytes::from_static(b"{}")).unwrap();
        let reply = runtime().block_on(transport().exchange(request, LIMITS)).unwrap();
        assert_eq!((reply.status().as_u16(), &reply.body()[..]), (200, &b"{}"[..]));
    }

    #[test]
    fn a_certificate_that_is_not_trusted_is_told_as_such() {
        let system = ReqwestTransport::set_up(Duration::from_secs(10), Route::Direct).unwrap();
        for (transport, certificate) in [
            (system, "good.pem"),
            (transport(), "stranger.pem"),
            (transport(), "expired.pem"),
        ] {
            let (address, count) = serve(certificate);
            let error = post(&transport, format!("https://{address}/orders"));
            assert_eq!(
                (error.kind, error.sent),
                (TransportErrorKind::Certificate, false),
                "{certificate}: {error}"
            );
            assert_eq!(count.load(Ordering::SeqCst), 1);
        }
    }
}
