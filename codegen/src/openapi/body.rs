//! Bodies of requests.

use serde_json::{Value, json};

use super::params::{Spot, list_word};
use super::{Context, Object, examples, put};
use crate::model::{Body, Direction, Encoding, Example, Field, Place, Provenance, Scalar, Type, TypeShape};

impl Context<'_> {
    /// The request body; `None` where everything goes into the query.
    pub(super) fn request_body(&self, body: &Body, shown: &[Example]) -> Option<Value> {
        let schema = self.body_schema(body);
        let mut media = Object::new();
        let mut object = Object::new();
        let media_type = match body.encoding {
            Encoding::Json => "application/json",
            Encoding::Form => {
                put(&mut media, "encoding", self.form_encoding(body));
                "application/x-www-form-urlencoded"
            }
            Encoding::FormJson => {
                // Without one of those fields, nothing else tells it from a plain form.
                let encoding = self.json_encoding(body);
                put(
                    &mut object,
                    "x-tradewire-encoding",
                    encoding.is_none().then_some("form-json"),
                );
                put(&mut media, "encoding", encoding);
                "application/x-www-form-urlencoded"
            }
            Encoding::Multipart => "multipart/form-data",
            Encoding::Query => {
                let (name, value) = body.json_switch.as_ref()?;
                object.insert("x-tradewire-json-switch".to_owned(), json!({name: value}));
                "application/json"
            }
            Encoding::Binary => body.content_type.as_deref().unwrap_or("application/octet-stream"),
            Encoding::Text => body.content_type.as_deref().unwrap_or("text/plain"),
        };
        media.insert("schema".to_owned(), schema);
        put(
            &mut media,
            "examples",
            examples::of(shown, Direction::Request, |_| true),
        );
        object.insert("content".to_owned(), json!({media_type: media}));
        put(
            &mut object,
            "required",
            (body.encoding != Encoding::Query).then_some(true),
        );
        put(&mut object, "x-tradewire-inline", body.inline.then_some(true));
        Some(Value::Object(object))
    }

    /// The parameters of a body that goes into the query, and the one that moves it into JSON.
    pub(super) fn body_parameters(&self, body: &Body, around: &Provenance) -> Vec<Value> {
        if body.encoding != Encoding::Query {
            return Vec::new();
        }
        let fields = body.ty.as_ref().and_then(|ty| self.platform.as_struct(ty));
        let fields = fields.map_or(&[][..], |shape| shape.fields.as_slice());
        let own = |field: &Field| {
            let mut parameter = self.parameter(Spot::Query, field, around, body.lists);
            parameter["x-tradewire-body"] = json!(true);
            parameter
        };
        let mut parameters: Vec<Value> = fields.iter().map(own).collect();
        if let Some((name, value)) = &body.json_switch {
            parameters.push(json!({
                "name": name,
                "in": "query",
                "description": format!("With `{value}`, the other parameters are sent as a JSON body."),
                "schema": {"type": "string", "enum": [value]},
                "x-tradewire-body": "switch",
            }));
        }
        parameters
    }

    fn body_schema(&self, body: &Body) -> Value {
        let Some(ty) = &body.ty else {
            return match body.encoding {
                Encoding::Text => json!({"type": "string"}),
                _ => super::scalars::schema(Scalar::File),
            };
        };
        let place = Place {
            file: String::new(),
            line: 1,
            column: 1,
        };
        let mut field = Field::plain("", ty.clone(), place);
        field.one_or_many = body.one_or_many;
        let schema = self.value_of(&field);
        match &body.key {
            Some(key) => {
                json!({"type": "object", "properties": {key: schema}, "required": [key], "x-tradewire-key": key})
            }
            None => schema,
        }
    }

    /// Fields of a form that are JSON texts.
    fn json_encoding(&self, body: &Body) -> Option<Value> {
        let is_json = |field: &&Field| !self.is_plain(&field.ty);
        self.encoding(body, is_json, &json!({"contentType": "application/json"}))
    }

    /// Fields of a form that are written with keys in brackets.
    fn form_encoding(&self, body: &Body) -> Option<Value> {
        let is_deep = |field: &&Field| !self.is_plain(&field.ty);
        let style = json!({"style": "deepObject", "explode": true, "x-tradewire-list": list_word(body.lists)});
        self.encoding(body, is_deep, &style)
    }

    fn encoding(&self, body: &Body, which: impl Fn(&&Field) -> bool, how: &Value) -> Option<Value> {
        let ty = body.ty.as_ref()?;
        let mut encodings = Object::new();
        match &body.key {
            Some(key) => {
                encodings.insert(key.clone(), how.clone());
            }
            None => {
                let fields = &self.platform.as_struct(ty)?.fields;
                encodings.extend(
                    fields
                        .iter()
                        .filter(which)
                        .map(|field| (field.name.written(), how.clone())),
                );
            }
        }
        (!encodings.is_empty()).then_some(Value::Object(encodings))
    }

    /// Whether a value is one text, and no list or object.
    fn is_plain(&self, ty: &Type) -> bool {
        match self.platform.bare(ty) {
            Type::Scalar(Scalar::Any) | Type::List(_) | Type::Map(_) => false,
            Type::Scalar(_) | Type::Const(_) => true,
            named => matches!(self.platform.shape(named), Some(TypeShape::Enum(_))),
        }
    }

    /// What a list of a `query` or `form` body looks like, where it is not as everywhere on the platform.
    pub(super) fn put_lists(&self, object: &mut Object, body: &Body) {
        let differs = body.lists != self.platform.query_lists;
        let counts = matches!(body.encoding, Encoding::Form | Encoding::Query | Encoding::Multipart);
        put(
            object,
            "x-tradewire-lists",
            (differs && counts).then(|| list_word(body.lists)),
        );
    }
}
