//! Small models for tests.

use crate::model::{
    Body, Constraints, Docs, Encoding, Enum, EnumValue, Errors, Events, Field, ListStyle, Literal, Marks, Operation,
    PageKind, PageStrategy, Place, Platform, Resource, ReturnKind, Returns, Safety, Scalar, Showcase, Struct, Type,
    TypeDef, TypeId, TypeShape, Union, UnionKind, Variant, WireName,
};

pub fn place() -> Place {
    Place {
        file: "specs/demo/items.yaml".to_owned(),
        line: 1,
        column: 1,
    }
}

pub fn platform(types: Vec<TypeDef>, operations: Vec<Operation>) -> Platform {
    Platform {
        name: "demo".to_owned(),
        title: "Demo".to_owned(),
        docs: Docs::default(),
        document: None,
        version: None,
        base_url: "https://demo.example".to_owned(),
        base_urls: Vec::new(),
        time_zone: None,
        auth: Vec::new(),
        default_auth: Vec::new(),
        query_lists: ListStyle::Brackets,
        digit_booleans: false,
        body_encoding: Encoding::Json,
        scopes: None,
        reply: Vec::new(),
        errors: Errors::default(),
        pagination: Vec::new(),
        limits: Vec::new(),
        usual_charges: Vec::new(),
        retry_after: Vec::new(),
        headers: Vec::new(),
        events: Events::default(),
        showcase: Showcase::default(),
        resources: vec![Resource {
            name: "items".to_owned(),
            singular: "item".to_owned(),
            rust: None,
            place: place(),
            docs: Docs::default(),
            operations,
            callbacks: Vec::new(),
            file: "specs/demo/items.yaml".to_owned(),
        }],
        types,
    }
}

/// A kind of paging of which nothing is said but how it goes on.
pub fn page_kind(name: &str, strategy: PageStrategy) -> PageKind {
    PageKind {
        name: name.to_owned(),
        docs: Docs::default(),
        strategy,
        size: None,
        sizes: Vec::new(),
        default_size: None,
        min_size: None,
        max_size: None,
        fixed_size: None,
        total_pages: None,
        total_items: None,
        more: None,
        first: None,
        drop: Vec::new(),
        page: None,
        short_page_ends: false,
        fields: Vec::new(),
    }
}

pub fn operation(name: &str, method: &str, path: &str) -> Operation {
    Operation {
        name: name.to_owned(),
        renamed_from: Vec::new(),
        method: method.to_owned(),
        aliases: Vec::new(),
        path: path.to_owned(),
        path_params: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: None,
        returns: Returns {
            kind: ReturnKind::Undocumented,
            ty: None,
            key: None,
            or_bare: false,
            only: false,
            headers: Vec::new(),
            by_status: Vec::new(),
        },
        statuses: vec![200],
        redirects_anywhere: false,
        paging: None,
        safety: Safety::Read,
        permissions: Vec::new(),
        charges: Vec::new(),
        idempotency_key: None,
        batch_limit: None,
        upsert: None,
        auth: Vec::new(),
        rules: Vec::new(),
        entries: None,
        outcomes: None,
        docs: Docs::default(),
        rust: None,
        place: place(),
        examples: Vec::new(),
    }
}

pub fn body(ty: Type, inline: bool) -> Body {
    Body {
        encoding: Encoding::Json,
        key: None,
        ty: Some(ty),
        inline,
        one_or_many: false,
        lists: ListStyle::Brackets,
        content_type: None,
        json_switch: None,
    }
}

/// A field in the short notation of specs: `name!` is required, `name?` may be null.
pub fn field(name: &str, ty: Type) -> Field {
    let plain = name.trim_end_matches(['!', '?']);
    let name_of = match plain
        .split_once('{')
        .and_then(|(a, rest)| Some((a, rest.split_once('}')?)))
    {
        Some((prefix, (placeholder, suffix))) => WireName::Family {
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            placeholder: placeholder.to_owned(),
            digits: placeholder == "n",
        },
        None => WireName::Plain(plain.to_owned()),
    };
    Field {
        name: name_of,
        ty,
        send: None,
        required: name.contains('!'),
        marks: Marks::default(),
        nullable: name.contains('?'),
        required_when: None,
        one_or_many: false,
        also: Vec::new(),
        shown_as: None,
        merged_by: None,
        filters: None,
        clear: None,
        limits: Constraints::default(),
        format: None,
        default: None,
        style: None,
        separator: None,
        secret: false,
        docs: Docs::default(),
        rust: None,
        place: place(),
    }
}

pub fn string() -> Type {
    Type::Scalar(Scalar::String)
}

pub fn integer() -> Type {
    Type::Scalar(Scalar::Integer)
}

pub fn named(id: usize) -> Type {
    Type::Named(TypeId(id))
}

pub fn list(inner: Type) -> Type {
    Type::List(Box::new(inner))
}

pub fn map(inner: Type) -> Type {
    Type::Map(Box::new(inner))
}

pub fn def(name: &str, shape: TypeShape) -> TypeDef {
    TypeDef {
        name: name.to_owned(),
        inline: false,
        resource: Some(0),
        docs: Docs::default(),
        place: place(),
        shape,
        form: None,
        hidden: false,
        renamed_from: Vec::new(),
    }
}

pub fn structure(name: &str, fields: Vec<Field>) -> TypeDef {
    def(
        name,
        TypeShape::Struct(Struct {
            fields,
            open: false,
            rules: Vec::new(),
        }),
    )
}

pub fn enumeration(name: &str, values: Vec<Literal>) -> TypeDef {
    let values = values
        .into_iter()
        .map(|wire| EnumValue {
            wire,
            docs: Docs::default(),
            rust: None,
            renamed_from: Vec::new(),
            place: place(),
        })
        .collect();
    def(name, TypeShape::Enum(Enum { values, closed: false }))
}

pub fn union(name: &str, kind: UnionKind, variants: Vec<(&str, Type)>) -> TypeDef {
    let variants = variants
        .into_iter()
        .map(|(name, ty)| Variant {
            name: name.to_owned(),
            ty,
            docs: Docs::default(),
            rust: None,
            place: place(),
        })
        .collect();
    def(
        name,
        TypeShape::Union(Union {
            kind,
            variants,
            default: None,
        }),
    )
}

pub fn text(value: &str) -> Literal {
    Literal::String(value.to_owned())
}

pub fn json_reply(ty: Type) -> Returns {
    Returns {
        kind: ReturnKind::Json,
        ty: Some(ty),
        key: None,
        or_bare: false,
        only: false,
        headers: Vec::new(),
        by_status: Vec::new(),
    }
}
