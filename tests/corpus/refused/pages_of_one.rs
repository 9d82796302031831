//! Reading on where there is nothing to read on.
// crate: paths
// error: E0599
fn call(client: &tradewire_paths::Client) {
    let _ = client.things().get(1).items();
}
fn main() {}
