//! How plainly a thing is documented, as a sentence.

use crate::model::{Basis, Provenance};

/// Of a thing that stands alone; nothing of what is documented.
#[must_use]
pub fn sentence(provenance: &Provenance) -> Option<String> {
    match provenance.basis {
        Basis::Documented => None,
        Basis::Inferred => Some("Inferred; the documentation does not say it plainly.".to_owned()),
        Basis::Peer => Some(format!(
            "Known from {}; the documentation does not describe it.",
            clients(&provenance.peers)
        )),
    }
}

/// Of a thing whose heading or name in the source is known.
#[must_use]
pub fn sourced(provenance: &Provenance, source: &str) -> String {
    match provenance.basis {
        Basis::Documented => format!("Documented as {source}."),
        Basis::Inferred => format!("Inferred from {source}; the documentation does not say it plainly."),
        Basis::Peer => format!(
            "Known from {} ({source}); the documentation does not describe it.",
            clients(&provenance.peers)
        ),
    }
}

/// Of a part of something that says `around` of itself: short, and nothing where the part is no different.
#[must_use]
pub fn beside(provenance: &Provenance, around: &Provenance) -> Option<String> {
    let differs = provenance != around;
    differs.then(|| match provenance.basis {
        Basis::Documented => "Documented.".to_owned(),
        Basis::Inferred => "Inferred.".to_owned(),
        Basis::Peer => format!("Known from {}.", clients(&provenance.peers)),
    })
}

/// `the vendor's PHP and Go clients`.
fn clients(peers: &[String]) -> String {
    let named: Vec<String> = peers.iter().map(|peer| with_article(peer)).collect();
    match named.as_slice() {
        [] => "a public client".to_owned(),
        [only] => only.clone(),
        [one, other] => alike(one, other).unwrap_or_else(|| format!("{one} and {other}")),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Two that differ only by the word before the last are named together.
fn alike(one: &str, other: &str) -> Option<String> {
    let ((one, kind), (other, same_kind)) = (one.rsplit_once(' ')?, other.rsplit_once(' ')?);
    let ((owner, one), (same_owner, other)) = (one.rsplit_once(' ')?, other.rsplit_once(' ')?);
    (owner == same_owner && kind == same_kind && kind == "client").then(|| format!("{owner} {one} and {other} clients"))
}

fn with_article(peer: &str) -> String {
    let has_one = ["a ", "an ", "the "].iter().any(|article| peer.starts_with(article));
    if has_one {
        peer.to_owned()
    } else {
        format!("the {peer}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known_from(peers: &[&str]) -> Provenance {
        Provenance {
            basis: Basis::Peer,
            peers: peers.iter().map(|&peer| peer.to_owned()).collect(),
        }
    }

    #[test]
    fn clients_are_listed_with_articles() {
        let three = known_from(&["vendor's PHP client", "a public integration", "vendor's Go client"]);
        assert_eq!(
            sentence(&three).as_deref(),
            Some(
                "Known from the vendor's PHP client, a public integration and the vendor's Go client; \
                 the documentation does not describe it."
            )
        );
        assert_eq!(
            sentence(&known_from(&["vendor's PHP client", "vendor's Go client"])).as_deref(),
            Some("Known from the vendor's PHP and Go clients; the documentation does not describe it.")
        );
        assert_eq!(
            sourced(&known_from(&[]), "“x”"),
            "Known from a public client (“x”); the documentation does not describe it."
        );
    }

    #[test]
    fn parts_say_only_what_differs() {
        let (plain, php) = (Provenance::default(), known_from(&["vendor's PHP client"]));
        assert_eq!(beside(&php, &php), None);
        assert_eq!(beside(&plain, &plain), None);
        assert_eq!(beside(&plain, &php).as_deref(), Some("Documented."));
        assert_eq!(
            beside(&php, &plain).as_deref(),
            Some("Known from the vendor's PHP client.")
        );
    }
}
