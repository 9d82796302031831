//! The generated clients against the mock platforms, end to end: each story with the async client, in process, and with the blocking one, by a
//! socket. The table stands in `tests/scenarios/README.md`.

mod bulk_upload;
mod failures_within_success;
mod files_both_ways;
mod fulfilment;
mod history_pull;
mod killed_and_resumed;
mod order_with_customer;
mod refusals_of_a_product;
mod stock_upload;
mod sync_at_the_limit;
mod webhooks;
mod world;
