//! The shop itself, applications and what they may set up.

use super::{Route, route};
use tradewire_insales::fields::FieldCreateRequired;
use tradewire_insales::js_tags::JsTagCreateRequired;
use tradewire_insales::redirects::RedirectCreateRequired;
use tradewire_insales::webhooks::WebhookCreateRequired;

#[rustfmt::skip]
pub(super) fn all() -> Vec<Route> {
    [account(), domains(), application_charges(), recurring_application_charge(), application_widgets(), invited_accounts(), js_tags(), webhooks(), fields(), files(), redirects(), stock_currencies(), price_kinds()].concat()
}

#[rustfmt::skip]
fn account() -> Vec<Route> {
    use tradewire_insales::account::{GetAccount, UpdateAccount};
    vec![
        route(&GetAccount::new(), "GET /admin/account.json"),
        route(&UpdateAccount::new(), "PUT /admin/account.json"),
    ]
}

#[rustfmt::skip]
fn domains() -> Vec<Route> {
    use tradewire_insales::domains::{CreateDomain, DeleteDomain, DomainCreate, DomainUpdate, GetDomain, ListDomains, UpdateDomain};
    vec![
        route(&CreateDomain::new(DomainCreate::new("a.ru")), "POST /admin/domains.json"),
        route(&DeleteDomain::new(7), "DELETE /admin/domains/7.json"),
        route(&GetDomain::new(7), "GET /admin/domains/7.json"),
        route(&ListDomains::new(), "GET /admin/domains.json"),
        route(&UpdateDomain::new(7, DomainUpdate::new()), "PUT /admin/domains/7.json"),
    ]
}

#[rustfmt::skip]
fn application_charges() -> Vec<Route> {
    use tradewire_insales::application_charges::{ApplicationChargeCreate, CreateApplicationCharge, DeclineApplicationCharge, GetApplicationCharge, ListApplicationCharges};
    vec![
        route(&CreateApplicationCharge::new(ApplicationChargeCreate::new("Premium", 300)), "POST /admin/application_charges.json"),
        route(&DeclineApplicationCharge::new(7), "POST /admin/application_charges/7/decline.json"),
        route(&GetApplicationCharge::new(7), "GET /admin/application_charges/7.json"),
        route(&ListApplicationCharges::new(), "GET /admin/application_charges.json"),
    ]
}

#[rustfmt::skip]
fn recurring_application_charge() -> Vec<Route> {
    use tradewire_insales::recurring_application_charge::{CreateRecurringApplicationCharge, DeleteRecurringApplicationCharge, GetRecurringApplicationCharge, RecurringApplicationChargeCreate, RecurringApplicationChargeUpdate, UpdateRecurringApplicationCharge};
    vec![
        route(&GetRecurringApplicationCharge::new(), "GET /admin/recurring_application_charge.json"),
        route(&CreateRecurringApplicationCharge::new(RecurringApplicationChargeCreate::new(200)), "POST /admin/recurring_application_charge.json"),
        route(&UpdateRecurringApplicationCharge::new(RecurringApplicationChargeUpdate::new()), "PUT /admin/recurring_application_charge.json"),
        route(&DeleteRecurringApplicationCharge::new(), "DELETE /admin/recurring_application_charge.json"),
    ]
}

#[rustfmt::skip]
fn application_widgets() -> Vec<Route> {
    use tradewire_insales::application_widgets::{ApplicationWidgetCreate, ApplicationWidgetUpdate, CreateApplicationWidget, DeleteApplicationWidget, GetApplicationWidget, ListApplicationWidgets, UpdateApplicationWidget};
    vec![
        route(&CreateApplicationWidget::new(ApplicationWidgetCreate::new("<b>", 70)), "POST /admin/application_widgets.json"),
        route(&DeleteApplicationWidget::new(7), "DELETE /admin/application_widgets/7.json"),
        route(&GetApplicationWidget::new(7), "GET /admin/application_widgets/7.json"),
        route(&ListApplicationWidgets::new(), "GET /admin/application_widgets.json"),
        route(&UpdateApplicationWidget::new(7, ApplicationWidgetUpdate::new()), "PUT /admin/application_widgets/7.json"),
    ]
}

#[rustfmt::skip]
fn invited_accounts() -> Vec<Route> {
    use tradewire_insales::invited_accounts::{GetInvitedAccount, ListInvitedAccounts};
    vec![
        route(&ListInvitedAccounts::new(), "GET /admin/invited_accounts.json"),
        route(&GetInvitedAccount::new(7), "GET /admin/invited_accounts/7.json"),
    ]
}

#[rustfmt::skip]
fn js_tags() -> Vec<Route> {
    use tradewire_insales::js_tags::{CreateJsTag, DeleteJsTag, GetJsTag, JsTagCreate, JsTagType, JsTagUpdate, ListJsTags, UpdateJsTag};
    vec![
        route(&CreateJsTag::new(JsTagCreate::new(JsTagCreateRequired { content: "alert(1)".into(), type_: JsTagType::Text })), "POST /admin/js_tags.json"),
        route(&DeleteJsTag::new(7), "DELETE /admin/js_tags/7.json"),
        route(&GetJsTag::new(7), "GET /admin/js_tags/7.json"),
        route(&ListJsTags::new(), "GET /admin/js_tags.json"),
        route(&UpdateJsTag::new(7, JsTagUpdate::new()), "PUT /admin/js_tags/7.json"),
    ]
}

#[rustfmt::skip]
fn webhooks() -> Vec<Route> {
    use tradewire_insales::webhooks::{CreateWebhook, DeleteWebhook, GetWebhook, ListWebhooks, UpdateWebhook, WebhookCreate, WebhookTopic, WebhookUpdate};
    vec![
        route(&ListWebhooks::new(), "GET /admin/webhooks.json"),
        route(&GetWebhook::new(7), "GET /admin/webhooks/7.json"),
        route(&CreateWebhook::new(WebhookCreate::new(WebhookCreateRequired { address: "https://a.ru".into(), topic: WebhookTopic::OrdersCreate })), "POST /admin/webhooks.json"),
        route(&UpdateWebhook::new(7, WebhookUpdate::new()), "PUT /admin/webhooks/7.json"),
        route(&DeleteWebhook::new(7), "DELETE /admin/webhooks/7.json"),
    ]
}

#[rustfmt::skip]
fn fields() -> Vec<Route> {
    use tradewire_insales::fields::{CreateField, DeleteField, FieldCreate, FieldDestiny, FieldUpdate, GetField, ListFields, UpdateField};
    vec![
        route(&CreateField::new(FieldCreate::new(FieldCreateRequired { office_title: "A".into(), type_: "Field::TextField".into(), destiny: FieldDestiny::Order })), "POST /admin/fields.json"),
        route(&DeleteField::new(7), "DELETE /admin/fields/7.json"),
        route(&GetField::new(7), "GET /admin/fields/7.json"),
        route(&ListFields::new(), "GET /admin/fields.json"),
        route(&UpdateField::new(7, FieldUpdate::new()), "PUT /admin/fields/7.json"),
    ]
}

#[rustfmt::skip]
fn files() -> Vec<Route> {
    use tradewire_insales::files::{CreateFile, DeleteFile, FileCreate, GetFile, ListFiles};
    vec![
        route(&CreateFile::new(FileCreate::new().src("https://a.ru/b.jpg")), "POST /admin/files.json"),
        route(&DeleteFile::new(7), "DELETE /admin/files/7.json"),
        route(&GetFile::new(7), "GET /admin/files/7.json"),
        route(&ListFiles::new(), "GET /admin/files.json"),
    ]
}

#[rustfmt::skip]
fn redirects() -> Vec<Route> {
    use tradewire_insales::redirects::{CreateRedirect, DeleteRedirect, GetRedirect, ListRedirects, RedirectCreate};
    vec![
        route(&ListRedirects::new(), "GET /admin/redirects.json"),
        route(&GetRedirect::new(7), "GET /admin/redirects/7.json"),
        route(&CreateRedirect::new(RedirectCreate::new(RedirectCreateRequired { old_url: "/a".into(), new_url: "/b".into() })), "POST /admin/redirects.json"),
        route(&DeleteRedirect::new(7), "DELETE /admin/redirects/7.json"),
    ]
}

#[rustfmt::skip]
fn stock_currencies() -> Vec<Route> {
    use tradewire_insales::stock_currencies::{CreateStockCurrency, GetStockCurrency, ListStockCurrencies, StockCurrencyCreate, StockCurrencyUpdate, UpdateStockCurrency};
    vec![
        route(&ListStockCurrencies::new(), "GET /admin/stock_currencies.json"),
        route(&GetStockCurrency::new(7), "GET /admin/stock_currencies/7.json"),
        route(&CreateStockCurrency::new(StockCurrencyCreate::new("KZT")), "POST /admin/stock_currencies.json"),
        route(&UpdateStockCurrency::new(7, StockCurrencyUpdate::new()), "PUT /admin/stock_currencies/7.json"),
    ]
}

#[rustfmt::skip]
fn price_kinds() -> Vec<Route> {
    use tradewire_insales::price_kinds::{CreatePriceKind, DeletePriceKind, GetPriceKind, ListPriceKinds, PriceKindInput, UpdatePriceKind};
    vec![
        route(&ListPriceKinds::new(), "GET /admin/price_kinds.json"),
        route(&GetPriceKind::new(7), "GET /admin/price_kinds/7.json"),
        route(&CreatePriceKind::new(PriceKindInput::new("A")), "POST /admin/price_kinds.json"),
        route(&UpdatePriceKind::new(7, PriceKindInput::new("A")), "PUT /admin/price_kinds/7.json"),
        route(&DeletePriceKind::new(7), "DELETE /admin/price_kinds/7.json"),
    ]
}
