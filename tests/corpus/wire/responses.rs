use tradewire::http::{HeaderMap, StatusCode};
use tradewire::testing::Scripted;
use tradewire::{Bytes, ErrorKind, Operation as _};
use tradewire_responses::ErrorCode;
use tradewire_responses::things::*;

use crate::support::{client, read, run};

#[test]
fn objects_arrays_and_wrappers() {
    let one = Thing::new(1);
    assert_eq!(read::<GetThing>(200, "\u{feff} {\"id\": 1}").unwrap(), one);
    assert_eq!(read::<ListThingBare>(200, r#"[{"id":1}]"#).unwrap(), [one.clone()]);
    assert_eq!(
        read::<ListThingWrapped>(200, r#"{"success":true,"things":[{"id":1}]}"#).unwrap(),
        [one.clone()]
    );
    assert_eq!(read::<GetThingEither>(200, r#"{"thing":{"id":1}}"#).unwrap(), one);
    assert_eq!(read::<GetThingEither>(200, r#"{"id":1}"#).unwrap(), one);
    assert_eq!(
        read::<GetThingNamed>(200, r#"{"-1":{"id":1}}"#).unwrap().get("-1"),
        Some(&one)
    );
    assert!(read::<GetThingNamed>(200, "[]").unwrap().is_empty());
}

#[test]
fn the_only_element_of_a_list() {
    let one = Thing::new(1);
    for body in [
        r#"{"things":[{"id":1}]}"#,
        r#"[{"id":1}]"#,
        r#"{"things":{"0":{"id":1}}}"#,
    ] {
        assert_eq!(read::<GetThingOnly>(200, body).unwrap(), one, "{body}");
    }
    for nothing in [r#"{"things":[]}"#, "[]"] {
        let error = read::<GetThingOnly>(200, nothing).unwrap_err();
        assert!(error.is_not_found() && !error.is_retryable(), "{nothing}: {error:?}");
        assert!(error.to_string().contains("empty"), "{error}");
    }
    let error = read::<GetThingOnly>(200, r#"[{"id":1},{"id":2}]"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        !error.is_not_found() && error.to_string().contains("2 elements"),
        "{error}"
    );
    let error = read::<GetThingOnly>(200, r#"[{"id":[]}]"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "it is there, and not empty");
    assert!(read::<GetThingOnly>(200, "7").is_err());
}

#[test]
fn statuses_and_bodies_beyond_json() {
    assert_eq!(
        read::<CreateThing>(201, r#"{"success":true,"id":7}"#).unwrap().id,
        Some(7)
    );
    read::<DeleteThing>(204, "").unwrap();
    read::<DeleteThing>(204, " \n").unwrap();
    assert_eq!(
        read::<ExportThings>(200, "a;b\n1;2\n").unwrap().bytes.as_ref(),
        b"a;b\n1;2\n"
    );
    assert_eq!(
        read::<GetThingUnknown>(200, r#"{"x":[1]}"#).unwrap().to_string(),
        r#"{"x":[1]}"#
    );
    let mut headers = HeaderMap::new();
    headers.insert("content-disposition", "attachment; filename=\"a.pdf\"".parse().unwrap());
    let file = DownloadThing::decode(StatusCode::OK, &headers, &Bytes::from_static(b"%PDF")).unwrap();
    assert_eq!(
        (file.file_name.as_deref(), file.bytes.as_ref()),
        (Some("a.pdf"), b"%PDF".as_slice())
    );
}

#[test]
fn failures_inside_success() {
    let error = read::<GetThing>(
        200,
        r#"{"success":false,"errorMsg":"No login","code":"login_empty","errors":{"login":["empty"]}}"#,
    )
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::LoginEmpty));
    assert_eq!(error.field_errors().len(), 1);
    let error = read::<DeleteThing>(200, r#"{"status":"fail","message":"Wrong key."}"#).unwrap_err();
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::WrongKey));
    assert!(error.is_auth() && !error.is_retryable());
    // The code counts more than the status, and no known meaning leaves the status its own.
    let taken = read::<GetThing>(404, r#"{"code":"taken"}"#).unwrap_err();
    assert!(taken.is_already_exists() && !taken.is_not_found());
    assert!(read::<GetThing>(404, r#"{"code":"odd"}"#).unwrap_err().is_not_found());
    assert!(
        read::<GetThing>(404, "<html><title>Not found</title></html>")
            .unwrap_err()
            .is_not_found()
    );
    assert!(read::<GetThing>(503, "").unwrap_err().is_rate_limited());
}

#[test]
fn partial_success_has_both() {
    let error =
        read::<UploadManyThings>(460, r#"{"success":false,"errorMsg":"Some failed","uploaded":[1]}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Partial);
    let done = error
        .partial::<UploadManyThings>()
        .expect("the result")
        .expect("it can be read");
    assert_eq!(done.uploaded, Some(vec![1]));
}

/// Whether a creation is sent again after such a reply.
fn is_repeated(status: u16, header: Option<&str>, body: &'static str) -> bool {
    let server = Scripted::new()
        .reply_with_headers(status, header.map(|name| (name, "1")), body)
        .otherwise(|_| tradewire::http::Response::new(r#"{"success":true,"id":7}"#.into()));
    let client: tradewire_responses::Client = client(&server);
    let _ = run(client.things().create(Thing::new(1)).send());
    server.requests().len() == 2
}

#[test]
fn only_the_signs_of_a_refusal_are_proof() {
    assert!(is_repeated(529, Some("retry-after"), "<html>"));
    assert!(!is_repeated(529, None, ""));
    assert!(is_repeated(530, None, " "));
    assert!(!is_repeated(530, Some("retry-after"), "<html>"));
    assert!(is_repeated(531, Some("x-refused"), ""));
    assert!(!is_repeated(531, Some("retry-after"), ""));
    assert!(!is_repeated(531, Some("x-refused"), "<html>"));
    for status in [503, 532] {
        assert!(!is_repeated(status, Some("retry-after"), ""), "{status}");
    }
    assert!(read::<GetThing>(530, "").unwrap_err().is_rate_limited());
    assert!(!read::<GetThing>(530, "<html>").unwrap_err().is_rate_limited());
    assert!(read::<GetThing>(532, "").unwrap_err().is_unavailable());
}

#[test]
fn a_file_is_fetched_from_the_host_that_the_server_names() {
    let script = || {
        Scripted::new()
            .reply_with_headers(302, [("Location", "https://files.example/1.pdf?sig=a")], "")
            .reply_with_headers(200, [("Content-Type", "application/pdf")], "%PDF")
    };
    let server = script();
    let api: tradewire_responses::Client = client(&server);
    let file = run(api.things().label().header("X-Own", "1").send()).unwrap();
    assert_eq!(file.bytes.as_ref(), b"%PDF");
    let asked = server.last_request();
    assert_eq!(asked.uri.to_string(), "https://files.example/1.pdf?sig=a");
    assert!(asked.header("X-Own").is_none());
    // An operation that does not say so stays on its host.
    let server = script();
    let api: tradewire_responses::Client = client(&server);
    assert_eq!(run(api.things().download().send()).unwrap_err().kind(), ErrorKind::Api);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn what_comes_differs_by_status() {
    let read_with = |status: u16, headers: &[(&'static str, &str)], body: &'static str| {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        PrintThing::decode(
            StatusCode::from_u16(status).unwrap(),
            &map,
            &Bytes::from_static(body.as_bytes()),
        )
    };
    match read_with(200, &[("content-type", "application/pdf")], "%PDF").unwrap() {
        PrintThingOutput::Ok(file) => assert_eq!(file.bytes.as_ref(), b"%PDF"),
        other => panic!("{other:?}"),
    }
    match read_with(202, &[("location", "/job/5"), ("x-wait", " 2 ")], "").unwrap() {
        PrintThingOutput::Accepted(job) => assert_eq!((job.location.as_str(), job.x_wait), ("/job/5", Some(2))),
        other => panic!("{other:?}"),
    }
    assert_eq!(read_with(204, &[], "").unwrap(), PrintThingOutput::NoContent);
    // Required, and not there; there twice; of another form; a status that nobody declared. The reply is kept.
    for (status, headers, why) in [
        (202, &[("x-wait", "2")][..], "the header `Location` is missing"),
        (
            202,
            &[("location", "/a"), ("location", "/b")],
            "the header `Location` came with different values",
        ),
        (
            202,
            &[("location", "/a"), ("x-wait", "soon")],
            "the header `X-Wait` does not fit",
        ),
        (
            206,
            &[("location", "/a")],
            "nothing is known of a reply with the status 206",
        ),
    ] {
        let error = read_with(status, headers, "half").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(why), "{error}");
        assert_eq!(error.partial_body().map(|body| &body[..]), Some(&b"half"[..]));
        assert_eq!(error.headers().len(), headers.len());
    }
    assert_eq!(read_with(404, &[], "").unwrap_err().kind(), ErrorKind::Api);

    let one = Thing::new(1);
    assert_eq!(
        read::<PollThing>(200, r#"{"thing":{"id":1}}"#).unwrap(),
        PollThingOutput::Ok(one.clone())
    );
    match read::<PollThing>(202, r#"{"state":"waiting","since":3}"#).unwrap() {
        PollThingOutput::Accepted(reply) => {
            assert_eq!(reply.state, JobState::Waiting);
            assert!(reply.extra.get("since").is_some());
        }
        other => panic!("{other:?}"),
    }
    match read::<PollThing>(207, r#"[{"id":1}]"#).unwrap() {
        PollThingOutput::MultiStatus(reply) => assert_eq!((reply.body, reply.x_state), (vec![one], None)),
        other => panic!("{other:?}"),
    }
    assert!(read::<PollThing>(202, r#"{"thing":{"id":1}}"#).is_err());
}

#[test]
fn headers_stand_beside_the_body() {
    let server = Scripted::new()
        .reply_with_headers(
            200,
            [("X-Until", "2024-05-01T10:00:00Z"), ("X-Count", "3"), ("Body", "b")],
            r#"{"id":1}"#,
        )
        .reply_with_headers(200, [("X-Until", "soon")], r#"{"id":1}"#);
    let api: tradewire_responses::Client = client(&server);
    let dated = run(api.things().get_dated().send()).unwrap();
    assert_eq!(
        (dated.body.id, dated.x_count, dated.body_header.as_deref()),
        (1, 3, Some("b"))
    );
    assert_eq!(
        dated.x_until.map(|until| until.to_string()).as_deref(),
        Some("2024-05-01T10:00:00Z")
    );
    let error = run(api.things().get_dated().send()).unwrap_err();
    assert!(error.to_string().contains("the header `X-"), "{error}");
}

#[test]
fn headers_come_beside_files_tables_and_texts() {
    let with = |headers: &[(&'static str, &'static str)]| {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        map
    };
    let rows = with(&[("x-rows", "2")]);
    let file = GetThingReport::decode(StatusCode::OK, &rows, &Bytes::from_static(b"%PDF")).unwrap();
    assert_eq!((file.body.bytes.as_ref(), file.x_rows), (&b"%PDF"[..], 2));
    let table = GetThingTable::decode(StatusCode::OK, &rows, &Bytes::from_static(b"a;b")).unwrap();
    assert_eq!((table.body.bytes.as_ref(), table.x_rows), (&b"a;b"[..], 2));
    let note = GetThingNote::decode(StatusCode::OK, &rows, &Bytes::from_static(b"hello")).unwrap();
    assert_eq!((note.body.as_str(), note.x_rows), ("hello", Some(2)));
    assert!(GetThingReport::decode(StatusCode::OK, &with(&[]), &Bytes::from_static(b"%PDF")).is_err());
    let page = |status: StatusCode| GetThingPage::decode(status, &rows, &Bytes::from_static(b"x")).unwrap();
    match (page(StatusCode::OK), page(StatusCode::PARTIAL_CONTENT)) {
        (GetThingPageOutput::Ok(text), GetThingPageOutput::PartialContent(file)) => {
            assert_eq!((text.body.as_str(), text.x_rows), ("x", Some(2)));
            assert_eq!((file.body.bytes.as_ref(), file.x_rows), (&b"x"[..], Some(2)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn headers_beside_a_file_are_those_of_the_host_that_has_it() {
    let server = Scripted::new()
        .reply_with_headers(302, [("Location", "https://files.example/1.pdf"), ("X-Rows", "1")], "")
        .reply_with_headers(200, [("X-Rows", "9")], "%PDF");
    let api: tradewire_responses::Client = client(&server);
    let file = run(api.things().get_report().send()).unwrap();
    assert_eq!((file.body.bytes.as_ref(), file.x_rows), (&b"%PDF"[..], 9));
    assert_eq!(server.last_request().uri.to_string(), "https://files.example/1.pdf");
}

#[test]
fn examples_show_what_to_do_with_more_than_one_value() {
    let source = include_str!("../../src/things.rs");
    for line in [
        "/// let reply = client.things().print().send().await?;",
        "///     PrintThingOutput::Ok(body) => println!(\"{body:?}\"),",
        "///     PrintThingOutput::Accepted(parts) => println!(\"{:?}\", parts.location),",
        "///     PrintThingOutput::NoContent => {}",
        "/// let reply = client.things().get_dated().send().await?;",
        "/// println!(\"{:?}\", reply.x_until);",
    ] {
        assert!(source.contains(line), "{line}");
    }
    assert!(source.contains("/// client.things().delete().send().await?;"), "nothing comes of it");
}
