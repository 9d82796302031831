//! The server's own counts.

use tradewire::client::budget::Charged;

use super::{Hand, Server, WINDOW, grant, is_granted};
use crate::steps::Placed;

#[tokio::test]
async fn the_servers_count_has_those_who_do_not_ask_here() {
    let server = server!();
    let (mut first, mut second) = Hand::both(&server, &[Charged::new("default", 10, WINDOW)]).await;
    let Placed::Granted(at) = first.ask(1, &[(0, 1)]).await else {
        panic!("there is room")
    };
    let mine = grant(&[(0, 1)], at);
    // One of the seven is ours; and one left since, which may not be among them.
    assert!(is_granted(second.ask(1, &[(0, 1)]).await));
    first.tell(|steps, _| steps.counted(0, (7, 10), None, &mine)).await;
    assert_eq!(second.granted(10..20).await, 2);
    // A count that is older than the latest says nothing.
    first
        .tell(|steps, _| steps.counted(0, (0, 1000), None, &grant(&[(0, 1)], at - 1)))
        .await;
    assert_eq!(second.granted(20..22).await, 0);
    // A larger budget is believed, one that is far too large is not.
    first.tell(|steps, _| steps.counted(0, (10, 13), None, &mine)).await;
    let more = second.granted(30..40).await;
    first
        .tell(|steps, _| steps.counted(0, (10, 1_000_000), None, &mine))
        .await;
    assert_eq!(second.granted(40..44).await, 0);
    assert!(more <= 3, "{more}");
}

#[tokio::test]
async fn a_budget_of_the_users_own_is_only_narrowed() {
    let server = server!();
    let mut charged = Charged::new("default", 4, WINDOW);
    charged.is_own = true;
    let (mut first, _) = Hand::both(&server, &[charged]).await;
    let Placed::Granted(at) = first.ask(1, &[(0, 1)]).await else {
        panic!("there is room")
    };
    first
        .tell(|steps, _| steps.counted(0, (1, 100), None, &grant(&[(0, 1)], at)))
        .await;
    assert_eq!(first.granted(10..20).await, 3);
}
