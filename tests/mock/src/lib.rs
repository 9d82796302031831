//! The mock server against every operation and every documented body of all platforms. See `tests/`.
