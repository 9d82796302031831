//! Compile-time promises of the generated clients; see `tests/` and `ui/`.
