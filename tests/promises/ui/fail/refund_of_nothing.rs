// Money is given back only when the caller says how much; a fulfilment names its lines.
use tradewire_commercehq::orders::RefundOrderRequired;

fn main() {
    let client = tradewire_commercehq::Client::builder("https://store.commercehq.com").build().unwrap();
    let _ = client.orders().refund(RefundOrderRequired { id: 1 });
    let _ = client.fulfilments().create(1);
}
