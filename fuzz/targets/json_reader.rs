//! The JSON reader: any bytes give a value or an error; what strict mode takes comes back the same after writing; looking into a
//! body sees what reading it sees.

use tradewire::json::{Options, count_items, decode, probe, probe_last, probe_raw, to_vec};
use tradewire::{Date, DateTime, Decimal, Json, Map, Timestamp};

pub fn run(data: &[u8]) {
    for options in [Options::default(), Options::strict(), Options::watched()] {
        let _ = decode::<Vec<i64>>(data, options);
        let _ = decode::<Map<Option<f64>>>(data, options);
        let _ = decode::<Vec<Option<bool>>>(data, options);
        let _ = decode::<Map<Vec<String>>>(data, options);
        let _ = decode::<Vec<Decimal>>(data, options);
        let _ = decode::<Vec<Option<Date>>>(data, options);
        let _ = decode::<Vec<DateTime>>(data, options);
        let _ = decode::<Vec<Timestamp>>(data, options);
    }
    let Ok(read) = decode::<Json>(data, Options::strict()) else {
        let _ = (
            probe(data, "a.b.0"),
            count_items(data, "items"),
            probe_last(data, "items", "id"),
        );
        return;
    };
    let written = to_vec(&read.value).expect("what was read can be written");
    let again = decode::<Json>(&written, Options::strict()).expect("what was written can be read");
    assert_eq!(read.value, again.value);
    assert_eq!(probe(data, "").as_ref(), Some(&read.value));
    assert!(probe_raw(data, "").is_some());
    if let Json::Array(elements) = &read.value {
        assert_eq!(count_items(data, ""), Some(elements.len()));
    }
}
