//! What is compared. All read a list of the same elements: ours into the generated types, the rest into their twins on serde derive.

use std::error::Error;

use tradewire::json::{Options, decode};

/// One way to read a page.
pub struct Way {
    /// In tables.
    pub name: &'static str,
    /// On the command line.
    pub word: &'static str,
}

/// In the order of `Table::ways`.
pub const WAYS: [Way; 7] = [
    Way {
        name: "ours",
        word: "ours",
    },
    Way {
        name: "serde derive",
        word: "derive",
    },
    Way {
        name: "derive, unknown kept",
        word: "flatten",
    },
    Way {
        name: "serde_path_to_error",
        word: "path",
    },
    Way {
        name: "serde_json::Value",
        word: "value",
    },
    Way {
        name: "sonic-rs",
        word: "sonic",
    },
    Way {
        name: "simd-json",
        word: "simd",
    },
];

/// The ways for one platform's elements; each gives whether the page was read.
pub struct Table {
    pub platform: &'static str,
    pub ways: [fn(&[u8]) -> bool; WAYS.len()],
    /// Number of elements that each way finds; for the check that they do the same.
    counts: [fn(&[u8]) -> Option<usize>; WAYS.len()],
    /// What ours and `flatten` write of what they read.
    written: fn(&[u8]) -> Result<(serde_json::Value, serde_json::Value), Box<dyn Error>>,
}

impl Table {
    /// That every way finds the same number of elements, and that ours keeps what `flatten` keeps.
    pub fn check(&self, body: &[u8]) -> Result<(), Box<dyn Error>> {
        let first = (self.counts[0])(body).ok_or("ours reads no list")?;
        for (count, way) in self.counts.iter().zip(&WAYS) {
            if count(body) != Some(first) {
                return Err(format!(
                    "{}: {} finds not {first} elements but {:?}",
                    self.platform,
                    way.name,
                    count(body)
                )
                .into());
            }
        }
        let (ours, flat) = (self.written)(body)?;
        if ours != flat {
            return Err(format!("{}: ours and the twin do not write the same", self.platform).into());
        }
        Ok(())
    }
}

macro_rules! tables {
    ($($platform:ident $ours:ident $module:ident $type:ident,)*) => {
        $(
            #[allow(unused_imports, dead_code, deprecated, missing_docs)]
            pub mod $platform {
                /// Unknown keys are dropped.
                pub mod plain { include!(concat!("twins/", stringify!($platform), "_plain.rs")); }
                /// Unknown keys are kept.
                pub mod flat { include!(concat!("twins/", stringify!($platform), "_flatten.rs")); }

                pub type Ours = Vec<$ours::$module::$type>;
                pub type Plain = Vec<plain::$module::$type>;
                pub type Flat = Vec<flat::$module::$type>;
            }
        )*

        /// One for each platform.
        pub const TABLES: &[Table] = &[$({
            use $platform::{Flat, Ours, Plain};
            Table {
                platform: stringify!($platform),
                ways: [
                    |body| decode::<Ours>(body, Options::default()).is_ok(),
                    |body| serde_json::from_slice::<Plain>(body).is_ok(),
                    |body| serde_json::from_slice::<Flat>(body).is_ok(),
                    |body| serde_path_to_error::deserialize::<_, Plain>(&mut serde_json::Deserializer::from_slice(body)).is_ok(),
                    |body| serde_json::from_slice::<serde_json::Value>(body).is_ok(),
                    |body| sonic_rs::from_slice::<Plain>(body).is_ok(),
                    // It writes into what it reads, so it gets a copy.
                    |body| simd_json::serde::from_slice::<Plain>(&mut body.to_vec()).is_ok(),
                ],
                counts: [
                    |body| Some(decode::<Ours>(body, Options::default()).ok()?.value.len()),
                    |body| Some(serde_json::from_slice::<Plain>(body).ok()?.len()),
                    |body| Some(serde_json::from_slice::<Flat>(body).ok()?.len()),
                    |body| Some(serde_path_to_error::deserialize::<_, Plain>(&mut serde_json::Deserializer::from_slice(body)).ok()?.len()),
                    |body| Some(serde_json::from_slice::<serde_json::Value>(body).ok()?.as_array()?.len()),
                    |body| Some(sonic_rs::from_slice::<Plain>(body).ok()?.len()),
                    |body| Some(simd_json::serde::from_slice::<Plain>(&mut body.to_vec()).ok()?.len()),
                ],
                written: |body| {
                    let ours = tradewire::json::to_vec(&decode::<Ours>(body, Options::default())?.value)?;
                    let flat = serde_json::to_value(serde_json::from_slice::<Flat>(body)?)?;
                    Ok((serde_json::from_slice(&ours)?, flat))
                },
            }
        }),*];
    };
}

tables! {
    boostore tradewire_boostore products Product,
    commercehq tradewire_commercehq orders Order,
    insales tradewire_insales orders Order,
    onebox tradewire_onebox orders Order,
    retailcrm tradewire_retailcrm orders Order,
}
