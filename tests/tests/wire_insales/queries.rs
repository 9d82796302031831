//! What stands in paths and queries.

use tradewire::testing::Scripted;
use tradewire::{Credentials as Held, DateTime, ErrorKind, Operation};
use tradewire_insales::collection_field_values::{GetCollectionFieldValue, GetCollectionFieldValueRequired};
use tradewire_insales::custom_statuses::GetCustomStatus;
use tradewire_insales::orders::FulfillmentStatus;
use tradewire_insales::product_fields::{DeleteProductField, GetProductField};
use tradewire_insales::types::IdOrHandle;
use tradewire_insales::variant_field_values::{
    DeleteVariantFieldValue, DeleteVariantFieldValueRequired, GetVariantFieldValue, GetVariantFieldValueRequired,
};
use tradewire_insales::{BasicCredentials, Call, Credentials, blocking};
use tradewire_tests::parameters;

use crate::support::{SHOP, shop, target};
use tradewire_insales::product_field_values::DeleteProductFieldValueRequired;

fn platform() -> blocking::Client {
    shop(&Scripted::new())
}

fn line<O: Operation, C>(call: &Call<O, C>) -> String {
    target(call.operation())
}

#[test]
fn filters_of_orders_repeat_their_name_with_brackets() {
    let orders = platform().orders();
    let listed = orders
        .list()
        .fulfillment_status([FulfillmentStatus::New, FulfillmentStatus::Accepted]);
    assert_eq!(
        line(&listed),
        "/admin/orders.json?fulfillment_status[]=new&fulfillment_status[]=accepted"
    );

    let counted = orders.count().delivery_variant([1, 2]).payment_gateway_id([3]);
    assert_eq!(
        line(&counted),
        "/admin/orders/count.json?delivery_variant[]=1&delivery_variant[]=2&payment_gateway_id[]=3"
    );

    let changed = orders
        .list_changes("2026-01-31T10:00:00Z")
        .fulfillment_status(["dispatched"])
        .per_page(50);
    let target = line(&changed);
    let (path, query) = target.split_once('?').expect("a query");
    assert_eq!(path, "/admin/orders.json");
    assert_eq!(
        parameters(query),
        [
            ("fulfillment_status[]".to_owned(), "dispatched".to_owned()),
            ("per_page".to_owned(), "50".to_owned()),
            ("updated_since".to_owned(), "2026-01-31T10:00:00Z".to_owned()),
        ]
    );
}

/// An empty list of filters asks for no filter, not for orders without a status.
#[test]
fn an_empty_filter_is_not_sent() {
    let none: [FulfillmentStatus; 0] = [];
    assert_eq!(
        line(&platform().orders().list().fulfillment_status(none)),
        "/admin/orders.json"
    );
}

/// A bare `+` would be read as a space and spoil the offset.
#[test]
fn the_plus_of_an_offset_is_escaped() {
    let since = DateTime::from("2013-11-22T16:14:33+04:00");
    let expected = "updated_since=2013-11-22T16%3A14%3A33%2B04%3A00";
    // Where the document shows a form, that one goes out.
    let documented = "updated_since=2013-11-22%2016%3A14%3A33%20%2B0400";
    let (orders, products) = (platform().orders(), platform().products());
    assert_eq!(
        line(&orders.list().updated_since(since.clone())),
        format!("/admin/orders.json?{expected}")
    );
    assert_eq!(
        line(&products.list_changes(since.clone())),
        format!("/admin/products.json?{expected}")
    );
    assert_eq!(
        line(&platform().clients().list_changes(since.clone())),
        format!("/admin/clients.json?{documented}")
    );
    assert_eq!(
        line(&platform().collections().list().updated_since(since)),
        format!("/admin/collections.json?{documented}")
    );
}

#[test]
fn pages_are_asked_for_by_page_per_page_and_from_id() {
    let products = platform().products().list().from_id(1001).page(3).per_page(250);
    let target = line(&products);
    let (path, query) = target.split_once('?').expect("a query");
    assert_eq!(path, "/admin/products.json");
    let expected = [("from_id", "1001"), ("page", "3"), ("per_page", "250")];
    assert_eq!(
        parameters(query),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(
        line(&platform().webhooks().list().page(2)),
        "/admin/webhooks.json?page=2"
    );
}

/// One listing answers for products, for collections and for all places.
#[test]
fn places_in_collections_are_listed_by_product_or_collection() {
    let collects = platform().collects();
    assert_eq!(line(&collects.list()), "/admin/collects.json");
    assert_eq!(
        line(&collects.list().product_id(1)),
        "/admin/collects.json?product_id=1"
    );
    assert_eq!(
        line(&collects.list().collection_id(2)),
        "/admin/collects.json?collection_id=2"
    );
    assert_eq!(
        line(&platform().collection_filters().list().collection_id(2)),
        "/admin/collection_filters.json?collection_id=2"
    );
}

#[test]
fn a_field_is_named_by_id_or_by_handle_in_the_same_place() {
    let shop = platform();
    let table = [
        (
            line(&shop.collection_fields().get(2)),
            "/admin/collection_fields/2.json",
        ),
        (
            line(&shop.collection_fields().get("handle2")),
            "/admin/collection_fields/handle2.json",
        ),
        (line(&shop.product_fields().delete(2)), "/admin/product_fields/2.json"),
        (
            line(&shop.product_fields().delete("handle2")),
            "/admin/product_fields/handle2.json",
        ),
        (line(&shop.variant_fields().get(2)), "/admin/variant_fields/2.json"),
        (
            line(&shop.variant_fields().get("handle2".to_owned())),
            "/admin/variant_fields/handle2.json",
        ),
        (
            line(&shop.collection_field_values().get(GetCollectionFieldValueRequired {
                collection_id: 1,
                field_id: 2.into(),
            })),
            "/admin/collections/1/collection_field_values/2.json",
        ),
        (
            line(&shop.collection_field_values().get(GetCollectionFieldValueRequired {
                collection_id: 1,
                field_id: "handle2".into(),
            })),
            "/admin/collections/1/collection_field_values/handle2.json",
        ),
        (
            line(&shop.product_field_values().delete(DeleteProductFieldValueRequired {
                product_id: 1,
                id: 2.into(),
            })),
            "/admin/products/1/product_field_values/2.json",
        ),
        (
            line(&shop.product_field_values().delete(DeleteProductFieldValueRequired {
                product_id: 1,
                id: "handle".into(),
            })),
            "/admin/products/1/product_field_values/handle.json",
        ),
        (
            line(&shop.variant_field_values().get(GetVariantFieldValueRequired {
                variant_id: 1,
                id: 2.into(),
            })),
            "/admin/variants/1/variant_field_values/2.json",
        ),
        (
            line(&shop.variant_field_values().get(GetVariantFieldValueRequired {
                variant_id: 1,
                id: IdOrHandle::Handle("handle".to_owned()),
            })),
            "/admin/variants/1/variant_field_values/handle.json",
        ),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
}

#[test]
fn a_handle_stays_one_segment_of_the_path() {
    assert_eq!(
        target(&GetProductField::new("a/b ?#%")),
        "/admin/product_fields/a%2Fb%20%3F%23%25.json"
    );
    assert_eq!(
        target(&GetCustomStatus::new("в-работе")),
        "/admin/custom_statuses/%D0%B2-%D1%80%D0%B0%D0%B1%D0%BE%D1%82%D0%B5.json"
    );
}

/// Without a handle the address would be that of the whole list.
#[test]
fn an_empty_handle_is_refused_before_anything_is_sent() {
    fn refused<O: Operation>(operation: &O, credentials: &Held) {
        let error = operation.request(SHOP, credentials).expect_err(O::meta().id);
        assert_eq!(error.kind(), ErrorKind::Build);
        assert_eq!(error.operation(), Some(O::meta().id));
    }
    let credentials = Credentials::basic(BasicCredentials {
        app_id: "app".into(),
        password: "secret".into(),
    });
    refused(&GetProductField::new(""), &credentials);
    refused(&DeleteProductField::new(String::new()), &credentials);
    refused(&GetCustomStatus::new(""), &credentials);
    refused(
        &GetCollectionFieldValue::new(GetCollectionFieldValueRequired {
            collection_id: 1,
            field_id: "".into(),
        }),
        &credentials,
    );
    refused(
        &GetVariantFieldValue::new(GetVariantFieldValueRequired {
            variant_id: 1,
            id: "".into(),
        }),
        &credentials,
    );
    refused(
        &DeleteVariantFieldValue::new(DeleteVariantFieldValueRequired {
            variant_id: 1,
            id: "".into(),
        }),
        &credentials,
    );
}

#[test]
fn singletons_have_no_id_and_counts_stand_beside_ids() {
    let shop = platform();
    let charge = shop.recurring_application_charge();
    let table = [
        (line(&shop.account().get()), "/admin/account.json"),
        (line(&shop.account().update()), "/admin/account.json"),
        (line(&charge.get()), "/admin/recurring_application_charge.json"),
        (line(&charge.delete()), "/admin/recurring_application_charge.json"),
        (line(&shop.orders().count()), "/admin/orders/count.json"),
        (line(&shop.orders().get(7)), "/admin/orders/7.json"),
        (line(&shop.products().count()), "/admin/products/count.json"),
        (line(&shop.products().get(7)), "/admin/products/7.json"),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
}

#[test]
fn undocumented_parameters_can_be_added() {
    let server = Scripted::new().reply(200, "[]");
    shop(&server)
        .orders()
        .list()
        .page(1)
        .extra_query("deleted", "да")
        .send()
        .expect("a list");
    assert_eq!(server.last_request().query_text(), "page=1&deleted=%D0%B4%D0%B0");
}

/// A shop answers on its own domain too, and a base address may end in a slash.
#[test]
fn the_base_address_is_the_users() {
    for (base, expected) in [
        ("https://shop.example.ru", "https://shop.example.ru/admin/orders/7.json"),
        (
            "https://shop.example.ru/",
            "https://shop.example.ru/admin/orders/7.json",
        ),
    ] {
        let operation = tradewire_insales::orders::GetOrder::new(7);
        let request = operation
            .request(
                base,
                &Credentials::basic(BasicCredentials {
                    app_id: "app".into(),
                    password: "secret".into(),
                }),
            )
            .expect("a request");
        assert_eq!(request.uri().to_string(), expected);
    }
}
