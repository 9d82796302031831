//! The platforms that there are: the one list to edit for another.

use std::marker::PhantomData;

use tradewire::{Builder, Client, Credentials, Entry, Error, FromCore, Platform};

/// A platform.
pub struct Known {
    /// As it is typed.
    pub name: &'static str,
    /// As it is called.
    pub title: &'static str,
    /// Its operations.
    pub catalogue: &'static [Entry],
    /// Its table.
    pub platform: &'static Platform,
    /// Makes a client.
    connect: fn(Setup) -> Result<Client, Error>,
}

/// What a client is made of.
pub struct Setup {
    /// Address of the account's server.
    pub url: String,
    /// What it is let in with.
    pub credentials: Credentials,
    /// Time for a call.
    pub timeout: Option<std::time::Duration>,
    /// Headers that the platform wants with every call.
    pub headers: Vec<(&'static str, String)>,
}

impl Known {
    /// A client of it.
    pub fn connect(&self, setup: Setup) -> Result<Client, Error> {
        (self.connect)(setup)
    }

    /// What names of its environment variables begin with.
    pub fn prefix(&self) -> String {
        self.name.to_uppercase().replace('-', "_")
    }
}

macro_rules! platforms {
    ($($name:literal, $title:literal, $lib:ident;)*) => {
        /// All of them, by name.
        pub static ALL: &[Known] = &[$(Known {
            name: $name,
            title: $title,
            catalogue: $lib::CATALOGUE,
            platform: <$lib::Client as FromCore>::PLATFORM,
            connect: connect::<$lib::Client>,
        },)*];
    };
}

platforms! {
    "boostore", "Boostore", tradewire_boostore;
    "commercehq", "Commerce HQ", tradewire_commercehq;
    "insales", "InSales", tradewire_insales;
    "onebox", "OneBox", tradewire_onebox;
    "retailcrm", "RetailCRM", tradewire_retailcrm;
}

/// A client without methods, of the platform of `C`.
struct Bare<C>(Client, PhantomData<C>);

impl<C: FromCore> FromCore for Bare<C> {
    const PLATFORM: &'static Platform = C::PLATFORM;

    fn from_core(client: Client) -> Result<Self, Error> {
        Ok(Self(client, PhantomData))
    }
}

fn connect<C: FromCore>(setup: Setup) -> Result<Client, Error> {
    let mut builder = Builder::<Bare<C>>::new(setup.url)
        .credentials(setup.credentials)
        .user_agent(concat!("tradewire-cli/", env!("CARGO_PKG_VERSION")));
    if let Some(timeout) = setup.timeout {
        builder = builder.timeout(timeout);
    }
    for (name, value) in setup.headers {
        builder = builder.header(name, value);
    }
    builder.build().map(|bare| bare.0)
}
