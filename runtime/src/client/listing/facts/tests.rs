use super::*;

const PAGING: Paging = Paging {
    strategy: Strategy::Keyset {
        set: &[("from_id", "id"), ("since", "time.at")],
    },
    items: "items",
    total_pages: Some("_meta.pageCount"),
    total_items: Some("_meta.totalCount"),
    ..Paging::NONE
};

#[test]
fn marks_around_a_page_change_nothing() {
    for (before, after) in [
        ("\u{feff}\u{feff}", ""),
        ("\n\n\u{feff}", "\u{feff}\n"),
        ("\u{200b}\u{a0}", "\u{a0}"),
    ] {
        for (page, list) in [
            (r#"{"items":[{"id":1}],"_meta":{"pageCount":3}}"#, "items"),
            (r#"[{"id":1}]"#, ""),
        ] {
            let marked = format!("{before}{page}{after}");
            assert_eq!(list_path(marked.as_bytes(), "items"), list);
            let facts = PageFacts::read(marked.as_bytes(), &PAGING);
            assert_eq!(facts, PageFacts::read(page.as_bytes(), &PAGING), "{marked:?}");
            assert_eq!(facts.items, 1);
        }
    }
}

#[test]
fn everything_is_read_from_the_body() {
    let body = br#"{"items":[{"id":1},{"id":2,"time":{"at":"x"}}],"_meta":{"pageCount":"3","totalCount":5}}"#;
    let facts = PageFacts::read(body, &PAGING);
    assert_eq!(
        (facts.items, facts.total_pages, facts.total_items),
        (2, Some(3), Some(5))
    );
    assert_eq!(facts.last, [Some("2".to_owned()), Some("x".to_owned())]);
    assert_eq!(
        facts.hashes,
        [Hash::of(br#"{"id":1}"#), Hash::of(br#"{"id":2,"time":{"at":"x"}}"#)]
    );
    let all = keys_of_all(body, &PAGING);
    assert_eq!(all, [vec![Some("1".to_owned()), None], facts.last]);
}

#[test]
fn headers_have_totals_and_the_next_page_too() {
    let paging = Paging {
        strategy: Strategy::Link { next: "" },
        total_pages_header: Some("X-Pages"),
        total_items_header: Some("x-total"),
        next_header: Some("Link"),
        ..Paging::NONE
    };
    let read = |pairs: &[(&'static str, &'static str)]| {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        PageFacts::read(b"[1]", &paging).with_headers(&headers, &paging)
    };
    let all = read(&[
        ("x-pages", " 7 "),
        ("x-total", "13"),
        ("x-total", "13"),
        ("link", "</a>; rel=next"),
    ]);
    assert_eq!(
        (all.total_pages, all.total_items, all.next.as_deref(), all.unnamed),
        (Some(7), Some(13), Some("/a"), None)
    );
    for nonsense in ["", "-1", "1.5", "seven", "99999999999999999999", "7, 7"] {
        assert_eq!(read(&[("x-total", nonsense)]).total_items, None, "{nonsense}");
    }
    assert_eq!(read(&[("x-total", "1"), ("x-total", "2")]).total_items, None);
    let doubt = read(&[("link", "</a>; rel=next, </b>; rel=next")]);
    assert!(doubt.next.is_none() && doubt.unnamed.is_some());
}

#[test]
fn a_next_page_that_names_nothing_is_not_taken_for_the_end() {
    let paging = Paging {
        strategy: Strategy::Link { next: "meta.next" },
        items: "items",
        ..Paging::NONE
    };
    let read = |next: &str| {
        let body = format!(r#"{{"items":[1],"meta":{{"next":{next}}}}}"#);
        let facts = PageFacts::read(body.as_bytes(), &paging);
        (facts.next, facts.unnamed.is_some())
    };
    assert_eq!(read(r#""/a""#), (Some("/a".to_owned()), false));
    for nothing in ["null", "false", r#""""#, "[]", "{}"] {
        assert_eq!(read(nothing), (None, false), "{nothing}");
    }
    for other in ["true", r#"{"href":"/a"}"#, r#"["/a"]"#] {
        assert_eq!(read(other), (None, true), "{other}");
    }
}

#[test]
fn a_bare_list_counts_where_a_wrapped_one_is_expected() {
    let facts = PageFacts::read(br#"[{"id":1},{"id":7}]"#, &PAGING);
    assert_eq!((facts.items, facts.last[0].as_deref()), (2, Some("7")));
}

#[test]
fn equal_items_have_equal_fingerprints_whatever_stands_around_them() {
    let read = |text: &str| PageFacts::read(text.as_bytes(), &PAGING).fingerprint;
    let [one, two] = [1, 2].map(|page| read(&format!(r#"{{"items":[1,2],"page":{page}}}"#)));
    assert_eq!(one, two);
    assert_ne!(one, read(r#"{"items":[12]}"#));
    assert_ne!(one, read(r#"{"items":[2,1]}"#));
}

#[test]
fn nonsense_has_no_items() {
    for body in [
        "",
        "<html>",
        "{",
        "null",
        r#"{"items":null}"#,
        r#"{"items":"#,
        r#"{"items":[1,2"#,
    ] {
        assert_eq!(PageFacts::read(body.as_bytes(), &PAGING).items, 0, "{body}");
    }
}

#[test]
fn hashes_are_those_of_the_standard() {
    // Test vectors of FNV-1a, 64 bits.
    assert_eq!(Hash::of(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(Hash::of(b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn totals_are_read_in_every_form_of_a_whole_number() {
    for (text, total) in [
        ("60", Some(60)),
        ("\"60\"", Some(60)),
        ("\" 060 \"", Some(60)),
        ("60.0", Some(60)),
        ("\"60.00\"", Some(60)),
        ("6e1", None),
        ("18446744073709551615", Some(u64::MAX)),
        ("60.5", None),
        ("-1", None),
        ("-0.0", None),
        ("99999999999999999999", None),
        ("1e999", None),
        ("\"\"", None),
        ("\"60 of 90\"", None),
        ("\"[6]\"", None),
        ("true", None),
        ("null", None),
        ("[60]", None),
    ] {
        let body = format!(r#"{{"items":[],"_meta":{{"totalCount":{text}}}}}"#);
        assert_eq!(PageFacts::read(body.as_bytes(), &PAGING).total_items, total, "{text}");
    }
    let paging = Paging {
        total_items: None,
        total_items_header: Some("x-total"),
        ..PAGING
    };
    for (text, total) in [(" 60.0", Some(60)), ("60, 60", None), ("sixty", None), ("", None)] {
        let mut headers = HeaderMap::new();
        headers.insert("x-total", http::HeaderValue::from_str(text).unwrap());
        let facts = PageFacts::read(br#"{"items":[]}"#, &paging).with_headers(&headers, &paging);
        assert_eq!(facts.total_items, total, "{text:?}");
    }
}

#[test]
fn whether_there_is_more_is_read_in_every_form_of_a_truth_value() {
    let in_body = Paging {
        more: Some("_meta.more"),
        ..PAGING
    };
    for (text, more) in [
        ("true", Some(true)),
        ("false", Some(false)),
        ("1", Some(true)),
        ("\"0\"", Some(false)),
        ("\" true \"", Some(true)),
        ("null", None),
        ("\"\"", None),
        ("2", None),
        ("\"perhaps\"", None),
        ("[]", None),
    ] {
        let body = format!(r#"{{"items":[],"_meta":{{"more":{text}}}}}"#);
        assert_eq!(PageFacts::read(body.as_bytes(), &in_body).more, more, "{text}");
    }
    let in_header = Paging {
        more: None,
        more_header: Some("x-more"),
        ..PAGING
    };
    for (text, more) in [
        ("true", Some(true)),
        (" False", Some(false)),
        ("1", Some(true)),
        ("", None),
        ("no", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("x-more", http::HeaderValue::from_str(text).unwrap());
        let facts = PageFacts::read(br#"{"items":[]}"#, &in_header).with_headers(&headers, &in_header);
        assert_eq!(facts.more, more, "{text:?}");
    }
}
