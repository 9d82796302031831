//! Text where a number belongs.
// crate: required
// error: E0308
fn main() {
    let _ = tradewire_required::things::ReplaceThingRequired { shelf: 1, id: "1" };
}
