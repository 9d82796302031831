//! The account itself: the key in use, modules, users, messages, confirmations.

use tradewire_retailcrm::integration_modules::{
    IntegrationModule, IntegrationModuleBot, IntegrationModuleEmbedJs, IntegrationModuleIntegrations,
    IntegrationModulePayment, IntegrationModulePaymentActions, IntegrationModuleRequires, IntegrationModuleTelephony,
};
use tradewire_retailcrm::notifications::{Notification, NotificationGroup, NotificationType};
use tradewire_retailcrm::users::{UserFilter, UserStatus};
use tradewire_retailcrm::verification::VerificationConfirm;
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

/// All but the features stand outside of `/api/v5`.
#[test]
fn api() {
    let wire = Wire::new();
    let api = account(&wire).api();
    assert_calls! { wire;
        api.list_versions() => "GET /api/api-versions";
        api.get_credentials() => "GET /api/credentials";
        api.get_system_info() => "GET /api/system-info";
        api.check_features(["loyalty", "mg"]) => "GET /api/v5/features/check?features[]=loyalty&features[]=mg";
    }
    wire.assert_covers("retailcrm", "api");
}

#[test]
fn integration_modules() {
    let wire = Wire::new();
    let modules = account(&wire).integration_modules();
    let telephony = IntegrationModuleTelephony::new()
        .input_event_supported(true)
        .make_call_url("/call");
    let module = IntegrationModule::new()
        .code("pbx")
        .active(true)
        .base_url("https://pbx.example")
        .actions([("activity", "/activity")])
        .freeze(false)
        .integrations(IntegrationModuleIntegrations::new().telephony(telephony));
    let payment = IntegrationModulePayment::new()
        .actions(IntegrationModulePaymentActions::new().create("create").refund("refund"))
        .currencies(["RUB"]);
    let several = IntegrationModule::new().integrations(
        IntegrationModuleIntegrations::new()
            .payment(payment)
            .mg_bot(IntegrationModuleBot::new().refresh_token(true))
            .embed_js(IntegrationModuleEmbedJs::new().targets(["order/card"])),
    );
    assert_calls! { wire;
        modules.get("pbx") => "GET /api/v5/integration-modules/pbx";
        modules.update("pbx", module)
            => "POST /api/v5/integration-modules/pbx/edit"
            r#"integrationModule={"code":"pbx","active":true,"freeze":false,"baseUrl":"https://pbx.example","actions":{"activity":"/activity"},"#
            r#""integrations":{"telephony":{"inputEventSupported":true,"makeCallUrl":"/call"}}}"#;
        modules.update("pay", several)
            => "POST /api/v5/integration-modules/pay/edit"
            r#"integrationModule={"integrations":{"payment":{"actions":{"create":"create","refund":"refund"},"currencies":["RUB"]},"#
            r#""mgBot":{"refreshToken":true},"embedJs":{"targets":["order/card"]}}}"#;
        modules.update_scopes("pbx", IntegrationModuleRequires::new().scopes(["order_read"]))
            => "POST /api/v5/integration-modules/pbx/update-scopes" r#"requires={"scopes":["order_read"]}"#;
    }
    wire.assert_covers("retailcrm", "integration_modules");
}

#[test]
fn notifications() {
    let wire = Wire::new();
    let notifications = account(&wire).notifications();
    let message = Notification::new()
        .user_groups([NotificationGroup::Superadmins])
        .type_(NotificationType::ApiInfo)
        .message("<b>Done</b>");
    assert_calls! { wire;
        notifications.send(message)
            => "POST /api/v5/notifications/send"
            r#"notification={"userGroups":["superadmins"],"type":"api.info","message":"<b>Done</b>"}"#;
    }
    wire.assert_covers("retailcrm", "notifications");
}

#[test]
fn settings() {
    let wire = Wire::new();
    let settings = account(&wire).settings();
    assert_calls! { wire;
        settings.get() => "GET /api/v5/settings";
    }
    wire.assert_covers("retailcrm", "settings");
}

#[test]
fn statistic() {
    let wire = Wire::new();
    let statistic = account(&wire).statistic();
    assert_calls! { wire;
        statistic.update() => "GET /api/v5/statistic/update";
    }
    wire.assert_covers("retailcrm", "statistic");
}

#[test]
fn users() {
    let wire = Wire::new();
    let users = account(&wire).users();
    assert_calls! { wire;
        users.list_groups().limit(20).page(2) => "GET /api/v5/user-groups?limit=20&page=2";
        users.list().filter(UserFilter::new().email("a@b.example").status(UserStatus::Free))
            => "GET /api/v5/users?filter[email]=a%40b.example&filter[status]=free";
        users.list().filter(UserFilter::new().online(true).is_manager(false).groups(["managers"]).created_at_from("2026-02-01 00:00:00"))
            => "GET /api/v5/users?filter[online]=1&filter[isManager]=0&filter[groups][]=managers&filter[createdAtFrom]=2026-02-01%2000%3A00%3A00";
        users.get(4) => "GET /api/v5/users/4";
        users.update_status(4, UserStatus::Dinner) => "POST /api/v5/users/4/status" "status=dinner";
    }
    wire.assert_covers("retailcrm", "users");
}

#[test]
fn verification() {
    let wire = Wire::new();
    let verification = account(&wire).verification();
    assert_calls! { wire;
        verification.confirm_sms(VerificationConfirm::new().code("1234").check_id("c-1"))
            => "POST /api/v5/verification/sms/confirm" r#"verification={"code":"1234","checkId":"c-1"}"#;
        verification.get_sms_status("c-1") => "GET /api/v5/verification/sms/c-1/status";
    }
    wire.assert_covers("retailcrm", "verification");
}
