//! Counting by basis.

use std::collections::BTreeMap;

/// Things of one sort, by how plainly they are documented.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Stated by the vendor's documentation.
    pub documented: usize,
    /// Concluded from its prose or from an example.
    pub inferred: usize,
    /// Known from clients of the API.
    pub peer: usize,
    /// Those known from clients, by client; what several know counts for each of them.
    pub peers: BTreeMap<String, usize>,
}

/// What a client is called that the specs do not name.
const UNNAMED: &str = "a public client";

impl Tally {
    /// Counts one thing.
    pub(super) fn add(&mut self, basis: &str, peers: &[String]) {
        match basis {
            "peer" => self.peer += 1,
            "inferred" => self.inferred += 1,
            _ => self.documented += 1,
        }
        if basis == "peer" {
            for name in named(peers) {
                *self.peers.entry(name).or_default() += 1;
            }
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> usize {
        self.documented + self.inferred + self.peer
    }
}

/// The clients by name; one without a name where the specs name none.
pub(super) fn named(peers: &[String]) -> Vec<String> {
    if peers.is_empty() {
        vec![UNNAMED.to_owned()]
    } else {
        peers.to_vec()
    }
}
