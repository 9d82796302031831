//! Tables of signatures, in the words of the runtime.

use crate::model;
use crate::plan::data::{AtTable, SignMethod, SignatureEncoding, SignedTable, SpotTable, TimestampTable, VerifyTable};

/// The table of a signature.
#[must_use]
pub fn verify_table(verify: &model::Verify) -> VerifyTable {
    VerifyTable {
        method: match verify.method {
            model::SignMethod::HmacSha256 => SignMethod::HmacSha256,
            model::SignMethod::HmacSha512 => SignMethod::HmacSha512,
            model::SignMethod::HmacSha1 => SignMethod::HmacSha1,
            model::SignMethod::HmacMd5 => SignMethod::HmacMd5,
            model::SignMethod::Secret => SignMethod::Secret,
        },
        key: verify.key.clone(),
        signs: verify.signs.iter().map(signed).collect(),
        signature: spot(&verify.signature),
        encoding: match verify.encoding {
            model::SignatureEncoding::Hex => SignatureEncoding::Hex,
            model::SignatureEncoding::Base64 => SignatureEncoding::Base64,
        },
        timestamp: verify.timestamp.as_ref().map(|timestamp| TimestampTable {
            spot: spot(&timestamp.spot),
            milliseconds: timestamp.milliseconds,
            within: timestamp.within,
        }),
    }
}

fn signed(part: &model::SignedPart) -> SignedTable {
    match part {
        model::SignedPart::Body => SignedTable::Body,
        model::SignedPart::Timestamp => SignedTable::Timestamp,
        model::SignedPart::Text(text) => SignedTable::Text(text.clone()),
        model::SignedPart::Header(name) => SignedTable::Header(name.clone()),
        model::SignedPart::Field(path) => SignedTable::Field(path.clone()),
    }
}

fn spot(spot: &model::Spot) -> SpotTable {
    SpotTable {
        at: at_table(&spot.at),
        separator: spot.separator.clone(),
        prefix: spot.prefix.clone(),
    }
}

/// A header or a field.
#[must_use]
pub fn at_table(at: &model::SpotAt) -> AtTable {
    match at {
        model::SpotAt::Header(name) => AtTable::Header(name.clone()),
        model::SpotAt::Field(path) => AtTable::Field(path.clone()),
    }
}
