//! New fields must not break callers, so nobody outside builds a struct field by field.
// crate: required
// error: E0639
fn main() {
    let _ = tradewire_required::things::CreateThing {
        body: tradewire_required::things::ThingCreate::new("a"),
    };
}
