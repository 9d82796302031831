//! Only listings have pages.
fn main() {
    let client = tradewire_commercehq::Client::builder("https://store.commercehq.com").build().unwrap();
    let _ = client.products().get(1).items();
}
