//! What pages take of memory while they are read.

use std::error::Error;

use crate::pages::Page;
use crate::ways::{TABLES, WAYS};

const MIB: usize = 1024 * 1024;
const ITEMS: usize = 1000;

/// Memory at its most while a page is read, for each element and for each byte of the body; then for 1 MiB of the smallest elements: more of them would
/// be gigabytes of the larger types.
pub fn report() -> Result<(), Box<dyn Error>> {
    println!("most memory while a page of {ITEMS} elements is read, in bytes for each byte of the body");
    header();
    for table in TABLES {
        let body = Page::of(table.platform)?.body(ITEMS);
        table.check(&body)?;
        row(
            &format!("{} ({} B an element)", table.platform, body.len() / ITEMS),
            &body,
            &table.ways,
        );
    }
    println!("\nthe same for 1 MiB of `{{\"id\":1}}`; `refused`: an error in place of a value");
    header();
    for table in TABLES {
        let element = r#"{"id":1},"#;
        let mut body = format!("[{}", element.repeat(MIB / element.len())).into_bytes();
        if let Some(last) = body.last_mut() {
            *last = b']';
        }
        row(table.platform, &body, &table.ways);
    }
    Ok(())
}

fn header() {
    print!("| platform |");
    for way in WAYS {
        print!(" {} |", way.name);
    }
    println!("\n| --- |{}", " ---: |".repeat(WAYS.len()));
}

fn row(name: &str, body: &[u8], ways: &[fn(&[u8]) -> bool]) {
    print!("| {name} |");
    for way in ways {
        let mut read = false;
        let counted = allocation_counter::measure(|| read = way(body));
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let times = counted.bytes_max as f64 / body.len() as f64;
        print!(" {times:.1}{} |", if read { "" } else { " refused" });
    }
    println!();
}
