//! The type that is read is not the one that is sent.
// crate: entities
// error: E0308
fn main() {
    let read = tradewire_entities::tradewire::testing::from_json::<tradewire_entities::products::Product>("{}");
    let _ = tradewire_entities::products::CreateProduct::new(read);
}
