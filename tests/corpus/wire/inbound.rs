use tradewire::http::Request;
use tradewire::{Bytes, Callback as _, Decimal};
use tradewire_inbound::delivery::*;

fn form(fields: &[(&str, &str)]) -> Request<Bytes> {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| {
            format!(
                "{name}={}",
                value
                    .replace('"', "%22")
                    .replace('{', "%7B")
                    .replace('}', "%7D")
                    .replace(' ', "+")
            )
        })
        .collect();
    Request::post("https://mine.example/delivery/calculate")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Bytes::from(pairs.join("&")))
        .unwrap()
}

#[test]
fn a_form_with_json_in_it_is_read() {
    let request = form(&[
        ("clientId", "7"),
        ("token", "x"),
        ("calculate", r#"{"weight":1.5,"items":[{"name":"a b"}]}"#),
    ]);
    let asked = Calculate::from_http(&request).unwrap();
    assert_eq!(asked.body.client_id, "7");
    assert_eq!(
        asked
            .body
            .calculate
            .items
            .as_deref()
            .map(|items| items[0].name.as_str()),
        Some("a b")
    );
    assert!(Calculate::from_http(&form(&[("clientId", "7")])).is_err());
}

#[test]
fn answers_are_written() {
    let offer = Offer::new("courier").cost(Decimal::from(5));
    let response = Calculate::answer(&CalculateReply::new(true).result([offer]));
    assert_eq!(
        response.body().as_ref(),
        br#"{"success":true,"result":[{"code":"courier","cost":5}]}"#
    );
    assert_eq!(Ping::answer(&()).body().len(), 0);
}

#[test]
fn signatures_are_checked() {
    let signature = tradewire::callback::sign("secret", "7");
    let signed = form(&[("clientId", "7"), ("token", &signature), ("calculate", "{}")]);
    assert!(Calculate::verify(&signed, "secret").is_ok());
    assert!(Calculate::verify(&signed, "other").is_err());
}

#[test]
fn path_query_and_headers_are_read() {
    let request = Request::get("https://mine.example/delivery/a%20b/find?term=x%20y&limit=5&ids[]=1&ids[]=2&extra_a=b")
        .header("X-Client", "me")
        .body(Bytes::new())
        .unwrap();
    let asked = Find::from_http(&request).unwrap();
    assert_eq!(
        (asked.code.as_str(), asked.term.as_str(), asked.limit),
        ("a b", "x y", Some(5))
    );
    assert_eq!(asked.ids, Some(vec![1, 2]));
    assert_eq!(asked.extra.get("a").map(String::as_str), Some("b"));
    assert_eq!(asked.x_client.as_deref(), Some("me"));
}
