//! Requests byte for byte: every operation, every family of names, every way to write a value.

use tradewire::http::Method;
use tradewire::{Base64, Date, Decimal, LocalDateTime};
use tradewire_onebox::orders::{
    NovaPoshtaServiceType, OrderCommentType, OrderCreate, OrderProductCreate, OrderProductUpdate, OrderUpdate,
};
use tradewire_tests::{Wire, assert_sends};

use crate::{boxed, boxed_by, document};
use tradewire_onebox::LoginPlainCredentials;

const LOGIN: &str = "login=LOGIN&password=PASSWORD";

#[test]
fn orders() {
    let wire = Wire::new();
    let orders = boxed(&wire).orders();
    assert_sends! { wire;
        orders.create(document::add()) => concat!(
            "GET /api/orders/add/?ordercode=1333&source=my%20store&clientcode=31333&clientnamefirst=Vasiliy&clientnamelast=Ivanov",
            "&clientphone=%2B380639370442&clientemail=vasyas33%40test.ru&clientaddress=Kiev&managername=Inna%20Leonova",
            "&comments=made%20an%20advance%20payment&sum=320&payed=1",
            "&productArray[0][id]=100500&productArray[0][name]=Test%20GOODS1&productArray[0][price]=102&productArray[0][count]=1",
            "&productArray[1][id]=123131&productArray[1][name]=New%20testoviy%20produkt2&productArray[1][price]=122",
            "&productArray[1][count]=2&login=LOGIN&password=PASSWORD",
        );
        orders.delete("660") => "GET /api/orders/delete/?orderid=660&login=LOGIN&password=PASSWORD";
        orders.update(document::update()) => concat!(
            "GET /api/orders/update/?orderid=660&name=Changing%20the%20order%20name&workflowname=Order&statusname=Delivered&payed=1",
            "&login=LOGIN&password=PASSWORD",
        );
        orders.get("7927") => "GET /api/orders/get/?orderid=7927&login=LOGIN&password=PASSWORD";
        orders.find().custom_order([("idKey", "value")]) => "GET /api/orders/get/?customorder_idKey=value&login=LOGIN&password=PASSWORD";
        orders.list(1) => "GET /api/orders/get/?part=1&login=LOGIN&password=PASSWORD";
        orders.list_comments("7927") => "GET /api/order/comments/get/?id=7927&login=LOGIN&password=PASSWORD";
    }
    wire.assert_covers("onebox", "orders");
}

/// The same with the other verb that a box takes.
#[test]
fn get_and_post_are_aliases() {
    let wire = Wire::new();
    let (by_get, by_post) = (
        boxed_by(&wire, Method::GET).orders(),
        boxed_by(&wire, Method::POST).orders(),
    );
    assert_sends! { wire;
        by_get.delete("660") => "GET /api/orders/delete/?orderid=660&login=LOGIN&password=PASSWORD";
        by_post.delete("660") => "POST /api/orders/delete/?orderid=660&login=LOGIN&password=PASSWORD";
        by_post.create(OrderCreate::new().order_code("1").client_phone("1"))
            => "POST /api/orders/add/?ordercode=1&clientphone=1&login=LOGIN&password=PASSWORD";
        by_post.update(OrderUpdate::new("1")) => "POST /api/orders/update/?orderid=1&login=LOGIN&password=PASSWORD";
        by_post.list(3) => "POST /api/orders/get/?part=3&login=LOGIN&password=PASSWORD";
        by_post.get("1") => "POST /api/orders/get/?orderid=1&login=LOGIN&password=PASSWORD";
        by_post.list_comments("1") => "POST /api/order/comments/get/?id=1&login=LOGIN&password=PASSWORD";
    }
    // A verb that the box does not take changes nothing.
    assert_sends! { wire;
        boxed_by(&wire, Method::PUT).orders().list(3) => "GET /api/orders/get/?part=3&login=LOGIN&password=PASSWORD";
    }
}

#[test]
fn every_parameter_of_a_new_order() {
    let wire = Wire::new();
    let product = OrderProductCreate::new()
        .code1c("c-1")
        .articul("A/1")
        .currency("UAH")
        .discount_percent(Decimal::new(25, 1))
        .supplier_id(4)
        .supplier_code1c("s-1")
        .custom([("size", "XL")]);
    let order = OrderCreate::new()
        .order_code("77")
        .workflow_name("Проект")
        .status_name("Новый")
        .created_at(LocalDateTime::from("2015-12-15 23:11:00"))
        .name("N")
        .client_name_middle("M")
        .client_email("a@b.c")
        .manager_code("m")
        .manager_phone("+380639370442")
        .manager_email("m@b.c")
        .delivery_id(5)
        .delivery_note("door")
        .sum("320.50".parse::<Decimal>().expect("a decimal"))
        .paid(false)
        .products([product])
        .workflow_id(8)
        .status_id(9)
        .workflow_type("order")
        .utm_date("2024")
        .utm_campaign("c")
        .utm_source("s")
        .utm_content("t")
        .utm_referrer("r")
        .utm_medium("m")
        .utm_term("k")
        .date_to(LocalDateTime::from("2015-12-16 08:00:00"))
        .delivery_price(Decimal::new(5, 1))
        .discount_id(1)
        .discount_name("D")
        .discount_sum(2)
        .contractor_id(3)
        .payment_id(4)
        .payment_name("card")
        .country("Ukraine")
        .region("Kyiv")
        .district("D")
        .city("Kyiv")
        .street("S")
        .street_number("1/2")
        .apartment("3")
        .document_template_id(6)
        .document_pdf(Base64::encode(b"%PDF\xff"))
        .contact_type("company")
        .parent_id(11)
        .company("ACME & Co")
        .files(["https://a/1.png", "https://a/2.png"])
        .restore_source(true)
        .custom([("color", "red")])
        .custom_user([("vip", "1")])
        .currency_rate([("USD", "41.5")]);
    assert_sends! { wire;
        boxed(&wire).orders().create(order) => concat!(
            "GET /api/orders/add/?ordercode=77&workflowname=%D0%9F%D1%80%D0%BE%D0%B5%D0%BA%D1%82",
            "&statusname=%D0%9D%D0%BE%D0%B2%D1%8B%D0%B9&cdate=2015-12-15%2023%3A11%3A00&name=N&clientnamemiddle=M",
            "&clientemail=a%40b.c&managercode=m&managerphone=%2B380639370442&manageremail=m%40b.c&deliveryid=5&deliverynote=door",
            "&sum=320.50&payed=0&productArray[0][code1c]=c-1&productArray[0][articul]=A%2F1&productArray[0][currency]=UAH",
            "&productArray[0][discount_percent]=2.5&productArray[0][supplierid]=4&productArray[0][suppliercode1c]=s-1",
            "&productArray[0][custom_size]=XL&workflowid=8&statusid=9&type=order&utm_date=2024&utm_campaign=c&utm_source=s",
            "&utm_content=t&utm_referrer=r&utm_medium=m&utm_term=k&dateto=2015-12-16%2008%3A00%3A00&deliveryprice=0.5",
            "&discountid=1&discountname=D&discountsum=2&contractorid=3&paymentid=4&paymentname=card&country=Ukraine&region=Kyiv",
            "&district=D&city=Kyiv&street=S&street_number=1%2F2&apartment=3&documenttemplateid=6&documentpdf=JVBERv8%3D",
            "&typesex=company&parentid=11&company=ACME%20%26%20Co&files[0]=https%3A%2F%2Fa%2F1.png&files[1]=https%3A%2F%2Fa%2F2.png",
            "&restoreSource=1&custom_color=red&customuser_vip=1&currencyrate_USD=41.5&login=LOGIN&password=PASSWORD",
        );
    }
}

#[test]
fn every_parameter_of_an_update() {
    let wire = Wire::new();
    let product = OrderProductUpdate::new()
        .id(1)
        .code1c("c")
        .articul("a")
        .name("n")
        .price(2)
        .count(Decimal::new(15, 1))
        .currency("EUR")
        .storage_code1c("w1")
        .storage_from_code1c("w2")
        .supplier_id(3)
        .supplier_code1c("s")
        .custom([("size", "S")]);
    let order = OrderUpdate::new("660")
        .comments("c")
        .sum(1)
        .delivery_note("d")
        .products([product])
        .workflow_id(1)
        .status_id(2)
        .delete_products(true)
        .payment_id(3)
        .client_email("a@b.c")
        .client_phone("1")
        .client_name("N")
        .client_name_last("L")
        .client_name_middle("M")
        .client_contact_type("company")
        .client_external_id("x")
        .client_code("cc")
        .client_company("ACME")
        .search_client(true)
        .country("U")
        .region("R")
        .district("D")
        .city("C")
        .street("S")
        .street_number("1")
        .apartment("2")
        .delivery_id(4)
        .nova_poshta_delivery_note("204500")
        .nova_poshta_redelivery_note("204501")
        .nova_poshta_service_type(NovaPoshtaServiceType::WarehouseDoors)
        .files(["https://a/1.png"])
        .custom_user([("vip", "1")])
        .custom_order([("color", "red")])
        .utm([("source", "ads"), ("date", "2024-06-01")]);
    assert_sends! { wire;
        boxed(&wire).orders().update(order) => concat!(
            "GET /api/orders/update/?orderid=660&comments=c&sum=1&deliverynote=d&productArray[0][id]=1&productArray[0][code1c]=c",
            "&productArray[0][articul]=a&productArray[0][name]=n&productArray[0][price]=2&productArray[0][count]=1.5",
            "&productArray[0][currency]=EUR&productArray[0][storagecode1c]=w1&productArray[0][storagefromcode1c]=w2",
            "&productArray[0][suplierid]=3&productArray[0][supliercode1c]=s&productArray[0][custom_size]=S",
            "&workflowid=1&statusid=2&deleteproducts=1&paymentid=3&clientemail=a%40b.c&clientphone=1&clientname=N&clientnamelast=L",
            "&clientnamemiddle=M&clienttypesex=company&clientexternalid=x&clientcode=cc&clientcompany=ACME&searchclient=1",
            "&country=U&region=R&district=D&city=C&street=S&street_number=1&apartment=2&deliveryid=4&novaposhtadeliverynote=204500",
            "&novaposhtaredeliverynote=204501&novaposhtaServiceType=WarehouseDoors&files=https%3A%2F%2Fa%2F1.png",
            "&customuser_vip=1&customorder_color=red&utm_date=2024-06-01&utm_source=ads&login=LOGIN&password=PASSWORD",
        );
    }
}

#[test]
fn every_filter_of_the_list() {
    let wire = Wire::new();
    let list = boxed(&wire)
        .orders()
        .list(2)
        .supplier_hash("hash")
        .workflow_name("W")
        .workflow_id("1")
        .workflow_type("order")
        .status_name("S")
        .status_id("2")
        .created_since(Date::from("2024-06-01"))
        .updated_since(LocalDateTime::from("2024-06-01 10:00:00"))
        .client_id("3")
        .client_code("c")
        .with_sum_out_bonus(true)
        .with_sum_in_bonus(false)
        .contact_type("company")
        .custom_order([("color", "red")])
        .custom_order_from([("weight", "1")])
        .custom_order_to([("weight", "2")])
        .custom_user([("vip", "1")])
        .custom_user_from([("age", "18")])
        .custom_user_to([("age", "30")])
        .filter([("contactCountry", "Ukraine"), ("contractorid", "1")])
        .with_comments(true)
        .unescaped_unicode(true)
        .with_nova_poshta_status(true);
    assert_sends! { wire;
        list => concat!(
            "GET /api/orders/get/?supplierhash=hash&workflowname=W&workflowid=1&type=order&statusname=S&statusid=2&cdate=2024-06-01",
            "&udate=2024-06-01%2010%3A00%3A00&clientId=3&clientcode=c&sumoutbonuse=1&suminbonuse=0&typesex=company",
            "&customorder_color=red&customorder_weight_from=1&customorder_weight_to=2&customuser_vip=1&customuser_age_from=18",
            "&customuser_age_to=30&part=2&contactCountry=Ukraine&contractorid=1&getcomments=1&unescapedunicode=1",
            "&getnovaposhtastatus=1&login=LOGIN&password=PASSWORD",
        );
    }
}

#[test]
fn the_switches_of_one_order_and_of_comments() {
    let wire = Wire::new();
    let orders = boxed(&wire).orders();
    assert_sends! { wire;
        orders.get("A-1/2").supplier_hash("h").with_sum_out_bonus(true).with_sum_in_bonus(true).with_comments(true)
            .unescaped_unicode(true).with_nova_poshta_status(true)
            => &*format!("GET /api/orders/get/?orderid=A-1%2F2&supplierhash=h&sumoutbonuse=1&suminbonuse=1&getcomments=1\
                &unescapedunicode=1&getnovaposhtastatus=1&{LOGIN}");
        orders.list_comments("7927").code("ext").types([OrderCommentType::CommentResult, OrderCommentType::Call])
            => &*format!("GET /api/order/comments/get/?id=7927&code=ext&type[0]=commentresult&type[1]=call&{LOGIN}");
    }
}

/// One order has an id, which the compiler asks for; orders are found by a custom field, without which all would come.
#[test]
fn orders_are_found_by_a_custom_field() {
    let wire = Wire::new();
    let error = boxed(&wire).orders().find().send().expect_err("no field was given");
    assert_eq!(error.kind(), tradewire::ErrorKind::Build);
    assert!(error.to_string().contains("`customorder_{key}`"), "{error}");
}

/// Phone or email of the customer; the box would answer `clientphone_and_clientemail_empty`.
#[test]
fn a_new_order_needs_a_phone_or_an_email() {
    let wire = Wire::new();
    let error = boxed(&wire)
        .orders()
        .create(OrderCreate::new())
        .send()
        .expect_err("neither was given");
    assert_eq!(error.kind(), tradewire::ErrorKind::Build);
    assert!(
        error
            .to_string()
            .contains("at least one of `clientphone`, `clientemail` is required"),
        "{error}"
    );
}

/// A plain password is sent as its MD5 hash, in lower case.
#[test]
fn a_plain_password_goes_out_as_its_hash() {
    use tradewire_onebox::{Credentials, blocking};
    let wire = Wire::new();
    let client = blocking::Client::builder("https://box.example")
        .credentials(Credentials::login_plain(LoginPlainCredentials {
            login: "me & you".into(),
            password: "123".into(),
        }))
        .transport(wire.transport())
        .build()
        .expect("a client");
    assert_sends! { wire;
        client.orders().list(1) => "GET /api/orders/get/?part=1&login=me%20%26%20you&password=202cb962ac59075b964b07152d234b70";
    }
}
