//! Listings read without a client: as those of a client in every kind of paging.

mod client_support;

use client_support::listing::{Number, numbers};
use client_support::{ListChanges, ListCursor, ListLinkHeaders, ListLinks, ListOffset, ListPages, credentials};
use tradewire::http::{HeaderMap, StatusCode};
use tradewire::{BaseUrl, Bytes, Cursor, Error, ErrorKind, Json, Listing, Paginated, Stamp};

fn base() -> BaseUrl {
    BaseUrl::parse("https://shop.example/api").unwrap()
}

/// Path and query of the next request; `None`: it is over.
fn asked<O: Paginated>(listing: &mut Listing<O>) -> Result<Option<String>, Error> {
    let Some(prepared) = listing.request()? else {
        return Ok(None);
    };
    let request = prepared.to_request(&base(), &credentials(), &Stamp::now())?;
    assert!(request.headers().contains_key("authorization"));
    assert_eq!(request.uri().host(), Some("shop.example"));
    Ok(request.uri().path_and_query().map(ToString::to_string))
}

fn take<O: Paginated>(listing: &mut Listing<O>, body: &str, link: Option<&str>) -> Result<Vec<O::Item>, Error> {
    let mut headers = HeaderMap::new();
    if let Some(link) = link {
        headers.insert("link", link.parse().unwrap());
    }
    let body = Bytes::copy_from_slice(body.as_bytes());
    Ok(listing.take(StatusCode::OK, &headers, &body)?.items())
}

/// Reads pages; gives numbers and addresses.
fn read<O: Paginated<Item: Number>>(
    mut listing: Listing<O>,
    pages: &[(&str, Option<&str>)],
) -> Result<(Vec<i64>, Vec<String>), Error> {
    let (mut all, mut addresses, mut pages) = (Vec::new(), Vec::new(), pages.iter());
    while let Some(address) = asked(&mut listing)? {
        addresses.push(address);
        let (body, link) = pages.next().expect("another page is asked for");
        all.extend(numbers(&take(&mut listing, body, *link)?));
    }
    assert!(pages.next().is_none(), "not all pages were asked for");
    Ok((all, addresses))
}

#[test]
fn every_kind_is_read_to_its_end() {
    let pages = [(r#"{"items":[1,2]}"#, None), (r#"{"items":[3]}"#, None)];
    let (all, sent) = read(Listing::new(ListPages::default(), &base()), &pages).unwrap();
    assert_eq!(
        (all.as_slice(), sent[1].as_str()),
        (&[1, 2, 3][..], "/api/things?page=2")
    );

    let pages = [(r#"[{"id":1}]"#, None), (r#"[{"id":2}]"#, None), ("[]", None)];
    let late = ListOffset {
        page: Some(7),
        size: None,
    };
    let (all, sent) = read(Listing::new(late, &base()), &pages).unwrap();
    assert_eq!((all.as_slice(), sent[2].as_str()), (&[1, 2][..], "/api/things?page=9"));

    let pages = [
        (r#"[{"id":1},{"id":4}]"#, None),
        (r#"[{"id":4},{"id":5}]"#, None),
        ("[]", None),
    ];
    let (all, sent) = read(Listing::new(ListChanges::default(), &base()), &pages).unwrap();
    assert_eq!(
        (all.as_slice(), sent[2].as_str()),
        (&[1, 4, 5][..], "/api/things?filter[since]=5")
    );

    let pages = [
        (r#"{"items":[{"id":1}],"next":"a"}"#, None),
        (r#"{"items":[{"id":2}]}"#, None),
    ];
    let (all, sent) = read(Listing::new(ListCursor::default(), &base()), &pages).unwrap();
    assert_eq!(
        (all.as_slice(), sent[1].as_str()),
        (&[1, 2][..], "/api/things?cursor=a")
    );

    let next = r#"{"items":[{"id":1}],"next":"https://shop.example/api/things?after=1"}"#;
    let pages = [(next, None), (r#"{"items":[{"id":2}]}"#, None)];
    let (all, sent) = read(Listing::new(ListLinks::default(), &base()), &pages).unwrap();
    assert_eq!((all.as_slice(), sent[1].as_str()), (&[1, 2][..], "/api/things?after=1"));

    let pages = [(r#"[{"id":1}]"#, Some("<?after=1>; rel=next")), (r#"[{"id":2}]"#, None)];
    let (all, sent) = read(Listing::new(ListLinkHeaders::default(), &base()), &pages).unwrap();
    assert_eq!((all.as_slice(), sent[1].as_str()), (&[1, 2][..], "/api/things?after=1"));
}

#[test]
fn places_are_stored_and_checked_when_they_come_back() {
    let mut listing = Listing::new(ListLinks::default(), &base());
    asked(&mut listing).unwrap();
    take(&mut listing, r#"{"items":[{"id":1}],"next":"?after=1"}"#, None).unwrap();
    let stored = listing.cursor().expect("a place").to_string();
    assert_eq!(
        listing.checkpoint().map(|place| place.to_string()),
        Some(stored.clone())
    );
    let mut again = Listing::resume(ListLinks::default(), &base(), &stored.parse().unwrap()).unwrap();
    assert_eq!(asked(&mut again).unwrap().as_deref(), Some("/api/things?after=1"));
    assert!(Listing::resume(ListPages::default(), &base(), &stored.parse().unwrap()).is_err());
    let elsewhere: Cursor = "tw1~things%2Elist%5Flinks~0~0~~link=https%3A%2F%2Fevil%2Eexample"
        .parse()
        .unwrap();
    let error = Listing::resume(ListLinks::default(), &base(), &elsewhere).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    // Within a page: what was handed out is known.
    let within: Cursor = "tw1~things%2Elist~1~1~~page=1".parse().unwrap();
    let mut rest = Listing::resume(ListPages::default(), &base(), &within).unwrap();
    asked(&mut rest).unwrap();
    assert_eq!(take(&mut rest, r#"{"items":[1,2]}"#, None).unwrap(), [2]);
}

#[test]
fn a_failure_leaves_the_place_and_an_unreadable_element_does_not() {
    let mut listing = Listing::new(ListPages::default(), &base());
    assert_eq!(
        asked(&mut listing).unwrap(),
        asked(&mut listing).unwrap(),
        "asked again, the same page"
    );
    for (status, body) in [(500, "{}"), (200, "{"), (200, r#"{"things":[]}"#)] {
        let status = StatusCode::from_u16(status).unwrap();
        let failed = listing.take(status, &HeaderMap::new(), &Bytes::from_static(body.as_bytes()));
        assert!(failed.is_err(), "{body}");
        assert_eq!(asked(&mut listing).unwrap().as_deref(), Some("/api/things"), "{body}");
    }
    let error = take(&mut listing, r#"{"items":[1,{}]}"#, None).unwrap_err();
    assert_eq!(error.rejected().len(), 1);
    assert_eq!(asked(&mut listing).unwrap().as_deref(), Some("/api/things?page=2"));
}

#[test]
fn no_way_on_is_an_error_behind_the_page_and_then_the_end() {
    let mut listing = Listing::new(ListLinks::default(), &base());
    asked(&mut listing).unwrap();
    let items: Vec<Json> = take(&mut listing, r#"{"items":[{"id":1}],"next":"/other?t=canary"}"#, None).unwrap();
    assert_eq!(numbers(&items), [1]);
    let error = asked(&mut listing).unwrap_err();
    let text = format!("{error} {error:?} {listing:?}");
    assert!(text.contains("not below") && !text.contains("canary"), "{text}");
    assert_eq!(asked(&mut listing).unwrap(), None);
}
