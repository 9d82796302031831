//! Calls with everything they need.
use tradewire_commercehq::fulfilments::{DeleteFulfilmentRequired, FulfilmentItem, FulfilmentItemRequired};
use tradewire_commercehq::products::ProductCreate;
use tradewire_commercehq::{BasicCredentials, Client, Credentials, Error};

async fn calls(client: Client) -> Result<(), Error> {
    client.products().create(ProductCreate::new("Bear").price(25).tags(["toy"])).send().await?;
    let mut products = client.products().list().sort(["!id"]).size(200).items();
    while let Some(product) = products.next().await {
        let _: i64 = product?.id;
    }
    // What is given by name has no order.
    let line = FulfilmentItem::new(FulfilmentItemRequired { quantity: 2, id: 7 }).warehouse(1);
    client.fulfilments().create(1, [line]).send().await?;
    client.fulfilments().delete(DeleteFulfilmentRequired { id: 2, order_id: 1 }).send().await?;
    Ok(())
}

fn main() {
    let key = BasicCredentials { api_key: "key".into(), api_password: "password".into() };
    let client = Client::builder("https://store.commercehq.com").credentials(Credentials::basic(key));
    let _ = client.build().map(calls);
}
