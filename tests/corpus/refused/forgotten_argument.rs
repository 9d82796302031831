//! A method without one of its required parts.
// crate: required
// error: E0061
fn call(client: &tradewire_required::Client) {
    let _ = client.things().move_to(1, [2]);
}
fn main() {}
