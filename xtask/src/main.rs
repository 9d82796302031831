//! `cargo xtask`: the command line over `tradewire-codegen`.

fn main() {}
