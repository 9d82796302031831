use tradewire::json::to_string;
use tradewire_entities::deals::*;
use tradewire_entities::products::*;

use crate::support::{body, read, refused};

fn decimal(text: &str) -> tradewire::Decimal {
    text.parse().expect("a decimal")
}

fn product() -> ProductCreate {
    ProductCreate::new(ProductCreateRequired {
        title: "Tea".into(),
        sku: "T-1".into(),
    })
}

#[test]
fn what_is_created_has_what_creating_takes() {
    let whole = product()
        .secret_code("s3cret")
        .note("fresh")
        .variants([VariantCreate::new(decimal("10.50"))])
        .made_by(ProductMadeByCreate::new("Ann"))
        .size(Size::new(3))
        .image(ImageStoredCreate::new("/a.png"));
    assert!(!format!("{whole:?}").contains("s3cret"));
    let text = to_string(&whole).expect("JSON");
    assert_eq!(
        text,
        r#"{"title":"Tea","sku":"T-1","secret_code":"s3cret","note":"fresh","made_by":{"name":"Ann"},"variants":[{"price":10.50}],"size":{"width":3},"image":{"kind":"stored","path":"/a.png"}}"#
    );
    assert_eq!(body(&CreateProduct::new(product())), r#"{"title":"Tea","sku":"T-1"}"#);
    assert_eq!(
        body(&CreateManyProducts::new([product()])),
        r#"{"products":[{"title":"Tea","sku":"T-1"}]}"#
    );
}

#[test]
fn what_is_updated_says_what_changes() {
    let change = ProductChange::new(7)
        .title("Green tea")
        .clear_note()
        .weight(1.5)
        .unit("kg")
        .variants([
            VariantUpdate::new().price(decimal("9")),
            VariantUpdate::new().clear_price(),
        ])
        .bundle(ProductChange::new(8));
    assert_eq!(
        body(&UpdateProduct::new(3, change)),
        r#"{"product":{"title":"Green tea","note":null,"version":7,"weight":1.5,"unit":"kg","variants":[{"price":9},{"price":""}],"bundle":{"version":8}}}"#
    );
}

#[test]
fn rules_hold_for_what_they_can_be_told_of() {
    // Both of `exactly_one_of` are fields of what is created.
    assert!(refused(&CreateProduct::new(product().note("n"))).contains("sku"));
    // A condition holds when one is created, and not for a change, which need not repeat what the server has.
    assert!(refused(&CreateProduct::new(product().unit("kg"))).contains("weight"));
    assert_eq!(
        body(&UpdateProduct::new(3, ProductChange::new(7).unit("kg"))),
        r#"{"product":{"version":7,"unit":"kg"}}"#
    );
}

#[test]
fn what_is_read_has_what_the_server_sets() {
    let text = r#"{"id":1,"title":"Tea","sku":"T-1","note":"fresh","version":2,"made_by":{"id":5,"name":"Ann"},"variants":[{"id":9,"price":"1.5"}],"image":{"kind":"stored","path":"/a.png","bytes":3},"secret_code":"left over"}"#;
    let read = read::<GetProduct>(200, text).expect("a product");
    assert_eq!((read.id, read.version, read.sku.as_deref()), (1, 2, Some("T-1")));
    let note: Option<String> = read.note.clone();
    assert_eq!(note.as_deref(), Some("fresh"));
    assert_eq!(read.variants.as_ref().map(|all| all[0].id), Some(Some(9)));
    // What is only written is nothing that can be read.
    assert!(read.extra.get("secret_code").is_some());
    assert_eq!(to_string(&read).expect("JSON"), text);
}

#[test]
fn only_what_is_used_is_generated_and_says_whose_it_is() {
    let source = include_str!("../../src/products.rs");
    assert!(source.contains("pub struct SessionCreate {") && source.contains("pub struct SessionDeviceCreate {"));
    for absent in [
        "pub struct Session {",
        "pub struct SessionDevice {",
        "SessionUpdate",
        "SizeCreate",
        "ProductUpdate",
    ] {
        assert!(!source.contains(absent), "{absent}");
    }
    assert!(source.contains("/// `Product` as it is created.") && source.contains("/// `Product` as it is updated."));
}

#[test]
fn what_is_read_as_one_thing_is_sent_as_another() {
    let text = r#"{"id":1,"owner":{"id":7,"name":"Ann"},"currency":{"code":"RUB","rate":1.5},"amount":12.5,"labels":[{"id":3,"text":"hot"}],"until":1700000000,"place":"Perm","lines":{"a":{"id":4,"ware":{"id":5,"title":"Tea"}}},"stage":{"name":"won"}}"#;
    let read = read::<GetDeal>(200, text).expect("a deal");
    assert_eq!(read.owner.as_ref().map(|owner| owner.id), Some(7));
    assert_eq!(
        read.currency.as_ref().map(|currency| currency.code.as_str()),
        Some("RUB")
    );
    let amount: f64 = read.amount;
    assert!((amount - 12.5).abs() < 1e-9);
    assert_eq!(read.labels.as_ref().map(|labels| labels[0].text.as_str()), Some("hot"));
    assert_eq!(
        read.stage.as_ref().map(|stage| stage.name.clone()),
        Some(StageName::Won)
    );
    assert_eq!(to_string(&read).expect("JSON"), text);

    let made = DealCreate::new(DealCreateRequired {
        amount: "12.50".into(),
        stage: StageName::New,
    })
    .owner(7)
    .currency("RUB")
    .labels(["hot"])
    .until(tradewire::Date::new(2026, 1, 31).expect("a day"))
    .place(DealPlaceSentCreate::new("Perm").kind("home"))
    .lines([LineCreate::new().ware(5)]);
    let text = r#"{"owner":7,"currency":"RUB","amount":"12.50","labels":["hot"],"until":"31.01.2026","place":{"city":"Perm","kind":"home"},"lines":[{"ware":5}],"stage":"new"}"#;
    assert_eq!(body(&CreateDeal::new(made)), text);
    let change = DealUpdate::new().clear_owner().lines([LineUpdate::new().ware(6)]);
    assert_eq!(body(&UpdateDeal::new(1, change)), r#"{"owner":0,"lines":[{"ware":6}]}"#);
}

#[test]
fn what_is_checked_is_what_is_sent() {
    let made = || {
        DealCreate::new(DealCreateRequired {
            amount: "1".into(),
            stage: StageName::New,
        })
    };
    assert!(refused(&CreateDeal::new(made().labels(["a", "b", "c"]))).contains("labels"));
    let source = include_str!("../../src/deals.rs");
    let fields = |name: &str| {
        let at = source.find(&format!("pub struct {name} {{")).expect("the struct");
        let rest = &source[at..];
        &rest[..rest.find("\n}").expect("its end")]
    };
    assert!(fields("DealCreate").contains("At least 3 characters. Default: `\"RUB\"`."));
    assert!(fields("DealCreate").contains("Sent as `29.02.2024`."));
    assert!(!fields("Deal").contains("characters") && !fields("Deal").contains("Sent as"));
    for absent in [
        "pub struct LabelCreate",
        "pub struct DealPlaceSent {",
        "pub struct OwnerCreate",
        "pub struct WareCreate",
    ] {
        assert!(!source.contains(absent), "{absent}");
    }
}
