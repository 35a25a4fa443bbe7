//! The commands of the README: `cargo xtask serve`, `test`, `build --release` and `bench`. Each command is a file here;
//! packing the browser part is a package of its own in `pack/`.

mod apt;
mod arguments;
mod bench;
mod browser;
mod fingerprint;
mod npm;
mod place;
mod postgres;
mod program;
mod release;
mod serve;
mod setup;
mod sources;
mod step;
mod supply;
mod test;
mod wasm_target;

use anyhow::{Result, bail};
use arguments::Arguments;

const HELP: &str = "\
cargo xtask serve [--port N] [SERVER OPTIONS]   builds everything and serves the demonstration school
cargo xtask test [--only NAME,…]                runs every test; NAME: fmt, supply, clippy, unit, browser
cargo xtask build --release                     makes target/rolecall/, the program and its site
cargo xtask bench [--only NAME,…]               measures; NAME: rules, browser, users, sign-ins, import, bulk, files, flood, database
cargo xtask load …                              the load that `bench` puts on a server, from a process of its own

Options of serve, test and build:
  --quick                       larger files for the browser, a minute sooner; not with --release
Options of all but load:
  --wasm-target rustup|debian   where the browser's standard library comes from (default: rustup, then Debian)
";

fn main() {
    let mut given = std::env::args().skip(1);
    let command = given.next().unwrap_or_default();
    if let Err(error) = run(&command, Arguments::new(given)) {
        eprintln!("\nerror: {error:#}");
        std::process::exit(1);
    }
}

fn run(command: &str, arguments: Arguments) -> Result<()> {
    match command {
        "serve" => serve::run(arguments),
        "test" => test::run(arguments),
        "build" => release::run(arguments),
        "bench" => bench::run(arguments),
        "load" => bench::load(arguments),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command {other:?}; `cargo xtask help` lists them"),
    }
}
