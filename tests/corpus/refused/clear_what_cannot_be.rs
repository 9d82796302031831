//! Only fields that the platform says how to empty can be emptied.
// crate: shapes
// error: E0599
fn main() {
    let _ = tradewire_shapes::things::ThingUpdate::new().clear_kind();
}
