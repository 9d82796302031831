//! A method without one of its required parts.
// crate: required
// error: E0061
fn call(client: &tradewire_required::Client) {
    let _ = client.things().create_loose(1, "main");
}
fn main() {}
