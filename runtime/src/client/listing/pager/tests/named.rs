//! Listings by a cursor of the server's.

use super::*;

#[test]
fn cursors_are_followed_until_none_comes_or_the_same_again() {
    let mut named = pager(&CURSOR);
    assert_eq!(next_set(named.advance(&cursor(1, Some("a")))), [pair("cursor", "a")]);
    assert_eq!(next_set(named.advance(&cursor(2, Some("b")))), [pair("cursor", "b")]);
    assert!(
        matches!(named.advance(&cursor(3, Some("b"))).after, After::Next(_)),
        "asked once more"
    );
    let mut changing = pager(&CURSOR);
    for fingerprint in 1..3 {
        assert!(matches!(
            changing.advance(&cursor(fingerprint, Some("a"))).after,
            After::Next(_)
        ));
    }
    assert!(is_lost(&changing.advance(&cursor(3, Some("a")))));
    assert_eq!(named.advance(&cursor(3, Some("b"))).after, After::End);
    assert_eq!(pager(&CURSOR).advance(&cursor(1, None)).after, After::End);
    let empty = PageFacts {
        items: 0,
        ..cursor(1, Some("a"))
    };
    assert!(
        matches!(pager(&CURSOR).advance(&empty).after, After::Next(_)),
        "an empty page that names another"
    );
}

#[test]
fn cursors_that_lead_nowhere_are_an_error() {
    let mut circle = pager(&CURSOR);
    assert!(matches!(circle.advance(&cursor(1, Some("a"))).after, After::Next(_)));
    assert!(matches!(circle.advance(&cursor(2, Some("b"))).after, After::Next(_)));
    assert!(is_lost(&circle.advance(&cursor(3, Some("a")))));
    let mut deaf = pager(&CURSOR);
    assert!(matches!(deaf.advance(&cursor(1, Some("a"))).after, After::Next(_)));
    let again = deaf.advance(&cursor(1, Some("a")));
    assert!(
        is_lost(&again) && again.repeated == 2,
        "the server pays no heed to the cursor: {again:?}"
    );
    let mut alike = pager(&CURSOR);
    assert!(matches!(alike.advance(&cursor(1, Some("a"))).after, After::Next(_)));
    assert_eq!(
        alike.advance(&cursor(1, Some("b"))).repeated,
        0,
        "pages may look alike while the server moves on"
    );
}
