//! Turns YAML API specs into typed Rust clients: load, check, resolve, plan, emit, write.

pub mod model;
