//! The generated clients against the mock platforms, end to end: each story with the async client, in process, and with the blocking one, by a
//! socket. The table stands in `tests/scenarios/README.md`.

mod bulk_upload;
mod history_pull;
mod killed_and_resumed;
mod order_with_customer;
mod stock_upload;
mod sync_at_the_limit;
mod world;
