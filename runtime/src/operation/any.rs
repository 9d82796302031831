//! An operation that the program does not know before it runs.

use super::{Operation, Paginated};
use crate::error::{Error, ErrorKind};
use crate::json::{Json, Object};
use crate::meta::{Encoding, Entry, Meta, Param, Place};
use crate::reply::Reply;
use crate::request::RequestWriter;
use crate::wire::{File, Upload};

/// An operation that is chosen while the program runs, out of the catalogue of a crate (feature `catalogue`), with arguments by their names on
/// the wire. It is sent as any other, by [`Call`](crate::Call), with the same limits, repeats and pages; what comes is JSON.
///
/// ```
/// # use tradewire::{Entry, Error, Json, Meta, Operation, Param, Place, Platform, Credentials};
/// # static PLATFORM: Platform = Platform { name: "sample", ..Platform::PLAIN };
/// # fn meta() -> &'static Meta {
/// #     static META: Meta = Meta { platform: &PLATFORM, id: "orders.get", path: "/orders/{id}", ..Meta::GET };
/// #     &META
/// # }
/// # static PARAMS: [Param; 2] = [Param { place: Place::Path, name: "id", required: true, ..Param::QUERY },
/// #     Param { name: "fields", list: true, ..Param::QUERY }];
/// # static CATALOGUE: &[Entry] = &[Entry { meta, doc: "Reads an order.", params: &PARAMS, ..Entry::PLAIN }];
/// use tradewire::AnyOperation;
///
/// # fn main() -> Result<(), Error> {
/// // `tradewire_insales::CATALOGUE` and the like.
/// let entry = CATALOGUE.iter().find(|entry| (entry.meta)().id == "orders.get").expect("it is there");
/// let get = AnyOperation::new(entry).set("id", 7)?.set("fields", Json::Array(vec!["id".into(), "total".into()]))?;
/// let request = get.request("https://shop.example", &Credentials::none())?;
/// assert_eq!(request.uri(), "https://shop.example/orders/7?fields[]=id&fields[]=total");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct AnyOperation {
    entry: &'static Entry,
    meta: &'static Meta,
    pub(super) arguments: Vec<(Param, Argument)>,
    pub(super) body: Option<Json>,
}

#[derive(Debug, Clone)]
pub(super) enum Argument {
    Json(Json),
    Upload(Upload),
    Files(Vec<File>),
}

/// What came: JSON, and in it the list, if the operation has pages.
#[derive(Debug, Clone, PartialEq)]
pub struct AnyReply {
    /// The body; text that is no JSON is a string.
    pub json: Json,
    /// Dotted path of the list.
    listing: &'static str,
    /// It is an object, whose keys tell its elements apart.
    keyed: bool,
}

impl AnyOperation {
    /// Without arguments.
    #[must_use]
    pub fn new(entry: &'static Entry) -> Self {
        Self {
            entry,
            meta: (entry.meta)(),
            arguments: Vec::new(),
            body: None,
        }
    }

    /// What there is to set.
    #[must_use]
    pub fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// Sets a parameter by its name on the wire, or a part of a multipart body.
    ///
    /// # Errors
    /// There is no such parameter, or it always has the same value.
    pub fn set(self, name: &str, value: impl Into<Json>) -> Result<Self, Error> {
        let value = Argument::Json(value.into());
        self.put(name, value, |place| {
            matches!(
                place,
                Place::Path | Place::Query(_) | Place::QueryFamily(_) | Place::Header(_) | Place::Part
            )
        })
    }

    /// Sets the files of a multipart body that stand under a name.
    ///
    /// # Errors
    /// There are no files of that name.
    pub fn files(self, name: &str, files: impl IntoIterator<Item = File>) -> Result<Self, Error> {
        let files = Argument::Files(files.into_iter().collect());
        self.put(name, files, |place| matches!(place, Place::File))
    }

    /// The whole body, where it is made of bytes.
    ///
    /// # Errors
    /// It is not.
    pub fn upload(self, upload: impl Into<Upload>) -> Result<Self, Error> {
        let upload = Argument::Upload(upload.into());
        self.put("", upload, |place| matches!(place, Place::Upload))
    }

    /// The whole body, without wrapper key: an object, or a list where the operation takes one.
    ///
    /// # Errors
    /// The operation has no such body.
    pub fn body(mut self, body: impl Into<Json>) -> Result<Self, Error> {
        if self.takes_json() {
            self.body = Some(body.into());
            return Ok(self);
        }
        Err(self.error("takes no body of fields"))
    }

    /// Whether it takes a body of fields.
    #[must_use]
    pub fn takes_json(&self) -> bool {
        !matches!(
            self.meta.body.encoding,
            Encoding::None | Encoding::Multipart | Encoding::Binary
        )
    }

    /// Parameters that have to be given and are not.
    pub fn missing(&self) -> impl Iterator<Item = &'static Param> + '_ {
        let given = |param: &Param| self.arguments.iter().any(|(given, _)| given == param);
        self.entry
            .params
            .iter()
            .filter(move |param| param.required && !given(param))
    }

    fn put(mut self, name: &str, value: Argument, fits: impl Fn(Place) -> bool) -> Result<Self, Error> {
        let fitting = |param: &&Param| param.name == name && fits(param.place);
        let Some(param) = self.entry.params.iter().find(fitting) else {
            return Err(self.error(&format!("has no parameter `{name}` of this kind")));
        };
        self.arguments.retain(|(given, _)| given != param);
        self.arguments.push((*param, value));
        Ok(self)
    }

    fn error(&self, what: &str) -> Error {
        Error::build(format!("`{}` {what}", self.meta.id)).with_operation(self.meta)
    }

    /// What always has the same value.
    fn constants(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        for param in self.entry.params {
            match param.place {
                Place::QueryConst(value) => w.query_const(param.name, value)?,
                Place::HeaderConst(value) => w.header(param.name, &value.to_owned())?,
                Place::PartConst(value) => w.part(param.name, &value.to_owned())?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Operation for AnyOperation {
    type Output = AnyReply;

    /// That of no operation; [`table`](Self::table) has its own.
    fn meta() -> &'static Meta {
        static META: Meta = Meta {
            id: "any",
            path: "/",
            ..Meta::GET
        };
        &META
    }

    fn table(&self) -> &'static Meta {
        self.meta
    }

    fn write(&self, w: &mut RequestWriter<'_>) -> Result<(), Error> {
        self.constants(w)?;
        for (param, value) in &self.arguments {
            match (param.place, value) {
                (Place::Path, Argument::Json(json)) => w.path(param.name, json)?,
                (Place::Query(lists), Argument::Json(json)) => w.query(param.name, lists, json)?,
                (Place::QueryFamily(lists), Argument::Json(json)) => w.query_family(param.name, lists, json)?,
                (Place::Header(lists), Argument::Json(json)) => w.header_list(param.name, lists, json)?,
                (Place::Part, Argument::Json(json)) => w.part(param.name, json)?,
                (Place::File, Argument::Files(files)) => w.file(param.name, files)?,
                (Place::Upload, Argument::Upload(upload)) => w.upload(upload)?,
                _ => {}
            }
        }
        match &self.body {
            Some(body) => w.body(body),
            None => Ok(()),
        }
    }

    fn read(reply: &Reply<'_>) -> Result<AnyReply, Error> {
        let meta = reply.meta();
        let json = match reply.json::<Json>() {
            Ok(json) => json,
            // A table of values, a text: the operation says in no way here what it gives.
            Err(error) => match std::str::from_utf8(reply.body()) {
                Ok(text) if meta.paging.is_none() && !text.trim_start().starts_with(['{', '[']) => Json::from(text),
                _ => return Err(error),
            },
        };
        if meta.paging.is_some() && !matches!(json, Json::Array(_) | Json::Object(_)) {
            return Err(Error::new(
                ErrorKind::Decode,
                "the reply is no listing: neither a list nor an object",
            ));
        }
        Ok(AnyReply {
            json,
            listing: meta.paging.map_or("", |paging| paging.items),
            keyed: meta.paging.is_some_and(|paging| paging.keyed),
        })
    }
}

impl Paginated for AnyOperation {
    type Item = Json;

    /// Of a listing that is an object, each element stands beside its key: `{"key": …, "value": …}`. So it does where the server wrote a
    /// list in its place; the key is then its position.
    fn items(output: AnyReply) -> Vec<Json> {
        match output.json.at(output.listing) {
            Some(Json::Array(items)) if output.keyed => items
                .iter()
                .enumerate()
                .map(|(at, item)| beside_key(&at.to_string(), item))
                .collect(),
            Some(Json::Array(items)) => items.clone(),
            Some(Json::Object(map)) if output.keyed => map.iter().map(|(key, item)| beside_key(key, item)).collect(),
            Some(Json::Object(map)) => map.iter().map(|(_, item)| item.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

fn beside_key(key: &str, item: &Json) -> Json {
    let mut object = Object::new();
    object.insert("key", key);
    object.insert("value", item.clone());
    Json::Object(object)
}
