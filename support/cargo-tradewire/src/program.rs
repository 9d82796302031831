//! Under which name we run, for texts that tell what to type next.

use std::sync::OnceLock;

use tradewire_codegen::write::Maker;

static MAKER: OnceLock<Maker> = OnceLock::new();

/// Says once, at the start, what was typed.
pub fn is(maker: Maker) {
    let _ = MAKER.set(maker);
}

/// What was typed.
#[must_use]
pub fn maker() -> Maker {
    MAKER.get().copied().unwrap_or_default()
}
