//! Two values in each other's place. By position nothing fits both places; by name there are none to exchange.
use tradewire_commercehq::orders::RefundOrderRequired;
use tradewire_commercehq::products::ProductUpdate;
use tradewire_commercehq::shipments::ShipmentCreate;
use tradewire_commercehq::tradewire::Decimal;

fn main() {
    let client = tradewire_commercehq::Client::builder("https://store.commercehq.com").build().unwrap();
    let _ = client.products().update(ProductUpdate::new(), 1);
    let _ = client.shipments().create(ShipmentCreate::new(12), 84);
    // An order and an amount of money are both made from an integer.
    let _ = client.orders().refund(5, 1);
    let _ = RefundOrderRequired { id: Decimal::from(5), refund: 1 };
}
