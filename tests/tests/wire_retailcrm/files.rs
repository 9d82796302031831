//! Files: the body of an upload is the file itself, and so is that of a download.

use tradewire::testing::Scripted;
use tradewire::{Bytes, Download, Error, ErrorKind, Upload};
use tradewire_retailcrm::{Client, Credentials};
use tradewire_tests::{Reply, Server};

use crate::scripted;

/// Not text, and full of what forms and multipart would change.
const CONTENT: &[u8] = b"\x89PNG\r\n\x1a\n\x00--\r\n%20+&=\xff";

#[tokio::test]
async fn an_upload_is_the_bare_content() {
    let server = Scripted::new().reply(201, r#"{"success":true,"file":{"id":5}}"#);
    let reply = scripted(&server)
        .files()
        .upload(CONTENT)
        .send()
        .await
        .expect("uploaded");
    let sent = server.last_request();
    assert_eq!(sent.body, CONTENT);
    assert_eq!(sent.header("content-type"), Some("application/octet-stream"));
    assert_eq!(reply.file.and_then(|file| file.id), Some(5));
}

/// The same on a socket, where an HTTP library could still change it, and back again.
#[tokio::test]
async fn files_survive_the_wire_in_both_directions() {
    let server = Server::scripted([
        Reply::json(201, r#"{"success":true}"#),
        Reply::new(200, CONTENT).header("Content-Disposition", "attachment; filename*=UTF-8''%D1%84.png"),
    ]);
    let crm = Client::builder(server.url())
        .credentials(Credentials::api_key("key"))
        .build()
        .expect("a client");
    crm.files().upload(CONTENT).send().await.expect("uploaded");
    let file = crm.files().download(5).send().await.expect("downloaded");
    assert_eq!((&file.bytes[..], file.file_name.as_deref()), (CONTENT, Some("ф.png")));

    let sent = &server.requests()[0];
    assert_eq!((&*sent.line(), &sent.body[..]), ("POST /api/v5/files/upload", CONTENT));
    assert_eq!(sent.header("content-type"), Some("application/octet-stream"));
    assert_eq!(sent.header("content-length"), Some(&*CONTENT.len().to_string()));
    assert_eq!(sent.header("x-api-key"), Some("key"));
}

#[tokio::test]
async fn an_upload_can_say_what_it_is() {
    let server = Scripted::new().reply(200, r#"{"success":true}"#);
    scripted(&server)
        .files()
        .upload(Upload::new(CONTENT).content_type("image/png"))
        .send()
        .await
        .expect("uploaded");
    assert_eq!(server.last_request().header("content-type"), Some("image/png"));
}

#[tokio::test]
async fn an_upload_takes_no_fields() {
    let server = Scripted::new();
    let error = scripted(&server)
        .files()
        .upload(CONTENT)
        .extra_field("name", "a.png")
        .send()
        .await
        .expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(server.requests().is_empty());
}

async fn download(headers: &[(&'static str, &'static str)], body: &'static [u8]) -> Result<Download, Error> {
    let server = Scripted::new().reply_with_headers(200, headers.iter().copied(), Bytes::from_static(body));
    scripted(&server).files().download(5).send().await
}

#[tokio::test]
async fn a_download_has_content_type_and_name() {
    let headers = [
        ("content-type", "image/png; charset=binary"),
        ("content-disposition", "attachment; filename=\"a 1.png\""),
    ];
    let file = download(&headers, CONTENT).await.expect("a file");
    assert_eq!(file.bytes, CONTENT);
    assert_eq!(file.content_type.as_deref(), Some("image/png"));
    assert_eq!(file.file_name.as_deref(), Some("a 1.png"));
}

#[tokio::test]
async fn file_names_come_in_many_forms() {
    for (disposition, expected) in [
        ("attachment; filename=act.pdf", Some("act.pdf")),
        (
            "attachment; filename=\"act.pdf\"; filename*=utf-8''%D0%B0%D0%BA%D1%82%20%E2%84%961.pdf",
            Some("акт №1.pdf"),
        ),
        ("attachment; filename*=UTF-8'ru'%D0%B0%D0%BA%D1%82.pdf", Some("акт.pdf")),
        ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
        ("attachment", None),
    ] {
        let file = download(&[("content-disposition", disposition)], b"x")
            .await
            .expect("a file");
        assert_eq!(file.file_name.as_deref(), expected, "{disposition}");
    }
}

#[tokio::test]
async fn a_printed_form_is_a_download() {
    let headers = [
        ("content-type", "application/pdf"),
        ("content-disposition", "inline; filename*=UTF-8''%D1%87%D0%B5%D0%BA.pdf"),
    ];
    let server = Scripted::new().reply_with_headers(200, headers, "%PDF-1.7");
    let form = scripted(&server)
        .orders()
        .print_plate("B-1", 4)
        .send()
        .await
        .expect("a form");
    assert_eq!(form.file_name.as_deref(), Some("чек.pdf"));
    assert_eq!(form.bytes, "%PDF-1.7");
}

/// Where a file was asked for, a refusal is still an error and not the content of a file.
#[tokio::test]
async fn a_refused_download_is_an_error() {
    for status in [200, 404] {
        let server = Scripted::new().reply(status, r#"{"success":false,"errorMsg":"Not found"}"#);
        let error = scripted(&server).files().download(5).send().await.expect_err("refused");
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Api, Some("Not found")),
            "{status}"
        );
    }
}

#[tokio::test]
async fn a_file_of_json_is_a_file() {
    let file = download(
        &[("content-type", "application/json")],
        br#"{"success":true,"orders":[1]}"#,
    )
    .await
    .expect("a file");
    assert_eq!(&file.bytes[..], br#"{"success":true,"orders":[1]}"#);
}
