//! The id of what is to be loaded.
fn main() {
    let client = tradewire_commercehq::Client::builder("https://store.commercehq.com").build().unwrap();
    let _ = client.products().get();
}
