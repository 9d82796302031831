//! The type that is read is not the one that is sent.
// crate: entities
// error: E0308
fn main() {
    let read = tradewire_entities::products::Product::new(1, "Tea", 2);
    let _ = tradewire_entities::products::CreateProduct::new(read);
}
