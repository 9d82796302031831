//! A body without its required field.
// crate: required
// error: E0061
fn main() {
    let _ = tradewire_required::things::ThingCreate::new().phone("1");
}
