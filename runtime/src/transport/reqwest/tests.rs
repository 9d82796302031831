//! Errors as they come from real connections.

use std::io::{self, Read, Write};
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

fn post(transport: &ReqwestTransport, url: String) -> TransportError {
    let request = http::Request::post(url).body(Bytes::from_static(b"{}")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(transport.exchange(request, LIMITS)).unwrap_err()
}

/// Speaks just enough HTTP/2 to end each stream with this code.
fn reset_streams(mut stream: TcpStream, code: u8) -> io::Result<()> {
    const HEADERS: u8 = 1;
    const SETTINGS: u8 = 4;
    stream.read_exact(&mut [0; 24])?;
    stream.write_all(&[0, 0, 0, SETTINGS, 0, 0, 0, 0, 0])?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        stream.read_exact(&mut vec![0; length])?;
        match head[3] {
            SETTINGS if head[4] == 0 => stream.write_all(&[0, 0, 0, SETTINGS, 1, 0, 0, 0, 0])?,
            HEADERS => stream.write_all(&[0, 0, 4, 3, 0, head[5], head[6], head[7], head[8], 0, 0, 0, code])?,
            _ => {}
        }
    }
}

#[test]
fn a_refused_stream_was_not_sent() {
    let http = ::reqwest::Client::builder()
        .http2_prior_knowledge()
        .retry(::reqwest::retry::never())
        .no_proxy();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let transport = ReqwestTransport {
        http: http.build().unwrap(),
    };
    // Refused; an error within the server; given up; too much.
    for (code, sent) in [(7, false), (2, true), (8, true), (11, true)] {
        let (address, _) = listen(move |stream| reset_streams(stream, code));
        let error = post(&transport, format!("http://{address}/orders"));
        assert_eq!(
            (error.kind, error.sent),
            (TransportErrorKind::Interrupted, sent),
            "{error}"
        );
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told_as_such() {
    let transport = ReqwestTransport::set_up(Duration::from_secs(10), false).unwrap();
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
