//! What keeps the script: Redis or Valkey, and in tests something else.

use std::sync::Arc;
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, ConnectionInfo, ErrorKind, RedisError, Script, ServerErrorKind, Value};
use tradewire::client::transport::BoxFuture;

use crate::error::ConnectError;

/// The script, as it is kept in the store.
const SCRIPT: &str = include_str!("budget.lua");

/// One run of the script.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    pub keys: Vec<String>,
    pub args: Vec<String>,
}

/// What it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    Number(i64),
    Text(String),
}

/// Something that connections can be had to. Failures are told in a line for people.
pub(crate) trait Store: Send + Sync + 'static {
    fn connect(&self) -> BoxFuture<'static, Result<Box<dyn Link>, String>>;
}

/// One connection.
pub(crate) trait Link: Send {
    /// Which process it leads to: it differs after the store was started anew. Empty if that is not to be had.
    fn run_id(&self) -> &str;
    fn run(&mut self, run: Run) -> BoxFuture<'_, Result<Vec<Said>, String>>;
}

pub(crate) struct RedisStore {
    client: Client,
    place: String,
    timeout: Duration,
    script: Arc<Script>,
}

struct RedisLink {
    connection: MultiplexedConnection,
    run_id: String,
    place: String,
    timeout: Duration,
    script: Arc<Script>,
}

impl RedisStore {
    pub(crate) fn new(info: ConnectionInfo, timeout: Duration) -> Result<Self, ConnectError> {
        #[cfg(feature = "tls")]
        {
            // Fails where the program chose one already, which then holds.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        // Host and port, or a path: nothing of credentials.
        let place = info.addr().to_string();
        let client = Client::open(info)
            .map_err(|error| ConnectError::new(format!("the store at {place} cannot be used: {}", told(&error))))?;
        Ok(Self {
            client,
            place,
            timeout,
            script: Arc::new(Script::new(SCRIPT)),
        })
    }
}

impl Store for RedisStore {
    fn connect(&self) -> BoxFuture<'static, Result<Box<dyn Link>, String>> {
        let (client, script) = (self.client.clone(), Arc::clone(&self.script));
        let (place, timeout) = (self.place.clone(), self.timeout);
        Box::pin(async move {
            let config = AsyncConnectionConfig::new()
                .set_connection_timeout(Some(timeout))
                .set_response_timeout(Some(timeout));
            let connecting = client.get_multiplexed_async_connection_with_config(&config);
            let mut connection = connecting
                .await
                .map_err(|error| format!("{place} cannot be reached: {}", told(&error)))?;
            let info: Result<String, RedisError> = redis::cmd("INFO").arg("server").query_async(&mut connection).await;
            let run_id = match info {
                Ok(info) => run_id(&info).to_owned(),
                // Some have no right to ask; the rest works without.
                Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoPerm) => String::new(),
                Err(error) if error.code() == Some("NOPERM") => String::new(),
                Err(error) => return Err(format!("{place} does not answer: {}", told(&error))),
            };
            let link: Box<dyn Link> = Box::new(RedisLink {
                connection,
                run_id,
                place,
                timeout,
                script,
            });
            Ok(link)
        })
    }
}

impl Link for RedisLink {
    fn run_id(&self) -> &str {
        &self.run_id
    }

    fn run(&mut self, run: Run) -> BoxFuture<'_, Result<Vec<Said>, String>> {
        Box::pin(async move {
            let mut call = self.script.prepare_invoke();
            for key in &run.keys {
                call.key(key);
            }
            for arg in &run.args {
                call.arg(arg);
            }
            let said = tokio::time::timeout(self.timeout, call.invoke_async(&mut self.connection)).await;
            match said {
                Ok(Ok(Value::Array(values))) => values.into_iter().map(said_by).collect(),
                Ok(Ok(_)) => Err(format!("{} does not answer as the script does", self.place)),
                Ok(Err(error)) => Err(format!("{} fails: {}", self.place, told(&error))),
                Err(_) => Err(format!("{} does not answer in time", self.place)),
            }
        })
    }
}

fn said_by(value: Value) -> Result<Said, String> {
    match value {
        Value::Int(number) => Ok(Said::Number(number)),
        Value::BulkString(bytes) => Ok(Said::Text(String::from_utf8_lossy(&bytes).into_owned())),
        Value::SimpleString(text) => Ok(Said::Text(text)),
        _ => Err("the script's answer has something in it that it never says".to_owned()),
    }
}

/// What went wrong, in one line. The library tells of connections and replies of the store, never of what it logs in with.
fn told(error: &RedisError) -> String {
    let text = error.to_string();
    let line: String = text.lines().next().unwrap_or_default().chars().take(200).collect();
    line
}

fn run_id(info: &str) -> &str {
    let mut lines = info.lines();
    lines
        .find_map(|line| line.strip_prefix("run_id:"))
        .map_or("", str::trim)
}

#[cfg(test)]
mod tests {
    use super::run_id;

    #[test]
    fn the_run_is_found() {
        assert_eq!(
            run_id("# Server\r\nredis_version:7.0.15\r\nrun_id:4f0c\r\ntcp_port:0\r\n"),
            "4f0c"
        );
        assert_eq!(run_id("# Server\r\n"), "");
    }
}
