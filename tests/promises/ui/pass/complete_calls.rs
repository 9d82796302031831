//! Calls with everything they need.
use tradewire_commercehq::products::ProductCreate;
use tradewire_commercehq::{Client, Credentials, Error};

async fn calls(client: Client) -> Result<(), Error> {
    client.products().create(ProductCreate::new("Bear").price(25).tags(["toy"])).send().await?;
    let mut products = client.products().list().sort(["!id"]).size(200).items();
    while let Some(product) = products.next().await {
        let _: i64 = product?.id;
    }
    Ok(())
}

fn main() {
    let client = Client::builder("https://store.commercehq.com").credentials(Credentials::basic("key", "password"));
    let _ = client.build().map(calls);
}
