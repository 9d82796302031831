//! A store of the test's own: `redis-server` or `valkey-server`, in a temporary folder, without a port.

#![allow(dead_code, missing_docs, unreachable_pub)] // Each test uses a part of it.

use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

/// Says what cannot be overheard: the test harness keeps what is printed in the usual way to itself.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

pub struct Store {
    folder: PathBuf,
    program: &'static str,
    process: Option<Child>,
}

impl Store {
    /// `None` where there is no server to be had, which is told; with `TRADEWIRE_REDIS=required` in the environment it is a failure.
    pub fn start() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let is_there = |program: &&&str| {
            let version = Command::new(program).arg("--version").stdout(Stdio::null()).status();
            version.is_ok_and(|status| status.success())
        };
        let Some(program) = ["redis-server", "valkey-server"].iter().find(is_there) else {
            let required = std::env::var("TRADEWIRE_REDIS").is_ok_and(|value| value == "required");
            assert!(
                !required,
                "there is no `redis-server` and no `valkey-server`, and TRADEWIRE_REDIS=required"
            );
            say(
                "-- LEFT OUT: no `redis-server` and no `valkey-server` is installed, so nothing was tested against a real store",
            );
            return None;
        };
        let name = format!(
            "tradewire-redis-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let mut store = Self {
            folder,
            program,
            process: None,
        };
        store.run();
        Some(store)
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    pub fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    /// Runs the server, and waits until it takes connections. What it held before is lost.
    pub fn run(&mut self) {
        let mut command = Command::new(self.program);
        command.args(["--port", "0", "--save", "", "--appendonly", "no", "--daemonize", "no"]);
        command
            .arg("--unixsocket")
            .arg(self.socket())
            .arg("--dir")
            .arg(&self.folder);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.process = Some(process.expect("the server starts"));
        for _ in 0..3000 {
            if UnixStream::connect(self.socket()).is_ok() {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("the server takes no connections");
    }

    /// It answers nothing any more, though connections to it stand; `false`: it goes on.
    pub fn hang(&self, hangs: bool) {
        let process = self.process.as_ref().expect("it runs");
        let signal = if hangs { "-STOP" } else { "-CONT" };
        let sent = Command::new("kill").arg(signal).arg(process.id().to_string()).status();
        assert!(sent.expect("`kill` is there").success());
    }

    /// Ends it without a farewell.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
