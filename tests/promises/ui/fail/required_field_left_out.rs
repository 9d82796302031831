//! A product has a title.
fn main() {
    let _ = tradewire_commercehq::products::ProductCreate::new();
}
