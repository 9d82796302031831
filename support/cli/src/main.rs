//! `tradewire`: any operation of any platform, from the command line.
//!
//! Nothing here knows an operation: what can be typed comes from the catalogues of the clients, what is sent from their tables.
//!
//! Exit codes: 0 done; 1 the platform refused, or part of it could not be done or read; 2 bad usage, or nothing was sent.

mod arguments;
mod command;
mod credentials;
mod download;
mod dry_run;
mod failure;
mod listing;
mod output;
mod place;
mod platforms;
mod progress;
mod run;
mod target;
mod torn;

use std::process::ExitCode;

use clap_complete::CompleteEnv;

fn main() -> ExitCode {
    CompleteEnv::with_factory(command::tradewire).complete();
    let matches = command::tradewire().get_matches();
    match run::run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.tell();
            failure.exit()
        }
    }
}
