//! What is created has nothing to clear: only an update of the entity has.
// crate: entities
// error: E0599
fn main() {
    let required = tradewire_entities::products::ProductCreateRequired { title: "Tea".into(), sku: "T-1".into() };
    let _ = tradewire_entities::products::ProductCreate::new(required).clear_note();
}
