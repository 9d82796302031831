//! Names under which credentials stand: of fields, headers, cookies and parameters.

/// Parts of names, in lower case without separators, under which credentials stand.
const PARTS: &[&str] = &[
    "authorization",
    "cookie",
    "apikey",
    "password",
    "passwd",
    "passphrase",
    "signature",
    "credential",
    "privatekey",
    "secretkey",
    "secretid",
    "secretvalue",
    "tokenid",
    "tokenkey",
    "tokenvalue",
    "accesskey",
    "signingkey",
    "encryptionkey",
    "sessionid",
    "sessionkey",
    "appkey",
    "authkey",
    "authcode",
    "consumerkey",
    "accesscode",
    "securitycode",
    "verificationcode",
    "confirmationcode",
    "onetimecode",
    "recoverycode",
    "backupcode",
    "xauth",
    "csrf",
    "xsrf",
    "jwt",
];

/// Words that name a credential wherever they stand in a name (`sms_otp`, `cardCvv`); in lower case.
const WORDS: &[&str] = &[
    "otp", "totp", "pin", "cvv", "cvv2", "cvc", "cvc2", "passcode", "pwd", "hmac",
];

/// Ends of words that name a credential (`accesstoken`, but no `tokenized` and no `secretary`); in lower case.
const ENDS: &[&str] = &["token", "tokens", "secret", "secrets"];

/// Whole names; in lower case, without separators.
const WHOLE: &[&str] = &["pass", "auth", "session", "sid", "sessid", "phpsessid", "jsessionid"];

/// Whole names of parameters that are credentials where they stand in a query; in lower case.
const PARAMETERS: &[&str] = &["key", "sign", "sig", "hash", "login", "user", "username"];

/// Last words of names that only say of which sort a credential is, or until when it counts (`token_type`, `oauth_signature_method`).
const SORTS: &[&str] = &[
    "type",
    "mode",
    "scheme",
    "method",
    "version",
    "algorithm",
    "headers",
    "expires",
    "in",
    "at",
    "realm",
    "scope",
    "count",
    "enabled",
    "changed",
    "required",
];

/// First words of names that say how many there may be.
const AMOUNTS: &[&str] = &["max", "min", "num", "total"];

/// The words of a name in lower case: at separators, and where a capital follows.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        let begins = !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && was_small;
        if begins && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        was_small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a field, cookie or header of this name holds a credential.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    let words = words(name);
    let bare = words.concat();
    PARTS.iter().any(|part| bare.contains(part))
        || WHOLE.contains(&bare.as_str())
        || words.iter().any(|word| {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
            WORDS.contains(&word.as_str()) || ENDS.iter().any(|end| bare.ends_with(end))
        })
}

/// Whether a query parameter of this name holds a credential.
#[must_use]
pub fn is_secret_parameter(name: &str) -> bool {
    is_secret(name) || PARAMETERS.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether what stands under this name only says something about a credential.
pub(crate) fn is_sort(name: &str) -> bool {
    let words = words(name);
    let is_amount = words.first().is_some_and(|word| AMOUNTS.contains(&word.as_str()));
    is_amount && counts(name) || words.last().is_some_and(|word| SORTS.contains(&word.as_str()))
}

/// Whether a number under this name says how many (`prompt_tokens`).
pub(super) fn counts(name: &str) -> bool {
    words(name).last().is_some_and(|word| word == "tokens")
}

/// Whether a header of this name may hold a credential, if what stands in it looks like one.
pub(super) fn may_be_login(header: &str) -> bool {
    let words = words(header);
    let is_idempotency = words.iter().any(|word| word == "idempotency");
    !is_idempotency
        && words
            .last()
            .is_some_and(|word| matches!(word.as_str(), "key" | "login" | "user"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_told_from_others() {
        for name in [
            "otp",
            "sms_otp",
            "pin",
            "pinCode",
            "cvv",
            "cardCVV",
            "card-cvc2",
            "session",
            "sid",
            "PHPSESSID",
            "X-Api-Key",
            "accessToken",
            "Password2",
            "totp",
            "recovery_codes",
            "XSRF-TOKEN",
            "session_id",
            "auth",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "opinion",
            "pinned",
            "shopping",
            "sessions_count",
            "author",
            "side",
            "design",
            "key",
            "passenger",
            "secretary",
            "tokenized",
            "tokenizer_name",
            "compass",
            "hotplate",
            "options",
            "currency",
            "code",
            "",
        ] {
            assert!(!is_secret(name), "{name}");
        }
        assert!(may_be_login("X-Shop-Key") && may_be_login("X-User") && !may_be_login("Idempotency-Key"));
        assert!(is_sort("max_tokens") && is_sort("password_changed_at") && !is_sort("access_tokens"));
        assert!(is_secret_parameter("KEY") && is_sort("oauth_signature_method") && !is_sort("oauth_signature"));
    }
}
