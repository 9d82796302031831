//! What a caller sets for one call.

use std::time::Duration;

use super::retry::RetryPolicy;
use crate::error::Error;
use crate::json::Json;
use crate::reply::Tolerance;
use crate::request::Prepared;

/// Settings of one call, on top of those of the client.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallOptions {
    pub timeout: Option<Duration>,
    pub retry: Option<RetryPolicy>,
    /// Time to wait for the account's request limit on top of the timeout, where the caller said so …
    pub limit_wait: Option<Duration>,
    /// … and where nobody did.
    pub usual_limit_wait: Duration,
    /// What to do about a reply that is not as described.
    pub tolerance: Option<Tolerance>,
    /// Hand out any reply as it is.
    pub as_it_is: bool,
    /// Send the fields of a `query` body as JSON.
    pub json_body: bool,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    fields: Vec<(String, Json)>,
}

impl CallOptions {
    pub(crate) fn header(&mut self, name: String, value: String) {
        self.headers.push((name, value));
    }

    pub(crate) fn query(&mut self, name: String, value: String) {
        self.query.push((name, value));
    }

    pub(crate) fn field(&mut self, name: String, value: Json) {
        self.fields.push((name, value));
    }

    /// Adds the caller's own headers, parameters and fields to the request.
    pub(crate) fn apply(&self, prepared: &mut Prepared) -> Result<(), Error> {
        let adds_nothing = self.headers.is_empty() && self.query.is_empty() && self.fields.is_empty();
        if adds_nothing && !self.json_body {
            return Ok(());
        }
        // An address that the server named may say already what was added to the one before.
        let said = prepared.said_by_link();
        for (name, value) in self.query.iter().filter(|(name, _)| !said.contains(name)) {
            prepared.check_extra_query(name)?;
            prepared.extra_query(name, value);
        }
        if !prepared.is_link_of_query_body() {
            for (name, _) in &self.fields {
                prepared.check_extra_field(name)?;
            }
            for (name, value) in &self.fields {
                prepared.extra_field(name, value.clone())?;
            }
            if self.json_body {
                prepared.use_json_body()?;
            }
        }
        for (name, value) in &self.headers {
            prepared.header(name, value)?;
        }
        Ok(())
    }
}
