//! A platform with ways to authenticate that have inputs in common.

use super::*;
use crate::client::Client;
use crate::meta::{CommonHeader, SchemeKind, Template};

const fn scheme(name: &'static str, inputs: &'static [&'static str]) -> Scheme {
    let value = Template { text: "x", md5: false };
    Scheme {
        name,
        inputs,
        kind: SchemeKind::Header { name: "X-Key", value },
    }
}

static SHOP: Platform = Platform {
    name: "my-shop",
    auth: &[
        scheme("key", &["key"]),
        scheme("bearer", &["key"]),
        scheme("signed", &["key", "secret"]),
        scheme("login", &["user", "password"]),
    ],
    headers: &[CommonHeader {
        name: "X-Region",
        value: None,
        required: true,
    }],
    ..Platform::PLAIN
};

#[derive(Debug)]
struct Shop;

impl FromCore for Shop {
    const PLATFORM: &'static Platform = &SHOP;

    fn from_core(_: Client) -> Result<Self, Error> {
        Ok(Self)
    }
}

fn read(pairs: &[(&str, &str)]) -> Result<Vec<&'static str>, String> {
    let get = |name: &str| {
        let found = pairs.iter().find(|(known, _)| ["MY_SHOP_", known].concat() == name);
        found.map(|(_, text)| (*text).to_owned())
    };
    let builder = Builder::<Shop>::from_variables(get).map_err(|error| error.to_string())?;
    assert_eq!(builder.base_url, "https://shop.example");
    assert_eq!(format!("{:?}", builder.settings.headers), r#"["X-Region"]"#);
    Ok(builder.credentials.schemes().collect())
}

fn with<'p>(pairs: &[(&'p str, &'p str)]) -> Result<Vec<&'static str>, String> {
    read(&[&[("URL", "https://shop.example"), ("X_REGION", "north")], pairs].concat())
}

#[test]
fn the_way_whose_variables_are_set_is_taken() {
    assert_eq!(with(&[("USER", "u"), ("PASSWORD", "p")]).unwrap(), ["login"]);
    assert_eq!(
        with(&[("KEY", "k"), ("SECRET", "s")]).unwrap(),
        ["signed"],
        "it takes more than `key`"
    );
    // Both are the same to whoever sets the variable, and an operation takes the first that it accepts.
    assert_eq!(with(&[("KEY", "k")]).unwrap(), ["key", "bearer"]);
    assert_eq!(with(&[("KEY", "k"), ("AUTH", "bearer")]).unwrap(), ["bearer"]);
    let both = [("KEY", "k"), ("USER", "u"), ("PASSWORD", "p"), ("AUTH", "login, key")];
    assert_eq!(with(&both).unwrap(), ["login", "key"]);
}

#[test]
fn what_is_missing_is_named_with_what_it_is() {
    let error = read(&[("PASSWORD", "p"), ("USER", "")]).unwrap_err();
    assert_eq!(
        error,
        "variables of my-shop that are not set: MY_SHOP_URL (address of the account's server, `https://…`), \
         MY_SHOP_USER (`user` of `Credentials::login`), MY_SHOP_X_REGION (header `X-Region` of all calls)"
    );
    let error = with(&[]).unwrap_err();
    assert!(
        error.contains("MY_SHOP_KEY (`key` of `Credentials::key`), or else")
            && error.contains("MY_SHOP_USER (`user` of `Credentials::login`) and MY_SHOP_PASSWORD"),
        "{error}"
    );
    let error = with(&[("KEY", "canary"), ("AUTH", "signed")]).unwrap_err();
    assert!(error.contains("MY_SHOP_SECRET") && !error.contains("canary"), "{error}");
}

#[test]
fn what_is_not_clear_is_refused() {
    let error = with(&[("KEY", "k"), ("USER", "u"), ("PASSWORD", "p")]).unwrap_err();
    assert!(
        error.contains("login (MY_SHOP_USER, MY_SHOP_PASSWORD)") && error.contains("in MY_SHOP_AUTH"),
        "{error}"
    );
    let error = with(&[("KEY", "k"), ("USER", "u")]).unwrap_err();
    assert!(error.contains("MY_SHOP_USER is set beside"), "{error}");
    let error = with(&[("KEY", "k"), ("AUTH", "token")]).unwrap_err();
    assert!(error.contains("there are: key, bearer, signed, login"), "{error}");
}
