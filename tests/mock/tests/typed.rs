//! The builders that people write with, of each platform, through a strict mock that remembers: something is made, changed, emptied, found by a filter and
//! uploaded, as far as the platform has that. The other tests here go through all operations by the catalogue, and see of the typed crates what reads the replies.

use tradewire::{Builder, Credentials, FromCore};
use tradewire_mock::Mock;

/// A platform that knows nothing yet.
fn platform(name: &str) -> Mock {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
    let builder = Mock::builder(specs, name).unwrap_or_else(|error| panic!("{error}"));
    builder.samples(0).build()
}

fn client<C: FromCore>(mock: &Mock, scheme: &'static str, inputs: &[&'static str]) -> C {
    let builder = Builder::new("https://platform.example").transport(mock.transport());
    let value = |name: &'static str| (name, format!("{name} of a test"));
    let credentials = match inputs {
        [one] => Credentials::scheme(scheme, [value(one)]),
        [one, two] => Credentials::scheme(scheme, [value(one), value(two)]),
        other => panic!("{} inputs", other.len()),
    };
    let client = builder.credentials(credentials).build();
    client.unwrap_or_else(|error| panic!("{error}"))
}

/// Nothing was wrong, and these operations were called, in this order.
#[track_caller]
fn assert_called(mock: &Mock, operations: &[&str]) {
    assert!(mock.violations().is_empty(), "{:#?}", mock.violations());
    let seen = mock.seen();
    let called: Vec<&str> = seen.iter().filter_map(|seen| seen.operation.as_deref()).collect();
    assert_eq!(called, operations);
}

#[tokio::test(flavor = "current_thread")]
async fn insales() {
    use tradewire_insales::Client;
    use tradewire_insales::files::FileCreate;
    use tradewire_insales::orders::{
        FulfillmentStatus, OrderClientCreate, OrderCreate, OrderCreateRequired, OrderLineCreate,
        OrderShippingAddressCreate, OrderUpdate,
    };
    use tradewire_insales::products::{ProductCreate, ProductUpdate, ProductVariantAttributes};

    let mock = platform("insales");
    let shop: Client = client(&mock, "basic", &["app_id", "password"]);
    let variant = ProductVariantAttributes::new().price(250).sku("TEA-1");
    let product = ProductCreate::new("Tea", 1, [variant]).dimensions("1x2x3");
    let product = shop.products().create(product).send().await.expect("a product");
    let update = ProductUpdate::new().title("Cup").dimensions("");
    shop.products()
        .update(product.id, update)
        .send()
        .await
        .expect("a change");
    let shown = shop.products().get(product.id).send().await.expect("the product");
    assert_eq!(
        (shown.title.as_deref(), shown.dimensions.as_deref()),
        (Some("Cup"), Some(""))
    );

    for status in [FulfillmentStatus::New, FulfillmentStatus::Accepted] {
        let order = OrderCreate::new(OrderCreateRequired {
            order_lines_attributes: vec![OrderLineCreate::new(2).variant_id(1)],
            client: OrderClientCreate::new("+79000000001"),
            shipping_address_attributes: OrderShippingAddressCreate::new(),
            delivery_variant_id: 1,
            payment_gateway_id: 1,
        });
        let order = shop.orders().create(order).send().await.expect("an order");
        let update = OrderUpdate::new().fulfillment_status(status);
        shop.orders().update(order.id, update).send().await.expect("a change");
    }
    let wanted = shop.orders().list().fulfillment_status([FulfillmentStatus::Accepted]);
    let found = wanted.send().await.expect("orders");
    assert_eq!(found.len(), 1, "{found:?}");

    let file = FileCreate::new().filename("a.txt").attachment(&b"content"[..]);
    shop.files().create(file).send().await.expect("a file");
    assert_called(
        &mock,
        &[
            "products.create",
            "products.update",
            "products.get",
            "orders.create",
            "orders.update",
            "orders.create",
            "orders.update",
            "orders.list",
            "files.create",
        ],
    );
}

#[tokio::test(flavor = "current_thread")]
async fn retailcrm() {
    use tradewire_retailcrm::Client;
    use tradewire_retailcrm::customers::{CustomerFilter, CustomerInput, CustomerUpdate};

    let mock = platform("retailcrm");
    let crm: Client = client(&mock, "api_key", &["api_key"]);
    let customer = |id: &str| CustomerInput::new().external_id(id).first_name("Anna").tags(["tea"]);
    crm.customers()
        .create(customer("c-1"))
        .send()
        .await
        .expect("a customer");
    let others = [customer("c-2"), customer("c-3")];
    crm.customers().upload(others).send().await.expect("customers");
    let nobody: [&str; 0] = [];
    let update = CustomerUpdate::new().first_name("").tags(nobody);
    crm.customers().update("c-1", update).send().await.expect("a change");
    let filter = CustomerFilter::new().external_ids(["c-1", "c-3"]);
    let found = crm.customers().list().filter(filter).limit(20).items();
    let found = found.into_vec().await.expect("customers");
    let names: Vec<_> = found
        .iter()
        .map(|one| (one.external_id.as_deref(), one.first_name.as_deref()))
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&(Some("c-1"), Some(""))), "{names:?}");
    assert!(names.contains(&(Some("c-3"), Some("Anna"))), "{names:?}");

    let uploaded = crm.files().upload(&b"content"[..]).send().await.expect("a file");
    let id = uploaded.file.and_then(|file| file.id).expect("its id");
    let file = crm.files().download(id).send().await.expect("the file");
    assert_eq!(&file.bytes[..], b"content");
    assert_called(
        &mock,
        &[
            "customers.create",
            "customers.upload",
            "customers.update",
            "customers.list",
            "files.upload",
            "files.download",
        ],
    );
}

#[tokio::test(flavor = "current_thread")]
async fn commercehq() {
    use tradewire::File;
    use tradewire_commercehq::Client;
    use tradewire_commercehq::customers::{CustomerCreate, CustomerUpdate};
    use tradewire_commercehq::files::FileType;

    let mock = platform("commercehq");
    let shop: Client = client(&mock, "basic", &["api_key", "api_password"]);
    let customer = |email: &str| CustomerCreate::new(email).first_name("Anna").notes("Tea");
    let made = shop.customers().create(customer("anna@shop.example")).send().await;
    let made = made.expect("a customer");
    shop.customers()
        .create(customer("b@shop.example"))
        .send()
        .await
        .expect("another");
    let update = CustomerUpdate::new().first_name("Hanna").notes("");
    shop.customers().update(made.id, update).send().await.expect("a change");
    let found = shop.customers().search().email("anna@shop.example").size(10).items();
    let found = found.into_vec().await.expect("customers");
    let names: Vec<_> = found
        .iter()
        .map(|one| (one.id, one.first_name.as_deref(), one.notes.as_deref()))
        .collect();
    assert_eq!(names, [(made.id, Some("Hanna"), Some(""))]);

    let files = [File::new("a.png", "content"), File::new("b.png", "other content")];
    let upload = shop.files().upload(files).type_(FileType::ProductImages);
    upload.send().await.expect("files");
    assert_called(
        &mock,
        &[
            "customers.create",
            "customers.create",
            "customers.update",
            "customers.search",
            "files.upload",
        ],
    );
}

#[tokio::test(flavor = "current_thread")]
async fn boostore() {
    use tradewire_boostore::Client;
    use tradewire_boostore::products::{ProductCreate, ProductUpdate, ProductUpdateItem};

    let mock = platform("boostore");
    let site: Client = client(&mock, "bearer", &["consumer_secret"]);
    let product = |sku: &str| ProductCreate::new().sku(sku).title("Tea").description("Green");
    site.products().create(product("T-1")).send().await.expect("a product");
    let others = [product("T-2"), product("T-3")];
    site.products().create_many(others).send().await.expect("products");
    site.products().get_by_sku("T-1").send().await.expect("the product");
    let all = site.products().list().items().into_vec().await.expect("products");
    let id = all.iter().map(|one| one.id).min().expect("an id");
    let update = ProductUpdate::new().title("Cup").description("");
    site.products().update(id, update).send().await.expect("a change");
    let last = ProductUpdateItem::new().id(id + 2).title("Pot");
    site.products().update_many([last]).send().await.expect("a change");
    let found = site
        .products()
        .list()
        .id_max(id)
        .items()
        .into_vec()
        .await
        .expect("products");
    let shown: Vec<_> = found
        .iter()
        .map(|one| (one.title.as_deref(), one.description.as_deref()))
        .collect();
    assert_eq!(shown, [(Some("Cup"), Some(""))]);
    assert_called(
        &mock,
        &[
            "products.create",
            "products.create_many",
            "products.get_by_sku",
            "products.list",
            "products.update",
            "products.update_many",
            "products.list",
        ],
    );
}

#[tokio::test(flavor = "current_thread")]
async fn onebox() {
    use tradewire_onebox::Client;
    use tradewire_onebox::orders::{OrderCreate, OrderUpdate};

    let mock = platform("onebox");
    let onebox: Client = client(&mock, "login_plain", &["login", "password"]);
    let mut ids = Vec::new();
    for name in ["Tea", "Cup"] {
        let order = OrderCreate::new()
            .order_code(name)
            .name(name)
            .client_phone("380000000000");
        let added = onebox.orders().create(order).send().await.expect("an order");
        ids.push(added.order_id.or(added.order_id_lowercase).expect("its id"));
    }
    let update = OrderUpdate::new(&ids[0]).name("").sum(125);
    onebox.orders().update(update).send().await.expect("a change");
    let shown = onebox.orders().get(&ids[0]).send().await.expect("the order");
    assert_eq!(
        (shown.order_code.as_deref(), shown.sum),
        (Some("Tea"), Some(125.into()))
    );
    onebox.orders().delete(&ids[1]).send().await.expect("it is gone");
    assert_called(
        &mock,
        &[
            "orders.create",
            "orders.create",
            "orders.update",
            "orders.get",
            "orders.delete",
        ],
    );
}
