//! What programs are told that let their users choose.

use super::*;
use crate::model::{PageStrategy, WireName};

fn catalogue(types: Vec<model::TypeDef>, op: model::Operation) -> CataloguePlan {
    plan(&platform(types, vec![op])).catalogue
}

fn secret(name: &str, ty: Type) -> model::Field {
    model::Field {
        secret: true,
        ..field(name, ty)
    }
}

fn table<'c>(catalogue: &'c CataloguePlan, name: &str) -> &'c [CatalogueParam] {
    let found = catalogue.tables.iter().find(|(known, _)| known == name);
    found.map_or(&[], |(_, fields)| fields)
}

fn named_in<'c>(fields: &'c [CatalogueParam], name: &str) -> &'c CatalogueParam {
    let found = fields.iter().find(|field| field.name == name);
    found.unwrap_or_else(|| panic!("no {name}: {fields:?}"))
}

fn create(ty: Type) -> model::Operation {
    let mut op = operation("create", "POST", "/items");
    op.body = Some(body(ty, false));
    op
}

#[test]
fn fields_are_told_at_any_depth_once_for_each_type() {
    let item = structure(
        "Item",
        vec![
            field("title!", string()),
            field("parts", list(named(0))),
            field("login", named(1)),
        ],
    );
    let login = structure("Login", vec![field("name!", string()), secret("password", string())]);
    let found = catalogue(vec![item, login], create(named(0)));
    assert_eq!(found.entries[0].body.as_deref(), Some("ITEMS_ITEM"));
    let fields = table(&found, "ITEMS_ITEM");
    assert!(named_in(fields, "title").required && !named_in(fields, "parts").required);
    // An object may hold such objects.
    let parts = named_in(fields, "parts");
    assert_eq!((parts.list, parts.fields.as_deref()), (true, Some("ITEMS_ITEM")));
    assert_eq!(named_in(fields, "login").fields.as_deref(), Some("ITEMS_LOGIN"));
    assert!(!named_in(fields, "login").secret);
    let login = table(&found, "ITEMS_LOGIN");
    assert!(named_in(login, "password").secret && !named_in(login, "name").secret);
    assert_eq!(found.tables.len(), 2);
}

#[test]
fn what_may_be_several_objects_has_the_fields_of_all() {
    let person = structure("Person", vec![field("name!", string()), secret("code", string())]);
    let company = structure(
        "Company",
        vec![
            field("name!", string()),
            field("inn!", string()),
            field("code", integer()),
        ],
    );
    let kind = UnionKind::Tagged { tag: "type".into() };
    let client = union("Client", kind, vec![("person", named(0)), ("company", named(1))]);
    let found = catalogue(vec![person, company, client], create(named(2)));
    let fields = table(&found, "ITEMS_CLIENT");
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["type", "name", "code", "inn"]);
    assert_eq!(named_in(fields, "type").values, ["person", "company"]);
    assert!(named_in(fields, "name").required && !named_in(fields, "inn").required);
    let code = named_in(fields, "code");
    assert_eq!((code.kind, code.secret), (CatalogueKind::Json, true));
}

#[test]
fn what_no_table_reaches_is_secret_as_a_whole() {
    let login = structure("Login", vec![secret("password", string())]);
    let other = union(
        "Either",
        UnionKind::Untagged,
        vec![("map", map(named(0))), ("text", string())],
    );
    let item = structure(
        "Item",
        vec![
            field("logins", map(named(0))),
            field("either", named(1)),
            field("plain", map(string())),
        ],
    );
    let found = catalogue(vec![login, other, item], create(named(2)));
    let fields = table(&found, "ITEMS_ITEM");
    let secret: Vec<bool> = fields.iter().map(|field| field.secret).collect();
    assert_eq!(secret, [true, true, false], "{fields:?}");
}

#[test]
fn times_say_what_they_are_and_how_they_are_written() {
    let mut op = operation("list", "GET", "/items");
    op.query = vec![
        model::Field {
            format: Some(model::Format {
                text: "d.m.Y".into(),
                day: true,
                clock: false,
                offset: false,
            }),
            ..field("day", Type::Scalar(Scalar::Date))
        },
        field("since", Type::Scalar(Scalar::UnixSeconds)),
        field("name", string()),
    ];
    let found = catalogue(vec![], op);
    let params = &found.entries[0].params;
    let told: Vec<_> = params
        .iter()
        .map(|param| (param.moment, param.format.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Some(CatalogueMoment::Date), Some("d.m.Y")),
            (Some(CatalogueMoment::UnixSeconds), None),
            (None, None)
        ]
    );
}

#[test]
fn what_comes_is_told_with_its_keys() {
    let mut title = field("title", string());
    title.also = vec!["name".into()];
    let family = model::Field {
        name: WireName::Plain("id".into()),
        ..field("id", integer())
    };
    let item = structure("Item", vec![family, title]);
    let mut op = operation("list", "GET", "/items");
    op.returns = json_reply(map(named(0)));
    op.paging = Some(model::Paging {
        kind: 0,
        items: String::new(),
    });
    let mut demo = platform(vec![item], vec![op]);
    demo.pagination = vec![page_kind("pages", PageStrategy::Page { param: "page".into() })];
    let krate = plan(&demo);
    let entry = &krate.catalogue.entries[0];
    assert_eq!(entry.keys, ["id", "title", "name"]);
    assert_eq!(entry.gives, CatalogueGives::Json);
    assert!(
        krate.modules[0].operations[0]
            .meta
            .paging
            .as_ref()
            .is_some_and(|paging| paging.keyed)
    );

    let mut op = operation("print", "GET", "/items");
    op.returns = model::Returns {
        kind: model::ReturnKind::Binary,
        ty: None,
        ..json_reply(string())
    };
    assert_eq!(catalogue(vec![], op).entries[0].gives, CatalogueGives::Bytes);
}
