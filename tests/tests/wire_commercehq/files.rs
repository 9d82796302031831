//! Uploads, and the two forms in which the list of files comes.

use futures_util::TryStreamExt;
use tradewire::File;
use tradewire::testing::Scripted;
use tradewire_commercehq::files::{FileType, ImageSize, UploadedFileType};
use tradewire_tests::{Reply, Server};

use crate::{connected, scripted};

const UPLOADED: &str = include_str!("../../../specs/commercehq/examples/files.upload.1.response.json");
const LISTED: &str = include_str!("../../../specs/commercehq/examples/files.list.1.response.json");

/// Two pictures, one with a name that must not end its quotes and bytes that are no text.
#[tokio::test]
async fn an_upload_is_multipart_byte_for_byte() {
    let server = Server::scripted([Reply::json(200, UPLOADED)]);
    let cat = File::new("cat.jpg", &b"\xff\xd8\r\n--\x00\xff\xd9"[..]).content_type("image/jpeg");
    let odd = File::new("кот \"1\".bin", &b"\r\n"[..]);

    let files = connected(&server)
        .files()
        .upload([cat, odd])
        .type_(FileType::ProductImages)
        .send()
        .await
        .expect("an upload");

    let sent = server.requests().remove(0);
    assert_eq!(sent.line(), "POST /api/v1/files");
    assert_eq!(sent.header("authorization"), Some("Basic a2V5OnNlY3JldA=="));
    let content_type = sent.header("content-type").expect("a content type");
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .expect("multipart with a boundary");
    let text = |part: &str| part.replace("BOUNDARY", boundary).into_bytes();
    let expected = [
        text("--BOUNDARY\r\nContent-Disposition: form-data; name=\"files\"; filename=\"cat.jpg\"\r\n"),
        text("Content-Type: image/jpeg\r\n\r\n"),
        b"\xff\xd8\r\n--\x00\xff\xd9\r\n".to_vec(),
        text("--BOUNDARY\r\nContent-Disposition: form-data; name=\"files\"; filename=\"кот %221%22.bin\"\r\n"),
        text("Content-Type: application/octet-stream\r\n\r\n"),
        b"\r\n\r\n".to_vec(),
        text("--BOUNDARY\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nproduct_images\r\n"),
        text("--BOUNDARY--\r\n"),
    ]
    .concat();
    assert_eq!(sent.body_text(), String::from_utf8_lossy(&expected), "for people");
    assert_eq!(sent.body, expected);
    assert_eq!(sent.header("content-length"), Some(&*expected.len().to_string()));

    assert_eq!(files.len(), 1);
    assert_eq!(files[0].id, 453);
    assert_eq!(files[0].image_max_size_available, ImageSize::Jumbo);
    assert_eq!(files[0].type_, UploadedFileType::Files);
    assert_eq!(files[0].theme_id, None);
}

/// An upload may have arrived when the connection breaks: it is not repeated.
#[tokio::test]
async fn an_upload_is_not_sent_twice() {
    let server = Scripted::new().reply(502, "").reply(200, UPLOADED);
    let error = scripted(&server)
        .files()
        .upload([File::new("a", "1")])
        .send()
        .await
        .expect_err("bad gateway");
    assert!(error.is_unavailable());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_list_of_files_comes_bare_or_wrapped() {
    let wrapped = format!(r#"{{"items":{LISTED},"_meta":{{"totalCount":1,"pageCount":1}}}}"#);
    for (body, requests) in [(LISTED.to_owned(), 3), (wrapped, 3)] {
        let server = Scripted::new()
            .reply(200, body.clone())
            .reply(200, body)
            .reply(200, "[]");
        let client = scripted(&server);
        let page = client.files().list().send().await.expect("a list");
        assert_eq!(
            page[0].name.as_deref(),
            Some("perfectly-timed-cat-photos-funny-cover.jpg")
        );
        assert_eq!(page[0].size, Some(65206));
        let all: Vec<_> = client.files().list().items().try_collect().await.expect("all files");
        assert_eq!(all, page);
        assert_eq!(server.requests().len(), requests, "an empty page is the end");
    }
}

/// A bare list tells no totals: pages are asked for until one is empty.
#[tokio::test]
async fn bare_pages_end_on_an_empty_one() {
    let page = |ids: std::ops::Range<i64>| {
        let files: Vec<String> = ids.map(|id| format!(r#"{{"id":{id}}}"#)).collect();
        format!("[{}]", files.join(","))
    };
    let server = Scripted::new()
        .reply(200, page(0..20))
        .reply(200, page(20..40))
        .reply(200, page(40..41))
        .reply(200, "[]");
    let ids: Vec<_> = scripted(&server)
        .files()
        .list()
        .items()
        .map_ok(|file| file.id)
        .try_collect()
        .await
        .expect("all files");
    assert!(ids.into_iter().eq(0..41));
    let queries: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.query_text().to_owned())
        .collect();
    assert_eq!(queries, ["", "page=2", "page=3", "page=4"]);
}

#[tokio::test]
async fn a_deleted_file_answers_with_an_empty_list_and_204() {
    for body in ["[]", ""] {
        let server = Scripted::new().reply(204, body);
        scripted(&server).files().delete(453).send().await.expect("deleted");
    }
}
