//! Fields may be added to a model without breaking its users.
fn main() {
    let _ = tradewire_commercehq::products::ProductImage { id: 1, path: None, max_size: None };
}
