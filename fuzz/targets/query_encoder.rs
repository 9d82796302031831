//! Query parameters: whatever their values, the address stays valid, nothing breaks out of the query, and every scalar arrives as it
//! was.

use tradewire::{
    BodyShape, Credentials, Error, Json, ListStyle, Meta, Operation, Platform, Reply, ReplyShape, RequestWriter, Safety,
};

static PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[],
    limits: &[],
    ..Platform::PLAIN
};

static META: Meta = Meta {
    platform: &PLATFORM,
    id: "things.list",
    place: "",
    method: "GET",
    aliases: &[],
    path: "/things",
    safety: Safety::Read,
    auth: &[],
    limit: usize::MAX,
    success: &[200],
    body: BodyShape::NONE,
    reply: ReplyShape::BARE,
    ..Meta::GET
};

struct List<'v> {
    style: ListStyle,
    value: &'v Json,
}

impl Operation for List<'_> {
    type Output = ();
    fn meta() -> &'static Meta {
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.query("q", self.style, self.value)
    }
    fn read(_: &Reply<'_>) -> Result<(), Error> {
        Ok(())
    }
}

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // Most inputs are no JSON: they stand for a text then.
    let value = Json::parse(&text).unwrap_or_else(|_| Json::from(&*text));
    for style in [
        ListStyle::Brackets,
        ListStyle::Indexed,
        ListStyle::Comma,
        ListStyle::Repeat,
        ListStyle::Json,
    ] {
        let list = List { style, value: &value };
        let Ok(request) = list.request("https://shop.example", &Credentials::none()) else {
            continue;
        };
        let uri = request.uri();
        assert_eq!((uri.host(), uri.path()), (Some("shop.example"), "/things"));
        let query = uri.query().unwrap_or_default();
        assert!(
            query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'),
            "{query}"
        );
        if let Json::String(expected) = &value {
            let found: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
            assert_eq!(found, [("q".into(), expected.as_str().into())]);
        }
    }
}
