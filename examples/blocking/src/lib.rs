//! What a Commerce HQ shop has to send today, without async: the paid orders of which nothing was sent, oldest first.

pub mod demo;

use std::io::{self, Write};

use tradewire_commercehq::blocking::Client;
use tradewire_commercehq::orders::{Order, OrderPaymentStatus, OrderStatus};
use tradewire_commercehq::tradewire::Decimal;

/// Writes a line for each, and gives their number.
///
/// # Errors
/// The shop does not answer, an order cannot be read, or nothing can be written.
pub fn list(shop: &Client, out: &mut impl Write) -> io::Result<usize> {
    let waiting = shop
        .orders()
        .search()
        .status([OrderStatus::NotSent])
        .paid([OrderPaymentStatus::Paid])
        .sort(["id"]);
    let mut count = 0;
    for order in waiting.items() {
        writeln!(out, "{}", line(&order.map_err(io::Error::other)?))?;
        count += 1;
    }
    Ok(count)
}

fn line(order: &Order) -> String {
    let number = order.display_number.clone().unwrap_or_else(|| order.id.to_string());
    let email = order.email.as_deref().unwrap_or("no address");
    let total = order.total.as_ref().map_or_else(|| "?".to_owned(), Decimal::to_string);
    format!("{number}\t{total}\t{email}")
}
