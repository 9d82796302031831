//! Errors as they come from real connections.

mod address;
mod http2;

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;

const LIMITS: ExchangeLimits = ExchangeLimits {
    timeout: Duration::from_secs(20),
    idle: Duration::from_secs(20),
    max_body: 1000,
};

/// A certificate that nobody vouches for, and its key. Made for this test.
const CERTIFICATE: &str = "\
    MIIBmzCCAUGgAwIBAgIUeEmvQ0hC37zEhOqPSWpU9/1+xg8wCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2\
    MTEzMDA0NTQzN1oYDzIxMjYxMTA2MDQ1NDM3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC\
    AASZt6r18TReqsCI60M0KdMdax0mSh8vBq7ojXO/LxKVs+hksziNC6C21n8Tpa97G0NWMeo+Xf+bZbaZ1xYzJy2so28wbTAdBgNV\
    HQ4EFgQUuqlFn9pocFnkIACrJ4CEavdp5xowHwYDVR0jBBgwFoAUuqlFn9pocFnkIACrJ4CEavdp5xowDwYDVR0TAQH/BAUwAwEB\
    /zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIhAPlZKxYDi5xkLGoe6zC76aTThuMWnqCej5Br\
    NsDbNOVhAiAnC4GAsDCCTkYiFZAib+9i0uQi36bQsnFVY5OVQrvf9Q==";
const KEY: &str = "\
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgp9DDTguRaDuX+EiP\
    3ASxfuctx+Cw1YqpCtoT3set+L6hRANCAASZt6r18TReqsCI60M0KdMdax0mSh8v\
    Bq7ojXO/LxKVs+hksziNC6C21n8Tpa97G0NWMeo+Xf+bZbaZ1xYzJy2s";

/// Serves each connection by `serve`; the address, and how many connections there were.
fn listen(serve: impl Fn(TcpStream) -> io::Result<()> + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            // A client that goes away is none of its business.
            let _ = serve(stream);
        }
    });
    (address, count)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

fn post(transport: &ReqwestTransport, url: String) -> TransportError {
    let request = http::Request::post(url).body(Bytes::from_static(b"{}")).unwrap();
    runtime().block_on(transport.exchange(request, LIMITS)).unwrap_err()
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told_as_such() {
    let transport = ReqwestTransport::set_up(Duration::from_secs(10), Route::Direct).unwrap();
    let certificate = STANDARD.decode(CERTIFICATE).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(STANDARD.decode(KEY).unwrap()).unwrap();
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key)
        .unwrap();
    let config = Arc::new(config);
    let (address, count) = listen(move |mut stream| {
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        while tls.is_handshaking() {
            tls.complete_io(&mut stream)?;
        }
        Ok(())
    });
    let error = post(&transport, format!("https://{address}/orders"));
    assert_eq!(
        (error.kind, error.sent),
        (TransportErrorKind::Certificate, false),
        "{error}"
    );
    assert_eq!(count.load(Ordering::SeqCst), 1);
}
