//! What `tradewire-insales` sends and how it reads what comes back.

mod bodies;
mod credentials;
mod errors;
mod examples;
mod limits;
mod made;
mod paging;
mod queries;
mod real_replies;
mod replies;
mod routes;
mod support;
mod unions;
mod webhooks;
