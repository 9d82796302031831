//! What keeps the script: Redis or Valkey, and in tests something else.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, ConnectionInfo, ErrorKind, RedisError, Value};
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
    has_password: bool,
    timeout: Duration,
}

struct RedisLink {
    connection: MultiplexedConnection,
    run_id: String,
    place: String,
    timeout: Duration,
    script: String,
}

impl RedisStore {
    pub(crate) fn new(info: ConnectionInfo, timeout: Duration) -> Result<Self, ConnectError> {
        #[cfg(feature = "tls")]
        {
            // What the program chose holds; where it chose nothing, something has to stand there. Another may be quicker: then that holds.
            let is_tls = matches!(info.addr(), redis::ConnectionAddr::TcpTls { .. });
            if is_tls && rustls::crypto::CryptoProvider::get_default().is_none() {
                let _ = rustls::crypto::ring::default_provider().install_default();
            }
        }
        // Host and port, or a path: nothing of credentials.
        let place = info.addr().to_string();
        let has_password = info.redis_settings().password().is_some();
        let client = Client::open(info)
            .map_err(|error| ConnectError::new(format!("the store at {place} cannot be used: {}", told(&error))))?;
        Ok(Self {
            client,
            place,
            has_password,
            timeout,
        })
    }
}

impl Store for RedisStore {
    fn connect(&self) -> BoxFuture<'static, Result<Box<dyn Link>, String>> {
        let (client, place, timeout) = (self.client.clone(), self.place.clone(), self.timeout);
        let has_password = self.has_password;
        let connecting = async move {
            let failed = {
                let place = place.clone();
                move |error: RedisError| no_use(&place, has_password, &error)
            };
            let config = AsyncConnectionConfig::new()
                .set_connection_timeout(Some(timeout))
                .set_response_timeout(Some(timeout));
            let connecting = client.get_multiplexed_async_connection_with_config(&config);
            let mut connection = connecting.await.map_err(&failed)?;
            let info: Result<String, RedisError> = redis::cmd("INFO").arg("server").query_async(&mut connection).await;
            let run_id = match info {
                Ok(info) => run_id(&info).to_owned(),
                // Some have no right to ask; the rest works without.
                Err(error) if error.code() == Some("NOPERM") => String::new(),
                Err(error) => return Err(failed(error)),
            };
            // Where the right to run it is missing, that is told now, and not at the first call.
            let script = load(&mut connection).await.map_err(&failed)?;
            if script.len() != 40 || !script.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(format!(
                    "{place} cannot be used: it does not keep scripts as a store does"
                ));
            }
            let link: Box<dyn Link> = Box::new(RedisLink {
                connection,
                run_id,
                place,
                timeout,
                script,
            });
            Ok(link)
        };
        let place = self.place.clone();
        // Four exchanges, each in its time; whatever the library waits for beyond them shall end, too.
        let longest = timeout.saturating_mul(4);
        Box::pin(async move {
            match tokio::time::timeout(longest, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(format!("{place} does not answer in time")),
            }
        })
    }
}

impl Link for RedisLink {
    fn run_id(&self) -> &str {
        &self.run_id
    }

    fn run(&mut self, run: Run) -> BoxFuture<'_, Result<Vec<Said>, String>> {
        Box::pin(async move {
            let said = tokio::time::timeout(self.timeout, self.eval(&run)).await;
            match said {
                Ok(Ok(Value::Array(values))) => values.into_iter().map(said_by).collect(),
                Ok(Ok(_)) => Err(format!("{} does not answer as the script does", self.place)),
                Ok(Err(error)) if !error.is_timeout() => Err(format!("{} fails: {}", self.place, told(&error))),
                Ok(Err(_)) | Err(_) => Err(format!("{} does not answer in time", self.place)),
            }
        })
    }
}

impl RedisLink {
    async fn eval(&mut self, run: &Run) -> Result<Value, RedisError> {
        let mut command = redis::cmd("EVALSHA");
        command
            .arg(&self.script)
            .arg(run.keys.len())
            .arg(&run.keys)
            .arg(&run.args);
        match command.query_async(&mut self.connection).await {
            Err(error) if error.code() == Some("NOSCRIPT") => {
                load(&mut self.connection).await?;
                command.query_async(&mut self.connection).await
            }
            said => said,
        }
    }
}

/// Gives the script to the store, which names it by its hash. Not by the library's own means, which take for granted what is answered.
async fn load(connection: &mut MultiplexedConnection) -> Result<String, RedisError> {
    redis::cmd("SCRIPT")
        .arg("LOAD")
        .arg(SCRIPT)
        .query_async(connection)
        .await
}

fn said_by(value: Value) -> Result<Said, String> {
    match value {
        Value::Int(number) => Ok(Said::Number(number)),
        Value::BulkString(bytes) => Ok(Said::Text(String::from_utf8_lossy(&bytes).into_owned())),
        Value::SimpleString(text) => Ok(Said::Text(text)),
        _ => Err("the script's answer has something in it that it never says".to_owned()),
    }
}

/// Why a store cannot be used, and what to do.
fn no_use(place: &str, has_password: bool, error: &RedisError) -> String {
    let code = error.code().unwrap_or_default();
    match (error.kind(), code) {
        (ErrorKind::AuthenticationFailed, _) | (_, "WRONGPASS") => {
            format!("{place} refuses the user name or the password in its address")
        }
        (_, "NOAUTH") => {
            format!("{place} wants a password, which is given in its address: `redis://user:password@host:6379/0`")
        }
        (_, "NOPERM") => format!("{place} does not let this user do what is needed: EVALSHA and SCRIPT LOAD"),
        (ErrorKind::Io, _) if error.is_timeout() => format!("{place} does not answer in time"),
        (ErrorKind::Io, _) => format!("{place} cannot be reached: {}", told(error)),
        // Not its own words, of which such a code is one: whoever does not know a command quotes what it was sent, the password for one.
        (ErrorKind::Extension, _) if has_password => {
            format!("{place} cannot be used: it answers with an error of its own")
        }
        _ if has_password => format!("{place} cannot be used: {}", error.category()),
        _ => format!("{place} cannot be used: {}", told(error)),
    }
}

/// What went wrong, in one line.
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
