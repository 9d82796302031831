//! Stock and order accounting in the manner of a widespread Russian service: offsets, references, filters, weights, waits in
//! milliseconds, batches with mixed outcomes, files at a storage.

use std::time::Duration;

use tradewire::testing::{Scripted, SetClock};
use tradewire::{ErrorKind, Json};
use tradewire_warehouse::customer_orders::{
    CustomerOrderCreate, CustomerOrderCreateRequired, CustomerOrderSaveUpdate, CustomerOrderUpdate,
    PrintCustomerOrderRequired, PrintFormat, SaveManyCustomerOrders,
};
use tradewire_warehouse::products::ProductCreate;
use tradewire_warehouse::reports::ExportReportStockOutput;
use tradewire_warehouse::types::{ClientXAcceptRegion, Meta, Ref};
use tradewire_warehouse::{Client, ClientHeaders as _, ErrorCode};

use crate::support::run;

const ID: &str = "7944ef04-f831-11e5-7a69-971500188b19";

fn scripted(server: Scripted) -> (Scripted, SetClock, Client) {
    let clock = SetClock::new();
    let client = Client::builder("https://api.example/api/2")
        .credentials(tradewire_warehouse::Credentials::token("t0ken"))
        .transport(server.clone())
        .clock(clock.clone())
        .region(ClientXAcceptRegion::Kz)
        .build()
        .expect("a client");
    (server, clock, client)
}

fn to(kind: &str) -> Ref {
    Ref::new(Meta::new(format!("https://api.example/api/2/entity/{kind}/{ID}")).type_(kind))
}

fn page(ids: &[u32], size: u32, offset: u32) -> String {
    let rows: Vec<String> = ids
        .iter()
        .map(|id| format!(r#"{{"id":"{ID}","name":"{id}"}}"#))
        .collect();
    format!(
        r#"{{"meta":{{"href":"https://api.example/x","size":{size},"offset":{offset}}},"rows":[{}]}}"#,
        rows.join(",")
    )
}

#[test]
fn lists_go_on_by_what_came() {
    let (server, _, api) = scripted(
        Scripted::new()
            .reply(200, page(&[1, 2], 5, 0))
            // The server cuts pages to a size of its own.
            .reply(200, page(&[3], 5, 2))
            .reply(200, page(&[4, 5], 5, 3)),
    );
    let filter = ["moment>2024-01-01 00:00:00", r"name=a;b\c"];
    let mut items = api
        .customer_orders()
        .list()
        .filter(filter)
        .order(["moment,desc"])
        .limit(2)
        .items();
    let mut names = Vec::new();
    while let Some(order) = run(items.next()) {
        names.push(order.unwrap().name.unwrap());
    }
    assert_eq!(names, ["1", "2", "3", "4", "5"]);
    let requests = server.requests();
    assert_eq!(
        requests[0].query("filter").as_deref(),
        Some(r"moment>2024-01-01 00:00:00;name=a\;b\\c")
    );
    assert_eq!(requests[0].query("order").as_deref(), Some("moment,desc"));
    let offsets: Vec<_> = requests.iter().map(|request| request.query("offset")).collect();
    assert_eq!(offsets[1..], [Some("2".to_owned()), Some("3".to_owned())]);
    for request in requests {
        request
            .assert_header("x-accept-region", "kz")
            .assert_header("accept-encoding", "gzip");
        request.assert_header("authorization", "Bearer t0ken");
    }
}

#[test]
fn one_entity_is_read_created_and_changed() {
    let (server, _, api) = scripted(
        Scripted::new()
            .reply(502, "")
            .reply(200, format!(r#"{{"id":"{ID}","moment":"2024-05-01 10:00:00"}}"#))
            .reply(200, format!(r#"{{"id":"{ID}","vendorCode":"x"}}"#)),
    );
    let made = run(api
        .customer_orders()
        .create(CustomerOrderCreate::new(CustomerOrderCreateRequired {
            agent: to("counterparty"),
            organization: to("organization"),
        }))
        .send())
    .unwrap();
    assert_eq!(made.id.to_string(), ID);
    let keys: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.json().at("syncId").cloned())
        .collect();
    assert!(keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    let change = CustomerOrderUpdate::new().clear_description();
    run(api.customer_orders().update(ID, change).send()).unwrap();
    assert_eq!(server.last_request().body_text(), r#"{"description":null}"#);
}

#[test]
fn another_spelling_is_read_and_a_repeated_header_written() {
    let body = format!(r#"{{"id":"{ID}","name":"Tea","vendorCode":"T-1","salePrices":[{{"value":100}}]}}"#);
    let (server, _, api) = scripted(Scripted::new().reply(200, body));
    let off = ["https://a.example/h", "https://b.example/h,2"];
    let made = run(api
        .products()
        .create(ProductCreate::new("Tea"))
        .x_webhooks_off(off)
        .send())
    .unwrap();
    assert_eq!(made.article.as_deref(), Some("T-1"));
    let sent: Vec<_> = server
        .last_request()
        .headers
        .get_all("x-webhooks-off")
        .iter()
        .cloned()
        .collect();
    assert_eq!(sent, off);
}

#[test]
fn a_batch_answers_each_element_for_itself() {
    let reply = format!(
        r#"[{{"id":"{ID}","name":"1"}},{{"errors":[{{"error":"Name is taken","code":3006,"parameter":"name","line":1}}]}}]"#
    );
    let (_, _, api) = scripted(Scripted::new().reply(200, reply));
    let orders = vec![
        CustomerOrderSaveUpdate::new().name("1"),
        CustomerOrderSaveUpdate::new().name("1"),
    ];
    let error = run(api.customer_orders().save_many(orders).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Partial);
    let failed = error.failed_elements();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].position(), failed[0].code()), (Some(1), Some("3006")));
    let whole = error.partial::<SaveManyCustomerOrders>().unwrap().unwrap();
    let entry = &whole[1].errors.as_ref().unwrap()[0];
    assert_eq!(entry.extra.get("line"), Some(Json::from(1)));
    // A refusal of the whole has entries of its own.
    let refused = r#"{"errors":[{"error":"Unknown token","code":1056,"parameter":"token"}]}"#;
    let (_, _, api) = scripted(Scripted::new().reply(401, refused));
    let error = run(api.customer_orders().get(ID).send()).unwrap_err();
    assert!(error.is_auth());
    assert_eq!(ErrorCode::of(&error), Some(ErrorCode::WrongCredentials));
    let entry = &error.field_errors()[0];
    assert_eq!((entry.field.as_str(), entry.code()), ("token", Some("1056")));
}

#[test]
fn waits_and_weights_are_those_of_the_platform() {
    let (_, clock, api) = scripted(
        Scripted::new()
            .reply_with_headers(429, [("X-Retry-Interval", "2500")], "")
            .reply(200, page(&[], 0, 0)),
    );
    run(api.customer_orders().list().send()).unwrap();
    assert!(clock.passed() >= Duration::from_millis(2500), "{:?}", clock.passed());
    // Nine reports of weight five are the 45 of three seconds.
    let stock = r#"{"meta":{"size":0},"rows":[]}"#;
    let server = (0..10).fold(Scripted::new(), |server, _| server.reply(200, stock));
    let (_, clock, api) = scripted(server);
    for _ in 0..9 {
        run(api.reports().list_stock().send()).unwrap();
    }
    assert!(clock.passed() < Duration::from_secs(3), "{:?}", clock.passed());
    run(api.reports().list_stock().send()).unwrap();
    assert!(clock.passed() >= Duration::from_secs(3), "{:?}", clock.passed());
}

#[test]
fn a_file_lies_at_a_storage_and_a_report_may_come_later() {
    let storage = "https://files.example/print/1.pdf?X-Signature=abc";
    let (server, _, api) = scripted(
        Scripted::new()
            .reply_with_headers(303, [("Location", storage)], "")
            .reply(200, "%PDF")
            .reply_with_headers(
                202,
                [
                    ("Location", "https://api.example/api/2/async/1"),
                    ("X-Retry-Interval", "500"),
                ],
                "",
            ),
    );
    let print = PrintCustomerOrderRequired {
        id: ID.into(),
        template: to("template"),
        extension: PrintFormat::Pdf,
    };
    let file = run(api.customer_orders().print(print).send()).unwrap();
    assert_eq!(file.bytes.as_ref(), b"%PDF");
    let asked = server.last_request();
    assert_eq!(
        (asked.method.as_str(), asked.uri.to_string().as_str()),
        ("GET", storage)
    );
    assert!(asked.header("authorization").is_none() && asked.header("x-accept-region").is_none());
    match run(api.reports().export_stock().send()).unwrap() {
        ExportReportStockOutput::Accepted(job) => {
            assert_eq!(
                (job.location.as_str(), job.x_retry_interval),
                ("https://api.example/api/2/async/1", Some(500))
            );
        }
        other => panic!("{other:?}"),
    }
}
