//! A shop on this machine, to try the program without an account.

use std::error::Error;

use serde_json::{Value, json};
use tradewire_insales::{BasicCredentials, Client, Credentials};
use tradewire_mock::{Mock, Server};

/// The shop; it closes when dropped.
#[derive(Debug)]
pub struct Demo {
    /// The shop.
    pub shop: Mock,
    on: Server,
}

impl Demo {
    /// A shop with so many products of two variants each.
    ///
    /// # Errors
    /// The specs cannot be read, or there is no free port.
    pub fn open(products: u32) -> Result<Self, Box<dyn Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let shop = Mock::builder(specs, "insales")?.samples(0).build();
        for number in 1..=products {
            shop.insert("admin/product", &product(number))?;
        }
        let on = shop.serve(0)?;
        Ok(Self { shop, on })
    }

    /// A client of it.
    ///
    /// # Errors
    /// None can be set up.
    pub fn client(&self) -> Result<Client, tradewire_insales::Error> {
        let app = BasicCredentials {
            app_id: "app".into(),
            password: "password".into(),
        };
        let builder = Client::builder(self.on.url()).allow_http();
        builder.credentials(Credentials::basic(app)).build()
    }
}

fn product(number: u32) -> Value {
    let variant = |at: u32| json!({"id": number * 10 + at, "sku": format!("T-{number}-{at}"), "price": "250.50", "quantity": number % 9});
    json!({"id": number, "title": format!("Tea, \"No. {number}\""), "variants": [variant(1), variant(2)]})
}
