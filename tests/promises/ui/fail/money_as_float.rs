//! Money does not pass through binary floating point.
fn main() {
    let _ = tradewire_commercehq::products::ProductCreate::new("Bear").price(19.99);
}
