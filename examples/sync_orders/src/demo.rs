//! A shop and a CRM on this machine, to try the program without accounts.

use std::error::Error;

use serde_json::{Value, json};
use tradewire_mock::{Mock, Server};

/// Both; they close when dropped.
#[derive(Debug)]
pub struct Demo {
    /// The shop.
    pub shop: Mock,
    /// The CRM.
    pub crm: Mock,
    on: (Server, Server),
}

impl Demo {
    /// A shop with so many orders, and a CRM without any.
    ///
    /// # Errors
    /// The specs cannot be read, or there is no free port.
    pub fn open(orders: u32) -> Result<Self, Box<dyn Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let shop = Mock::builder(specs, "insales")?.samples(0).build();
        let crm = Mock::builder(specs, "retailcrm")?.samples(0).build();
        for number in 1..=orders {
            shop.insert("admin/order", &order(number))?;
        }
        let on = (shop.serve(0)?, crm.serve(0)?);
        Ok(Self { shop, crm, on })
    }

    /// Clients of shop and CRM.
    ///
    /// # Errors
    /// None can be set up.
    pub fn clients(&self) -> Result<(tradewire_insales::Client, tradewire_retailcrm::Client), Box<dyn Error>> {
        let app = tradewire_insales::BasicCredentials {
            app_id: "app".into(),
            password: "password".into(),
        };
        let shop = tradewire_insales::Client::builder(self.on.0.url())
            .allow_http()
            .credentials(tradewire_insales::Credentials::basic(app))
            .build()?;
        let crm = tradewire_retailcrm::Client::builder(self.on.1.url())
            .allow_http()
            .credentials(tradewire_retailcrm::Credentials::api_key("key"))
            .build()?;
        Ok((shop, crm))
    }

    /// Where they listen: shop, and CRM.
    #[must_use]
    pub fn urls(&self) -> (String, String) {
        (self.on.0.url(), self.on.1.url())
    }
}

fn order(number: u32) -> Value {
    let time = format!(
        "2026-02-{:02}T{:02}:{:02}:00+03:00",
        1 + number / 1440,
        number / 60 % 24,
        number % 60
    );
    json!({
        "id": 1000 + number, "number": number, "fulfillment_status": "new", "comment": "Call first", "order_lines": [],
        "client": {"id": number, "name": "Anna", "surname": "Petrova", "phone": format!("+7900{number:07}")},
        "created_at": time, "updated_at": time,
    })
}
