//! A CRM on this machine, to try the program without an account.

use std::error::Error;
use std::fmt::Write as _;

use serde_json::json;
use tradewire_mock::{Mock, Server};
use tradewire_retailcrm::{Client, Credentials};

/// The CRM; it closes when dropped.
#[derive(Debug)]
pub struct Demo {
    /// The CRM.
    pub crm: Mock,
    on: Server,
}

impl Demo {
    /// A CRM with so many offers: `T-1` and so on.
    ///
    /// # Errors
    /// The specs cannot be read, or there is no free port.
    pub fn open(offers: u32) -> Result<Self, Box<dyn Error>> {
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let crm = Mock::builder(specs, "retailcrm")?.samples(0).build();
        for number in 1..=offers {
            let offer = json!({"id": number, "externalId": format!("T-{number}"), "stores": []});
            crm.insert("api/v5/store/inventory", &offer)?;
        }
        let on = crm.serve(0)?;
        Ok(Self { crm, on })
    }

    /// A client of it.
    ///
    /// # Errors
    /// None can be set up.
    pub fn client(&self) -> Result<Client, tradewire_retailcrm::Error> {
        let builder = Client::builder(self.on.url()).allow_http();
        builder.credentials(Credentials::api_key("key")).build()
    }
}

/// A file with a line for each of so many offers.
#[must_use]
pub fn table(offers: u32) -> String {
    let mut text = "offer,store,available\n".to_owned();
    for number in 1..=offers {
        // Writing to a text does not fail.
        let _ = writeln!(text, "T-{number},main,{}", number % 9);
    }
    text
}
