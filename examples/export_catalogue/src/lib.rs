//! The products of an `InSales` shop as a CSV file, a line for each variant.

pub mod demo;

use std::error::Error;
use std::path::Path;

use tradewire_insales::Client;
use tradewire_insales::products::Product;

const COLUMNS: [&str; 6] = ["product", "variant", "sku", "title", "price", "quantity"];

/// How many lines were written, and how many products left out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Variants, a line each.
    pub lines: usize,
    /// Products that cannot be read; each was told of.
    pub left_out: usize,
}

/// Writes all products to `file`. It is replaced when all are read, or not at all; no more than a page is in memory. `told` gets a line
/// for each product that cannot be read.
///
/// # Errors
/// The shop does not answer, or the file cannot be written.
pub async fn export(shop: &Client, file: &Path, told: impl Fn(&str)) -> Result<Report, Box<dyn Error>> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let unfinished = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    let mut table = csv::Writer::from_writer(unfinished);
    table.write_record(COLUMNS)?;
    let mut report = Report::default();
    let mut products = shop.products().list().per_page(250).items();
    while let Some(product) = products.next().await {
        match product {
            Ok(product) => report.lines += write(&mut table, &product)?,
            Err(error) if error.element().is_some() => {
                report.left_out += 1;
                told(&error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
    }
    let unfinished = table.into_inner().map_err(|error| error.to_string())?;
    unfinished.persist(file)?;
    Ok(report)
}

fn write(table: &mut csv::Writer<impl std::io::Write>, product: &Product) -> csv::Result<usize> {
    let variants = product.variants.as_deref().unwrap_or_default();
    for variant in variants {
        // As the shop has it: decimals keep their digits.
        let text = |number: &Option<tradewire_insales::tradewire::Decimal>| {
            number.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        table.write_record([
            product.id.to_string(),
            variant.id.to_string(),
            variant.sku.clone().unwrap_or_default(),
            product.title.clone().unwrap_or_default(),
            text(&variant.price),
            text(&variant.quantity),
        ])?;
    }
    Ok(variants.len())
}
