//! What comes back.

use crate::model::{ReturnKind, Returns};
use crate::plan::context::Context;
use crate::plan::data::{ReplyPlan, ReplyReader, RuntimeType, RustType};

/// What comes back from an operation, or what a callback answers.
#[must_use]
pub fn plan_reply(cx: &Context<'_>, returns: &Returns) -> ReplyPlan {
    let (output, reader) = match (returns.kind, &returns.ty) {
        // What comes by status has a type of its own.
        (ReturnKind::None | ReturnKind::ByStatus, _) => (RustType::Unit, ReplyReader::Empty),
        (ReturnKind::Text, _) => (RustType::Text, ReplyReader::Text),
        // A table may be in any encoding, and has a file name.
        (ReturnKind::Binary | ReturnKind::Csv, _) => (RustType::Runtime(RuntimeType::Download), ReplyReader::Download),
        (ReturnKind::Json, Some(ty)) if returns.only => (cx.rust_type(ty), ReplyReader::OnlyJson),
        (ReturnKind::Json, Some(ty)) => (cx.rust_type(ty), ReplyReader::Json),
        (ReturnKind::Json, None) | (ReturnKind::Undocumented, _) => {
            (RustType::Runtime(RuntimeType::Json), ReplyReader::Json)
        }
    };
    ReplyPlan { output, reader }
}
