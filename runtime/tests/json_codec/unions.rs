//! Enumerations and unions, written by hand in the shape of generated code.

use super::models::{assert_plain, assert_tolerated, read, read_strict, record, refused, reports};
use tradewire::json::{Decode, DecodeError, DecodeErrorKind, Encode, Reader, Record, Shape, Writer, to_string};
use tradewire::{Extra, Json};

#[derive(Debug, Clone, PartialEq)]
enum Status {
    New,
    Paid,
    Other(String),
}

impl Decode for Status {
    fn blank() -> Self {
        Self::Other(String::new())
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match r.text()? {
            "new" => Self::New,
            "paid" => Self::Paid,
            other => Self::Other(other.to_owned()),
        };
        if let Self::Other(_) = self {
            r.unknown_value()?;
        }
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Closed {
    On,
    Off,
}

impl Decode for Closed {
    fn blank() -> Self {
        Self::Off
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match r.text()? {
            "on" => Self::On,
            "off" => Self::Off,
            _ => return Err(r.unlisted("on or off")),
        };
        Ok(())
    }
}

record!(Person { "name" name: String, required; "age" age: Option<i64>, optional; });
record!(Firm { "title" title: String, required; });

fn firm(title: &str) -> Firm {
    Firm {
        title: title.to_owned(),
        extra: Extra::new(),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Client {
    Person(Person),
    Firm(Firm),
    Other(Json),
}

impl Decode for Client {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match r.tagged("type", &["Client::Person", "2"])? {
            Some(0) => {
                let mut variant = Person::blank();
                variant.read(r)?;
                Self::Person(variant)
            }
            Some(_) => {
                let mut variant = Firm::blank();
                variant.read(r)?;
                Self::Firm(variant)
            }
            None => Self::Other(r.json()?),
        };
        Ok(())
    }
}

impl Encode for Client {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Person(variant) => w.tagged("\"type\":", "\"Client::Person\"", variant),
            Self::Firm(variant) => w.tagged("\"type\":", "2", variant),
            Self::Other(json) => json.encode(w),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Slot {
    Delete,
    Number(i64),
    Text(String),
    Person(Box<Person>),
    Firm(Firm),
    List(Vec<i64>),
    Other(Json),
}

macro_rules! variants {
    ($self:ident, $r:ident, $($variant:expr => $type:ty),*) => {
        for &round in $r.rounds() {
            $({
                let mut value = <$type as Decode>::blank();
                if $r.fits(round, &mut value)? {
                    *$self = $variant(value);
                    return Ok(());
                }
            })*
        }
    };
}

impl Decode for Slot {
    const EMPTY_LIST: bool = true;
    const EMPTY_TEXT: bool = true;

    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        if r.is_const("\"delete\"")? {
            *self = Self::Delete;
            return Ok(());
        }
        variants!(self, r, Self::Number => i64, Self::Text => String, Self::Person => Box<Person>, Self::Firm => Firm, Self::List => Vec<i64>);
        *self = Self::Other(r.json()?);
        r.unknown_value()
    }
}

#[test]
fn open_and_closed_enumerations() {
    assert_plain("\"new\"", &Status::New);
    assert_plain("\"\\u0070aid\"", &Status::Paid);
    assert_tolerated("\"lost\"", &Status::Other("lost".to_owned()));
    assert_plain("\"on\"", &Closed::On);
    assert_eq!(
        refused::<Closed>("\"half\""),
        "expected on or off, found another value at $ (byte 6)"
    );
    let (status, reports) = reports::<Status>("5");
    assert_eq!(status, Status::Other("5".to_owned()));
    assert_eq!(reports.len(), 2, "a number, and one that is not listed: {reports:?}");
    assert_tolerated("\"\"", &None::<Status>);
}

#[test]
fn tagged() {
    let person = |name: &str| {
        Client::Person(Person {
            name: name.to_owned(),
            age: None,
            extra: Extra::new(),
        })
    };
    assert_plain(r#"{"type":"Client::Person","name":"A"}"#, &person("A"));
    assert_plain(r#"{"name":"A","type":"Client::Person"}"#, &person("A"));
    assert_plain(r#"{"title":"T","type":2}"#, &Client::Firm(firm("T")));
    for other in [
        r#"{"type":"Client::Robot","name":"A"}"#,
        r#"{"name":"A"}"#,
        r#"{"type":null}"#,
        r#"{"type":{}}"#,
        "[1]",
        "5",
    ] {
        assert_tolerated(other, &Client::Other(Json::parse(other).expect("json")));
    }
    let error = read::<Client>(r#"{"type":"Client::Person","name":{}}"#).expect_err("no name");
    assert_eq!(error.to_string(), "expected text, found object at $.name (byte 32)");
    let (_, drift) = reports::<Vec<Client>>(r#"[{"type":"x"}]"#);
    assert_eq!(
        drift,
        ["unknown value at $[].type: expected a listed value, found another"]
    );
    // Only the tag is passed over, and only once.
    let (_, drift) = reports::<Vec<Client>>(r#"[{"type":2,"title":"T","kind":1},{"type":2,"title":"U"}]"#);
    assert_eq!(drift, ["unknown key at $[].kind"]);
    assert!(read_strict::<Firm>(r#"{"type":2,"title":"T"}"#).is_err());
}

#[test]
fn tagged_both_ways() {
    for text in [
        r#"{"type":"Client::Person","name":"A","age":5}"#,
        r#"{"type":2,"title":""}"#,
        r#"{"type":"x","a":[1]}"#,
        "null",
    ] {
        assert_eq!(to_string(&read::<Client>(text).expect(text)).as_deref(), Ok(text));
    }
    let mut w = Writer::new();
    w.begin_array();
    w.item(&Client::Firm(firm("\"")));
    w.end_array();
    assert_eq!(w.finish().as_deref(), Ok(br#"[{"type":2,"title":"\""}]"#.as_slice()));
}

#[test]
fn untagged_by_form() {
    assert_plain("\"delete\"", &Slot::Delete);
    assert_plain("\"d\\u0065lete\"", &Slot::Delete);
    assert_plain("\"delete \"", &Slot::Text("delete ".to_owned()));
    assert_plain("12", &Slot::Number(12));
    assert_plain("\"12\"", &Slot::Text("12".to_owned()));
    assert_plain("\"\"", &Slot::Text(String::new()));
    assert_plain("[1,2]", &Slot::List(vec![1, 2]));
    assert_plain("[]", &Slot::List(vec![]));
    assert_plain(r#"{"title":"T"}"#, &Slot::Firm(firm("T")));
    let person = |age| {
        Slot::Person(Box::new(Person {
            name: "A".to_owned(),
            age,
            extra: Extra::new(),
        }))
    };
    assert_plain(r#"{"name":"A","age":7}"#, &person(Some(7)));
    // Tolerance inside, once nothing fits exactly.
    assert_tolerated(r#"{"name":"A","age":"7"}"#, &person(Some(7)));
    let (Slot::Person(odd), _) = reports::<Slot>(r#"{"name":"A","x":[{}]}"#) else {
        panic!("a person")
    };
    assert_eq!((odd.name.as_str(), odd.extra.raw("x")), ("A", Some("[{}]")));
    assert_tolerated("[\"1\"]", &Slot::List(vec![1]));
    for other in ["true", "1.5", "null", r#"{"x":1}"#] {
        let (slot, drift) = reports::<Slot>(other);
        assert_eq!(slot, Slot::Other(Json::parse(other).expect("json")), "{other}");
        assert_eq!(drift.len(), 1, "{other}: {drift:?}");
        assert_eq!(
            read_strict::<Slot>(other).map_err(|e| e.kind()),
            Err(DecodeErrorKind::UnknownValue)
        );
    }
    assert!(read::<Slot>("[tru]").is_err(), "bad grammar is no variant");
}

#[test]
fn a_variant_that_failed_leaves_nothing_behind() {
    // Each fails halfway as each variant and is kept as JSON: a value that does not fit is no misfit where another variant may fit.
    let decoded = tradewire::json::decode::<Vec<Slot>>(
        br#"[{"name":"A","age":[1]},[2,"x"]]"#,
        tradewire::json::Options::watched(),
    )
    .expect("readable");
    let kept = Json::parse(r#"{"name":"A","age":[1]}"#).expect("JSON");
    let list = Json::parse(r#"[2,"x"]"#).expect("JSON");
    assert_eq!(decoded.value, [Slot::Other(kept), Slot::Other(list)]);
    assert_eq!((decoded.rejected.len(), decoded.misfits_total), (0, 0));
}

/// Recursive, with variants that fail at the very end.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    A(Box<TreeA>),
    B(Box<TreeB>),
    Other(Json),
}

record!(TreeA { "next" next: Option<Tree>, optional; "end" end: Option<i64>, optional; });
record!(TreeB { "next" next: Option<Tree>, optional; "end" end: Option<bool>, optional; });

impl Decode for Tree {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        variants!(self, r, Self::A => Box<TreeA>, Self::B => Box<TreeB>);
        *self = Self::Other(r.json()?);
        r.unknown_value()
    }
}

impl Encode for Tree {
    fn encode(&self, w: &mut Writer) {
        match self {
            Self::A(variant) => variant.encode(w),
            Self::B(variant) => variant.encode(w),
            Self::Other(json) => json.encode(w),
        }
    }
}

#[test]
fn nested_unions_cost_no_exponential_time() {
    // Every level tries every variant in both rounds: without a bound, 4^100 readings.
    let body = "{\"next\":".repeat(100) + "{\"end\":{}}" + &"}".repeat(100);
    let tree = read::<Tree>(&body).expect("kept as JSON somewhere");
    assert_eq!(to_string(&tree).map(|text| Json::parse(&text)), Ok(Json::parse(&body)));
}

/// A union told apart by a field beside it.
#[derive(Debug, Clone, PartialEq)]
enum Data {
    Person(Person),
    Other(Json),
}

impl Decode for Data {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::Other(r.json()?);
        Ok(())
    }
}

impl Data {
    fn settle(&mut self, key: &'static str, tag: &str, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        let Self::Other(json) = &*self else { return Ok(()) };
        match tag {
            "person" => {
                let mut variant = Person::blank();
                if r.settle(key, json, &mut variant)? {
                    *self = Self::Person(variant);
                }
                Ok(())
            }
            _ => r.unknown_value(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Holder {
    code: String,
    data: Data,
}

impl Decode for Holder {
    fn blank() -> Self {
        Self {
            code: String::new(),
            data: Data::blank(),
        }
    }

    fn read(&mut self, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.record(self)?;
        self.data.settle("data", &self.code, r)
    }
}

impl Record for Holder {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::new(&["\"data\":", "\"code\":"], [0b11, 0]);
        &SHAPE
    }

    fn field(&mut self, index: usize, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        match index {
            0 => Decode::read(&mut self.data, r),
            1 => Decode::read(&mut self.code, r),
            _ => Ok(()),
        }
    }
}

#[test]
fn beside() {
    let (holders, drift) = reports::<Vec<Holder>>(
        r#"[{"code":"person","data":{"name":"A"}},{"data":{"name":"B","age":"5"},"code":"person"},{"code":"robot","data":1},{"code":"person","data":{}}]"#,
    );
    let kinds: Vec<_> = holders
        .iter()
        .map(|holder| matches!(holder.data, Data::Person(_)))
        .collect();
    assert_eq!(kinds, [true, true, false, false]);
    assert_eq!(
        drift,
        [
            "tolerated type at $[].data.age: expected integer, found text",
            "unknown value at $[]: expected a listed value, found another",
            "unknown value at $[].data: expected a listed value, found another",
        ]
    );
    let error = read_strict::<Vec<Holder>>(r#"[{"code":"person","data":{"name":5}}]"#).expect_err("strict");
    assert_eq!(error.path(), "$[0].data.name");
}
