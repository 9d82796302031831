//! A delivery module for `RetailCRM`: the system registers it, asks what a delivery costs, and gets an answer.
//!
//! Callbacks are values of the generated crate that know how to read a request and how to write the answer, without any I/O; all
//! that a web framework has to do is in [`receive`].

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use tradewire_retailcrm::delivery_module::{
    CalculateCost, CalculateCostReply, DeliveryTariffOffer, DeliveryTariffType,
};
use tradewire_retailcrm::integration_modules::{Register, RegisterReply};
use tradewire_retailcrm::tradewire::callback::refuse;
use tradewire_retailcrm::tradewire::{Bytes, Callback, Decimal, http};

/// Most bytes of a request that are read.
const MOST: usize = 1 << 20;

/// What the module knows.
#[derive(Debug)]
pub struct Module {
    /// Signs the registration; `RetailCRM` and the module's maker share it.
    secret: String,
    /// Accounts that connected the module: their addresses. (With their API keys, which a real module keeps in a safe place.)
    accounts: Mutex<Vec<String>>,
}

impl Module {
    /// A module with this secret.
    pub fn new(secret: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            secret: secret.into(),
            accounts: Mutex::default(),
        })
    }

    /// Addresses of the accounts that connected the module.
    pub fn accounts(&self) -> Vec<String> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The module's addresses.
pub fn routes(module: Arc<Module>) -> Router {
    Router::new()
        .route("/register", post(register))
        .route("/delivery/calculate", post(calculate))
        .with_state(module)
}

/// Answers any callback of a generated crate; `check` sees the request as it came, for its signature.
async fn receive<C: Callback>(
    request: Request,
    check: impl FnOnce(&http::Request<Bytes>) -> Result<(), tradewire_retailcrm::Error>,
    answer: impl FnOnce(C) -> C::Answer,
) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST).await else {
        return http::StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let request = http::Request::from_parts(head, body);
    let read = check(&request).and_then(|()| C::from_http(&request));
    read.map_or_else(|error| refuse(&error), |callback| C::answer(&answer(callback)))
        .map(Body::from)
}

async fn register(State(module): State<Arc<Module>>, request: Request) -> Response {
    let signed = |request: &http::Request<Bytes>| Register::verify(request, &module.secret);
    receive(request, signed, |callback: Register| {
        let account = callback.body.register.system_url.unwrap_or_default();
        module
            .accounts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(account);
        RegisterReply::new()
            .success(true)
            .account_url("https://module.example/account")
    })
    .await
}

async fn calculate(request: Request) -> Response {
    receive(
        request,
        |_| Ok(()),
        |callback: CalculateCost| {
            let calculation = callback.body.calculate.unwrap_or_default();
            // The request is open: what the document does not list is kept in `extra`.
            let parcels = calculation
                .extra
                .get("packages")
                .and_then(|packages| packages.as_array().map(<[_]>::len))
                .unwrap_or(1);
            let cost = Decimal::from(250 * i64::try_from(parcels).unwrap_or(i64::MAX / 250));
            let courier = DeliveryTariffOffer::new()
                .code("courier")
                .name("Courier")
                .type_(DeliveryTariffType::Courier);
            CalculateCostReply::new()
                .success(true)
                .result([courier.cost(cost).min_term(1).max_term(3)])
        },
    )
    .await
}
