//! A shop on this machine, to try the program without an account.

use std::error::Error;

use serde_json::{Value, json};
use tradewire_commercehq::blocking::Client;
use tradewire_commercehq::{BasicCredentials, Credentials};
use tradewire_mock::{Mock, Server};

/// The shop; it closes when dropped.
#[derive(Debug)]
pub struct Demo {
    /// The shop.
    pub shop: Mock,
    on: Server,
}

impl Demo {
    /// A shop with so many orders: every third is paid and waits.
    ///
    /// # Errors
    /// The specs cannot be read, or there is no free port.
    pub fn open(orders: u32) -> Result<Self, Box<dyn Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let shop = Mock::builder(specs, "commercehq")?.samples(0).build();
        for number in 1..=orders {
            shop.insert("api/v1/order", &order(number))?;
        }
        let on = shop.serve(0)?;
        Ok(Self { shop, on })
    }

    /// A client of it.
    ///
    /// # Errors
    /// None can be set up.
    pub fn client(&self) -> Result<Client, tradewire_commercehq::Error> {
        let key = BasicCredentials {
            api_key: "key".into(),
            api_password: "password".into(),
        };
        let builder = Client::builder(self.on.url()).allow_http();
        builder.credentials(Credentials::basic(key)).build()
    }
}

fn order(number: u32) -> Value {
    let (status, paid) = [(0, 1), (0, 0), (5, 1)][number as usize % 3];
    json!({
        "id": number, "display_number": format!("CH-{number}"), "email": format!("buyer{number}@mail.example"),
        "status": status, "paid": paid, "total": 19.5,
    })
}
