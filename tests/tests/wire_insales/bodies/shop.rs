//! The shop itself, applications and what they may set up.

use tradewire::{Base64, Json};
use tradewire_insales::account::{AccountUpdate, SubdomainUpdate};
use tradewire_insales::application_charges::ApplicationChargeCreate;
use tradewire_insales::application_widgets::{ApplicationWidgetCreate, ApplicationWidgetUpdate, WidgetPageType};
use tradewire_insales::blocking::Client;
use tradewire_insales::domains::{DomainCreate, DomainUpdate};
use tradewire_insales::fields::{CreatableFieldType, FieldCreate, FieldCreateRequired, FieldDestiny, FieldUpdate};
use tradewire_insales::files::FileCreate;
use tradewire_insales::js_tags::{JsTagCreate, JsTagCreateRequired, JsTagType, JsTagUpdate};
use tradewire_insales::price_kinds::PriceKindInput;
use tradewire_insales::recurring_application_charge::{
    RecurringApplicationChargeCreate, RecurringApplicationChargeUpdate,
};
use tradewire_insales::redirects::{RedirectCreate, RedirectCreateRequired};
use tradewire_insales::stock_currencies::{StockCurrencyCode, StockCurrencyCreate, StockCurrencyUpdate};
use tradewire_insales::webhooks::{WebhookCreate, WebhookCreateRequired, WebhookFormat, WebhookTopic, WebhookUpdate};

use super::{Written, written};
use crate::support::example;

pub(super) fn all(shop: &Client) -> Vec<Written> {
    let mut all = applications(shop);
    all.extend(settings(shop));
    all.extend(money(shop));
    all.extend(files(shop));
    all
}

fn applications(shop: &Client) -> Vec<Written> {
    let charge = ApplicationChargeCreate::new("Payment for premium", 300)
        .return_url("http://app.my/check_payment_url/%id_in_my_application%")
        .test(true);
    let widget = ApplicationWidgetCreate::new("some html or javascript code", 70).page_type(WidgetPageType::Order);
    let widget_change = ApplicationWidgetUpdate::new()
        .code("code changed")
        .height(80)
        .page_type(WidgetPageType::Order);
    let alert = JsTagCreate::new(JsTagCreateRequired {
        content: "alert('test');".into(),
        type_: JsTagType::Text,
    })
    .name("alert test");
    let library = JsTagCreate::new(JsTagCreateRequired {
        content: "http://code.jquery.com/jquery-1.9.1.min.js".into(),
        type_: JsTagType::File,
    })
    .name("jquery-1.9.1.min");
    let newer = JsTagUpdate::new()
        .content("http://code.jquery.com/jquery-2.2.4.min.js")
        .name("jquery-2.2.4");
    let webhook = WebhookCreate::new(WebhookCreateRequired {
        address: "http://application.com/orders/create".into(),
        topic: WebhookTopic::OrdersCreate,
    })
    .format_type(WebhookFormat::Json);
    let monthly = RecurringApplicationChargeCreate::new(200);
    vec![
        written(
            "application_charges.create.1",
            &shop.application_charges().create(charge),
        ),
        written(
            "application_widgets.create.1",
            &shop.application_widgets().create(widget),
        ),
        written(
            "application_widgets.update.1",
            &shop.application_widgets().update(10, widget_change),
        ),
        written("js_tags.create.1", &shop.js_tags().create(alert)),
        written("js_tags.create.2", &shop.js_tags().create(library)),
        written("js_tags.update.1", &shop.js_tags().update(1, newer)),
        written(
            "recurring_application_charge.create.1",
            &shop.recurring_application_charge().create(monthly),
        ),
        written(
            "recurring_application_charge.update.1",
            &shop
                .recurring_application_charge()
                .update(RecurringApplicationChargeUpdate::new().monthly(300)),
        ),
        written("webhooks.create.1", &shop.webhooks().create(webhook)),
        written(
            "webhooks.update.1",
            &shop
                .webhooks()
                .update(1, WebhookUpdate::new().format_type(WebhookFormat::Xml)),
        ),
    ]
}

fn settings(shop: &Client) -> Vec<Written> {
    let account = AccountUpdate::new()
        .title("NEW SHOP TITLE")
        .phone("8(912) 345-78-91")
        .email("mynewemail@mydomain.com")
        .icq("98798755")
        .contact_phone("+7(926)345-67-89")
        .sms_notification_phone("+79263456789")
        .organization("new organization name")
        .country("RU")
        .city("London")
        .state("Vermont")
        .notification_email("new_notif_email1@gmail.com,new_notif_email2@gmail.com");
    let field = FieldCreate::new(FieldCreateRequired {
        office_title: "title_for_text_field".into(),
        type_: CreatableFieldType::TextField,
        destiny: FieldDestiny::ShippingAddress,
    })
    .handle("my_awesome_field_1")
    .title("title_for_text_field")
    .active(false)
    .for_buyer(false)
    .system_name("text_field_test")
    .show_in_result(false)
    .show_in_checkout(false);
    let field_change = FieldUpdate::new()
        .office_title("state_code")
        .title("State code")
        .active(true)
        .for_buyer(true)
        .obligatory(true)
        .system_name("state_code")
        .show_in_result(true)
        .show_in_checkout(true)
        .position(1);
    vec![
        written(
            "account.update.1",
            &shop
                .account()
                .update()
                .account(account)
                .subdomain(SubdomainUpdate::new().subdomain("mynewsubdomain")),
        ),
        written(
            "domains.create.1",
            &shop.domains().create(DomainCreate::new("another-domain.ru").main(true)),
        ),
        written(
            "domains.update.1",
            &shop.domains().update(1, DomainUpdate::new().domain("other-domain.ru")),
        ),
        written("fields.create.1", &shop.fields().create(field)),
        written("fields.update.1", &shop.fields().update(1, field_change)),
        written(
            "redirects.create.1",
            &shop.redirects().create(RedirectCreate::new(RedirectCreateRequired {
                old_url: "/old_url".into(),
                new_url: "/new_url".into(),
            })),
        ),
        written(
            "redirects.create.2",
            &shop.redirects().create(
                RedirectCreate::new(RedirectCreateRequired {
                    old_url: "/like_new_url".into(),
                    new_url: "/so_new_url".into(),
                })
                .remove_redirect_chains(true),
            ),
        ),
    ]
}

fn money(shop: &Client) -> Vec<Written> {
    let currency = StockCurrencyUpdate::new()
        .code(StockCurrencyCode::Uah)
        .is_default(true)
        .exchange_rate_use_cb(false)
        .exchange_rate_manual(40)
        .exchange_rate_percent(0);
    vec![
        written(
            "price_kinds.create.1",
            &shop.price_kinds().create(PriceKindInput::new("large quantity price")),
        ),
        written(
            "price_kinds.update.1",
            &shop
                .price_kinds()
                .update(1, PriceKindInput::new("price for 10+ quantity")),
        ),
        written(
            "stock_currencies.create.1",
            &shop
                .stock_currencies()
                .create(StockCurrencyCreate::new(StockCurrencyCode::Kzt).exchange_rate_percent(10)),
        ),
        written(
            "stock_currencies.update.1",
            &shop.stock_currencies().update(1, currency),
        ),
    ]
}

fn files(shop: &Client) -> Vec<Written> {
    let attached = FileCreate::new()
        .attachment(attachment("files.create.1", "file"))
        .filename("some file");
    let fetched = FileCreate::new().src("https://assets3.insales.ru/assets/1/161/647329/v_1467875760/build/slide4.jpg");
    vec![
        written("files.create.1", &shop.files().create(attached)),
        written("files.create.2", &shop.files().create(fetched)),
    ]
}

/// The base64 text of an example, which is too long to stand here and has line breaks that no encoder would make.
pub(super) fn attachment(name: &str, key: &str) -> Base64 {
    let documented = Json::parse(&example(&format!("{name}.request"))).expect("JSON");
    let text = documented
        .get(key)
        .and_then(|file| file.get("attachment"))
        .and_then(Json::as_str);
    Base64::from(text.expect("an attachment"))
}
