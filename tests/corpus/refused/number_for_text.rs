//! A number where text belongs.
// crate: required
// error: E0277
fn main() {
    let _ = tradewire_required::things::ThingCreate::new(1);
}
