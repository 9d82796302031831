//! Callbacks of a telephony module.

use tradewire::callback::Callback;
use tradewire::{Download, Json};
use tradewire_retailcrm::telephony::{ChangeUserStatus, ListenToCall, MakeCall, OpenPersonalAccount};
use tradewire_retailcrm::users::UserStatus;

use super::{assert_answers, get, post, text};

#[test]
fn change_user_status() {
    let asked = ChangeUserStatus::from_http(&get(
        "/telephony/change-user-status?code=101&userId=4&clientId=c-1&status=break",
    ))
    .expect("readable");
    assert_eq!(
        (asked.code.as_deref(), asked.user_id, asked.client_id.as_deref()),
        (Some("101"), Some(4), Some("c-1"))
    );
    assert_eq!(asked.status, Some(UserStatus::Break));
    assert_answers::<ChangeUserStatus>(&Json::parse("{}").expect("JSON"), "{}");
}

/// Any answer but 200 would show the user an error; the body counts for nothing.
#[test]
fn make_call() {
    MakeCall::from_http(&get("/telephony/make-call?clientId=c-1&phone=%2B7999")).expect("readable");
    assert_eq!(text(&MakeCall::answer(&())), (200, "", ""));
}

#[test]
fn open_personal_account() {
    let asked = OpenPersonalAccount::from_http(&post("/telephony/personal-account", "clientId=c-1")).expect("readable");
    assert_eq!(asked.body.client_id.as_deref(), Some("c-1"));
    assert_answers::<OpenPersonalAccount>(&Json::parse("{}").expect("JSON"), "{}");
}

/// The browser plays what the content type says.
#[test]
fn listen_to_call() {
    ListenToCall::from_http(&get("/telephony/record?id=1")).expect("readable");
    let record = Download {
        bytes: "ID3".into(),
        file_name: None,
        content_type: Some("audio/mpeg".into()),
    };
    let response = ListenToCall::answer(&record);
    assert_eq!(text(&response), (200, "audio/mpeg", "ID3"));
    assert!(!response.headers().contains_key("content-disposition"));
}
