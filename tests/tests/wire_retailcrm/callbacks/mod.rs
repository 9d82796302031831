//! Requests that RetailCRM sends to a module, from raw HTTP to typed values, and the answers back to raw HTTP.

mod delivery;
mod forms;
mod modules;
mod sales;
mod signature;
mod telephony;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tradewire::callback::Callback;
use tradewire::http::{Request, Response};
use tradewire::{Bytes, CallbackMeta};
use tradewire_retailcrm::{
    delivery_module, integration_modules, mg_transport, payment, recommendation, store, telephony as calls,
};

use crate::form;

/// A GET request; the path is whatever the module chose.
fn get(target: &str) -> Request<Bytes> {
    Request::get(target).body(Bytes::new()).expect("a request")
}

/// A POST request with a form, written as [`form::encoded`] takes it.
fn post(target: &str, plain: &str) -> Request<Bytes> {
    Request::post(target)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form::encoded(plain).into())
        .expect("a request")
}

/// An answer is JSON with status 200, to the byte.
#[track_caller]
fn assert_answers<C: Callback>(answer: &C::Answer, expected: &str) {
    let response = C::answer(answer);
    assert_eq!(text(&response), (200, "application/json", expected));
}

/// Status, content type and body.
fn text(response: &Response<Bytes>) -> (u16, &str, &str) {
    let content_type = response
        .headers()
        .get("content-type")
        .map_or("", |value| value.to_str().expect("text"));
    (
        response.status().as_u16(),
        content_type,
        std::str::from_utf8(response.body()).expect("text"),
    )
}

/// Ids of the spec: the keys one step below `callbacks:`.
fn spec() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/retailcrm");
    let resources = tradewire_tests::resources("retailcrm").into_iter();
    let ids = resources.flat_map(|resource| {
        let text = fs::read_to_string(folder.join(format!("{resource}.yaml"))).expect("a spec");
        let section = text.lines().skip_while(|line| *line != "callbacks:").skip(1);
        let inside = section.take_while(|line| line.is_empty() || line.starts_with(' '));
        let names = inside
            .filter_map(|line| line.strip_prefix("  ")?.split_once(':'))
            .map(|(name, _)| name);
        names
            .filter(|name| !name.starts_with([' ', '#']))
            .map(|name| format!("{resource}.{name}"))
            .collect::<Vec<_>>()
    });
    ids.collect()
}

/// All of them, with the method and path that they have unless the module says otherwise.
#[test]
fn every_callback_of_the_spec_is_there() {
    fn row<C: Callback>() -> &'static CallbackMeta {
        C::meta()
    }
    let table = [
        (row::<delivery_module::Autocomplete>(), "GET /delivery/autocomplete"),
        (row::<delivery_module::CalculateCost>(), "POST /delivery/calculate"),
        (row::<delivery_module::DeleteDelivery>(), "POST /delivery/delete"),
        (row::<delivery_module::GetDelivery>(), "GET /delivery/get"),
        (row::<delivery_module::PrintForms>(), "POST /delivery/print"),
        (row::<delivery_module::SaveDelivery>(), "POST /delivery/save"),
        (
            row::<delivery_module::DeleteShipment>(),
            "POST /delivery/shipment-delete",
        ),
        (
            row::<delivery_module::ListShipmentPoints>(),
            "GET /delivery/shipment-point-list",
        ),
        (row::<delivery_module::SaveShipment>(), "POST /delivery/shipment-save"),
        (row::<delivery_module::ListTariffs>(), "GET /delivery/tariff-list"),
        (row::<integration_modules::GetConfig>(), "GET /config"),
        (row::<integration_modules::Register>(), "POST /register"),
        (row::<integration_modules::NotifyActivity>(), "POST /activity"),
        (row::<integration_modules::NotifySettings>(), "POST /settings"),
        (row::<mg_transport::GetOnline>(), "GET /mg/online"),
        (row::<mg_transport::GetVisits>(), "GET /mg/visits"),
        (row::<payment::ApprovePayment>(), "POST /payment/approve"),
        (row::<payment::CancelPayment>(), "POST /payment/cancel"),
        (row::<payment::CreatePayment>(), "POST /payment/create"),
        (row::<payment::RefundPayment>(), "POST /payment/refund"),
        (row::<recommendation::ListRecommendations>(), "GET /recommendation"),
        (
            row::<store::ActualizeInventories>(),
            "POST /store/inventories/actualize",
        ),
        (row::<store::RequestInventories>(), "POST /store/inventories/upload"),
        (row::<store::Reserve>(), "POST /store/reserve"),
        (row::<calls::ChangeUserStatus>(), "GET /telephony/change-user-status"),
        (row::<calls::MakeCall>(), "GET /telephony/make-call"),
        (row::<calls::OpenPersonalAccount>(), "POST /telephony/personal-account"),
        (row::<calls::ListenToCall>(), "GET /telephony/record"),
    ];
    for (meta, line) in table {
        assert_eq!(format!("{} {}", meta.method, meta.path), line, "{}", meta.id);
    }
    let ids: BTreeSet<String> = table.iter().map(|(meta, _)| meta.id.to_owned()).collect();
    assert_eq!(ids, spec(), "left: in the crate, right: in the spec");
    assert_eq!(ids.len(), 28);
}
