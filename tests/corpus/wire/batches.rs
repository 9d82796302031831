//! Lists of any length: which list of an operation is sent in batches, and what becomes of its elements.

use tradewire::batch::{ElementOutcome, OutcomeKind};
use tradewire::testing::Scripted;
use tradewire::{BatchOperation, Batches, Client as Core};
use tradewire_batches::Client;
use tradewire_batches::things::*;

use crate::support::{client, run, sent};

use OutcomeKind::{Failed, Sent, Unknown};

fn all<O: BatchOperation, S: tradewire::batch::ElementSource<Item = O::Item>>(
    mut batches: Batches<O, Core, S>,
) -> Vec<ElementOutcome<O::Item>> {
    run(async {
        let mut told = Vec::new();
        while let Some(outcome) = batches.next().await {
            told.push(outcome);
        }
        told
    })
}

fn kinds<T>(told: &[ElementOutcome<T>]) -> Vec<OutcomeKind> {
    told.iter().map(|outcome| outcome.kind).collect()
}

fn server(replies: &[&str]) -> Scripted {
    let replies = replies.iter().map(|reply| (*reply).to_owned());
    replies.fold(Scripted::new(), |server, reply| server.reply(200, reply))
}

fn bodies(server: &Scripted) -> Vec<String> {
    server.requests().iter().map(tradewire::testing::Captured::body_text).collect()
}

fn things(ids: impl IntoIterator<Item = i64>) -> impl Iterator<Item = Thing> {
    ids.into_iter().map(Thing::new)
}

#[test]
fn of_several_lists_it_is_the_one_with_outcomes() {
    let server = server(&[
        r#"{"results":[{"id":1},{"id":2,"why":"no"}]}"#,
        r#"{"results":[{"id":3}]}"#,
    ]);
    let api: Client = client(&server);
    let batches = api.things().change_all_2(things(1..4)).with(|change| change.note("n").remove([9]));
    let told = all(batches);
    assert_eq!(kinds(&told), [Sent, Failed, Sent]);
    assert_eq!(told[1].to_string(), "things.change: element 1 (id 2): no");
    assert_eq!(
        bodies(&server),
        [
            r#"{"add":[{"id":1},{"id":2}],"remove":[9],"note":"n"}"#,
            r#"{"add":[{"id":3}],"remove":[9],"note":"n"}"#
        ]
    );
}

#[test]
fn fewer_outcomes_than_elements_leave_the_others_unknown() {
    let server = server(&[r#"{"results":[{"id":2,"why":"no"}]}"#, r#"{"results":[]}"#]);
    let api: Client = client(&server);
    let told = all(api.things().change_all_2(things([1, 2, 3])));
    assert_eq!(kinds(&told), [Unknown, Failed, Sent]);
}

#[test]
fn the_list_may_be_the_body() {
    let server = server(&["{}", "{}"]);
    let api: Client = client(&server);
    assert_eq!(all(api.things().save_all("main", things(0..6))).len(), 6);
    assert_eq!(sent(&server.requests()[1]), "PUT /shops/main/things");
    assert_eq!(bodies(&server)[1], r#"{"things":[{"id":5}]}"#);
}

#[test]
fn it_may_be_one_of_several_values_by_name() {
    let server = server(&["", "", ""]);
    let api: Client = client(&server);
    let required = MoveThingRequired {
        things: vec!["first".into()],
        to: "b".into(),
        from: "a".into(),
    };
    let more = ["second", "third"].map(String::from);
    assert_eq!(all(api.things().move_all(required, more)).len(), 3);
    // The narrower limit of the two counts.
    assert_eq!(
        bodies(&server),
        [
            r#"{"things":["first","second"],"to":"b","from":"a"}"#,
            r#"{"things":["third"],"to":"b","from":"a"}"#
        ]
    );
}

#[test]
fn it_may_stand_in_the_query() {
    let server = server(&["", ""]);
    let api: Client = client(&server);
    assert_eq!(all(api.things().delete_all(1..=4).with(|delete| delete.force(true))).len(), 4);
    let lines: Vec<String> = server.requests().iter().map(sent).collect();
    assert_eq!(lines, ["DELETE /things?ids=1,2,3&force=true", "DELETE /things?ids=4&force=true"]);
}

#[test]
fn each_batch_has_a_key_of_its_own() {
    let server = server(&["", ""]);
    let api: Client = client(&server);
    let rows = [Some(Thing::new(1)), None, Some(Thing::new(2))];
    assert_eq!(kinds(&all(api.things().import_all(rows))), [Sent; 3]);
    let requests = server.requests();
    let keys: Vec<_> = requests.iter().map(|request| request.header("Idempotency-Key").unwrap()).collect();
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn a_new_run_goes_on() {
    let server = server(&["{}", "{}"]);
    let api: Client = client(&server);
    let mut first = api.things().save_all("main", things(0..7));
    assert!(run(first.next_batch()).is_some());
    let stored = first.position().to_string();
    let position = stored.parse().unwrap();
    let second = api.things().save_all("main", things(0..7)).resume_from(&position).unwrap();
    assert_eq!(all(second).first().map(|outcome| outcome.position), Some(5));
    assert_eq!(bodies(&server)[1], r#"{"things":[{"id":5},{"id":6}]}"#);
}
