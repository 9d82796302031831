//! Servers that misbehave below HTTP/1.1: in TLS, and in HTTP/2.

pub mod frames;
pub mod http2;
pub mod secure;
