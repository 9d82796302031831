//! A server on this machine that answers as fast as it can, so that what is measured is the client.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The JSON that answers a request to this target.
pub type Answer = dyn Fn(&str) -> Arc<[u8]> + Send + Sync;

/// Serves on a thread of its own until the process ends.
///
/// # Errors
/// No port or no thread can be had.
pub fn serve(answer: impl Fn(&str) -> Arc<[u8]> + Send + Sync + 'static) -> std::io::Result<SocketAddr> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let answer: Arc<Answer> = Arc::new(answer);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("server".into()).spawn(move || {
        runtime.block_on(async {
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, Arc::clone(&answer)));
            }
        });
    })?;
    Ok(address)
}

/// Answers requests without bodies until the client goes away.
async fn connection(mut stream: TcpStream, answer: Arc<Answer>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut head = Vec::with_capacity(4096);
    let mut reply = Vec::new();
    loop {
        let end = loop {
            if let Some(at) = head.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if stream.read_buf(&mut head).await? == 0 {
                return Ok(());
            }
        };
        let request = String::from_utf8_lossy(&head[..end]);
        let body = answer(request.split(' ').nth(1).unwrap_or_default());
        head.drain(..end);
        reply.clear();
        reply.extend_from_slice(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ");
        reply.extend_from_slice(body.len().to_string().as_bytes());
        reply.extend_from_slice(b"\r\n\r\n");
        reply.extend_from_slice(&body);
        stream.write_all(&reply).await?;
    }
}
