//! A parameter that the operation does not have.
// crate: queries
// error: E0599
fn call(client: &tradewire_queries::Client) {
    let _ = client.things().list().colour("red");
}
fn main() {}
