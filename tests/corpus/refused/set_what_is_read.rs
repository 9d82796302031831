//! A field that the server sets is in no type that is sent.
// crate: entities
// error: E0599
fn main() {
    let _ = tradewire_entities::products::ProductChange::new(1).id(7);
}
