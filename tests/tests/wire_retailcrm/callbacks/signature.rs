//! The token of the simple connection: HMAC-SHA256 of the API key with the module's secret, in hexadecimal digits.

use tradewire::callback::{Callback, refuse, sign};
use tradewire::http::Request;
use tradewire::{Bytes, Error, ErrorKind};
use tradewire_retailcrm::integration_modules::{NotifyActivity, Register};

use super::{post, text};

const SECRET: &str = "module-secret";
const KEY: &str = "ApiKey0123456789";
/// Computed by OpenSSL.
const TOKEN: &str = "c76bc8ce88618d547253abce18e1cd7ad8ec073b644b9ccc4e4885de61d867eb";

fn register(token: &str) -> Request<Bytes> {
    post(
        "/register",
        &format!(r#"register={{"token":"{token}","apiKey":"{KEY}","systemUrl":"https://demo.retailcrm.ru"}}"#),
    )
}

#[track_caller]
fn assert_forged(outcome: Result<(), Error>) {
    let error = outcome.expect_err("forged");
    assert_eq!(error.kind(), ErrorKind::Callback);
    assert!(error.to_string().contains("register.token"), "{error}");
    assert!(
        !error.to_string().contains(SECRET) && !format!("{error:?}").contains(KEY),
        "{error:?}"
    );
    assert_eq!(text(&refuse(&error)).0, 403);
}

#[test]
fn the_right_token_is_taken() {
    Register::verify(&register(TOKEN), SECRET).expect("genuine");
    Register::verify(&register(&TOKEN.to_uppercase()), SECRET).expect("genuine");
    let brackets = post("/register", &format!("register[token]={TOKEN}&register[apiKey]={KEY}"));
    Register::verify(&brackets, SECRET).expect("genuine");
}

#[test]
fn the_token_can_be_made_for_tests() {
    assert_eq!(sign(SECRET, KEY), TOKEN);
}

#[test]
fn a_wrong_token_is_refused() {
    assert_forged(Register::verify(&register(&TOKEN.replace('c', "d")), SECRET));
    assert_forged(Register::verify(&register(&TOKEN[..62]), SECRET));
    assert_forged(Register::verify(&register("not hexadecimal"), SECRET));
    assert_forged(Register::verify(&register(TOKEN), "another secret"));
    let other_key = post(
        "/register",
        &format!(r#"register={{"token":"{TOKEN}","apiKey":"another"}}"#),
    );
    assert_forged(Register::verify(&other_key, SECRET));
}

#[test]
fn a_missing_token_is_refused() {
    assert_forged(Register::verify(&register(""), SECRET));
    assert_forged(Register::verify(
        &post("/register", &format!(r#"register={{"apiKey":"{KEY}"}}"#)),
        SECRET,
    ));
    assert_forged(Register::verify(&post("/register", ""), SECRET));
    assert_forged(Register::verify(&post("/register", "register=[]"), SECRET));
}

/// A secret that was forgotten would let everybody in.
#[test]
fn an_empty_secret_verifies_nothing() {
    assert_forged(Register::verify(&register(&sign("", KEY)), ""));
}

#[test]
fn what_is_not_signed_cannot_be_verified() {
    let error = NotifyActivity::verify(&post("/activity", "clientId=c-1"), SECRET).expect_err("not signed");
    assert_eq!(error.kind(), ErrorKind::Callback);
}
