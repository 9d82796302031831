//! The generated crates, in a form that tests go through.

use std::path::{Path, PathBuf};

use tradewire::Entry;
use tradewire::testing::Reread;

#[rustfmt::skip]
#[path = "../../../../generated/boostore/checks/replies.rs"]
mod boostore;
#[rustfmt::skip]
#[path = "../../../../generated/commercehq/checks/replies.rs"]
mod commercehq;
#[rustfmt::skip]
#[path = "../../../../generated/insales/checks/replies.rs"]
mod insales;
#[rustfmt::skip]
#[path = "../../../../generated/onebox/checks/replies.rs"]
mod onebox;
#[rustfmt::skip]
#[path = "../../../../generated/retailcrm/checks/replies.rs"]
mod retailcrm;

/// Its name, its operations, and what reads the reply of each as its type and writes it again.
pub type Platform = (&'static str, &'static [Entry], &'static [(&'static str, Reread)]);

pub const PLATFORMS: [Platform; 5] = [
    ("boostore", tradewire_boostore::CATALOGUE, boostore::REPLIES),
    ("commercehq", tradewire_commercehq::CATALOGUE, commercehq::REPLIES),
    ("insales", tradewire_insales::CATALOGUE, insales::REPLIES),
    ("onebox", tradewire_onebox::CATALOGUE, onebox::REPLIES),
    ("retailcrm", tradewire_retailcrm::CATALOGUE, retailcrm::REPLIES),
];

pub fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}
