//! The type that is read is not the one that is sent.
// crate: entities
// error: E0308
fn main() {
    let required = tradewire_entities::products::ProductRequired { id: 1, title: "Tea".into(), version: 2 };
    let read = tradewire_entities::products::Product::new(required);
    let _ = tradewire_entities::products::CreateProduct::new(read);
}
