//! A field that must be given, even as null.
// crate: shapes
// error: E0061
fn main() {
    let _ = tradewire_shapes::things::Thing::new(1);
}
