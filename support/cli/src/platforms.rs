//! The platforms that there are: the one list to edit for another.

use std::marker::PhantomData;
use std::time::Duration;

use tradewire::{Builder, Client, Entry, Error, FromCore, Platform};

/// Gives the value of a variable, if it has one.
type Variables<'v> = &'v dyn Fn(&str) -> Option<String>;

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
    connect: fn(Variables<'_>, Option<Duration>) -> Result<Client, Error>,
}

impl Known {
    /// A client of it, set up by variables as the runtime names them; `timeout` is the time for a call.
    pub fn connect(&self, variables: Variables<'_>, timeout: Option<Duration>) -> Result<Client, Error> {
        (self.connect)(variables, timeout)
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

fn connect<C: FromCore>(variables: Variables<'_>, timeout: Option<Duration>) -> Result<Client, Error> {
    let mut builder =
        Builder::<Bare<C>>::from_variables(variables)?.user_agent(concat!("tradewire-cli/", env!("CARGO_PKG_VERSION")));
    if let Some(timeout) = timeout {
        builder = builder.timeout(timeout);
    }
    builder.build().map(|bare| bare.0)
}
