//! Replies that cannot be read, or not all of them: without their list, or with elements in it that do not fit.

use std::sync::Arc;

use super::page::{self, Gist};
use super::{Reply, failure};
use crate::error::{Error, ErrorKind, Saved};
use crate::json::{self, DecodeError, DecodeErrorKind, Json, Rejected};
use crate::meta::Safety;
use crate::transport::kept;

impl Reply<'_> {
    /// The error for a body that cannot be read.
    pub(super) fn misfit(&self, error: DecodeError) -> Error {
        let detail = if self.is_blank() {
            "its body is empty".to_owned()
        } else {
            match page::gist(self.body) {
                Some(Gist::Says(text)) => format!("it is no JSON but says: {text}"),
                Some(Gist::Is(what)) => format!("it is no JSON but {what}"),
                None => error.to_string(),
            }
        };
        let is_foreign = error.kind() == DecodeErrorKind::Foreign;
        let mut error = self.error(ErrorKind::Decode, detail).with_source(error);
        if self.meta.safety != Safety::Read && self.status.is_success() {
            // Something was done, and the reply may be the only one that names it.
            error.inner_mut().saved = Some(self.save());
        }
        if is_foreign {
            // It may say why.
            failure::describe(self, error, None)
        } else {
            error
        }
    }

    /// A listing has a list. One that is `null` or empty text is empty; without any, the reply is something else.
    pub(super) fn expect_listing(&self) -> Result<(), Error> {
        let Some(paging) = self.meta.paging else {
            return Ok(());
        };
        // A list that stands in place of its wrapper is declared for the reply, and not where listings look for theirs.
        let is_bare = self.meta.reply.or_bare && json::content(self.body).first() == Some(&b'[');
        match json::probe(self.body, if is_bare { "" } else { paging.items }) {
            Some(found) if matches!(found, Json::Null | Json::String(_)) && found.is_empty() => Ok(()),
            // Read as any JSON, a list is seen as one only here.
            Some(Json::Array(_)) => Ok(()),
            Some(Json::Object(_)) if paging.keyed => Ok(()),
            found => {
                let there = if found.is_some() { "no list" } else { "nothing" };
                let why = format!("it is a listing, but there is {there} at `{}`", paging.items);
                Err(failure::describe(self, self.error(ErrorKind::Decode, why), None))
            }
        }
    }

    /// An error that has the other elements.
    pub(crate) fn unreadable(&self, rejected: Vec<Rejected>) -> Error {
        let Some(first) = rejected.first() else {
            return self.error(ErrorKind::Decode, "elements cannot be read");
        };
        let (count, source) = (rejected.len(), first.error.clone());
        let elements = if count == 1 { "element" } else { "elements" };
        let why = format!("{count} {elements} cannot be read, {}: {source}", first.path);
        let mut error = self.error(ErrorKind::Decode, why).with_source(source);
        let inner = error.inner_mut();
        inner.rejected = rejected;
        inner.saved = Some(self.save());
        error
    }

    /// An error in the place of one element.
    pub(crate) fn unreadable_element(&self, rejected: Rejected) -> Error {
        let source = rejected.error.clone();
        let why = format!("the element {} cannot be read: {source}", rejected.path);
        let mut error = self.error(ErrorKind::Decode, why).with_source(source);
        let inner = error.inner_mut();
        inner.keep_body(rejected.raw.as_bytes());
        inner.rejected = vec![rejected];
        inner.is_element = true;
        error
    }

    /// The reply, to be read again later.
    pub(super) fn save(&self) -> Saved {
        Saved {
            meta: self.meta,
            status: self.status,
            headers: self.headers.clone(),
            body: kept(self.body),
            blotter: Arc::clone(self.blotter),
        }
    }
}
