//! What is given by name is given whole.
use tradewire_commercehq::fulfilments::{DeleteFulfilmentRequired, FulfilmentItem, FulfilmentItemRequired};

fn main() {
    let client = tradewire_commercehq::Client::builder("https://store.commercehq.com").build().unwrap();
    let _ = client.fulfilments().delete(DeleteFulfilmentRequired { order_id: 1 });
    let _ = FulfilmentItem::new(FulfilmentItemRequired { id: 1 });
    let _ = client.fulfilments().delete();
}
