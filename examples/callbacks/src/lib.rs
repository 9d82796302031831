//! A delivery module for `RetailCRM`: the system registers it, asks what a delivery costs, and gets an answer.
//!
//! Callbacks come as values of the generated crate and are answered by values; reading, signatures and refusals are the business of
//! `tradewire::axum`.

pub mod demo;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::extract::State;
use tradewire_retailcrm::delivery_module::{
    CalculateCost, CalculateCostReply, DeliveryTariffOffer, DeliveryTariffType,
};
use tradewire_retailcrm::integration_modules::{Register, RegisterReply};
use tradewire_retailcrm::tradewire::axum::callback;
use tradewire_retailcrm::tradewire::{Decimal, Error};

/// What the module knows.
#[derive(Debug, Default)]
pub struct Module {
    /// Accounts that connected the module: their addresses. (With their API keys, which a real module keeps in a safe place.)
    accounts: Mutex<Vec<String>>,
}

impl Module {
    /// Addresses of the accounts that connected the module.
    pub fn accounts(&self) -> MutexGuard<'_, Vec<String>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The module's addresses. `RetailCRM` and the module's maker share the secret, which signs the registration.
///
/// # Errors
/// None of these callbacks: it would be one that is signed and has no secret.
pub fn routes(module: Arc<Module>, secret: &str) -> Result<Router, Error> {
    Ok(Router::new()
        .route("/register", callback(register).secret(secret).route()?)
        .route("/delivery/calculate", callback(calculate).route()?)
        .with_state(module))
}

async fn register(State(module): State<Arc<Module>>, callback: Register) -> RegisterReply {
    let account = callback.body.register.system_url.unwrap_or_default();
    module.accounts().push(account);
    RegisterReply::new()
        .success(true)
        .account_url("https://module.example/account")
}

async fn calculate(callback: CalculateCost) -> CalculateCostReply {
    let calculation = callback.body.calculate.unwrap_or_default();
    let parcels = calculation.packages.map_or(1, |packages| packages.len());
    let cost = Decimal::from(250 * i64::try_from(parcels).unwrap_or(i64::MAX / 250));
    let courier = DeliveryTariffOffer::new()
        .code("courier")
        .name("Courier")
        .type_(DeliveryTariffType::Courier);
    CalculateCostReply::new()
        .success(true)
        .result([courier.cost(cost).min_term(1).max_term(3)])
}
