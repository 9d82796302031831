//! A table for unit tests.

use crate::meta::{BodyShape, Meta, Platform, ReplyShape, Safety};

pub(crate) const PLATFORM: Platform = Platform {
    name: "sample",
    auth: &[],
    limits: &[],
    ..Platform::PLAIN
};

static SAMPLE: Platform = PLATFORM;

pub(crate) const META: Meta = Meta {
    platform: &SAMPLE,
    id: "things.get",
    place: "specs/sample/things.yaml",
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
