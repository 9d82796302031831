//! What is created has nothing to clear: only an update of the entity has.
// crate: entities
// error: E0599
fn main() {
    let _ = tradewire_entities::products::ProductCreate::new("Tea", "T-1").clear_note();
}
