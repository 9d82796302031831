//! Stores that cannot be used: what is told of it, and what is not.

#![cfg(unix)]

mod common;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use common::Store;
use tradewire_redis::{Mode, RedisBudget};

/// The password that is told to nobody.
const PASSWORD: &str = "hunter2";

/// Why a budget at this address cannot be used; nothing if it can.
async fn told(url: String) -> Option<String> {
    let budget = RedisBudget::builder(url, 2)
        .timeout(Duration::from_millis(500))
        .connect()
        .await;
    let error = budget.err()?;
    let told = error.to_string();
    assert!(
        !told.contains(PASSWORD) && !format!("{error:?}").contains(PASSWORD),
        "{told}"
    );
    Some(told)
}

/// A server that does this with each connection; its address, with a password.
fn serve(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://worker:{PASSWORD}@{}/0", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            thread::spawn(move || answer(stream));
        }
    });
    url
}

/// Answers everything that arrives with the same number of replies as there are commands.
fn replying(reply: impl Fn(&str) -> String + Send + Sync + 'static) -> String {
    serve(move |mut stream| {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let got = String::from_utf8_lossy(&buffer[..count]).into_owned();
            for _ in 0..got.matches('*').count().max(1) {
                if stream.write_all(reply(&got).as_bytes()).is_err() {
                    return;
                }
            }
        }
    })
}

#[tokio::test]
async fn who_may_not_enter_is_told_why() {
    let Some(store) = Store::start() else { return };
    let client = redis::Client::open(store.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let mut set = async |command: &str| {
        let mut words = command.split(' ');
        let mut command = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            command.arg(word);
        });
        command.exec_async(&mut connection).await.unwrap();
    };
    set("CONFIG SET requirepass right").await;
    set("ACL SETUSER poor on >hunter2 ~* &* +@all -script").await;
    set("ACL SETUSER blind on >hunter2 ~* &* +@all -info").await;

    let with = |user: &str, password: &str| format!("{}?user={user}&pass={password}", store.url());
    assert_eq!(told(with("default", "right")).await, None);
    assert_eq!(told(with("blind", PASSWORD)).await, None);
    for (url, expected) in [
        (store.url(), "wants a password"),
        (with("default", PASSWORD), "refuses the user name or the password"),
        (with("nobody", PASSWORD), "refuses the user name or the password"),
        (with("poor", PASSWORD), "SCRIPT LOAD"),
    ] {
        let told = told(url).await.expect("it is refused");
        assert!(told.contains(expected) && told.contains("socket"), "{told}");
    }
}

#[tokio::test]
async fn a_store_that_quotes_what_it_was_sent_is_not_quoted() {
    // As one does that has no such command; or nothing but what it was sent.
    for before in ["ERR unknown command 'AUTH', with args beginning with: ", ""] {
        let url = replying(move |got| {
            let words = got.split_ascii_whitespace().skip_while(|word| *word != PASSWORD);
            let words: Vec<&str> = words.collect();
            format!("-{before}{}\r\n", words.join(" "))
        });
        let told = told(url).await.expect("it cannot be used");
        assert!(told.starts_with("127.0.0.1:"), "{told}");
    }
}

#[tokio::test]
async fn what_is_no_store_is_told() {
    for reply in [
        "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n",
        "$99999999999999999999\r\n",
        "*-7\r\n",
        "\0\0\0\0",
        "+OK\r\n",
        ":1\r\n",
    ] {
        let told = told(replying(move |_| reply.to_owned())).await;
        assert!(told.is_some_and(|told| told.starts_with("127.0.0.1:")), "{reply:?}");
    }
}

#[tokio::test]
async fn a_store_that_says_nothing_is_waited_for_no_longer_than_it_may_take() {
    let silent = serve(|_stream| thread::sleep(Duration::from_secs(3600)));
    // The stream is moved in, so it stays open.
    let told = told(silent).await.expect("it cannot be used");
    assert!(told.contains("does not answer in time"), "{told}");
    assert!(told_of_a_closed_one().await.starts_with("127.0.0.1:"));
}

async fn told_of_a_closed_one() -> String {
    told(serve(drop)).await.expect("it cannot be used")
}

/// Waits for what another thread is about to do.
async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn its_thread_ends_with_the_last_clone() {
    let held = Arc::new(());
    let builder = |url: String| {
        let held = Arc::clone(&held);
        RedisBudget::builder(url, 2).on_change(move |_| {
            let _ = &held;
        })
    };
    // While it connects.
    let silent = serve(|_stream| thread::sleep(Duration::from_secs(3600)));
    let budget = builder(silent).timeout(Duration::from_secs(3600)).start().unwrap();
    let clone = budget.clone();
    drop(budget);
    assert_eq!(clone.mode(), Mode::Alone);
    drop(clone);
    until(|| Arc::strong_count(&held) == 1).await;
    // While it waits to try again.
    let budget = builder("redis://127.0.0.1:1".to_owned()).start().unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    drop(budget);
    until(|| Arc::strong_count(&held) == 1).await;
    // A connect that nobody waits for any more.
    let Some(store) = Store::start() else { return };
    drop(builder(store.url()).connect());
    let connecting = builder(store.url()).connect();
    let _ = tokio::time::timeout(Duration::ZERO, connecting).await;
    until(|| Arc::strong_count(&held) == 1).await;
    // While it is there.
    let budget = builder(store.url()).connect().await.unwrap();
    assert_eq!((budget.mode(), Arc::strong_count(&held)), (Mode::Shared, 2));
    drop(budget);
    until(|| Arc::strong_count(&held) == 1).await;
}
