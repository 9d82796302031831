//! Path parameters: a value fills its segment and nothing else, or is refused.

use percent_encoding::percent_decode_str;
use tradewire::{BodyShape, Credentials, Error, Meta, Operation, Platform, Reply, ReplyShape, RequestWriter, Safety};

static PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[],
    limits: &[],
    ..Platform::PLAIN
};

static META: Meta = Meta {
    platform: &PLATFORM,
    id: "things.get",
    place: "",
    method: "GET",
    aliases: &[],
    path: "/things/{id}/parts",
    safety: Safety::Read,
    auth: &[],
    limit: usize::MAX,
    success: &[200],
    body: BodyShape::NONE,
    reply: ReplyShape::BARE,
    ..Meta::GET
};

struct Get<'v>(&'v str);

impl Operation for Get<'_> {
    type Output = ();
    fn meta() -> &'static Meta {
        &META
    }
    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        w.path("id", &self.0.to_owned())
    }
    fn read(_: &Reply<'_>) -> Result<(), Error> {
        Ok(())
    }
}

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(request) = Get(&text).request("https://shop.example/base", &Credentials::none()) else {
        return;
    };
    let uri = request.uri();
    assert_eq!((uri.host(), uri.query()), (Some("shop.example"), None));
    let segments: Vec<_> = uri.path().split('/').collect();
    let ["", "base", "things", id, "parts"] = segments[..] else {
        panic!("{uri}")
    };
    assert!(id != "." && id != "..");
    assert_eq!(percent_decode_str(id).decode_utf8().expect("UTF-8"), text);
}
