//! On whose word a thing stands, and how far that reaches.

use super::*;
use crate::model::{Basis, Provenance};

const PEERS: &str = "peers: {php: vendor's PHP client, go: vendor's Go client}";

fn said(basis: Basis, peers: &[&str]) -> Provenance {
    Provenance {
        basis,
        peers: peers.iter().map(|peer| (*peer).to_owned()).collect(),
    }
}

fn php() -> Provenance {
    said(Basis::Peer, &["vendor's PHP client"])
}

#[test]
fn a_type_speaks_for_its_fields_unless_they_do_themselves() {
    let seen = specs(
        PEERS,
        "types: {T: {basis: php, fields: {\n\
           a: string, b: {type: string, basis: documented}, c: {type: string, basis: inferred},\n\
           d: {type: string, basis: [go, php]}, e: {name: Inner, fields: {f: string}}, g: Other}},\n\
         Other: {fields: {h: string}}}",
    );
    assert_eq!(seen.found, []);
    for (of, field, provenance) in [
        ("T", "a", php()),
        ("T", "b", said(Basis::Documented, &[])),
        ("T", "c", said(Basis::Inferred, &[])),
        (
            "T",
            "d",
            said(Basis::Peer, &["vendor's Go client", "vendor's PHP client"]),
        ),
        ("Inner", "f", php()),
        // A named type speaks for itself.
        ("Other", "h", said(Basis::Documented, &[])),
    ] {
        assert_eq!(seen.field(of, field).docs.provenance, provenance, "{of}.{field}");
    }
}

#[test]
fn peers_are_declared_and_used_once() {
    let basis = |basis: &str| {
        let things = format!(
            "types: {{T: {{fields: {{a: {{type: string, basis: {basis}}}, b: {{type: string, basis: [php, go]}}}}}}}}"
        );
        specs(PEERS, &things).codes().join(" ")
    };
    assert_eq!(basis("php"), "");
    assert_eq!(basis("perl"), "E0405");
    assert_eq!(basis("peer"), "E0405");
    assert_eq!(basis("[php, php]"), "E0207");
    assert_eq!(basis("[php, inferred]"), "E0206");
    assert_eq!(basis("[]"), "E0206");
    // Without peers the word stands for any.
    let alone = types("T: {fields: {a: {type: string, basis: peer}}}");
    assert_eq!(
        (alone.field("T", "a").docs.provenance.clone(), alone.codes()),
        (said(Basis::Peer, &[]), vec![])
    );
}

#[test]
fn a_peer_that_nobody_names_is_handed_on_to_check() {
    let seen = specs(PEERS, "types: {T: {fields: {a: {type: string, basis: php}}}}");
    assert_eq!(seen.resolved.unused_peers, ["go"]);
    assert_eq!(seen.found, []);
}
